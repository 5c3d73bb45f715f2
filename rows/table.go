package rows

import (
	"io"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Table is a table that is drawn with lines, for people. A nil cell is a value that is not there: it shows as NULL, dim on a
// terminal, and so differs from an empty text.
type Table struct {
	Header   []string
	Rows     [][]*string
	Right    map[int]bool // columns of numbers, from 0
	Wrap     int          // a column of long text, from 1, broken over lines beyond 80 characters; 0 for none
	Widths   []int        // beyond which a column is broken over lines; none: as wide as they are
	Terminal bool
}

// Add adds a row of texts.
func (t *Table) Add(cells ...string) {
	row := make([]*string, len(cells))
	for i := range cells {
		row[i] = &cells[i]
	}
	t.Rows = append(t.Rows, row)
}

// Write draws the table. A Chinese character is two columns wide, and a line of the frame one.
func (t *Table) Write(w io.Writer) error {
	out := table.NewWriter()
	out.SetStyle(table.StyleLight)
	out.Style().Format.Header = text.FormatDefault // column names as they are, not in capitals
	header := make(table.Row, len(t.Header))
	var columns []table.ColumnConfig
	for i, name := range t.Header {
		header[i] = Printable(name)
		if t.Right[i] {
			columns = append(columns, table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
		}
	}
	if t.Wrap > 0 {
		columns = append(columns, table.ColumnConfig{Number: t.Wrap, WidthMax: textWidth})
	}
	for i, width := range t.Widths {
		columns = append(columns, table.ColumnConfig{Number: i + 1, WidthMax: width})
	}
	out.AppendHeader(header)
	out.SetColumnConfigs(columns)
	null := "NULL"
	if t.Terminal {
		null = "\x1b[2mNULL\x1b[0m"
	}
	for _, cells := range t.Rows {
		row := make(table.Row, len(cells))
		for i, c := range cells {
			row[i] = null
			if c != nil {
				row[i] = Printable(*c)
			}
		}
		out.AppendRow(row)
	}
	_, err := io.WriteString(w, out.Render()+"\n")
	return err
}

// textWidth is how wide a column of long text may become before it is broken over lines.
const textWidth = 80

// DrawSingle has the lines of a frame count as one column wide, also under a Chinese locale, where the library counts them as two
// and tables come out ragged on every terminal that draws them single. It holds for the process and is called once, at its start.
func DrawSingle() { text.OverrideRuneWidthEastAsianWidth(false) }

// tableWriter collects a Table: its widths need all rows.
type tableWriter struct {
	w       io.Writer
	columns []Column
	table   Table
}

// NewTable returns a Writer of a Table.
func NewTable(w io.Writer, terminal bool) Writer {
	return &tableWriter{w: w, table: Table{Terminal: terminal}}
}

func (t *tableWriter) Head(columns []Column) error {
	t.columns, t.table.Right = columns, map[int]bool{}
	for i, c := range columns {
		t.table.Header = append(t.table.Header, c.Name)
		t.table.Right[i] = c.IsNumber()
	}
	return nil
}

func (t *tableWriter) Row(values []any) error {
	cells := make([]*string, len(values))
	for i, v := range values {
		if text, ok := Text(v, t.columns[i].Kind); ok {
			cells[i] = &text
		}
	}
	t.table.Rows = append(t.table.Rows, cells)
	return nil
}

func (t *tableWriter) Close() error { return t.table.Write(t.w) }
