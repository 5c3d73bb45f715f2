package render

import (
	"strings"
	"testing"

	"gongkai/config/messages"
	"gongkai/queries/page"
)

func in(t *testing.T, language messages.Language) messages.Printer {
	t.Helper()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.In(language)
}

func ptr[T any](v T) *T { return &v }

// county is a page with a total of each kind: one that grew, one that was printed and another one added up, one that nobody gave.
func county() *page.Region {
	return &page.Region{
		Code: "320813", Name: "洪泽区", Path: "江苏省淮安市*洪泽区", Year: 2024, Reading: page.Reading{Values: "published", Boundaries: "year"},
		Coverage: []page.Coverage{
			{Subject: "disclosure", Preferred: ptr("published"), Expected: 15, Reported: 3, Missing: 12, ExpectedRegions: 13, ReportedRegions: 2},
			{
				Subject: "request", Preferred: ptr("built"), Expected: 3, Reported: 2, Missing: 1, ExpectedFrom: "register",
				Weighed: ptr(2), WeightedShare: ptr(0.915),
			},
			{Subject: "appeal", Expected: 3, ExpectedFrom: "register"},
		},
		Totals: []page.Total{
			{
				Subject: "request", Code: "request.received.total", Label: "received", Unit: "件", IsPlain: true,
				Value: ptr("12"), Basis: "built", Expected: 3,
				Previous: ptr("10"), Difference: ptr("2"), Comparable: ptr("yes"), PreviousBasis: ptr("built"), PreviousMissing: ptr(0),
			},
			{
				Subject: "request", Code: "request.concluded.total", Label: "concluded", Unit: "件", IsPlain: true,
				Value: ptr("9"), Basis: "built", Expected: 3, Breaks: ptr("boundary register coverage"),
				Previous: ptr("8"), Comparable: ptr("yes"), PreviousBasis: ptr("built"), PreviousMissing: ptr(0),
			},
			{
				Subject: "request", Code: "request.granted.total", Label: "granted", Unit: "件", IsPlain: true, Value: ptr("7"), Bound: "lower",
				Basis: "built", Expected: 3, Missing: 1, ExpectedFrom: "history",
			},
			{
				Subject: "request", Code: "request.denied.total", Label: "denied", Unit: "件", IsPlain: true,
				Value: ptr("5"), Basis: "published", Expected: 3,
				Published: ptr("5"), Built: ptr("4"), BuiltBound: ptr("lower"), Status: ptr("unexplained"), DifferenceShare: ptr(0.2), Flagged: 1,
				Previous: ptr("9"), Comparable: ptr("yes"), Breaks: ptr("basis coverage"), PreviousBasis: ptr("built"),
				PreviousBound: ptr("lower"), PreviousMissing: ptr(2),
			},
			{Subject: "disclosure", Code: "disclosure.fee.amount", Label: "fees", Unit: "万元", Basis: "built", Expected: 3, Missing: 3},
		},
		Rates: []page.Rate{{
			Code: "open_rate", Label: "open rate", Rate: 0.5, Numerator: "6", Denominator: "12", Bound: "lower", Basis: "built", Missing: 1,
		}},
		Punctuality: []page.Punctuality{
			{Status: "not_collected", Bodies: 2}, {Status: "on_time", Bodies: 1}, {Status: "late", Bodies: 1, Days: ptr(3)},
		},
		Known: page.YearKnown{Reports: 2},
		Missing: []page.MissingMember{
			{
				Kind: "body", Agency: ptr("洪泽区*财政局"), Absence: ptr("not_found"), FilingDeadline: ptr("2025-01-31"),
				PublishingDeadline: ptr("2025-01-31"), DaysLate: ptr(10), LookedOn: ptr("2025-02-10"), Address: ptr("https://example.org/a*b"),
				Contact: ptr("0517-1"), Subjects: []string{"request"},
			},
			{Kind: "body", Absence: ptr("not_collected"), PublishingDeadline: ptr("2025-03-31")},
		},
		Doubts: []page.Doubt{{
			Subject: "request", Label: "granted", Published: "90", Built: "4", Bound: "lower", Difference: "86", Share: ptr(0.956), Missing: 1,
			Status: "unresolved", Members: "洪泽区财政局", Expected: ptr("12"),
		}, {
			Subject: "request", Label: "denied", Published: "5", Built: "4", Bound: "lower", Difference: "1", Share: ptr(0.2), Missing: 1,
			Status: "unexplained",
		}},
	}
}

func TestRegionMarkdown(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := Region(&b, in(t, messages.English), county(), Markdown()); err != nil {
		t.Fatal(err)
	}
	golden(t, "region.en.md", b.String())
}

// On a terminal a mark is a letter, and a table is drawn with lines.
func TestRegionText(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := Region(&b, in(t, messages.Chinese), county(), Plain()); err != nil {
		t.Fatal(err)
	}
	golden(t, "region.zh.txt", b.String())
}

// Without a register nobody knows how many are due: no share and no count of those due is told.
func TestCoverageWithoutARegister(t *testing.T) {
	t.Parallel()
	say := in(t, messages.Chinese)
	for _, tc := range []struct {
		coverage page.Coverage
		want     string
	}{
		{
			page.Coverage{Preferred: ptr("built"), Expected: 32, Reports: 3, Missing: 29},
			"年报 3 份；没有名录，应报多少不详，已知至少缺 29 个",
		},
		{page.Coverage{Preferred: ptr("built"), Expected: 3, Reports: 3}, "年报 3 份；没有名录，应报多少不详"},
		{page.Coverage{Expected: 3, Missing: 3}, "无年报；没有名录，应报多少不详"},
		{
			page.Coverage{Preferred: ptr("published"), ExpectedRegions: 13, ReportedRegions: 2, Expected: 14},
			"本地区总报告 1 份；下级地区 13 个中有 2 个报送",
		},
		{page.Coverage{Preferred: ptr("published"), Expected: 1}, "本地区总报告 1 份"},
	} {
		c := tc.coverage
		c.ExpectedFrom, c.Weighed, c.WeightedShare = "history", ptr(2), ptr(0.5)
		if got := RestsOn(say, &c); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
}

// A list of hundreds is cut, and says so.
func TestRegionIsCut(t *testing.T) {
	t.Parallel()
	r := county()
	r.Missing = make([]page.MissingMember, mostLines+2)
	var b strings.Builder
	if err := Region(&b, in(t, messages.English), r, Plain()); err != nil {
		t.Fatal(err)
	}
	if want := in(t, messages.English).Text("region.more", "count", 2); !strings.Contains(b.String(), want) {
		t.Errorf("%q is not in\n%s", want, b.String())
	}
}

// Where nothing is known of a year, that nobody is missing would be a false all-clear.
func TestRegionOfAnUnknownYear(t *testing.T) {
	t.Parallel()
	say := in(t, messages.English)
	var b strings.Builder
	known := page.YearKnown{LastYear: 2024, LastReports: 21, LastBodies: []string{"洪泽区财政局"}}
	r := &page.Region{Name: "洪泽区", Path: "洪泽区", Year: 2030, Known: known}
	if err := Region(&b, say, r, Plain()); err != nil {
		t.Fatal(err)
	}
	nothing := say.Text("known.nothing", "region", "洪泽区", "year", 2030)
	if n := strings.Count(b.String(), nothing); n != 2 {
		t.Errorf("%q stands %d times, want at the head and under the missing, in\n%s", nothing, n, b.String())
	}
	for _, want := range []string{say.Text("known.last", "year", 2024, "count", 21), "  洪泽区财政局\n", say.Text("known.more", "count", 20)} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}
