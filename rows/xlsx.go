package rows

import (
	"io"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// xlsxWriter writes a workbook of one sheet, row by row, so that it holds tables of any length.
type xlsxWriter struct {
	workbook
	w     io.Writer
	name  string
	sheet *streamedSheet
}

// NewXLSX returns a Writer of a workbook with one sheet of that name. Row returns a *LimitError for what does not fit into it.
func NewXLSX(w io.Writer, sheet string) Writer {
	return &xlsxWriter{workbook: newWorkbook(), w: w, name: sheet}
}

func (x *xlsxWriter) Head(columns []Column) (err error) {
	x.begin(x.name)
	bold := x.style(excelize.Style{Font: &excelize.Font{Bold: true}})
	if x.err != nil {
		return x.err
	}
	if x.sheet, err = newStreamedSheet(&x.workbook, x.name, columns); err != nil {
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
	if err := x.file.Write(x.w); err != nil {
		return err
	}
	return x.file.Close()
}

func (x *xlsxWriter) abort() error { return x.file.Close() } // what was too much for memory is in a file of its own

// Panels writes a workbook of several sheets one after the other, each row by row. Its bytes depend on what it holds alone.
type Panels struct {
	workbook
	header int
	sheet  *streamedSheet
}

// NewPanels begins a workbook. The caller ends it with Bytes, or with Close.
func NewPanels() *Panels {
	p := &Panels{workbook: newWorkbook()}
	p.header = p.style(excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: fill(headerColor), Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
	})
	return p
}

// Sheet begins the next sheet with its header, which stays in view with the first columns.
func (p *Panels) Sheet(name string, frozenColumns int, columns []Column) (err error) {
	p.end()
	p.begin(name)
	// A new sheet says that it ends at A1, and readers that believe it see one cell.
	p.keep(p.file.SetSheetDimension(name, ""))
	if p.err != nil {
		return p.err
	}
	if p.sheet, err = newStreamedSheet(&p.workbook, name, columns); err != nil {
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

func (p *Panels) end() {
	if p.sheet != nil {
		p.keep(p.sheet.Flush())
	}
}

// Bytes ends the workbook and returns its file.
func (p *Panels) Bytes() ([]byte, error) {
	p.end()
	return p.sorted()
}

// Close lets go of a workbook that is not wanted any more. After Bytes it does nothing.
func (p *Panels) Close() error { return p.file.Close() }

// streamedSheet is a sheet that is written row by row. A DOUBLE is a number, and so is an exact number as far as a spreadsheet keeps
// its digits; all else is text and never a formula; NULL is an empty cell.
type streamedSheet struct {
	*excelize.StreamWriter
	book    *workbook
	columns []Column
	bounds  []int // by column, the one that says whether its number is a lower bound; -1 for none
	rows    int
}

func newStreamedSheet(book *workbook, name string, columns []Column) (*streamedSheet, error) {
	stream, err := book.file.NewStreamWriter(name)
	s := &streamedSheet{StreamWriter: stream, book: book, columns: columns}
	for _, c := range columns {
		s.bounds = append(s.bounds, slices.IndexFunc(columns, func(b Column) bool { return c.Bound != "" && b.Name == c.Bound }))
	}
	return s, err
}

func (s *streamedSheet) row(values []any) error {
	cells := make([]any, len(values))
	for i, v := range values {
		cells[i] = sheetValue(v, s.columns[i])
		if at := s.bounds[i]; at >= 0 && values[at] == lowerBound {
			cells[i] = s.lower(cells[i])
		}
	}
	return s.write(cells)
}

// lowerBound is what a column of bounds says where the number beside it is one.
const lowerBound = "lower"

// lower shows a number as a lower bound. There is none where nothing is known.
func (s *streamedSheet) lower(cell any) any {
	switch cell := cell.(type) {
	case float64:
		return excelize.Cell{StyleID: s.book.lower(0, excelize.Style{}, cell), Value: cell}
	case string:
		return AtLeast(cell)
	}
	return cell
}

func (s *streamedSheet) write(cells []any, opts ...excelize.RowOpts) error {
	s.rows++
	if s.rows > sheetRows {
		return &LimitError{What: "rows", Most: sheetRows}
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
		return sheetFloat(v)
	case float32: // through its text: as a float64 0.1 would become 0.100000001490116
		if f, err := strconv.ParseFloat(floatText(float64(v), 32), 64); err == nil {
			return sheetFloat(f)
		}
	}
	text, ok := Text(v, c.Kind)
	switch {
	case !ok:
		return nil
	case c.IsNumber():
		return sheetNumber(text)
	}
	return Printable(text)
}
