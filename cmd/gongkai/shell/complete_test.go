package shell

import (
	"strings"
	"testing"
)

func TestComplete(t *testing.T) {
	t.Parallel()
	s, _, _ := open(t)
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
