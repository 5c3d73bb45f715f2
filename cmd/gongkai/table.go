package main

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// grid prints a table for people. A nil cell is a value that is not there: it shows as NULL, dim on a terminal, and
// so differs from an empty text.
type grid struct {
	header   []string
	rows     [][]*string
	right    map[int]bool // columns of numbers
	wrap     int          // a column of long text, from 1; 0 for none
	widths   []int        // beyond which a column is broken over lines; none: as wide as they are
	terminal bool
}

func (g *grid) add(cells ...string) {
	row := make([]*string, len(cells))
	for i := range cells {
		row[i] = &cells[i]
	}
	g.rows = append(g.rows, row)
}

// write draws the table.
func (g *grid) write(w io.Writer) error {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault // column names as they are, not in capitals
	header := make(table.Row, len(g.header))
	var columns []table.ColumnConfig
	for i, name := range g.header {
		header[i] = printable(name)
		if g.right[i] {
			columns = append(columns, table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
		}
	}
	if g.wrap > 0 {
		columns = append(columns, table.ColumnConfig{Number: g.wrap, WidthMax: textWidth})
	}
	for i, width := range g.widths {
		columns = append(columns, table.ColumnConfig{Number: i + 1, WidthMax: width})
	}
	t.AppendHeader(header)
	t.SetColumnConfigs(columns)
	null := "NULL"
	if g.terminal {
		null = "\x1b[2mNULL\x1b[0m"
	}
	for _, cells := range g.rows {
		row := make(table.Row, len(cells))
		for i, c := range cells {
			row[i] = null
			if c != nil {
				row[i] = printable(*c)
			}
		}
		t.AppendRow(row)
	}
	_, err := io.WriteString(w, t.Render()+"\n")
	return err
}

// textWidth is how wide a column of long text may become before it is broken over lines.
const textWidth = 80

// printable replaces control characters, those that turn the direction of text among them: text from a document
// must not steer the terminal of the person who looks at it.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r < 0x20, r >= 0x7f && r < 0xa0, r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return '\ufffd'
		}
		return r
	}, s)
}
