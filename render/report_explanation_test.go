package render

import (
	"strings"
	"testing"

	"gongkai/config/messages"
	"gongkai/queries/page"
)

// A report whose region is not settled: two regions bear the name, and a person settled the body for another document of it.
func TestReportExplanation(t *testing.T) {
	t.Parallel()
	e := &page.ReportExplanation{
		Report: "f8ed10e6b8d2#2", Title: "鼓楼区*年报", Path: "/d/a.html", Agency: "鼓楼区教育局", Year: 2023, Unsettled: "region", Renditions: 1,
		Scopes: map[string]string{"disclosure": "own", "request": "own", "appeal": "own"},
		Roles:  map[string]string{"request": "body"},
		Evidence: []page.Evidence{
			{Field: "agency", Value: "鼓楼区教育局", Source: "title", Quote: "鼓楼区教育局2023年年报"},
			{Field: "unheard_of", Source: "unheard_of", Quote: "x"},
		},
		Candidates: []page.RegionCandidate{
			{RegionCode: "320106", Region: "鼓楼区", Clues: []page.Clue{{Source: "phone", Quote: "025 (+3)"}}},
			{RegionCode: "320302", Region: "鼓楼区"},
		},
		Rulings: []page.ReportRuling{
			{Field: "agency", Value: "鼓楼区教育局", Who: "甲", Why: "seen", At: "2025-01-02 03:04", TakenFrom: strings.Repeat("a", 64)},
			{Field: "year", Who: "乙", Why: "slip", At: "2025-01-03 03:04"},
		},
	}
	var b strings.Builder
	if err := ReportExplanation(&b, in(t, messages.English), e, Markdown()); err != nil {
		t.Fatal(err)
	}
	golden(t, "report_explanation.en.md", b.String())
}
