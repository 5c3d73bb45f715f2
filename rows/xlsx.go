package rows

import (
	"errors"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// xlsxWriter writes a workbook of one sheet, row by row, so that it holds tables of any length.
type xlsxWriter struct {
	w     io.Writer
	name  string
	book  *excelize.File
	sheet *streamedSheet
}

// NewXLSX returns a Writer of a workbook with one sheet of that name.
func NewXLSX(w io.Writer, sheet string) Writer { return &xlsxWriter{w: w, name: sheet} }

func (x *xlsxWriter) Head(columns []Column) (err error) {
	x.book = excelize.NewFile()
	if err := x.book.SetSheetName("Sheet1", x.name); err != nil {
		return err
	}
	if x.sheet, err = newStreamedSheet(x.book, x.name, columns); err != nil {
		return err
	}
	bold, err := x.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := x.sheet.SetPanes(frozen(0)); err != nil {
		return err
	}
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = excelize.Cell{StyleID: bold, Value: c.Name}
	}
	return x.sheet.write(cells)
}

func (x *xlsxWriter) Row(values []any) error { return x.sheet.row(values) }

func (x *xlsxWriter) Close() error {
	if err := x.sheet.Flush(); err != nil {
		return err
	}
	if err := x.book.Write(x.w); err != nil {
		return err
	}
	return x.book.Close()
}

func (x *xlsxWriter) abort() error {
	if x.book == nil {
		return nil
	}
	return x.book.Close() // what was too much for memory is in a file
}

// Panels writes a workbook of several sheets one after the other, each row by row. Its bytes depend on what it holds alone.
type Panels struct {
	book   *excelize.File
	header int
	sheet  *streamedSheet
	sheets int
}

// NewPanels begins a workbook. The caller closes it.
func NewPanels() (_ *Panels, err error) {
	p := &Panels{book: excelize.NewFile()}
	p.header, err = p.book.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headerColor}},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
	})
	if err != nil {
		return nil, errors.Join(err, p.book.Close())
	}
	return p, nil
}

// Sheet begins the next sheet with its header, which stays in view with the first columns.
func (p *Panels) Sheet(name string, frozenColumns int, columns []Column) (err error) {
	if err := p.end(); err != nil {
		return err
	}
	if p.sheets == 0 {
		err = p.book.SetSheetName("Sheet1", name)
	} else {
		_, err = p.book.NewSheet(name)
	}
	if err != nil {
		return err
	}
	p.sheets++
	// A new sheet says that it ends at A1, and readers that believe it see one cell.
	if err := p.book.SetSheetDimension(name, ""); err != nil {
		return err
	}
	if p.sheet, err = newStreamedSheet(p.book, name, columns); err != nil {
		return err
	}
	if err := p.sheet.SetColWidth(1, max(len(columns), 1), 16); err != nil {
		return err
	}
	if err := p.sheet.SetPanes(frozen(frozenColumns)); err != nil {
		return err
	}
	names := make([]any, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return p.sheet.write(names, excelize.RowOpts{StyleID: p.header})
}

// Row adds a row to the sheet. It returns a *LimitError where the sheet is full.
func (p *Panels) Row(values []any) error { return p.sheet.row(values) }

func (p *Panels) end() error {
	if p.sheet == nil {
		return nil
	}
	return p.sheet.Flush()
}

// Bytes ends the workbook and returns its file.
func (p *Panels) Bytes() ([]byte, error) {
	if err := p.end(); err != nil {
		return nil, err
	}
	return pack(p.book)
}

// Close lets go of what the workbook holds.
func (p *Panels) Close() error { return p.book.Close() }

// streamedSheet is a sheet that is written row by row. A DOUBLE is a number, and so is an exact number as far as a spreadsheet keeps
// its digits; all else is text and never a formula; NULL is an empty cell.
type streamedSheet struct {
	*excelize.StreamWriter
	columns []Column
	rows    int
}

func newStreamedSheet(book *excelize.File, name string, columns []Column) (*streamedSheet, error) {
	stream, err := book.NewStreamWriter(name)
	return &streamedSheet{StreamWriter: stream, columns: columns}, err
}

func (s *streamedSheet) row(values []any) error {
	cells := make([]any, len(values))
	for i, v := range values {
		cells[i] = sheetValue(v, s.columns[i])
	}
	return s.write(cells)
}

func (s *streamedSheet) write(cells []any, opts ...excelize.RowOpts) error {
	s.rows++
	if s.rows > SheetRows {
		return &LimitError{What: "rows", Most: SheetRows}
	}
	for _, c := range cells {
		if text, ok := c.(string); ok && len([]rune(text)) > SheetLetters {
			return &LimitError{What: "text", Most: SheetLetters}
		}
	}
	return s.SetRow("A"+strconv.Itoa(s.rows), cells, opts...)
}

// sheetValue turns a value into one of a sheet.
func sheetValue(v any, c Column) any {
	switch v := v.(type) {
	case bool:
		return v
	case float64:
		return SpreadsheetFloat(v)
	case float32: // through its text: as a float64 0.1 would become 0.100000001490116
		if f, err := strconv.ParseFloat(floatText(float64(v), 32), 64); err == nil {
			return SpreadsheetFloat(f)
		}
	}
	text, ok := Text(v, c.Kind)
	switch {
	case !ok:
		return nil
	case c.isNumber():
		return SpreadsheetNumber(text)
	}
	return Printable(text)
}
