package rows

import (
	"errors"

	"github.com/xuri/excelize/v2"
)

// Form is a workbook laid out as a form is printed: boxes over several rows and columns, a sheet a table, each on one page of A4. It
// keeps the first error until Bytes.
type Form struct {
	file   *excelize.File
	style  map[Look]int
	sheets int
	err    error
}

// Look is how a box of a Form looks.
type Look int

// The looks of boxes; title and note are those of the lines around the table.
const (
	LookLabel Look = iota
	LookValue
	LookFlagged    // a value under an open error
	LookIncomplete // a value that is not whole
	lookTitle
	lookNote
)

// NewForm begins a workbook. The caller ends it with Bytes.
func NewForm() *Form {
	f := &Form{file: excelize.NewFile(), style: map[Look]int{}}
	var border []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	for _, one := range []struct {
		look  Look
		style excelize.Style
	}{
		{lookTitle, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}, Alignment: middle}},
		{LookLabel, excelize.Style{Border: border, Alignment: middle}},
		{LookValue, excelize.Style{Border: border, Alignment: middle}},
		{LookFlagged, excelize.Style{Border: border, Alignment: middle, Fill: fill("F8CBAD")}},
		{LookIncomplete, excelize.Style{Border: border, Alignment: middle, Fill: fill("FFF2CC")}},
		{lookNote, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
	} {
		id, err := f.file.NewStyle(&one.style)
		f.keep(err)
		f.style[one.look] = id
	}
	return f
}

func (f *Form) keep(err error) {
	if f.err == nil {
		f.err = err
	}
}

// Bytes ends the workbook and returns its file, whose bytes depend on its content alone.
func (f *Form) Bytes() (_ []byte, err error) {
	defer func() { err = errors.Join(err, f.file.Close()) }()
	if f.err != nil {
		return nil, f.err
	}
	return pack(f.file)
}

// FormSheet is one sheet of a Form: a title, a table of boxes, notes below.
type FormSheet struct {
	form    *Form
	name    string
	columns int
}

// formTop is the row of the sheet, from 0, where the table begins.
const formTop = 2

// Sheet begins the next sheet, whose table has columns of those widths and as many rows. It prints on one page.
func (f *Form) Sheet(name, title string, widths []float64, rows int) *FormSheet {
	var err error
	if f.sheets == 0 {
		err = f.file.SetSheetName("Sheet1", name)
	} else {
		_, err = f.file.NewSheet(name)
	}
	f.keep(err)
	f.sheets++
	s := &FormSheet{form: f, name: name, columns: len(widths)}
	s.line(0, title, lookTitle, 28)
	for i, width := range widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		f.keep(err)
		f.keep(f.file.SetColWidth(name, column, column, width))
	}
	for r := range rows {
		f.keep(f.file.SetRowHeight(name, formTop+r+1, 32))
	}
	orientation, paper, one, fit := "landscape", 9, 1, true // 9 is A4
	f.keep(f.file.SetPageLayout(name, &excelize.PageLayoutOptions{
		Orientation: &orientation, Size: &paper, FitToWidth: &one, FitToHeight: &one,
	}))
	f.keep(f.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	f.keep(f.file.SetSheetDimension(name, "")) // else it says that it ends at A1, and some readers stop there
	return s
}

// area returns the names of the first and the last cell of a box, from 0, and merges it where it is more than one.
func (s *FormSheet) area(row, column, rows, columns int) (first, last string) {
	first, err := excelize.CoordinatesToCellName(column+1, row+1)
	s.form.keep(err)
	last, err = excelize.CoordinatesToCellName(column+columns, row+rows)
	s.form.keep(err)
	if first != last {
		s.form.keep(s.form.file.MergeCell(s.name, first, last))
	}
	return first, last
}

// Box is a box of the table: where it begins, from 0, and how far it reaches.
type Box struct {
	Row, Column, Rows, Columns int
	Text                       string // empty: there is nothing
	Look                       Look
}

// Box writes a label, or a value as a number.
func (s *FormSheet) Box(b Box) {
	first, last := s.area(formTop+b.Row, b.Column, b.Rows, b.Columns)
	if b.Look == LookLabel {
		s.form.keep(s.form.file.SetCellStr(s.name, first, Printable(b.Text)))
	} else if b.Text != "" {
		s.form.keep(s.form.file.SetCellValue(s.name, first, SpreadsheetNumber(b.Text)))
	}
	s.form.keep(s.form.file.SetCellStyle(s.name, first, last, s.form.style[b.Look]))
}

// Notes writes lines below a table of so many rows.
func (s *FormSheet) Notes(rows int, lines []string) {
	for i, text := range lines {
		s.line(formTop+rows+2+i, text, lookNote, 30)
	}
}

// line writes a text over the whole width, into a row that counts from 0.
func (s *FormSheet) line(row int, text string, look Look, height float64) {
	first, last := s.area(row, 0, 1, s.columns)
	s.form.keep(s.form.file.SetCellStr(s.name, first, Printable(text)))
	s.form.keep(s.form.file.SetCellStyle(s.name, first, last, s.form.style[look]))
	s.form.keep(s.form.file.SetRowHeight(s.name, row+1, height))
}
