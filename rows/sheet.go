package rows

import (
	"strconv"

	"github.com/xuri/excelize/v2"
)

// SheetColumn is a column of a Sheet.
type SheetColumn struct {
	Heading string
	Width   float64 // in Latin letters, of which a Chinese one takes two
	Open    bool    // a person writes here; the others are locked
	Number  bool    // what reads as a number is one, not a text that looks like it
}

// Sheet is a sheet of a Book: a header in row 1, and rows below. Columns count from 0 and rows from 1.
type Sheet struct {
	book    *Book
	name    string
	columns []SheetColumn
	rows    int
}

// Column adds a column with its heading.
func (s *Sheet) Column(c SheetColumn) {
	at := len(s.columns)
	s.columns = append(s.columns, c)
	s.book.width(s.name, at, c.Width)
	s.text(at, 1, c.Heading, s.book.header)
}

// Row adds a row below the others.
func (s *Sheet) Row(texts ...string) {
	row := s.rows + 1
	for i, text := range texts {
		s.Cell(i, row, text)
	}
}

// Cell fills a cell as its column says.
func (s *Sheet) Cell(column, row int, text string) {
	s.rows = max(s.rows, row)
	switch c := s.columns[column]; {
	case c.Open:
		s.text(column, row, text, s.book.open)
	case c.Number:
		s.Number(column, row, text)
	default:
		s.text(column, row, text, s.book.locked)
	}
}

// Number writes a number that the cell shows as the text has it, and a text where it cannot: 007 or 12.50, which a document may
// print, and all that has more digits than a spreadsheet.
func (s *Sheet) Number(column, row int, text string) { s.number(column, row, text, false) }

// Lower writes a number as Number does, and shows it as a lower bound: with ≥ before it.
func (s *Sheet) Lower(column, row int, text string) { s.number(column, row, text, true) }

func (s *Sheet) number(column, row int, text string, isLower bool) {
	number, ok := shownAs(text)
	style := s.book.number
	switch {
	case !ok && isLower && text != "":
		text = AtLeast(text)
		fallthrough
	case !ok:
		s.text(column, row, text, s.book.locked)
		return
	case isLower:
		style = s.book.lower(style, s.book.numberLook, number)
	}
	at := s.book.letters(column) + strconv.Itoa(row)
	s.book.keep(s.book.file.SetCellFloat(s.name, at, number, -1, 64))
	s.book.keep(s.book.file.SetCellStyle(s.name, at, at, style))
}

func (s *Sheet) text(column, row int, text string, style int) {
	at := s.book.letters(column) + strconv.Itoa(row)
	if text != "" {
		s.book.keep(s.book.file.SetCellStr(s.name, at, Printable(text)))
	}
	s.book.keep(s.book.file.SetCellStyle(s.name, at, at, style))
}

// Filter lets people filter by every column.
func (s *Sheet) Filter() {
	s.book.keep(s.book.file.AutoFilter(s.name, "A1:"+s.book.letters(len(s.columns)-1)+strconv.Itoa(s.rows), nil))
}

// Freeze keeps the header in view, with the first columns.
func (s *Sheet) Freeze(columns int) { s.book.keep(s.book.file.SetPanes(s.name, frozen(columns))) }

// Protect locks all but the open columns. There is no password: it keeps ids and values from being changed or sorted apart by
// accident, not from anybody.
func (s *Sheet) Protect() {
	s.book.keep(s.book.file.ProtectSheet(s.name, &excelize.SheetProtectionOptions{
		AutoFilter: true, FormatColumns: true, FormatRows: true, SelectLockedCells: true, SelectUnlockedCells: true,
	}))
}

// Choice is what a person may write into some cells of a column, and what is said to one who writes something else.
type Choice struct {
	Words          []string
	Title, Message string
}

// Choose offers a choice in the rows from first to last of a column.
func (s *Sheet) Choose(column, first, last int, c Choice) {
	name := s.book.letters(column)
	v := excelize.NewDataValidation(true)
	v.SetSqref(name + strconv.Itoa(first) + ":" + name + strconv.Itoa(last))
	s.book.keep(v.SetDropList(c.Words))
	v.SetError(excelize.DataValidationErrorStyleStop, c.Title, c.Message)
	s.book.keep(s.book.file.AddDataValidation(s.name, v))
}

// frozen keeps the first row and some columns in view.
func frozen(columns int) *excelize.Panes {
	corner, pane := "A2", "bottomLeft"
	if columns > 0 {
		pane = "bottomRight"
		if name, err := excelize.CoordinatesToCellName(columns+1, 2); err == nil { // it fails for columns beyond XFD only
			corner = name
		}
	}
	return &excelize.Panes{Freeze: true, XSplit: columns, YSplit: 1, TopLeftCell: corner, ActivePane: pane}
}

// shownAs returns the number that a cell shows just as the text has it.
func shownAs(text string) (float64, bool) {
	number, ok := sheetNumber(text).(float64)
	return number, ok && floatText(number, 64) == text
}

// SameCell reports whether a cell still says what was written into it. A program that saves the workbook may write a number with
// other digits: 0.3 comes back as 0.29999999999999999 or as 3.0E-1.
func SameCell(cell, written string) bool {
	if cell == written {
		return true
	}
	want, ok := shownAs(written)
	if !ok { // it was written as a text
		return false
	}
	got, err := strconv.ParseFloat(cell, 64)
	return err == nil && sheetFloat(got) == want
}
