package shell

import (
	"testing"

	"github.com/google/go-cmp/cmp"
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
