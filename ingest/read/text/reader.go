// Package text reads plain text: the dump of a word processor with a cell a line, Markdown and pipe tables, and
// anything else as one paragraph a line.
//
// The invariant: a grid is made only where the text itself marks its cells, with a TAB or with pipes. Everything else
// stays a line with its number, and package recognise decides what lines can prove. A cell that a dump leaves out is
// never made up.
package text

import (
	"context"
	"fmt"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/charset"
	"gongkai/internal/fault"
)

// New returns the reader of plain text.
func New() read.Reader { return read.Guard("text", parse) }

func parse(_ context.Context, src read.Source) ([]read.Document, error) {
	body, _, _ := charset.Decode(src.Bytes, "")
	if strings.TrimSpace(body) == "" {
		return nil, fault.ErrEmpty
	}
	p := &parser{limits: src.Limits}
	if err := p.parse(strings.Split(strings.ReplaceAll(body, "\r\n", "\n"), "\n")); err != nil {
		return nil, err
	}
	return []read.Document{{Blocks: p.blocks}}, nil
}

// parser collects the blocks of one text.
type parser struct {
	limits read.Limits
	blocks []read.Block
	cells  int
}

func (p *parser) parse(lines []string) error {
	dump := isDump(lines)
	for i := 0; i < len(lines); {
		var grid *read.Grid
		end := i
		switch {
		case dump && strings.HasPrefix(lines[i], "\t"):
			grid, end = dumpTable(lines, i)
		case isPipe(lines[i]):
			grid, end = pipeTable(lines, i)
		}
		if grid == nil {
			p.blocks = append(p.blocks, read.Block{Text: plain(strings.Trim(lines[i], "\r")), Line: i + 1})
			i++
			continue
		}
		p.cells += len(grid.Cells)
		if p.cells > p.limits.Cells || grid.Columns > p.limits.Columns {
			return fmt.Errorf("line %d: more than %d cells or %d columns: %w", i+1, p.limits.Cells, p.limits.Columns, fault.ErrTooLarge)
		}
		p.blocks = append(p.blocks, read.Block{Grid: grid, Line: i + 1})
		i = end
	}
	return nil
}

// plain takes off the marks of a Markdown heading, as "## 一、总体情况": they are no part of a title.
func plain(line string) string {
	rest := strings.TrimLeft(line, "#")
	if n := len(line) - len(rest); n > 0 && n <= 6 && strings.HasPrefix(rest, " ") {
		return rest[1:]
	}
	return line
}

// rows turns rows of cells into a grid.
func rows(cells [][]read.GridCell, ragged bool) *read.Grid {
	g := &read.Grid{Rows: len(cells), Ragged: ragged}
	for r, row := range cells {
		g.Columns = max(g.Columns, len(row))
		for c, cell := range row {
			cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan = r, c, 1, 1
			g.Cells = append(g.Cells, cell)
		}
	}
	return g
}
