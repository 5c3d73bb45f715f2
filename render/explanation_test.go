package render

import (
	"strings"
	"testing"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/warehouse/release"
)

// reread is a report of which one cell reads otherwise now, and one is new.
func reread() page.Verification {
	place := report.Place{Grid: 2, Row: 4, Column: 10}
	return page.Verification{Cells: 200, OtherParser: true, Differences: []page.DifferentCell{
		{
			Code:   "request.received.total",
			Stored: &page.StoredCell{State: report.Reported, Value: "82", Raw: "82", Place: place},
			Read:   &page.StoredCell{State: report.Reported, Value: "81", Raw: "81", Place: place},
		},
		{Code: "request.denied.total", Read: &page.StoredCell{State: report.Blank, Place: place}},
	}}
}

// A total with a report that was read again, one whose document is gone, and two bodies of which nothing is known.
func TestExplanation(t *testing.T) {
	t.Parallel()
	verified := reread()
	x := &page.Explanation{
		Kind: page.KindIndicator, Code: "request.received.total", Label: "received", Unit: "件", RegionCode: "320800", Region: "淮安市",
		Year: 2023, Values: "adjusted", AsOf: ptr("2025-02-01"), Boundaries: "today",
		Verified: &page.VerifiedCount{Documents: 2, Cells: 200, Gone: 1, Differing: 1},
		Bases: []page.ExplainedBasis{{
			Basis: "built", Preferred: true, Value: ptr("83"), Bound: page.BoundLower, Reports: 2, Expected: 4, Missing: 2,
			Flagged: 1, ExpectedFrom: "history",
			Members: []page.ExplainedMember{
				{
					Kind: "body", Agency: "甲\x1b[31m", Region: "洪泽区", RegionCode: "320813", ThroughCode: "320813", Through: "洪泽区", Weight: 2,
					Value: ptr("83"), Scope: "own", Form: "2021", VersionID: 1, RecordedAt: "2025-01-02",
					PublishedOn: "2024-01-20", IsCorrection: true,
					Parser: "1", Rules: "2", SHA256: "aaaa", Paths: []string{"/d/a.html"}, Document: "read", ReadFrom: "/e/a.html",
					Verified: &verified,
					Cells: []page.ExplainedCell{{
						Code: "request.received.total", Label: "received", State: report.Reported, Value: ptr("83"),
						Published: ptr("81"), Raw: "81\n件",
						Place:    report.Place{Grid: 2, Row: 4, Column: 10},
						Text:     &page.Quote{Above: []string{"申请人情况", "总计"}, Before: []string{"一"}, Text: "81", After: []string{"二"}},
						Findings: []page.ExplainedFinding{{FindingID: "f1", Rule: "request.balance", Severity: "error", Message: "no balance"}},
					}},
				},
				{
					Kind: "body", Agency: "乙", Scope: "own", Paths: []string{"/d/b.html"}, Document: "missing",
					Cells: []page.ExplainedCell{{State: report.Blank, IsPart: true}},
				},
				{Kind: page.KindMissing, Region: "涟水县", RegionCode: "320826"},
				{Kind: page.KindMissing, Region: "盱眙县", RegionCode: "320830"},
				{Kind: page.KindMissing, Agency: "丙", Region: "金湖县", RegionCode: "320831"},
			},
		}},
	}
	var b strings.Builder
	if err := Explanation(&b, in(t, messages.English), x); err != nil {
		t.Fatal(err)
	}
	golden(t, "explanation.en.txt", b.String())
}

// A rate shows the totals it is made of, with the sign of each; one without reports says so.
func TestExplanationOfARate(t *testing.T) {
	t.Parallel()
	x := &page.Explanation{
		Kind: page.KindRate, Code: "open_rate", Label: "公开率", RegionCode: "320800", Region: "淮安市", Year: 2023, Values: "published",
		Rate: &page.ExplainedRate{Basis: "built", Rate: ptr(0.25), Numerator: ptr("1"), Reports: 1, Terms: []page.ExplainedTerm{
			{
				Side: "numerator", Sign: 1, Code: "request.granted.total", Label: "予以公开",
				Bases: []page.ExplainedBasis{{Basis: "built", Value: ptr("1")}},
			},
			{Side: "denominator", Sign: -1, Code: "request.carried_out.total", Label: "结转"},
		}},
	}
	var b strings.Builder
	if err := Explanation(&b, in(t, messages.Chinese), x); err != nil {
		t.Fatal(err)
	}
	golden(t, "explanation_rate.zh.txt", b.String())
}

// A release whose total, inputs and documents no longer give what was frozen.
func TestReleaseVerification(t *testing.T) {
	t.Parallel()
	v := &page.ReleaseVerification{
		ReferenceChanged: true, ViewsChanged: true, TotalsCompared: 3,
		Totals:       []release.DifferingTotal{{RegionCode: "320800", Basis: "built", Code: "request.received.total", Stored: ptr("83")}},
		RowsCompared: 12, Relations: []release.DifferingRelation{{Relation: "rate", Compared: 5, OnlyStored: 1, OnlyRebuilt: 2}},
		Documents: &page.VerifiedCount{Documents: 1, Cells: 200, Differing: 1},
		Differing: []page.VerifiedDocument{{Agency: "甲", RegionCode: "320813", ReadFrom: "/d/a.html", Verification: reread()}},
	}
	var b strings.Builder
	if err := ReleaseVerification(&b, in(t, messages.English), v); err != nil {
		t.Fatal(err)
	}
	golden(t, "release_verification.en.txt", b.String())
	b.Reset()
	if err := ReleaseVerification(&b, in(t, messages.Chinese), v); err != nil {
		t.Fatal(err)
	}
	golden(t, "release_verification.zh.txt", b.String())
}
