package rows

import "github.com/xuri/excelize/v2"

// Book is a workbook that people read, sort or fill in. It is made in memory, and keeps the first error until Bytes. A number is a
// number; every text is written as a text, never as a formula, in cells of text format, so that one which begins with = + - or @
// stays a text also when a person edits and leaves the cell.
type Book struct {
	workbook
	header, locked, open, number int // styles
	numberLook                   excelize.Style
}

// NewBook begins a workbook. The caller ends it with Bytes.
func NewBook() *Book {
	b := &Book{workbook: newWorkbook()}
	const text = 49 // the number format @
	top, lines := &excelize.Alignment{Vertical: "top", WrapText: true}, border("D9D9D9")
	b.header = b.style(excelize.Style{
		Font: &excelize.Font{Bold: true}, Alignment: top, NumFmt: text, Border: lines, Fill: fill(headerColor),
	})
	b.locked = b.style(excelize.Style{Alignment: top, NumFmt: text, Border: lines})
	// Not of text format: a program makes a text of a number there when somebody leaves the cell.
	b.numberLook = excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right"}, Border: lines}
	b.number = b.style(b.numberLook)
	b.open = b.style(excelize.Style{
		Alignment: top, NumFmt: text, Border: lines, Protection: &excelize.Protection{Locked: false}, Fill: fill("FFF9E5"),
	})
	return b
}

// Sheet begins the next sheet.
func (b *Book) Sheet(name string) *Sheet {
	b.begin(name)
	return &Sheet{book: b, name: name, rows: 1}
}

// Bytes ends the workbook and returns its file, or the first error of what was written into it.
func (b *Book) Bytes() ([]byte, error) { return b.bytes() }

// Workbook makes a workbook of one plain table: a header that stays in view, a filter.
func Workbook(sheet string, columns []SheetColumn, lines [][]string) ([]byte, error) {
	book := NewBook()
	s := book.Sheet(sheet)
	for _, c := range columns {
		s.Column(c)
	}
	for _, line := range lines {
		s.Row(line...)
	}
	s.Filter()
	s.Freeze(0)
	return book.Bytes()
}
