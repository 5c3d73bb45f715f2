package rows

import (
	"testing"

	"gongkai/rows/rowstest"

	"github.com/google/go-cmp/cmp"
)

// A column of numbers holds numbers, unless a number would show something else than the text; any other holds texts.
func TestSheetHoldsNumbers(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		text string
		want any
	}{
		{"3511", 3511.0},
		{"-12.5", -12.5},
		{"0", 0.0},
		{"123456789012345", 123456789012345.0},
		{"007", "007"},
		{"12.50", "12.50"},
		{"1234567890123456", "1234567890123456"},
		{"=1+1", "=1+1"},
		{"@x", "@x"},
		{"1e3", "1e3"},
		{"-0", "-0"},
		{"a\x07b", "a\ufffdb"},
		{"", nil},
	} {
		content, err := Workbook("x", []SheetColumn{
			{Heading: "区划", Width: 9}, {Heading: "天数", Width: 9, Number: true}, {Heading: "why", Width: 9, Open: true},
		}, [][]string{{tc.text, tc.text, tc.text}})
		if err != nil {
			t.Fatal(err)
		}
		book := rowstest.Open(t, content)
		asText := any(Printable(tc.text))
		if tc.text == "" {
			asText = nil
		}
		var got []any
		for column := range 3 {
			got = append(got, rowstest.Cell(t, book, book.GetSheetName(0), column+1, 1), rowstest.Cell(t, book, book.GetSheetName(0), column+1, 2))
		}
		if diff := cmp.Diff([]any{"区划", asText, "天数", tc.want, "why", asText}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tc.text, diff)
		}
	}
}

// A person writes into the open columns, chooses where there is a choice, and filters.
func TestSheetToFillIn(t *testing.T) {
	t.Parallel()
	b := NewBook()
	s := b.Sheet("一")
	s.Column(SheetColumn{Heading: "id", Width: 20})
	s.Column(SheetColumn{Heading: "decision", Width: 12, Open: true})
	s.Row("350128", "")
	s.Row("350129", "")
	s.Choose(1, 2, 3, Choice{Words: []string{"采纳", "不采纳"}, Title: "裁定", Message: "请选择"})
	s.Filter()
	s.Freeze(1)
	s.Protect()
	second := b.Sheet("二")
	second.Column(SheetColumn{Heading: "x", Width: 5})
	content, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	book := rowstest.Open(t, content)
	if diff := cmp.Diff([]string{"一", "二"}, book.GetSheetList()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	locked := map[string]bool{}
	for _, cell := range []string{"A2", "B2"} {
		id, err := book.GetCellStyle("一", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := book.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		locked[cell] = style.Protection == nil || style.Protection.Locked
		if style.NumFmt != 49 {
			t.Errorf("%s has the number format %d, not that of a text", cell, style.NumFmt)
		}
	}
	if !locked["A2"] || locked["B2"] {
		t.Errorf("locked: %v", locked)
	}
	validations, err := book.GetDataValidations("一")
	if err != nil || len(validations) != 1 || validations[0].Sqref != "B2:B3" || validations[0].Formula1 != `"采纳,不采纳"` {
		t.Errorf("choices %v, %v", validations, err)
	}
	panes, err := book.GetPanes("一")
	if err != nil || !panes.Freeze || panes.XSplit != 1 || panes.YSplit != 1 || panes.TopLeftCell != "B2" {
		t.Errorf("panes %v, %v", panes, err)
	}
	if width, err := book.GetColWidth("一", "A"); err != nil || width != 20 {
		t.Errorf("the first column is %v wide, %v", width, err)
	}
}

// A workbook that another program has saved still says the same.
func TestCellsOfASavedWorkbook(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		cell, written string
		want          bool
	}{
		{"3511", "3511", true},
		{"3511.0", "3511", true},
		{"0.29999999999999999", "0.3", true},
		{"3.0E-1", "0.3", true},
		{"", "", true},
		{"3512", "3511", false},
		{"", "0", false},
		{"0", "", false},
		{"7", "007", false},
		{"12.5", "12.50", false},
		{"1", "一", false},
	} {
		if got := SameCell(tc.cell, tc.written); got != tc.want {
			t.Errorf("%q for %q: %v", tc.cell, tc.written, got)
		}
	}
}
