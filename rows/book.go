package rows

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Book is a workbook that people read, sort or fill in. It is made in memory, and keeps the first error until Bytes. A number is a
// number; every text is written as a text, never as a formula, in cells of text format, so that one which begins with = + - or @
// stays a text also when a person edits and leaves the cell.
type Book struct {
	file   *excelize.File
	style  bookStyles
	sheets int
	err    error
}

// bookStyles are the styles of cells.
type bookStyles struct{ header, locked, open, number int }

// headerColor fills the cells of a header.
const headerColor = "DDEBF7"

// NewBook begins a workbook. The caller ends it with Bytes.
func NewBook() *Book {
	b := &Book{file: excelize.NewFile()}
	const text = 49 // the number format @
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	var border []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "D9D9D9", Style: 1})
	}
	style := func(s excelize.Style) int {
		s.Border = border
		id, err := b.file.NewStyle(&s)
		b.keep(err)
		return id
	}
	b.style.header = style(excelize.Style{
		Font: &excelize.Font{Bold: true}, Alignment: top, NumFmt: text, Fill: fill(headerColor),
	})
	b.style.locked = style(excelize.Style{Alignment: top, NumFmt: text})
	// Not of text format: a program makes a text of a number there when somebody leaves the cell.
	b.style.number = style(excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right"}})
	b.style.open = style(excelize.Style{
		Alignment: top, NumFmt: text, Protection: &excelize.Protection{Locked: false}, Fill: fill("FFF9E5"),
	})
	return b
}

func (b *Book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

// Sheet begins the next sheet.
func (b *Book) Sheet(name string) *Sheet {
	var err error
	if b.sheets == 0 {
		err = b.file.SetSheetName("Sheet1", name)
	} else {
		_, err = b.file.NewSheet(name)
	}
	b.keep(err)
	b.sheets++
	return &Sheet{book: b, name: name, rows: 1}
}

// Bytes ends the workbook and returns its file.
func (b *Book) Bytes() (_ []byte, err error) {
	defer func() { err = errors.Join(err, b.file.Close()) }()
	if b.err != nil {
		return nil, b.err
	}
	var out bytes.Buffer
	err = b.file.Write(&out)
	return out.Bytes(), err
}

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

// pack returns a workbook as a file whose bytes depend on its content alone: the library packs streamed sheets in an order that
// changes from run to run.
func pack(book *excelize.File) (_ []byte, err error) {
	var packed bytes.Buffer
	if err := book.Write(&packed); err != nil {
		return nil, err
	}
	in, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		err = errors.Join(err, w.Copy(f))
	}
	err = errors.Join(err, w.Close())
	return out.Bytes(), err
}
