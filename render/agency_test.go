package render

import (
	"strings"
	"testing"

	"gongkai/config/messages"
	"gongkai/queries/page"
)

// A cell without a value is NULL, a year whose form does not have the row is empty, and a year without a report has no column.
func TestAgency(t *testing.T) {
	t.Parallel()
	same := map[string]string{"disclosure": "own", "request": "own", "appeal": "own"}
	a := &page.Agency{
		ID: "7", Name: "洪泽区*财政局", RegionCode: "320813", Region: "洪泽区", Level: "county", Kind: "department",
		Before: []page.AgencyLink{{Agency: "洪泽县财政局", Since: "2016-07-01"}},
		Years: []page.AgencyYear{
			{Year: 2021, HasReport: true, Punctual: "on_time", PublishedOn: "2022-01-20", Scopes: same, Errors: 1},
			{Year: 2022, HasReport: true, DaysLate: ptr(3), Scopes: map[string]string{"disclosure": "area", "request": "own", "appeal": "own"}},
			{Year: 2023, Standing: "exempt"},
		},
		Measures: []page.AgencyMeasure{{Label: "received", Values: map[string]*string{"2021": nil}}},
		Versions: []page.AgencyVersion{
			{Year: 2021, Report: "aaaaaaaaaaaa", Path: "/d/a|b.html", Counts: true},
			{Year: 2021, Report: "bbbbbbbbbbbb", TakenFrom: strings.Repeat("a", 64), Taken: []string{"agency", "unheard_of"}},
		},
	}
	var b strings.Builder
	if err := Agency(&b, in(t, messages.English), a, Markdown()); err != nil {
		t.Fatal(err)
	}
	golden(t, "agency.en.md", b.String())
}
