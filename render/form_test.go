package render

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/rows/rowstest"
)

// What is in doubt and what could not be read is marked, what there is not stays empty, and below stands what the numbers rest on.
func TestFormMarksFlaggedAndUnreadableCells(t *testing.T) {
	t.Parallel()
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	appeals := page.FormTable{Form: "2021", Basis: "own", Cells: map[string]page.FormCell{
		"appeal.reconsideration.upheld":    {Value: ref("2"), State: report.Reported, Flagged: 1},
		"appeal.reconsideration.corrected": {State: report.Unreadable},
		"appeal.reconsideration.other":     {Value: ref("1234567890123456"), State: report.Reported},
		"appeal.reconsideration.pending":   {State: report.Blank},
	}}
	form := page.Form{IsAgency: true, Year: 2024, Name: "=乌有局", Tables: map[report.Subject]*page.FormTable{report.Appeal: &appeals}}
	content, err := FormWorkbook(say(t, messages.English), set, &form, Reading{Values: "adjusted", Boundaries: "today", AsOf: "2025-01-02"})
	if err != nil {
		t.Fatal(err)
	}
	book := rowstest.Open(t, content)
	for cell, want := range map[string][2]string{"A6": {"2", "F8CBAD"}, "B6": {"", "FFF2CC"}, "C6": {"1234567890123456", ""}, "D6": {"", ""}} {
		value, err := book.GetCellValue("Appeals", cell)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, [2]string{value, rowstest.Fill(t, book, "Appeals", cell)}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", cell, diff)
		}
	}
	if formula, err := book.GetCellFormula("Appeals", "A1"); err != nil || formula != "" {
		t.Errorf("a name became the formula %q, %v", formula, err)
	}
	notes := rowstest.FirstColumn(t, book, "Appeals")
	for _, want := range []string{
		"Numbers in doubt (orange), by an open error or since the table is last year's or another body's: 1",
		"Cells without a value: 13, of these unreadable (yellow): 1", "Values: adjusted", "Regions as they are today", "end of 2025-01-02",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in %s", want, notes)
		}
	}
}
