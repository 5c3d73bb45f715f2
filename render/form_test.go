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

// A lower bound shows with its mark and stays a number; where no register says who is due, no number of those due is told.
func TestFormMarksLowerBounds(t *testing.T) {
	t.Parallel()
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	appeals := page.FormTable{
		Form: "2021", Basis: "built", Cells: map[string]page.FormCell{
			"appeal.reconsideration.upheld":    {Value: ref("2"), Bound: page.BoundLower, Reports: 3, Expected: 32, Missing: 29},
			"appeal.reconsideration.corrected": {Value: ref("1"), Bound: page.BoundExact, Reports: 32, Expected: 32},
			"appeal.reconsideration.other":     {Bound: page.BoundLower, Expected: 32, Missing: 32},
		},
		Rests: &page.Coverage{Preferred: ref("built"), Reports: 3, Expected: 32, Missing: 29, ExpectedFrom: "history"},
	}
	form := page.Form{Year: 2024, Name: "中国", Tables: map[report.Subject]*page.FormTable{report.Appeal: &appeals}}
	content, err := FormWorkbook(say(t, messages.Chinese), set, &form, Reading{})
	if err != nil {
		t.Fatal(err)
	}
	book := rowstest.Open(t, content)
	sheet := say(t, messages.Chinese).Text("subject.appeal")
	for i, want := range []struct {
		shown string
		value any
	}{{"≥2", 2.0}, {"1", 1.0}, {"", nil}} {
		cell := string(rune('A'+i)) + "6"
		shown, err := book.GetCellValue(sheet, cell)
		if got := rowstest.Cell(t, book, sheet, i+1, 6); err != nil || shown != want.shown || got != want.value {
			t.Errorf("%s shows %q (%v) and is %v, want %q and %v", cell, shown, err, got, want.shown, want.value)
		}
	}
	notes := rowstest.FirstColumn(t, book, sheet)
	for _, want := range []string{"年报 3 份；没有名录，应报多少不详，已知至少缺 29 个", "黄底并带 ≥ 的数"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in %s", want, notes)
		}
	}
	if strings.Contains(notes, "应有 32") {
		t.Errorf("how many are due is told in %s", notes)
	}
}
