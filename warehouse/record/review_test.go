package record

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
	"gongkai/warehouse/warehousetest"
)

// reviewed is a report whose table 四 prints the total 0 over the part 16 (as 洪泽 2023 does), with findings about it:
// the sum itself, the column that shares the cell, one without a suggestion, and one that suggests two values.
func reviewed(tb testing.TB, total int64, blank bool) load.Document {
	tb.Helper()
	cell := func(code string, v int64) report.Cell {
		return report.Cell{Code: code, State: report.Reported, Value: report.Whole(v), Raw: "x"}
	}
	sum := func(n int64) *report.Sum { s := report.Sum{}.Add(report.Whole(n)); return &s }
	codes := []string{"appeal.reconsideration.upheld", "appeal.reconsideration.total"}
	suggest := func(value string) report.Suggestion {
		return report.Suggestion{Code: "appeal.reconsideration.total", Value: value, Culprit: "agency"}
	}
	found := func(rule string, suggestion ...report.Suggestion) report.Finding {
		return report.Finding{
			Rule: rule, Subject: report.Appeal, Severity: report.Error, Status: report.Fail, Left: sum(16), Right: sum(total),
			MessageZH: "不等", MessageEN: "differ", Cells: codes, Suggestion: suggestion,
		}
	}
	r := report.Report{
		Title: "报告", Agency: "洪泽区人民政府", RegionCode: "320800", AgencyLevel: "city", AgencyKind: "government", Year: 2023,
		Forms: report.PerSubject[string]{Disclosure: "2021", Request: "2021", Appeal: "2021"},
		Scopes: report.PerSubject[report.Scope]{
			Disclosure: report.ScopeArea, Request: report.ScopeArea, Appeal: report.ScopeArea,
		},
		Cells: []report.Cell{
			cell("appeal.reconsideration.upheld", 16), cell("appeal.reconsideration.total", total),
			cell("request.received.total", 5),
			{Code: "request.carried_in.total", State: report.Blank},
		},
		Findings: []report.Finding{
			found("appeal.total", suggest("16")), found("appeal.shares", suggest("16")), found("appeal.plain"),
			found("appeal.two", suggest("16"), suggest("17")), found("appeal.other", suggest("18")),
			{
				Rule: "request.blank", Subject: report.Request, Severity: report.Info, Status: report.NotAssessable,
				MessageZH: "空白", MessageEN: "blank", Cells: []string{"request.carried_in.total"},
				Suggestion: []report.Suggestion{{Code: "request.carried_in.total", Value: "0", Culprit: "unknown"}},
			},
		},
	}
	content := "as first read"
	if blank {
		content = "as published again"
	}
	return load.Document{
		Path: "hongze.html", Size: int64(len(content)), ModifiedAt: warehousetest.Noon(), SHA256: warehousetest.SHA(content),
		MediaType: "text/html", Reports: []report.Report{r},
	}
}

// findings returns the ids by rule, of the latest version.
func findings(tb testing.TB, w *warehouse.Warehouse) map[string]string {
	tb.Helper()
	out := map[string]string{}
	for _, line := range warehousetest.Column(tb, w.DB(), "SELECT rule || ' ' || finding_id FROM finding ORDER BY version_id") {
		rule, id, _ := strings.Cut(line, " ")
		out[rule] = id
	}
	return out
}

// effective returns the cells whose latest adjustment differs from what is published, as "code published → value".
func effective(tb testing.TB, w *warehouse.Warehouse) []string {
	tb.Helper()
	return warehousetest.Column(tb, w.DB(), `SELECT i.code || ' ' || coalesce(published::INT::VARCHAR, 'blank') || ' → ' || value::INT
		FROM (SELECT indicator_id, arg_max_null(published_value, recorded_at) AS published, arg_max_null(value, recorded_at) AS value
		      FROM adjustment
		      GROUP BY indicator_id) a
		JOIN indicator i USING (indicator_id) WHERE published IS DISTINCT FROM value ORDER BY i.code`)
}

func accept(id string) Ruling {
	return Ruling{FindingID: id, Verdict: Accepted, Who: "王某", Why: "与原件核对"}
}

func TestRule(t *testing.T) {
	t.Parallel()
	total := "appeal.reconsideration.total 0 → 16"
	with := func(r Ruling, change func(*Ruling)) Ruling { change(&r); return r }
	for _, tc := range []struct {
		name    string
		reviews [][]Ruling // FindingID holds the rule
		last    ReviewSummary
		want    []string // adjusted cells afterwards
	}{
		{"accept", [][]Ruling{{accept("appeal.total")}}, ReviewSummary{Verdicts: 1, Adjustments: 1}, []string{total}},
		{"accept twice", [][]Ruling{{accept("appeal.total")}, {accept("appeal.total")}}, ReviewSummary{Unchanged: 1}, []string{total}},
		{
			"accept for another reason",
			[][]Ruling{{accept("appeal.total")}, {with(accept("appeal.total"), func(r *Ruling) { r.Why = "电话核实" })}},
			ReviewSummary{Verdicts: 1, Adjustments: 1},
			[]string{total},
		},
		{
			"no adjustment",
			[][]Ruling{{with(accept("appeal.plain"), func(r *Ruling) { r.NoAdjustment = true })}},
			ReviewSummary{Verdicts: 1},
			nil,
		},
		{"dismiss", [][]Ruling{{with(accept("appeal.plain"), func(r *Ruling) { r.Verdict = Dismissed })}}, ReviewSummary{Verdicts: 1}, nil},
		{
			"set",
			[][]Ruling{{with(accept("appeal.plain"), func(r *Ruling) {
				r.Corrections = []Correction{{"appeal.reconsideration.upheld", report.Whole(0)}}
			})}},
			ReviewSummary{Verdicts: 1, Adjustments: 1},
			[]string{"appeal.reconsideration.upheld 16 → 0"},
		},
		{
			"accept, then correct another cell",
			[][]Ruling{{accept("appeal.total")}, {with(accept("appeal.total"), func(r *Ruling) {
				r.Corrections = []Correction{{"appeal.reconsideration.upheld", report.Whole(0)}}
			})}},
			ReviewSummary{Verdicts: 1, Adjustments: 1, Restored: 1},
			[]string{"appeal.reconsideration.upheld 16 → 0"},
		},
		{
			"undo",
			[][]Ruling{{accept("appeal.total")}, {{FindingID: "appeal.total", Verdict: Reopened, Who: "王某"}}},
			ReviewSummary{Verdicts: 1, Restored: 1},
			nil,
		},
		{
			"accept, undo, accept",
			[][]Ruling{{accept("appeal.total")}, {{FindingID: "appeal.total", Verdict: Reopened, Who: "王某"}}, {accept("appeal.total")}},
			ReviewSummary{Verdicts: 1, Adjustments: 1},
			[]string{total},
		},
		{
			"accept, then dismiss",
			[][]Ruling{{accept("appeal.total")}, {with(accept("appeal.total"), func(r *Ruling) { r.Verdict = Dismissed })}},
			ReviewSummary{Verdicts: 1, Restored: 1},
			nil,
		},
		{"undo what nobody ruled on", [][]Ruling{{{FindingID: "appeal.total", Verdict: Reopened, Who: "王某"}}}, ReviewSummary{Unchanged: 1}, nil},
		{
			"undo one of two that correct the cell",
			[][]Ruling{{accept("appeal.total"), accept("appeal.shares")}, {{FindingID: "appeal.total", Verdict: Reopened, Who: "王某"}}},
			ReviewSummary{Verdicts: 1},
			[]string{total},
		},
		{
			"undo both",
			[][]Ruling{
				{accept("appeal.total"), accept("appeal.shares")},
				{{FindingID: "appeal.shares", Verdict: Reopened, Who: "王某"}, {FindingID: "appeal.total", Verdict: Reopened, Who: "王某"}},
			},
			ReviewSummary{Verdicts: 2, Restored: 1},
			nil,
		},
		{"the same finding twice", [][]Ruling{{accept("appeal.total"), accept("appeal.total")}}, ReviewSummary{Verdicts: 1, Adjustments: 1, Unchanged: 1}, []string{total}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := fresh(t)
			bring(t, w, info(), reviewed(t, 0, false))
			ids := findings(t, w)
			var last ReviewSummary
			for _, rulings := range tc.reviews {
				for i := range rulings {
					rulings[i].FindingID = ids[rulings[i].FindingID]
				}
				before := warehousetest.Counts(t, w.DB())
				review := Review{Rulings: rulings, RecordedAt: warehousetest.Noon(), DryRun: true} // all at one time: the clock stood still
				planned, err := Rule(t.Context(), w, review)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(before, warehousetest.Counts(t, w.DB())); diff != "" {
					t.Errorf("a dry run wrote (-want +got):\n%s", diff)
				}
				review.DryRun = false
				if last, err = Rule(t.Context(), w, review); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(planned, last); diff != "" {
					t.Errorf("another summary than the dry run's (-want +got):\n%s", diff)
				}
			}
			if diff := cmp.Diff(tc.last, last); diff != "" {
				t.Errorf("summary (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.want, effective(t, w)); diff != "" {
				t.Errorf("adjusted cells (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRuleRefuses(t *testing.T) {
	t.Parallel()
	w := fresh(t)
	bring(t, w, info(), reviewed(t, 0, false))
	ids := findings(t, w)
	if _, err := Rule(t.Context(), w, Review{Rulings: []Ruling{accept(ids["appeal.total"])}, RecordedAt: warehousetest.Noon()}); err != nil {
		t.Fatal(err)
	}
	before := warehousetest.Counts(t, w.DB())
	set := func(code string, value int64) Ruling {
		r := accept(ids["appeal.plain"])
		r.Corrections = []Correction{{code, report.Whole(value)}}
		return r
	}
	broken := set("appeal.reconsideration.upheld", 0)
	broken.Corrections[0].Value = 1_500_000
	for _, tc := range []struct {
		name string
		r    Ruling
		want RulingProblem
	}{
		{"unknown finding", accept("0000000000000000"), UnknownFinding},
		{"no suggestion", accept(ids["appeal.plain"]), NoSuggestion},
		{"two values for one cell", accept(ids["appeal.two"]), NoSuggestion},
		{"another accepted finding says otherwise", accept(ids["appeal.other"]), ConflictingCell},
		{"a cell that the finding does not name", set("request.received.total", 4), ForeignCell},
		{"a cell that there is not", set("no.such.cell", 4), ForeignCell},
		{"the value that is printed", set("appeal.reconsideration.upheld", 16), SameValue},
		{"a count that is not whole", broken, BrokenCount},
		{"nobody", Ruling{FindingID: ids["appeal.plain"], Verdict: Dismissed, Who: " ", Why: "x"}, Incomplete},
		{"no reason", Ruling{FindingID: ids["appeal.plain"], Verdict: Dismissed, Who: "王某"}, Incomplete},
		{"no verdict", Ruling{FindingID: ids["appeal.plain"], Who: "王某", Why: "x"}, Incomplete},
	} {
		t.Run(tc.name, func(t *testing.T) {
			// With a ruling before it that could be made: all or nothing.
			good := Ruling{FindingID: ids["appeal.shares"], Verdict: Dismissed, Who: "王某", Why: "x"}
			_, err := Rule(t.Context(), w, Review{Rulings: []Ruling{good, tc.r}, RecordedAt: warehousetest.Noon()})
			var refused *RulingError
			if !errors.As(err, &refused) || refused.Problem != tc.want || !errors.Is(err, fault.ErrUsage) {
				t.Errorf("error %v, want %s", err, tc.want)
			}
			if diff := cmp.Diff(before, warehousetest.Counts(t, w.DB())); diff != "" {
				t.Errorf("written in spite of it (-want +got):\n%s", diff)
			}
		})
	}
}

// A blank whose number the sums give stays blank as published; the adjustment says what it corrects: nothing.
func TestRuleOnABlank(t *testing.T) {
	t.Parallel()
	w := fresh(t)
	bring(t, w, info(), reviewed(t, 0, false))
	if _, err := Rule(t.Context(), w, Review{Rulings: []Ruling{accept(findings(t, w)["request.blank"])}, RecordedAt: warehousetest.Noon()}); err != nil {
		t.Fatal(err)
	}
	got := warehousetest.Column(t, w.DB(), `SELECT coalesce(published_value::VARCHAR, 'NULL') || ' ' || value || ' ' || who || ' ' || why FROM adjustment`)
	if diff := cmp.Diff([]string{"NULL 0.000000 王某 与原件核对"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The newest ruling is the latest, also where the clock was set back in between.
func TestRuleAfterTheClockWasSetBack(t *testing.T) {
	t.Parallel()
	w := fresh(t)
	bring(t, w, info(), reviewed(t, 0, false))
	id := findings(t, w)["appeal.total"]
	for _, step := range []struct {
		r  Ruling
		at time.Time
	}{{accept(id), warehousetest.Noon()}, {Ruling{FindingID: id, Verdict: Reopened, Who: "王某"}, warehousetest.Noon().Add(-time.Hour)}} {
		if _, err := Rule(t.Context(), w, Review{Rulings: []Ruling{step.r}, RecordedAt: step.at}); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"open"}, warehousetest.Column(t, w.DB(), "SELECT arg_max(verdict, recorded_at) FROM verdict")); diff != "" {
		t.Errorf("latest verdict (-want +got):\n%s", diff)
	}
	if got := effective(t, w); got != nil {
		t.Errorf("adjusted cells %q, want none", got)
	}
}

// A verdict survives another reading by a newer parser, and lapses when a cell changes: the finding is another one.
func TestFindingIDAfterReingest(t *testing.T) {
	t.Parallel()
	w := fresh(t)
	bring(t, w, info(), reviewed(t, 0, false))
	first := findings(t, w)["appeal.total"]
	newer := info()
	newer.ParserVersion = "2"
	bring(t, w, newer, reviewed(t, 0, false))
	if got := findings(t, w)["appeal.total"]; got != first {
		t.Errorf("after a newer parser the finding is %s, was %s", got, first)
	}
	bring(t, w, newer, reviewed(t, 3, true))
	if got := findings(t, w)["appeal.total"]; got == first {
		t.Errorf("the total changed and the finding is still %s", got)
	}
}

// BenchmarkRule accepts two findings each of a thousand reports at once.
func BenchmarkRule(b *testing.B) {
	const n = 1000
	for b.Loop() {
		b.StopTimer()
		w := fresh(b)
		documents := make([]load.Document, n)
		for i := range documents {
			documents[i] = reviewed(b, 0, false)
			documents[i].Reports[0].Agency += strings.Repeat("甲", 1+i%40) + strings.Repeat("乙", i/40)
			documents[i].Path += documents[i].Reports[0].Agency
			documents[i].SHA256 = warehousetest.SHA(documents[i].Path)
		}
		bring(b, w, info(), documents...)
		var rulings []Ruling
		for _, id := range warehousetest.Column(b, w.DB(), "SELECT finding_id FROM finding WHERE rule IN ('appeal.total', 'request.blank')") {
			rulings = append(rulings, accept(id))
		}
		b.StartTimer()
		if _, err := Rule(b.Context(), w, Review{Rulings: rulings, RecordedAt: warehousetest.Noon()}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(2*n*float64(b.N)/b.Elapsed().Seconds(), "rulings/s")
}
