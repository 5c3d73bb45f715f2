package rows

import "github.com/xuri/excelize/v2"

// Form is a workbook laid out as a form is printed: boxes over several rows and columns, a sheet a table, each on one page of A4. It
// keeps the first error until Bytes.
type Form struct {
	workbook
	looks  map[Look]int // styles
	styles map[Look]excelize.Style
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
	f := &Form{workbook: newWorkbook(), looks: map[Look]int{}}
	lines, middle := border("000000"), &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	f.styles = map[Look]excelize.Style{
		lookTitle:      {Font: &excelize.Font{Bold: true, Size: 14}, Alignment: middle},
		LookLabel:      {Border: lines, Alignment: middle},
		LookFlagged:    {Border: lines, Alignment: middle, Fill: fill("F8CBAD")},
		LookIncomplete: {Border: lines, Alignment: middle, Fill: fill("FFF2CC")},
		lookNote:       {Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}},
	}
	for _, look := range []Look{lookTitle, LookLabel, LookFlagged, LookIncomplete, lookNote} {
		f.looks[look] = f.style(f.styles[look])
	}
	f.looks[LookValue], f.styles[LookValue] = f.looks[LookLabel], f.styles[LookLabel]
	return f
}

// Bytes ends the workbook and returns its file, whose bytes depend on its content alone, or the first error of what was written.
func (f *Form) Bytes() ([]byte, error) { return f.sorted() }

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
	f.begin(name)
	s := &FormSheet{form: f, name: name, columns: len(widths)}
	s.line(0, title, lookTitle, 28)
	for i, width := range widths {
		f.width(name, i, width)
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
	Lower                      bool // the value is a lower bound, and shows with ≥ before it
}

// Box writes a label, or a value as a number.
func (s *FormSheet) Box(b Box) {
	first, last := s.area(formTop+b.Row, b.Column, b.Rows, b.Columns)
	style := s.form.looks[b.Look]
	if b.Look == LookLabel {
		s.form.keep(s.form.file.SetCellStr(s.name, first, Printable(b.Text)))
	} else if b.Text != "" {
		value := sheetNumber(b.Text)
		if number, ok := value.(float64); ok && b.Lower {
			style = s.form.lower(style, s.form.styles[b.Look], number)
		} else if b.Lower {
			value = AtLeast(b.Text)
		}
		s.form.keep(s.form.file.SetCellValue(s.name, first, value))
	}
	s.form.keep(s.form.file.SetCellStyle(s.name, first, last, style))
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
	s.form.keep(s.form.file.SetCellStyle(s.name, first, last, s.form.looks[look]))
	s.form.keep(s.form.file.SetRowHeight(s.name, row+1, height))
}
