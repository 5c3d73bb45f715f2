package render

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/rows"
	"gongkai/rows/rowstest"
)

// row returns the cells of a row of the first sheet as what they are.
func row(t *testing.T, book *excelize.File, n, columns int) []any {
	t.Helper()
	var out []any
	for i := range columns {
		out = append(out, rowstest.Cell(t, book, book.GetSheetName(0), i+1, n))
	}
	return out
}

// What reads as a number is one in the workbook of findings, unless a number would show something else than was printed.
func TestWorkbookOfFindingsHoldsNumbers(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		raw  string
		want any
	}{
		{"3511", 3511.0},
		{"0", 0.0},
		{"-1", -1.0},
		{"12.5", 12.5},
		{"123456789012345", 123456789012345.0},
		{"007", "007"},
		{"12.50", "12.50"},
		{"1234567890123456", "1234567890123456"},
		{"12（更正为13）", "12（更正为13）"},
		{"１２", "１２"},
		{"=1+1", "=1+1"},
		{"1e3", "1e3"},
		{"-0", "-0"},
		{"", nil},
	} {
		year, code := 2023, "320800"
		list := []page.Finding{{
			FindingID: "0123456789012345", Year: &year, RegionCode: &code, Severity: "error", Rule: "x",
			Printed: []page.Cell{{Code: "x", Label: "y", State: report.Reported, Raw: tc.raw}},
		}}
		content, err := FindingWorkbook(say(t, messages.Chinese), list)
		if err != nil {
			t.Fatal(err)
		}
		book := rowstest.Open(t, content)
		// Region and id are texts although they are digits.
		want := []any{"0123456789012345", nil, "320800", 2023.0, "错误", "x", nil, "y", tc.want}
		if diff := cmp.Diff(want, row(t, book, 2, 9)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.raw, diff)
		}
	}
}

// The values of a comparison are numbers, and what stands in place of one is a text.
func TestComparisonHoldsNumbers(t *testing.T) {
	t.Parallel()
	text := func(s string) *string { return &s }
	c := page.Comparison{Name: "江苏省", Code: "320000", From: 2022, To: 2023, Cells: []page.ComparedCell{
		{Code: "a", LabelZH: "甲", FromValue: text("12.5"), ToValue: text("0"), Change: text("-12.5"), Comparable: "yes"},
		{Code: "b", LabelZH: "乙", FromState: text("blank"), ToValue: text("1234567890123456"), Comparable: "yes"},
	}}
	var b bytes.Buffer
	if err := Comparison(&b, say(t, messages.Chinese), &c, "xlsx", false); err != nil {
		t.Fatal(err)
	}
	book := rowstest.Open(t, b.Bytes())
	got := [][]any{row(t, book, 2, 5), row(t, book, 3, 5)}
	want := [][]any{{"a", "甲", 12.5, 0.0, -12.5}, {"b", "乙", say(t, messages.Chinese).Text("state.blank"), "1234567890123456", "–"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The list of open reports: the year is a number, what looks like one elsewhere is a text.
func TestSheetHoldsNumbers(t *testing.T) {
	t.Parallel()
	made := rows.NewBook()
	fillIn(made, say(t, messages.Chinese), "x", "sheet.", openColumns(), []map[string]string{
		{"report": "0123456789012345", "title": "2024", "year": "2023", "set_year": "2022"},
	})
	content, err := made.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	book := rowstest.Open(t, content)
	want := []any{"0123456789012345", nil, "2024", nil, nil, nil, 2023.0, nil, nil, nil, "2022"}
	if diff := cmp.Diff(want, row(t, book, 2, 11)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
