package shell

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/config/rules"
	"gongkai/internal/report"
	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
)

// variables is an environment.
type variables map[string]string

func (v variables) get(name string) string { return v[name] }

// plain is a Program that writes rows as CSV, whatever the format, and shows a warehouse with one region.
type plain struct{ path string }

func (p plain) Open(ctx context.Context, r Reading) (*queries.Session, error) {
	return queries.OpenReadOnly(ctx, p.path, queries.SessionOptions{Values: r.Values, Boundaries: r.Boundaries})
}

func (p plain) Output(format, _ string) (Output, error) {
	if format == "xml" {
		return nil, errors.New("no such format")
	}
	return func(ctx context.Context, s *queries.Session, query string, screen io.Writer) (int, error) {
		rows := &csvRows{w: csv.NewWriter(screen)}
		if err := s.Run(ctx, rows, query); err != nil {
			return 0, err
		}
		rows.w.Flush()
		return rows.count, rows.w.Error()
	}, nil
}

func (p plain) Example(name string) (string, error) { return "SELECT '" + name + "' AS example", nil }

func (p plain) ListExamples() error { return nil }

func (p plain) Explain(err error) []string { return []string{err.Error(), "what to do"} }

// csvRows writes the rows of a session.
type csvRows struct {
	w     *csv.Writer
	count int
}

func (r *csvRows) Head(columns []queries.Column) error {
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
	}
	return r.w.Write(names)
}

func (r *csvRows) Row(values []any) error {
	r.count++
	var cells []string
	for _, v := range values {
		cells = append(cells, fmt.Sprint(v))
	}
	return r.w.Write(cells)
}

// typed is what a person types.
type typed []string

func (l *typed) Prompt(string) (string, error) {
	if len(*l) == 0 {
		return "", io.EOF
	}
	line := (*l)[0]
	*l = (*l)[1:]
	return line, nil
}

func (l *typed) AppendHistory(string) {}

// newWarehouse makes a warehouse with the indicators, one region and the views.
func newWarehouse(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "w.duckdb")
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	known, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	from, _ := report.NewDate(1949, 10, 1)
	region := load.Region{Code: "350128", Name: "平潭县", Level: "county", Kind: "division", ValidFrom: from}
	if err := load.SyncReference(t.Context(), w, load.Reference{Forms: set, Rules: known, Regions: []load.Region{region}}); err != nil {
		t.Fatal(err)
	}
	if _, err := queries.Install(t.Context(), w.DB()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// open opens a shell that is not on a terminal.
func open(t *testing.T) (s *Shell, out, errs *bytes.Buffer) {
	t.Helper()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	out, errs = &bytes.Buffer{}, &bytes.Buffer{}
	s, err = New(t.Context(), plain{newWarehouse(t)}, Options{
		Out: out, Err: errs, Getenv: variables{}.get, Now: time.Now, Say: catalogue.In(messages.English),
		Examples: []string{"who_is_missing"}, Reading: Reading{Values: "published", Boundaries: "year"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s, out, errs
}

// Ctrl-C ends the query that runs, and the shell goes on.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	s, out, errs := open(t)
	s.lines = &typed{}
	interrupts := make(chan os.Signal)
	s.interrupts = interrupts
	done := make(chan error)
	go func() {
		done <- s.run(context.Background(), "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3")
	}()
	interrupts <- os.Interrupt // taken when the query runs, or is about to
	s.report(<-done)
	s.line(context.Background(), "SELECT 5 AS five;")
	if !strings.Contains(errs.String(), "stopped") || !strings.Contains(out.String(), "five\n5\n") {
		t.Errorf("%s\n%s", errs, out)
	}
}

// What goes wrong is said, with what to do where it is not the shell's own matter, and the shell goes on.
func TestReport(t *testing.T) {
	t.Parallel()
	s, out, errs := open(t)
	lines := &typed{"SELECT no_column;", ".format xml", ".nothing", ".example who_is_missing", ".quit", "SELECT never;"}
	if err := s.Run(t.Context(), lines); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"no_column", "no such format\nwhat to do\n", ".nothing: there is no such command"} {
		if !strings.Contains(errs.String(), want) {
			t.Errorf("no %q in %s", want, errs)
		}
	}
	if !strings.Contains(out.String(), "example\nwho_is_missing\n") || len(*lines) != 1 {
		t.Errorf("%s; left: %q", out, *lines)
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	s, out, _ := open(t)
	if err := s.Run(t.Context(), &typed{".help", `\dt`, `\d county_request`}); err != nil {
		t.Fatal(err)
	}
	for _, c := range commands() {
		if !strings.Contains(out.String(), c.names[0]) || !s.Say.Has("shell.help."+c.key) {
			t.Errorf("no help for %s", c.names[0])
		}
	}
	for _, want := range []string{"county_request", "members without a complete value"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	for _, internal := range []string{"region_indicator", "stored_answer", "installed_view_set", "release_row"} {
		if strings.Contains(out.String(), internal) {
			t.Errorf("%s is no one's to ask, and listed", internal)
		}
	}
}
