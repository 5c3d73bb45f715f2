package main

import (
	"context"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/rows"
)

// readList is what a command lists of a snapshot: how it is read, how it is set as a table, and the sentence that counts it.
type readList[T any] struct {
	read  func(context.Context, page.Source) ([]T, error)
	table func(messages.Printer, []T) rows.Table
	count string
}

// showRead lists what a session of a reading has.
func showRead[T any](ctx context.Context, a *app, r reading, asJSON bool, l readList[T]) error {
	session, err := a.openReading(ctx, r)
	if err != nil {
		return err
	}
	defer session.Close()
	list, err := l.read(ctx, session.Query)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.out, list)
	}
	t := l.table(a.say, list)
	return a.showList(&t, l.count, "count", len(list))
}

// noteDryRun says that nothing was written, where that was asked for.
func (a *app) noteDryRun(dryRun bool) {
	if dryRun {
		a.printf("%s\n", a.say.Text("ingest.dry_run"))
	}
}
