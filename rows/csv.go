package rows

import (
	"encoding/csv"
	"io"
)

// csvWriter writes CSV; NULL is empty.
type csvWriter struct {
	w       *csv.Writer
	columns []Column
	cells   []string
}

// NewCSV returns a Writer of CSV with a header.
func NewCSV(w io.Writer) Writer { return &csvWriter{w: csv.NewWriter(w)} }

func (c *csvWriter) Head(columns []Column) error {
	c.columns, c.cells = columns, make([]string, len(columns))
	for i, column := range columns {
		c.cells[i] = column.Name
	}
	return c.w.Write(c.cells)
}

func (c *csvWriter) Row(values []any) error {
	for i, v := range values {
		c.cells[i], _ = Text(v, c.columns[i].Kind)
	}
	return c.w.Write(c.cells)
}

func (c *csvWriter) Close() error {
	c.w.Flush()
	return c.w.Error()
}
