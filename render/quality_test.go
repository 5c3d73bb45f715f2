package render

import (
	"strings"
	"testing"
	"time"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/warehouse/release"
)

// assessed is a quality report with something to say in each part: a level with a register and one without, a release of which nobody
// counted what a person adjusted, a subject of several forms, bodies that are late and such of which the level is not known.
func assessed() *page.Quality {
	return &page.Quality{
		Release: release.Release{
			ID: "2024-0123", Year: 2024, Status: release.Provisional, Program: "1.0", Reports: 33,
			RecordedAt: time.Date(2025, 3, 12, 0, 0, 0, 0, time.UTC),
		},
		Day: "2025-03-12", DaysAfter: 71,
		Completeness: []page.QualityCompleteness{{Level: "province", Subject: "request", Regions: 31, Given: 30, Whole: 2}},
		Coverage: []page.QualityCoverage{
			{Level: "province", Subject: "request", ExpectedFrom: "register", Regions: 31, Expected: 40, Reported: 33, Share: ptr(0.825)},
			{Level: "city", Subject: "request", ExpectedFrom: "history", Regions: 333, Expected: 900, Reported: 57},
		},
		Response: []page.QualityResponse{
			{Subject: "request", Reports: 33, Cells: 1000, Reported: 899, Inferred: 1, Blank: 60, Placeholder: 30, Unreadable: 4, Absent: 6},
		},
		Items: []page.QualityItem{
			{Code: "request.received.total", LabelZH: "本年新收×总计", LabelEN: "requests newly received: total", Reports: 33, Without: 11},
		},
		Punctuality: []page.QualityPunctuality{
			{Level: "city", Status: "on_time", Bodies: 23},
			{Level: "city", Status: "late", Bodies: 4, Days: ptr(63)},
			{Level: "", Status: "not_collected", Bodies: 2},
		},
		Series: []page.QualitySeries{
			{Subject: "request", Form: ptr("2021"), Years: 6, Comparable: 4}, {Subject: "appeal", Years: 6, Comparable: 1},
		},
		Summed: []page.QualitySummed{
			{Subject: "request", Cells: 1000, Inferred: 25, OCR: 1, Adjusted: ptr(0), Waiting: 3}, {Subject: "appeal", Cells: 0},
		},
		Totals: page.QualityTotals{Totals: 7464, LowerBounds: 228, Flagged: 5},
		Errors: []page.QualityError{
			{Rule: "request.balance", ExplanationZH: "收支平衡", ExplanationEN: "what comes in goes out <or stays>", Findings: 2, Reports: 1},
		},
		Revisions: []page.QualityRevision{
			{
				Level: "city", Code: "request.received.total", LabelZH: "本年新收×总计", LabelEN: "requests newly received: total",
				Regions: 9, Revised: 1, Mean: ptr(5.0), Bias: ptr(-5.0),
			},
			{Level: "county", LabelZH: "予以公开×总计", LabelEN: "granted: total"},
		},
		Previous: "2024-0000", Changes: []page.QualityChange{{Classes: "late, our_error", Totals: 2}},
	}
}

func TestQuality(t *testing.T) {
	t.Parallel()
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		say := in(t, language)
		var markdown, html strings.Builder
		if err := Quality(&markdown, say, assessed(), Markdown()); err != nil {
			t.Fatal(err)
		}
		golden(t, "quality."+string(language)+".md", markdown.String())
		if err := QualityHTML(&html, say, assessed()); err != nil {
			t.Fatal(err)
		}
		golden(t, "quality."+string(language)+".html", html.String())
	}
}

// A first release of a year of which all is whole has sentences where others have tables, and no table of nothing.
func TestQualityOfNothing(t *testing.T) {
	t.Parallel()
	for _, language := range []messages.Language{messages.Chinese, messages.English} {
		var b strings.Builder
		q := &page.Quality{Release: release.Release{ID: "2024-0123", Year: 2024, Status: release.Final}}
		if err := Quality(&b, in(t, language), q, Plain()); err != nil {
			t.Fatal(err)
		}
		golden(t, "quality_nothing."+string(language)+".txt", b.String())
		if strings.Contains(b.String(), "┌") {
			t.Errorf("%s: a table of nothing:\n%s", language, b.String())
		}
	}
}
