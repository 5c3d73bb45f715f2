package page

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/queries/page/card"
	"gongkai/warehouse"
)

// One warehouse does for all that is asked of findings; what changes it comes last.
func TestFindings(t *testing.T) {
	t.Parallel()
	w := newWarehouse(t, hongze(2023))
	source := stored(t, w)
	t.Run("listed", func(t *testing.T) { testListed(t, source) })
	t.Run("filters", func(t *testing.T) { testFilters(t, w, source) })
	t.Run("named", func(t *testing.T) { testNamed(t, w, source) })
	t.Run("with verdicts", func(t *testing.T) { testVerdicts(t, w, source) })
}

func testListed(t *testing.T, source Source) {
	list, err := Findings(t.Context(), source, say(t, messages.English), FindingQuery{Severity: report.Warning})
	if err != nil {
		t.Fatal(err)
	}
	text := func(s string) *string { return &s }
	year := 2023
	want := []Finding{{
		Agency: text("淮安市洪泽区人民政府"), RegionCode: text("320813"), Region: text("洪泽区"), Year: &year, Rule: "appeal.total",
		Severity: report.Error, Status: report.Fail, Left: text("11"), Right: text("0"), Message: "the results add up to 11",
		Cells: []string{"appeal.reconsideration.total", "appeal.reconsideration.upheld"},
		Printed: []Cell{
			{
				Code: "appeal.reconsideration.total", Label: "administrative reconsideration: total", State: report.Reported, Value: text("0"),
				Raw: "0", Place: report.Place{Grid: 3, Row: 4, Column: 5},
			},
			{
				Code: "appeal.reconsideration.upheld", Label: "administrative reconsideration: upheld", State: report.Reported, Value: text("9"),
				Raw: "9", Place: report.Place{Grid: 3, Row: 4, Column: 1},
			},
		},
		Suggestion: []report.Suggestion{{Code: "appeal.reconsideration.total", Value: "11", Culprit: "agency"}}, Path: "/d/2023.html",
	}}
	ignore := cmpopts.IgnoreFields(Finding{}, "FindingID", "Basis", "Version")
	if diff := cmp.Diff(want, list, ignore); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, tc := range []struct {
		name  string
		query FindingQuery
		want  []string
	}{
		{"all, the most severe first", FindingQuery{}, []string{"appeal.total", "layout.left_out"}},
		{"another year", FindingQuery{Year: 2022}, []string{}},
		{"of a region and below", FindingQuery{Region: "江苏省", Severity: report.Error}, []string{"appeal.total"}},
		{"of another region", FindingQuery{Region: "350000"}, []string{}},
		{"one rule", FindingQuery{Rule: "layout.left_out"}, []string{"layout.left_out"}},
		{"by id", FindingQuery{IDs: []string{list[0].FindingID}}, []string{"appeal.total"}},
		{"by no id", FindingQuery{IDs: []string{}}, []string{}},
	} {
		got, err := Findings(t.Context(), source, say(t, messages.Chinese), tc.query)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, rulesOf(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
		for _, f := range got {
			if f.Rule == "appeal.total" && f.Message != "合计不等" {
				t.Errorf("%s: the message is %q", tc.name, f.Message)
			}
		}
	}
}

// A verdict is told with who and why; one that was taken back is none.
func testVerdicts(t *testing.T, w *warehouse.Warehouse, source Source) {
	read := func() Finding {
		t.Helper()
		list, err := Findings(t.Context(), source, say(t, messages.English), FindingQuery{Rule: "appeal.total"})
		if err != nil || len(list) != 1 {
			t.Fatalf("%+v, %v", list, err)
		}
		return list[0]
	}
	id := read().FindingID
	exec(t, w, "INSERT INTO verdict VALUES (?, 'dismissed', '王某', '已核对', '2025-02-01T00:30:00Z')", id)
	f := read()
	if f.Verdict == nil || *f.Verdict != "dismissed" || *f.Who != "王某" || *f.Why != "已核对" || *f.DecidedAt != "2025-02-01 08:30" {
		t.Errorf("got %+v", f)
	}
	if open := card.Open([]Finding{f}); len(open) != 0 {
		t.Errorf("it is open: %+v", open)
	}
	exec(t, w, "INSERT INTO verdict VALUES (?, 'reopened', '李某', '', '2025-02-02T00:30:00Z')", id)
	if f := read(); f.Verdict != nil || f.Who != nil || f.Why != nil || f.DecidedAt != nil {
		t.Errorf("taken back: %+v", f)
	}
}

// What a rule between reports finds is in no table: its message is made of the list of rules.
func TestMessageBetweenReports(t *testing.T) {
	t.Parallel()
	seven := "7"
	f := Finding{Rule: "carry_over", Left: &seven, Printed: []Cell{{Code: "request.carried_in.total", Label: "brought forward: total"}}}
	for _, tc := range []struct {
		language messages.Language
		rule     string
		want     string
	}{
		{messages.English, "no.such.rule", "no.such.rule"},
		{messages.English, "copied.year", "the whole table is last year's (7 cells not zero)"},
		{messages.Chinese, "copied.year", "整张表与上年完全相同（非零7格）"},
	} {
		texts, err := card.NewTexts(say(t, tc.language))
		if err != nil {
			t.Fatal(err)
		}
		f.Rule = tc.rule
		if got := texts.Between(&f, "淮安市"); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.rule, got, tc.want)
		}
	}
}

func testFilters(t *testing.T, w *warehouse.Warehouse, source Source) {
	exec(t, w, "UPDATE finding SET rule = 'of.an.older.program' WHERE rule = 'layout.left_out'")
	for _, tc := range []struct {
		region, rule string
		want         *NotFound
	}{
		{"", "", nil},
		{"320813", "appeal.total", nil},
		{"", "copied.year", nil}, // in the list, and nothing found by it
		{"", "of.an.older.program", nil},
		{"320106", "", &NotFound{What: WhatRegion, Text: "320106"}},
		{"", "appeal.totals", &NotFound{What: WhatRule, Text: "appeal.totals"}},
	} {
		checkRefused(t, CheckFilters(t.Context(), source, tc.region, tc.rule), tc.want)
	}
}

func testNamed(t *testing.T, w *warehouse.Warehouse, source Source) {
	exec(t, w, "INSERT INTO verdict VALUES ('0123456789abcdef', 'accepted', '王某', '', '2025-02-01')") // of cells that changed since
	list, err := Findings(t.Context(), source, say(t, messages.English), FindingQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		ids  []string
		want *NotFound
	}{
		{[]string{list[0].FindingID, list[1].FindingID}, nil},
		{[]string{list[0].FindingID, "nowhere"}, &NotFound{What: WhatFinding, Text: "nowhere"}},
		{[]string{"0123456789abcdef"}, &NotFound{What: WhatLapsedFinding, Text: "0123456789abcdef"}},
	} {
		_, err := FindingsNamed(t.Context(), source, say(t, messages.English), tc.ids)
		checkRefused(t, err, tc.want)
	}
}

// checkRefused compares an error with the refusal that is due; nil for none.
func checkRefused(t *testing.T, err error, want *NotFound) {
	t.Helper()
	if want == nil {
		if err != nil {
			t.Errorf("refused: %v", err)
		}
		return
	}
	var got *NotFound
	if !errors.As(err, &got) || !errors.Is(err, fault.ErrUsage) {
		t.Errorf("%v, want %v", err, want)
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Which cells a person looks at first, and whether the finding can be taken as it stands.
func TestConcerned(t *testing.T) {
	t.Parallel()
	a, b := Cell{Code: "a"}, Cell{Code: "b", Place: report.Place{Grid: 1}}
	either := []report.Suggestion{{Code: "a", Value: "1"}, {Code: "a", Value: "2"}}
	for _, tc := range []struct {
		name       string
		finding    Finding
		want       []string
		acceptable bool
	}{
		{"a suggestion", Finding{Printed: []Cell{b, a}, Suggestion: either[:1]}, []string{"a"}, true},
		{"one of two values", Finding{Printed: []Cell{b, a}, Suggestion: either}, []string{"a"}, false},
		{"a place", Finding{Printed: []Cell{a, b}}, []string{"b"}, false},
		{"no place", Finding{Printed: []Cell{a, a}}, []string{"a"}, false},
		{"no cell", Finding{}, nil, false},
	} {
		var got []string
		for _, c := range tc.finding.Concerned() {
			got = append(got, c.Code)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" || tc.finding.HasSuggestion() != tc.acceptable {
			t.Errorf("%s: can be accepted: %v (-want +got):\n%s", tc.name, tc.finding.HasSuggestion(), diff)
		}
	}
	if got := (&Finding{Suggestion: either}).Suggested("a"); got != "1 / 2" {
		t.Errorf("suggested %q", got)
	}
}
