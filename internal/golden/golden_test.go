package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// folder writes goldens as one run would.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	w := &watch{out: t.TempDir(), masks: masks(time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), "/somewhere/golden1", "/home/me/gongkai")}
	for name, body := range files {
		if err := w.keep(name, []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	return w.out
}

func TestCompare(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a row of many\n", large/10)
	before := folder(t, map[string]string{
		"help/gongkai.en.txt": "Usage:\n", "commands/sql.en.txt": "$ gongkai sql\nb\nc\nd\n", "tables/cell.csv": long + "1,2\n", "export/SHA256SUMS": "x\n",
	})
	for _, tc := range []struct {
		name  string
		after map[string]string
		want  string
	}{
		{
			"equal",
			map[string]string{"help/gongkai.en.txt": "Usage:\n", "commands/sql.en.txt": "$ gongkai sql\nb\nc\nd\n", "tables/cell.csv": long + "1,2\n"},
			"not compared: extract\nnot compared: export\n3 goldens before, 3 after, 0 differ\n",
		},
		{
			"a line of a command",
			map[string]string{"commands/sql.en.txt": "$ gongkai sql\nb\nX\nY\nd\n"},
			"not compared: help\nnot compared: extract\nnot compared: tables\nnot compared: export\n" +
				"differs: commands/sql.en.txt\n  $ gongkai sql\n  from line 3: 1 lines before, 2 after\n  - c\n  + X\n  + Y\n1 goldens before, 1 after, 1 differ\n",
		},
		{
			"inside a large table, and a table more",
			map[string]string{"tables/cell.csv": long + "1,3\n", "tables/new.csv": "a\n"},
			"not compared: help\nnot compared: commands\nnot compared: extract\nnot compared: export\n" +
				"differs: tables/cell.csv\n  from line 6554: 1 lines before, 1 after\n  - 1,2\n  + 1,3\nonly after: tables/new.csv\n" +
				"1 goldens before, 2 after, 2 differ\n",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			err := compare(before, folder(t, tc.after), &out)
			if same := strings.HasSuffix(tc.want, " 0 differ\n"); same != (err == nil) || !same && !errors.Is(err, errDiffer) {
				t.Errorf("error %v", err)
			}
			if diff := cmp.Diff(tc.want, out.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What differs from run to run is masked, and nothing else.
func TestMasked(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"commands/x.txt": strings.Join([]string{
		`"recorded_at": "2026-11-30T09:00:00.5Z"`, `2026-11-30 17:00`, `today 2026-11-30, due 2024-03-31, 逾期 996 天`,
		`/somewhere/golden1/reports/a.html`, `/home/me/gongkai/x`, `990 reports`,
	}, "\n")})
	body, err := os.ReadFile(filepath.Join(dir, "commands", "x.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := "\"recorded_at\": \"MOMENT\"\nMOMENT\ntoday TODAY, due 2024-03-31, 逾期 DAYS 天\nWORK/reports/a.html\nROOT/x\n990 reports"
	if diff := cmp.Diff(want, string(body)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	got := words(`sql --format csv 'SELECT 1 FROM a' x`)
	if diff := cmp.Diff([]string{"sql", "--format", "csv", "SELECT 1 FROM a", "x"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
