package render

import (
	"strings"
	"testing"

	"gongkai/config/messages"
	"gongkai/queries/page"
)

// A group of two whose intervals meet, a region apart from them, and one with every reason not to be ranked.
func TestRanking(t *testing.T) {
	t.Parallel()
	place := func(rank, group, from, to int) (r page.RankedRegion) {
		r.Rank, r.Group, r.From, r.To, r.Basis = ptr(rank), ptr(group), ptr(from), ptr(to), "published"
		return r
	}
	first, second, third := place(1, 1, 1, 2), place(1, 1, 1, 2), place(3, 2, 3, 3)
	first.Code, first.Name, first.Rate, first.N = "321300", "宿迁市", ptr(0.6), ptr("200")
	first.Low, first.High = ptr(0.5308), ptr(0.6654)
	second.Code, second.Name, second.Rate, second.N = "320200", "无锡市", ptr(0.6), ptr("150")
	second.Low, second.High = ptr(0.52), ptr(0.675)
	third.Code, third.Name, third.Rate, third.N = "320300", "徐州市", ptr(0.1), ptr("300")
	third.Low, third.High = ptr(0.0709), ptr(0.1392)
	r := page.Ranking{
		Year: 2023, Level: "city", Code: "open_rate", Label: "公开率", IsRate: true, Ranked: 3, Silent: 2,
		Regions: []page.RankedRegion{first, second, third, {
			Code: "350100", Name: "福州市", Rate: ptr(1.0), N: ptr("20"), Basis: "built", Missing: 14, Flagged: 2,
			Reasons: []string{"missing", "no_register", "open_error", "break", "few_cases", "out_of_range"},
			Breaks:  []string{"form", "law", "boundary", "scope", "basis", "register", "coverage"},
		}, {Code: "350200", Name: "厦门市", Basis: "built", Missing: 1, Reasons: []string{"no_value", "missing"}}},
	}
	var b strings.Builder
	table := Ranking(in(t, messages.Chinese), &r)
	if err := table.Write(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "ranking.zh.txt", b.String())
	b.Reset()
	table = Ranking(in(t, messages.English), &r)
	if err := table.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "ranking.en.md", b.String())
	content, err := RankingSheet(in(t, messages.Chinese), &r)
	if err != nil || len(content) == 0 {
		t.Fatalf("%d bytes, %v", len(content), err)
	}
}
