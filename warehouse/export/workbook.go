package export

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbookPath is the workbook of an export.
const workbookPath = "xlsx/panels.xlsx"

// maxSheetRows is how many rows one sheet of the format takes, with its header.
const maxSheetRows = 1 << 20

// workbook writes the relations that have a sheet into one workbook, with a last sheet that says what the columns mean.
// An empty cell is a gap, never a zero.
func (w *writer) workbook(ctx context.Context) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	header, err := book.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
	})
	if err != nil {
		return err
	}
	f := File{Path: workbookPath, Format: XLSX}
	sheets := sheetWriter{book: book, header: header}
	var meanings [][]any
	for _, t := range w.tables {
		if !t.Sheet {
			continue
		}
		var names []any
		for _, c := range t.columns {
			names = append(names, c.name)
			meanings = append(meanings, []any{t.Name, c.name, c.zh, c.en})
		}
		if err := sheets.begin(t.Name, 3, names); err != nil {
			return err
		}
		n, err := w.each(ctx, part{table: t, year: w.options.Year, path: t.Name}, func(values []any) error {
			row := make([]any, len(values))
			for i, v := range values {
				row[i] = t.columns[i].spreadsheet(v)
			}
			return sheets.row(row)
		})
		if err != nil {
			return err
		}
		f.Rows += n
		if err := sheets.end(); err != nil {
			return err
		}
	}
	if err := sheets.dictionary(meanings); err != nil {
		return err
	}
	name, err := w.place(f.Path)
	if err != nil {
		return err
	}
	content, err := WorkbookBytes(book)
	if err != nil {
		return err
	}
	if err := os.WriteFile(name, content, 0o666); err != nil {
		return err
	}
	return w.list(f)
}

// spreadsheet returns a value as a spreadsheet holds it. Its numbers have 15 digits: an exact one that needs more is written
// as a text, which loses nothing.
func (c column) spreadsheet(value any) any {
	switch v := value.(type) {
	case *big.Int:
		return SpreadsheetNumber(decimalText(v, c.scale))
	case int64:
		return SpreadsheetNumber(strconv.FormatInt(v, 10))
	case float64:
		return SpreadsheetFloat(v)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return value
}

// decimalText writes a decimal as people do, 3511 and not 3511.000000.
func decimalText(v *big.Int, scale int) string {
	digits := new(big.Int).Abs(v).String()
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale-len(digits)+1) + digits
	}
	s := digits[:len(digits)-scale]
	if fraction := strings.TrimRight(digits[len(digits)-scale:], "0"); fraction != "" {
		s += "." + fraction
	}
	if v.Sign() < 0 {
		s = "-" + s
	}
	return s
}

// sheetWriter writes sheets one after the other, row by row.
type sheetWriter struct {
	book   *excelize.File
	header int
	stream *excelize.StreamWriter
	sheets int
	rows   int
}

// begin starts a sheet with its header, which stays in view with the first columns.
func (s *sheetWriter) begin(name string, frozen int, header []any) (err error) {
	if s.sheets == 0 {
		err = s.book.SetSheetName("Sheet1", name)
	} else {
		_, err = s.book.NewSheet(name)
	}
	if err != nil {
		return err
	}
	s.sheets++
	s.rows = 0
	// A new sheet says that it ends at A1, and readers that believe it see one cell.
	if err := s.book.SetSheetDimension(name, ""); err != nil {
		return err
	}
	if s.stream, err = s.book.NewStreamWriter(name); err != nil {
		return err
	}
	if err := s.stream.SetColWidth(1, max(len(header), 1), 16); err != nil {
		return err
	}
	corner, err := excelize.CoordinatesToCellName(frozen+1, 2)
	if err != nil {
		return err
	}
	if err := s.stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: frozen, YSplit: 1, TopLeftCell: corner, ActivePane: "bottomRight",
	}); err != nil {
		return err
	}
	return s.row(header, excelize.RowOpts{StyleID: s.header})
}

// row writes the next row.
func (s *sheetWriter) row(values []any, opts ...excelize.RowOpts) error {
	if s.rows++; s.rows > maxSheetRows {
		return fmt.Errorf("a sheet takes %d rows: name a year, or export CSV", maxSheetRows)
	}
	at, err := excelize.CoordinatesToCellName(1, s.rows)
	if err != nil {
		return err
	}
	return s.stream.SetRow(at, values, opts...)
}

func (s *sheetWriter) end() error { return s.stream.Flush() }

// dictionary writes the sheet that says what the columns mean.
func (s *sheetWriter) dictionary(rows [][]any) error {
	if err := s.begin("dictionary", 2, []any{"sheet", "column", "中文", "English"}); err != nil {
		return err
	}
	for _, row := range rows {
		if err := s.row(row); err != nil {
			return err
		}
	}
	return s.end()
}
