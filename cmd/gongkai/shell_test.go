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

func TestPending(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name  string
		lines []string
		want  []string
		rest  string
	}{
		{"one line", []string{"SELECT 1;"}, []string{"SELECT 1"}, ""},
		{"two in a line", []string{"SELECT 1; SELECT 2;"}, []string{"SELECT 1", "SELECT 2"}, ""},
		{"over lines", []string{"SELECT", "1;"}, []string{"SELECT\n1"}, ""},
		{"not yet", []string{"SELECT 1"}, nil, "SELECT 1"},
		{"in a text", []string{"SELECT ';", "';"}, []string{"SELECT ';\n'"}, ""},
		{"in a name", []string{`SELECT 1 AS "a;b";`}, []string{`SELECT 1 AS "a;b"`}, ""},
		{"a doubled quote", []string{"SELECT 'it''s; fine';"}, []string{"SELECT 'it''s; fine'"}, ""},
		{"in a remark", []string{"SELECT 1 -- one; two", ";"}, []string{"SELECT 1 -- one; two"}, ""},
		{"in a long remark", []string{"SELECT /* a;", "b; */ 1;"}, []string{"SELECT /* a;\nb; */ 1"}, ""},
		{"Chinese", []string{"SELECT '公开；' AS 甲;"}, []string{"SELECT '公开；' AS 甲"}, ""},
		{"nothing", []string{";;"}, nil, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var p pending
			var got []string
			for _, line := range tc.lines {
				got = append(got, p.add(line)...)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" || p.text != tc.rest {
				t.Errorf("rest %q, want %q; -want +got:\n%s", p.text, tc.rest, diff)
			}
		})
	}
}

func TestHistoryLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"SELECT 1\n  FROM a":                 "SELECT 1 FROM a",
		"-- why\nSELECT 1 -- one\nFROM a":    "SELECT 1 FROM a",
		"SELECT '--' AS a, 'x' -- y\nFROM b": "SELECT '--' AS a, 'x' FROM b",
	} {
		if got := historyLine(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

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

// openShell makes a warehouse with one report and opens a shell on it, with fixed times.
func openShell(t *testing.T, lines ...string) (s *shell, out, errs *bytes.Buffer, in *typed) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	if status, _, errs := program(context.Background(), t, "ingest", "--warehouse", path, "../../testdata/reports/pingtan_zone_2023.html"); status != 0 {
		t.Fatalf("ingest: status %d, %s", status, errs)
	}
	out, errs, in = &bytes.Buffer{}, &bytes.Buffer{}, &typed{lines: lines}
	a := &app{
		environment: environment{
			in: strings.NewReader(""), out: out, err: errs,
			now: func() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) },
		},
		say: english(t),
	}
	a.loaded.Settings = settings.Defaults(settings.Limits{})
	a.loaded.Settings.Warehouse.Path = path
	s = &shell{a: a, out: output{a: a, format: formats()[1]}, screen: formats()[1], lines: in, interrupts: make(chan os.Signal, 1)}
	if err := s.open(context.Background(), reading{values: "published"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.session.Close() })
	return s, out, errs, in
}

func TestShell(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "rows.json")
	script := filepath.Join(t.TempDir(), "a.sql")
	if err := os.WriteFile(script, []byte("SELECT 1 AS a;\n-- the second\nSELECT 2 AS b"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, out, errs, in := openShell(
		t,
		"SELECT year, value", "FROM request WHERE outcome = 'received' AND applicant = 'total';",
		"SELECT given up", "^C",
		"SELECT no_column;",
		"DROP TABLE cell;",
		".timing off",
		".read "+script,
		".output "+file, "SELECT '甲' AS n;", ".output",
		".as-of 2001-01-01", "SELECT count(*) AS reports FROM report;",
		".as-of someday",
		".values adjusted", ".values guessed",
		".format xml", ".nothing", ".pager maybe", ".example ../etc", `\d nowhere`,
		".format csv",
		".example who_is_missing",
		"-- a remark alone",
		".quit", "SELECT never;",
	)
	if err := s.loop(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"year,value\n2023,81\n", "a\n1\nb\n2\n", "reports\n0\n", "Values published, as known 2001-01-01.", "Values adjusted, as known 2001-01-01.",
		"-- Who has not reported", "year,region_name,kind,missing,expected_from\n",
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

// Ctrl-C ends the query that runs, and the shell goes on.
func TestShellInterrupt(t *testing.T) {
	t.Parallel()
	s, out, errs, _ := openShell(t)
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

func TestShellHelp(t *testing.T) {
	t.Parallel()
	s, out, _, _ := openShell(t, ".help", `\dt`, `\d county_request`, ".examples")
	if err := s.loop(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, c := range shellCommands() {
		if !strings.Contains(out.String(), c.names[0]) || !s.a.say.Has("shell.help."+c.key) {
			t.Errorf("no help for %s", c.names[0])
		}
	}
	for _, want := range []string{"county_request", "members without a complete value", "open_rate_ranking", "Which cities grant most"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
}

func TestShellCompletes(t *testing.T) {
	t.Parallel()
	s, _, _, _ := openShell(t)
	for _, tc := range []struct {
		before string // typed on the lines before
		line   string // | is the cursor
		want   string // one of those found
		not    string // none of those found
	}{
		{"", "SELECT * FROM city_re|", "city_request", "region_code"},
		{"", "select * from |", "province_panel", "SELECT"},
		{"", "SELECT outc| FROM city_request", "outcome", "open_rate"},
		{"", "SELECT r.out| FROM city_request r", "outcome", "open_error"},
		{"SELECT value FROM city_request", "WHERE appl|", "applicant", ""},
		{"", "SELECT 1 FROM indicator WHERE code = 'request.receiv|'", "request.received.total", "received"},
		{"", "SELECT 1 FROM city_request WHERE outcome = 'receiv|", "received", "request.received.total"},
		{"", "SELECT 1 FROM region WHERE name = '平|", "平潭县", ""},
		{"", "sel|", "select", "SELECT"},
		{"", "SEL|", "SELECT", "select"},
		{"", ".exa|", ".examples", "SELECT"},
		{"", ".example who|", "who_is_missing", ""},
		{"", ".format par|", "parquet", ""},
		{"", `\d city_p|`, "city_panel", ""},
		{"", ".timing |", "off", ""},
	} {
		t.Run(tc.line, func(t *testing.T) {
			s.typed.text = tc.before
			at := strings.Index(tc.line, "|")
			line := tc.line[:at] + tc.line[at+1:]
			head, found, tail := s.complete(line, len([]rune(tc.line[:at])))
			if !strings.HasPrefix(line, head) || !strings.HasSuffix(line, tail) {
				t.Errorf("head %q, tail %q", head, tail)
			}
			has := func(w string) bool { return strings.Contains("\n"+strings.Join(found, "\n")+"\n", "\n"+w+"\n") }
			if !has(tc.want) || (tc.not != "" && has(tc.not)) {
				t.Errorf("found %q", found)
			}
		})
	}
}

func TestHistory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := &app{environment: environment{variables: []string{"XDG_STATE_HOME=" + dir}}}
	h := newHistory(a)
	first := &keptHistory{}
	if err := h.load(first); err != nil || first.text != "" {
		t.Fatalf("%q, %v", first.text, err)
	}
	if err := h.save(&keptHistory{text: "SELECT '公开';\n"}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "gongkai", "sql_history"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	again := &keptHistory{}
	if err := h.load(again); err != nil || again.text != "SELECT '公开';\n" {
		t.Errorf("%q, %v", again.text, err)
	}
	nowhere := newHistory(&app{})
	if err := nowhere.save(again); err != nil || nowhere.path != "" {
		t.Errorf("%q, %v", nowhere.path, err)
	}
}

// keptHistory is a history in memory.
type keptHistory struct{ text string }

func (k *keptHistory) ReadHistory(r io.Reader) (int, error) {
	b, err := io.ReadAll(r)
	k.text = string(b)
	return len(b), err
}
func (k *keptHistory) WriteHistory(w io.Writer) (int, error) { return io.WriteString(w, k.text) }
