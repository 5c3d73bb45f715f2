package render

import (
	"strings"
	"testing"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/warehouse/release"
)

// Tables of a region that rest on the same are one row; what rests on something else is a row of its own.
func TestMethodology(t *testing.T) {
	t.Parallel()
	rests := func(subject string, basis *string, totals, lower int) page.MethodologyCoverage {
		c := page.MethodologyCoverage{Level: "city", Region: "淮安市", RegionCode: "320800", Totals: totals, Lower: lower}
		c.Subject, c.Preferred, c.ExpectedFrom, c.Reports, c.Missing, c.ExpectedRegions, c.ReportedRegions = subject, basis, "history", 2, 5, 7, 1
		return c
	}
	m := &page.Methodology{
		Release: release.Release{ID: "2024-0123", Year: 2024, Status: release.Final, Program: "1.0", Reports: 33}, Day: "2025-03-12", Unsettled: "0",
		Sources: [][]string{{"text/html", "33", "33", "30", "1"}}, Readers: [][]string{{"2", "abc", "33"}},
		Scopes: [][]string{{"request", "area", "33"}},
		Coverage: []page.MethodologyCoverage{
			rests("disclosure", ptr("published"), 10, 0), rests("request", ptr("published"), 203, 0), rests("appeal", ptr("built"), 15, 15),
		},
		Findings:  [][]string{{"error", "request.balance", "2", "1"}, {"warning", "no.such_rule", "1", "1"}},
		Forms:     [][]string{{"disclosure", "2021", "33"}, {"request", "2021", "32"}, {"request", "", "1"}, {"appeal", "2021", "33"}},
		Breaks:    [][]string{{"2019", "2021", "with_care", "1", "disclosure.licence.decisions"}},
		Cells:     page.CellCount{Cells: 100, NotRead: page.NotRead{Inferred: 5, OCR: 1}},
		Preferred: page.QualityTotals{Totals: 228, LowerBounds: 15, Flagged: 2},
	}
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		var b strings.Builder
		if err := Methodology(&b, in(t, language), m); err != nil {
			t.Fatal(err)
		}
		golden(t, "methodology."+string(language)+".md", b.String())
		if n := strings.Count(b.String(), "| 320800 |"); n != 2 {
			t.Errorf("%s: %d rows of the region, want 2", language, n)
		}
	}
}
