package locate

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/internal/report"
)

// findings returns those that check makes of a table: one for each sum that fails or cannot be assessed.
func (p *printed) findings(cells map[string]*report.Cell) []report.Finding {
	var out []report.Finding
	for _, rel := range p.relations {
		f := report.Finding{Rule: "sum", Subject: report.Request, Severity: report.Error, Status: report.Fail}
		f.Cells = append(append(f.Cells, rel.Left...), rel.Right...)
		for _, code := range f.Cells {
			if cell := cells[code]; cell == nil || !cell.State.HasValue() {
				f.Severity, f.Status = report.Info, report.NotAssessable
			}
		}
		if f.Status == report.NotAssessable || !closes([]Relation{rel}, cells) {
			out = append(out, f)
		}
	}
	return out
}

func TestSuggest(t *testing.T) {
	p := tableOf(t, "2021", "request")
	random := rand.New(rand.NewPCG(4, 9))
	for _, spoiled := range []int{1, 2, 3} {
		for range 300 {
			table := p.closing(random)
			was := p.spoil(random, table, spoiled)
			cells := table.cells()
			findings, untouched := p.findings(cells), p.findings(cells)
			result := p.explain(cells)
			got := Suggest(findings, result)
			if diff := cmp.Diff(untouched, findings); diff != "" {
				t.Fatalf("the given findings changed:\n%s", diff)
			}
			if diff := cmp.Diff(got, Suggest(got, result)); diff != "" {
				t.Fatalf("suggested twice (-once +twice):\n%s", diff)
			}
			suggested := map[string]report.Suggestion{}
			for i, f := range got {
				if diff := cmp.Diff(findings[i], f, cmpopts.IgnoreFields(report.Finding{}, "Suggestion")); diff != "" {
					t.Fatalf("more than the suggestion changed:\n%s", diff)
				}
				if result.Unique() && len(f.Suggestion) == 0 {
					t.Fatalf("no suggestion on a failed sum of %v", f.Cells)
				}
				for _, s := range f.Suggestion {
					suggested[s.Code] = s
				}
			}
			if !result.Unique() {
				if len(suggested) > 0 {
					t.Fatalf("%s, and yet suggested: %v", result.Status, suggested)
				}
				continue
			}
			for code, n := range was {
				if s := suggested[code]; spoiled < 3 && (s.Value != report.Whole(n).String() || s.Culprit != string(Agency)) {
					t.Fatalf("%s was %d, suggested is %+v", code, n, s)
				}
			}
		}
	}
}

func TestSuggestForMissingCells(t *testing.T) {
	p := tableOf(t, "2021", "request")
	table := p.closing(rand.New(rand.NewPCG(4, 10)))
	cells := table.cells()
	const lost = "request.granted.business"
	*cells[lost] = report.Cell{Code: lost, State: report.Unreadable, Raw: "1?"}
	want := []report.Suggestion{{Code: lost, Value: report.Whole(table[lost]).String(), Culprit: "reader"}}
	got := Suggest(p.findings(cells), p.explain(cells))
	if len(got) != 2 {
		t.Fatalf("%d findings, want those of the row and of the column", len(got))
	}
	for _, f := range got {
		if diff := cmp.Diff(want, f.Suggestion); diff != "" || f.Severity != report.Info || f.Status != report.NotAssessable {
			t.Errorf("%s %s (-want +got):\n%s", f.Severity, f.Status, diff)
		}
	}
}

func TestSuggestLeavesOtherFindingsAlone(t *testing.T) {
	p := tableOf(t, "2021", "request")
	table := p.closing(rand.New(rand.NewPCG(4, 11)))
	table["request.granted.business"]++
	findings := []report.Finding{
		{Rule: "prose", Severity: report.Warning, Status: report.Uncertain, Cells: []string{"request.granted.business"}},
		{Rule: "other", Severity: report.Error, Status: report.Fail, Cells: []string{"disclosure.licence.decisions"}},
	}
	if diff := cmp.Diff(findings, Suggest(findings, p.explain(table.cells()))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
