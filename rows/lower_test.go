package rows

import (
	"errors"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongkai/rows/rowstest"
)

// A lower bound shows with ≥ and stays a number, with all its decimals; what no cell can hold as a number is a text with the mark;
// where nothing is known nothing stands.
func TestLowerBounds(t *testing.T) {
	t.Parallel()
	texts := []string{"3511", "12.5", "1234567890123456", ""}
	shown := []string{"≥3511", "≥12.5", "≥1234567890123456", ""}

	book := NewBook()
	s := book.Sheet("一")
	for i, text := range texts {
		s.Column(SheetColumn{Heading: "数", Width: 9})
		s.Lower(i, 2, text)
	}
	checkShown(t, book.Bytes, shown)

	form := NewForm()
	f := form.Sheet("一", "江苏省", []float64{9, 9, 9, 9}, 1)
	for i, text := range texts {
		f.Box(Box{Column: i, Row: 1 - formTop, Rows: 1, Columns: 1, Text: text, Look: LookIncomplete, Lower: true})
	}
	checkShown(t, form.Bytes, shown)

	panels := NewPanels()
	var columns []Column
	values := []any{"lower"}
	for i, text := range texts {
		columns = append(columns, Column{Name: "n" + strconv.Itoa(i), Kind: "DECIMAL(38,6)", Bound: "bound"})
		values = append(values, any(text))
	}
	values[4] = nil
	err := errors.Join(
		panels.Sheet("一", 0, append([]Column{{Name: "bound", Kind: "VARCHAR"}}, columns...)),
		panels.Row(values),
		panels.Row([]any{"exact", "3511", "12.5", "1", nil}),
	)
	if err != nil {
		t.Fatal(err)
	}
	checkShown(t, panels.Bytes, append([]string{"lower"}, shown...), []string{"exact", "3511", "12.5", "1", ""})
}

// checkShown compares the cells from row 2 on as a person sees them; those that are numbers must be numbers.
func checkShown(t *testing.T, bytes func() ([]byte, error), rows ...[]string) {
	t.Helper()
	content, err := bytes()
	if err != nil {
		t.Fatal(err)
	}
	book := rowstest.Open(t, content)
	for r, want := range rows {
		var got []string
		for c := range want {
			name, err := excelize.CoordinatesToCellName(c+1, r+2)
			if err != nil {
				t.Fatal(err)
			}
			text, err := book.GetCellValue("一", name)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, text)
			_, isNumber := rowstest.Cell(t, book, "一", c+1, r+2).(float64)
			if plain := len(want[c]) < 10 && len(text) > 0 && text[0] != 'e' && text[0] != 'l'; isNumber != plain {
				t.Errorf("%s shows %q, a number: %v", name, text, isNumber)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("row %d (-want +got):\n%s", r+2, diff)
		}
	}
}
