package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/peterh/liner"

	"gongkai/config/settings"
)

// typed is a lineReader of lines that are there already. "^C" gives a line up.
type typed struct {
	lines   []string
	history []string
}

func (l *typed) Prompt(string) (string, error) {
	if len(l.lines) == 0 {
		return "", io.EOF
	}
	line := l.lines[0]
	l.lines = l.lines[1:]
	if line == "^C" {
		return "", liner.ErrPromptAborted
	}
	return line, nil
}

func (l *typed) AppendHistory(line string) { l.history = append(l.history, line) }

// runShell makes a warehouse with one report and runs a shell on it, with fixed times.
func runShell(t *testing.T, lines *typed) (out, errs *bytes.Buffer) {
	t.Helper()
	return runShellIn(t, lines, func(*app) {})
}

// runShellIn does so after a change to the app; with its program set, statements run in workers.
func runShellIn(t *testing.T, lines *typed, change func(*app)) (out, errs *bytes.Buffer) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	if status, _, errs := program(context.Background(), t, "ingest", "--warehouse", path, "../../testdata/reports/pingtan_zone_2023.html"); status != 0 {
		t.Fatalf("ingest: status %d, %s", status, errs)
	}
	out, errs = &bytes.Buffer{}, &bytes.Buffer{}
	a := &app{
		environment: environment{
			in: strings.NewReader(""), out: out, err: errs,
			now: func() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) },
		},
		say: english(t),
	}
	a.loaded.Settings = settings.Defaults(settings.Limits{})
	a.loaded.Settings.Warehouse.Path = path
	change(a)
	workers, err := a.newWorkers()
	if err != nil {
		t.Fatal(err)
	}
	if workers != nil {
		defer workers.Close()
	}
	s, err := openShell(context.Background(), a, sqlOptions{format: "csv", reading: reading{values: "published"}}, workers)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Run(context.Background(), lines); err != nil {
		t.Fatal(err)
	}
	return out, errs
}

func TestShell(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "rows.json")
	script := filepath.Join(t.TempDir(), "a.sql")
	if err := os.WriteFile(script, []byte("SELECT 1 AS a;\n-- the second\nSELECT 2 AS b"), 0o600); err != nil {
		t.Fatal(err)
	}
	in := &typed{lines: []string{
		"SELECT year, value", "FROM request WHERE outcome = 'received' AND applicant = 'total';",
		"SELECT given up", "^C",
		"SELECT no_column;",
		"DROP TABLE cell;",
		".timing off",
		".read " + script,
		".output " + file, "SELECT '甲' AS n;", ".output",
		".as-of 2001-01-01", "SELECT count(*) AS reports FROM report;",
		".as-of someday",
		".values adjusted", ".values guessed",
		".format xml", ".nothing", ".pager maybe", ".example ../etc", `\d nowhere`,
		".format csv",
		".example who_is_missing",
		".examples",
		"-- a remark alone",
		".quit", "SELECT never;",
	}}
	out, errs := runShell(t, in)
	for _, want := range []string{
		"year,value\n2023,81\n", "a\n1\nb\n2\n", "reports\n0\n", "Values published, as known 2001-01-01.", "Values adjusted, as known 2001-01-01.",
		"-- Whose table 3 do the totals lack", "year,region_name,kind,missing,absence,days_late,looked_on,expected_from\n",
		"open_rate_ranking", "Which cities grant most",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	for _, want := range []string{
		"1 rows, 0s", "no_column", "Only reading is possible", "rows.json: 1 rows.", "2025-03-31", "published or adjusted",
		"--format xml", ".nothing: there is no such command", "on or off", "there is no example ../etc", "no table or view nowhere",
	} {
		if !strings.Contains(errs.String(), want) {
			t.Errorf("no %q in %s", want, errs)
		}
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "[\n{\"n\":\"甲\"}\n]\n" {
		t.Errorf("%q, %v", text, err)
	}
	want := []string{
		"SELECT year, value FROM request WHERE outcome = 'received' AND applicant = 'total';", "SELECT no_column;", "DROP TABLE cell;",
	}
	if diff := cmp.Diff(want, in.history[:3]); diff != "" {
		t.Error(diff)
	}
	if len(in.lines) != 1 {
		t.Errorf(".quit did not end the shell: %q", in.lines)
	}
}
