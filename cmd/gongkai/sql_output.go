package main

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/google/renameio/v2"

	"gongkai/queries"
	"gongkai/rows"
)

// output says how rows are written, and where.
type output struct {
	a      *app
	format rows.Format
	path   string // empty: standard output
}

// newOutput chooses the format: the one that is named, else by the ending of the file, else a table.
func (a *app) newOutput(name, path string) (output, error) {
	format, ok := rows.Formats()[0], true
	wrong := func(key string, args ...any) error {
		return wrongUse(a.say.Text(key, append(args, "formats", strings.Join(rows.FormatNames(), ", "))...))
	}
	if name != "" {
		if format, ok = rows.FormatNamed(name); !ok {
			return output{}, wrong("usage.format", "format", name)
		}
	} else if path != "" {
		if format, ok = rows.FormatOf(path); !ok {
			return output{}, wrong("usage.output_format", "path", path)
		}
	}
	if format.Binary && path == "" && a.outTerminal {
		return output{}, wrongUse(a.say.Text("usage.binary", "format", format.Name))
	}
	return output{a: a, format: format, path: path}, nil
}

// queryRun runs a query and writes its rows in a format. It returns how many there were.
type queryRun func(ctx context.Context, query string, format rows.Format, isTerminal bool, to io.Writer) (int, error)

// sessionRun runs queries in a session of this process.
func (a *app) sessionRun(s *queries.Session) queryRun {
	return func(ctx context.Context, query string, format rows.Format, isTerminal bool, to io.Writer) (int, error) {
		return a.writeQuery(ctx, s, query, format.New(to, rows.Options{Terminal: isTerminal, Sheet: a.say.Text("sql.sheet")}))
	}
}

// write runs a query and writes its rows, to screen where it has no file, and returns how many there were. A file appears when
// it is complete, or stays as it was.
func (o output) write(ctx context.Context, run queryRun, query string, screen io.Writer) (n int, err error) {
	if o.path == "" {
		return run(ctx, query, o.format, o.a.outTerminal, screen)
	}
	file, err := renameio.NewPendingFile(o.path, renameio.WithPermissions(0o666), renameio.WithExistingPermissions())
	if err != nil {
		return 0, err
	}
	forget := o.a.ending.leave(func() { _ = file.Cleanup() })
	defer func() {
		forget()
		err = errors.Join(err, file.Cleanup())
	}()
	if n, err = run(ctx, query, o.format, false, file); err != nil {
		return n, err
	}
	if err := file.CloseAtomicallyReplace(); err != nil {
		return n, err
	}
	o.a.notef("%s", o.a.say.Text("sql.written", "count", n, "path", o.path))
	return n, nil
}

// queryRows hands the rows of a session to a Writer, and counts them. Rows are written as they come except in a table, whose
// widths need all.
type queryRows struct {
	a     *app
	to    rows.Writer
	count int
}

func (q *queryRows) Head(columns []queries.Column) error {
	list := make([]rows.Column, len(columns))
	for i, c := range columns {
		list[i] = rows.Column{Name: c.Name, Kind: c.Kind}
	}
	return q.to.Head(list)
}

// Row says in the language chosen what does not fit into a sheet.
func (q *queryRows) Row(values []any) error {
	q.count++
	err := q.to.Row(values)
	var limit *rows.LimitError
	switch {
	case !errors.As(err, &limit):
		return err
	case limit.What == "rows":
		return wrongUse(q.a.say.Text("usage.sheet_rows", "most", limit.Most-1)) // without the header
	}
	return wrongUse(q.a.say.Text("usage.sheet_text", "most", limit.Most))
}

// writeQuery runs a query and writes its rows, and returns how many there were.
func (a *app) writeQuery(ctx context.Context, s *queries.Session, query string, to rows.Writer) (int, error) {
	list := &queryRows{a: a, to: to}
	if err := s.Run(ctx, list, query); err != nil {
		return list.count, errors.Join(err, rows.Abort(to))
	}
	return list.count, to.Close()
}
