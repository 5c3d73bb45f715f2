package queries

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
	"gongkai/warehouse/record"
)

// TestWhichVersionCounts is the table of cases of what happens to one report: whatever the order of arrival, one version counts.
func TestWhichVersionCounts(t *testing.T) {
	h := newHistory(t) // one for all cases: each has its agency and its documents
	agency := ""
	version := func(received int64, change func(r *report.Report)) report.Report {
		r := historyReport("", "320800", "city", "department", report.ScopeOwn, 2023, received)
		r.Findings = []report.Finding{{
			Rule: "request.balance", Subject: report.Request, Severity: report.Error, Status: report.Fail, MessageZH: "不等", MessageEN: "differs",
			Cells:      []string{"request.received.total"},
			Suggestion: []report.Suggestion{{Code: "request.received.total", Value: "99", Culprit: "agency"}},
		}}
		if change != nil {
			change(&r)
		}
		return r
	}
	on := func(month time.Month, day int) func(r *report.Report) {
		return func(r *report.Report) { r.PublishedOn = report.Date{Year: 2024, Month: month, Day: day} }
	}
	correction := func(r *report.Report) { r.Correction = true }
	fuller := func(r *report.Report) { r.Cells = append(r.Cells, printed("disclosure.licence.decisions", 1)) }
	closing := func(r *report.Report) { r.Findings = nil }
	load := func(parser, document string, reports ...report.Report) func() {
		return func() {
			for i := range reports {
				reports[i].Agency = agency
			}
			h.load(parser, document+agency, reports...)
		}
	}
	accept := func() {
		h.rule("SELECT f.finding_id FROM finding f JOIN report r ON r.version_id = f.version_id WHERE r.agency = '"+agency+"'", record.Accepted)
	}
	withdraw := func(document string, withdrawn bool) func() {
		return func() { h.withdraw(document+agency, withdrawn) }
	}
	for n, c := range []struct {
		name      string
		steps     []func()
		published string // of request.received.total, empty where no report counts
		adjusted  string
	}{
		{"one version", []func(){load("1", "a", version(10, nil))}, "10", "10"},
		{"a 更正 after the original", []func(){load("1", "a", version(10, on(3, 1))), load("1", "b", version(11, correction))}, "11", "11"},
		{"a 更正 before the original arrives", []func(){load("1", "b", version(11, correction)), load("1", "a", version(10, on(3, 1)))}, "11", "11"},
		{"a later publication", []func(){load("1", "a", version(10, on(3, 1))), load("1", "b", version(11, on(4, 1)))}, "11", "11"},
		{"an older publication that arrives later", []func(){load("1", "b", version(11, on(4, 1))), load("1", "a", version(10, on(3, 1)))}, "11", "11"},
		{
			"a fuller rendition of an older publication", // its numbers are older, however many
			[]func(){load("1", "a", version(10, on(4, 1))), load("1", "b", version(11, func(r *report.Report) { on(3, 1)(r); fuller(r) }))}, "10", "10",
		},
		{"a fuller rendition of the same publication", []func(){load("1", "a", version(10, nil)), load("1", "b", version(11, fuller))}, "11", "11"},
		{"a rendition whose sums close", []func(){load("1", "a", version(10, nil)), load("1", "b", version(11, closing))}, "11", "11"},
		{"two equals: the smaller hash", []func(){load("1", "b", version(11, nil)), load("1", "a", version(10, nil))}, "10", "10"},
		{"a better parser", []func(){load("1", "a", version(10, fuller)), load("2", "a", version(12, nil))}, "12", "12"},
		{"a better parser that rejects the document", []func(){load("1", "a", version(10, nil)), load("2", "a")}, "", ""},
		{"a better parser again", []func(){load("1", "a", version(10, nil)), load("2", "a"), load("3", "a", version(13, nil))}, "13", "13"},
		{"an adjustment", []func(){load("1", "a", version(10, nil)), accept}, "10", "99"},
		{"an adjustment and then a re-issue with another value", []func(){load("1", "a", version(10, on(3, 1))), accept, load("1", "b", version(11, on(4, 1)))}, "11", "11"},
		{"an adjustment and then a re-issue with the same value", []func(){load("1", "a", version(10, on(3, 1))), accept, load("1", "b", version(10, on(4, 1)))}, "10", "99"},
		{"an adjustment after a re-issue", []func(){load("1", "a", version(10, on(3, 1))), load("1", "b", version(11, on(4, 1))), accept}, "11", "99"},
		{"an adjustment and then a better parser with the same value", []func(){load("1", "a", version(10, nil)), accept, load("2", "a", version(10, nil))}, "10", "99"},
		{"the only batch is withdrawn", []func(){load("1", "a", version(10, nil)), withdraw("a", true)}, "", ""},
		{"a withdrawn document is read again", []func(){load("1", "a", version(10, nil)), withdraw("a", true), load("2", "a", version(12, nil))}, "", ""},
		{"the withdrawal is taken back", []func(){load("1", "a", version(10, nil)), withdraw("a", true), withdraw("a", false)}, "10", "10"},
		{"a correction is withdrawn", []func(){load("1", "a", version(10, nil)), load("1", "b", version(11, correction)), withdraw("b", true)}, "10", "10"},
		{"a batch that read again is withdrawn", []func(){load("1", "a", version(10, nil)), load("2", "a", version(12, nil)), h.withdrawLast}, "10", "10"},
		{"a batch that rejected is withdrawn", []func(){load("1", "a", version(10, nil)), load("2", "a"), h.withdrawLast}, "10", "10"},
		{"after such a batch a good parser", []func(){load("1", "a", version(10, nil)), load("2", "a"), h.withdrawLast, load("3", "a", version(13, nil))}, "13", "13"},
	} {
		t.Run(c.name, func(t *testing.T) {
			agency = fmt.Sprintf("%02d", n)
			for _, step := range c.steps {
				step()
			}
			for values, want := range map[string]string{"published": c.published, "adjusted": c.adjusted} {
				conn, err := h.w.DB().Conn(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				defer conn.Close()
				if _, err := conn.ExecContext(t.Context(), "SET VARIABLE values = '"+values+"'"); err != nil {
					t.Fatal(err)
				}
				got := ""
				if err := conn.QueryRowContext(t.Context(), `SELECT coalesce(string_agg(CAST(CAST(value AS INTEGER) AS VARCHAR), ', '), '')
					FROM request WHERE outcome = 'received' AND applicant = 'total' AND agency = $1`, agency).Scan(&got); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", values, diff)
				}
			}
		})
	}
}
