package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/renameio/v2"

	"gongkai/queries"
)

// format is one way to write the rows of a query.
type format struct {
	name    string
	endings []string // of file names
	binary  bool     // not for a terminal
	printer func(a *app, w io.Writer, terminal bool) rowPrinter
}

// formats lists them in the order in which help shows them.
func formats() []format {
	return []format{
		{"table", []string{".txt"}, false, func(_ *app, w io.Writer, terminal bool) rowPrinter {
			return &tableRows{w: w, terminal: terminal}
		}},
		{"csv", []string{".csv"}, false, func(_ *app, w io.Writer, _ bool) rowPrinter { return newCSVRows(w) }},
		{"json", []string{".json"}, false, func(_ *app, w io.Writer, _ bool) rowPrinter { return &jsonRows{w: w} }},
		{"markdown", []string{".md"}, false, func(_ *app, w io.Writer, _ bool) rowPrinter { return &markdownRows{w: w} }},
		{"parquet", []string{".parquet"}, true, func(_ *app, w io.Writer, _ bool) rowPrinter { return &parquetRows{w: w} }},
		{"arrow", []string{".arrow", ".feather"}, true, func(_ *app, w io.Writer, _ bool) rowPrinter { return &arrowRows{w: w} }},
		{"xlsx", []string{".xlsx"}, true, func(a *app, w io.Writer, _ bool) rowPrinter { return &xlsxRows{a: a, w: w} }},
	}
}

func formatNames() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// output says how rows are written, and where.
type output struct {
	a      *app
	format format
	path   string // empty: standard output
}

// newOutput chooses the format: the one that is named, else by the ending of the file, else a table.
func (a *app) newOutput(name, path string) (output, error) {
	all := formats()
	at := 0
	switch ending := strings.ToLower(filepath.Ext(path)); {
	case name != "":
		at = slices.IndexFunc(all, func(f format) bool { return f.name == name })
		if at < 0 {
			return output{}, wrongUse(a.say.Text("usage.format", "format", name, "formats", strings.Join(formatNames(), ", ")))
		}
	case path != "":
		at = slices.IndexFunc(all, func(f format) bool { return slices.Contains(f.endings, ending) })
		if at < 0 {
			return output{}, wrongUse(a.say.Text("usage.output_format", "path", path, "formats", strings.Join(formatNames(), ", ")))
		}
	}
	if all[at].binary && path == "" && a.outTerminal {
		return output{}, wrongUse(a.say.Text("usage.binary", "format", all[at].name))
	}
	return output{a: a, format: all[at], path: path}, nil
}

// write runs a query and writes its rows, to screen where it has no file, and returns how many there were. A file appears when
// it is complete, or stays as it was.
func (o output) write(ctx context.Context, s *queries.Session, query string, screen io.Writer) (n int, err error) {
	if o.path == "" {
		return printQuery(ctx, s, query, o.format.printer(o.a, screen, o.a.outTerminal))
	}
	file, err := renameio.NewPendingFile(o.path, renameio.WithPermissions(0o666), renameio.WithExistingPermissions())
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Cleanup()) }()
	if n, err = printQuery(ctx, s, query, o.format.printer(o.a, file, false)); err != nil {
		return n, err
	}
	if err := file.CloseAtomicallyReplace(); err != nil {
		return n, err
	}
	o.a.notef("%s", o.a.say.Text("sql.written", "count", n, "path", o.path))
	return n, nil
}
