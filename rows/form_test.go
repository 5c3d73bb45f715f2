package rows

import (
	"bytes"
	"testing"

	"gongkai/rows/rowstest"

	"github.com/google/go-cmp/cmp"
)

// A form stands as it is printed: boxes over several cells, numbers as numbers, nothing where there is no value, notes below.
func TestForm(t *testing.T) {
	t.Parallel()
	written := func() []byte {
		f := NewForm()
		s := f.Sheet("三", "江苏省 2023", []float64{46, 12}, 2)
		s.Box(Box{Rows: 2, Columns: 1, Text: "合计", Look: LookLabel})
		s.Box(Box{Column: 1, Rows: 1, Columns: 1, Text: "3511", Look: LookFlagged})
		s.Box(Box{Row: 1, Column: 1, Rows: 1, Columns: 1, Look: LookIncomplete})
		s.Notes(2, []string{"=1+1"})
		f.Sheet("四", "江苏省 2023", []float64{12}, 0)
		content, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	content := written()
	if !bytes.Equal(content, written()) {
		t.Error("the bytes differ")
	}
	book := rowstest.Open(t, content)
	got := []any{
		rowstest.Cell(t, book, book.GetSheetName(0), 1, 1), rowstest.Cell(t, book, book.GetSheetName(0), 1, 3), rowstest.Cell(t, book, book.GetSheetName(0), 2, 3), rowstest.Cell(t, book, book.GetSheetName(0), 2, 4), rowstest.Cell(t, book, book.GetSheetName(0), 1, 7),
	}
	if diff := cmp.Diff([]any{"江苏省 2023", "合计", 3511.0, nil, "=1+1"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	merged, err := book.GetMergeCells("三")
	if err != nil {
		t.Fatal(err)
	}
	var areas []string
	for _, m := range merged {
		areas = append(areas, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	if diff := cmp.Diff([]string{"A1:B1", "A3:A4", "A7:B7"}, areas); diff != "" {
		t.Errorf("areas (-want +got):\n%s", diff)
	}
	for cell, want := range map[string]string{"B3": "F8CBAD", "B4": "FFF2CC", "A3": ""} {
		id, err := book.GetCellStyle("三", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := book.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		fill := ""
		if len(style.Fill.Color) > 0 {
			fill = style.Fill.Color[0]
		}
		if fill != want {
			t.Errorf("%s is filled with %q, want %q", cell, fill, want)
		}
	}
}
