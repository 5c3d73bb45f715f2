package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"gongkai/warehouse/export"
)

// markdownRows prints a Markdown table; NULL is empty.
type markdownRows struct {
	w       io.Writer
	columns []column
}

func (m *markdownRows) head(columns []column) error {
	m.columns = columns
	names := make([]string, len(columns))
	rules := make([]string, len(columns))
	for i, c := range columns {
		names[i], rules[i] = markdownCell(c.name), "---"
		if c.isNumber() {
			rules[i] = "---:"
		}
	}
	return m.line(names, rules)
}

func (m *markdownRows) row(values []any) error {
	cells := make([]string, len(values))
	for i, v := range values {
		text, _ := plain(v, m.columns[i].kind)
		cells[i] = markdownCell(text)
	}
	return m.line(cells)
}

func (m *markdownRows) line(lines ...[]string) error {
	for _, cells := range lines {
		if _, err := fmt.Fprintf(m.w, "| %s |\n", strings.Join(cells, " | ")); err != nil {
			return err
		}
	}
	return nil
}

func (m *markdownRows) close() error { return nil }

// markdownCell keeps a text inside its cell.
func markdownCell(s string) string {
	return strings.NewReplacer("|", `\|`, "\r\n", "<br>", "\n", "<br>").Replace(printable(s))
}

// The bounds of a sheet, by the file format.
const (
	sheetRows   = 1_048_576
	cellLetters = 32_767
)

// xlsxRows writes one sheet. A DOUBLE is a number, and so is an exact number as far as a spreadsheet keeps its digits; all else
// is text and never a formula; NULL is an empty cell.
type xlsxRows struct {
	a       *app
	w       io.Writer
	columns []column
	book    *excelize.File
	sheet   *excelize.StreamWriter
	rows    int
}

func (x *xlsxRows) head(columns []column) (err error) {
	x.columns = columns
	x.book = excelize.NewFile()
	name := x.a.say.Text("sql.sheet")
	if err := x.book.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if x.sheet, err = x.book.NewStreamWriter(name); err != nil {
		return err
	}
	bold, err := x.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := x.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = excelize.Cell{StyleID: bold, Value: c.name}
	}
	return x.write(cells)
}

func (x *xlsxRows) row(values []any) error {
	cells := make([]any, len(values))
	for i, v := range values {
		cells[i] = sheetValue(v, x.columns[i])
	}
	return x.write(cells)
}

// sheetValue turns a value into one of a sheet.
func sheetValue(v any, c column) any {
	switch v := v.(type) {
	case bool:
		return v
	case float64:
		return export.SpreadsheetFloat(v)
	case float32: // through its text: as a float64 0.1 would become 0.100000001490116
		if f, err := strconv.ParseFloat(floatText(float64(v), 32), 64); err == nil {
			return export.SpreadsheetFloat(f)
		}
	}
	text, ok := plain(v, c.kind)
	switch {
	case !ok:
		return nil
	case c.isNumber():
		return export.SpreadsheetNumber(text)
	}
	return printable(text)
}

func (x *xlsxRows) write(cells []any) error {
	x.rows++
	if x.rows > sheetRows {
		return wrongUse(x.a.say.Text("usage.sheet_rows", "most", sheetRows-1))
	}
	for _, c := range cells {
		if text, ok := c.(string); ok && len([]rune(text)) > cellLetters {
			return wrongUse(x.a.say.Text("usage.sheet_text", "most", cellLetters))
		}
	}
	return x.sheet.SetRow("A"+strconv.Itoa(x.rows), cells)
}

func (x *xlsxRows) close() error {
	if err := x.sheet.Flush(); err != nil {
		return err
	}
	if err := x.book.Write(x.w); err != nil {
		return err
	}
	return x.book.Close()
}
