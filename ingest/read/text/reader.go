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
	"gongkai/internal/report"
)

// New returns the reader of plain text.
func New() read.Reader { return read.Guard("text", parse) }

func parse(ctx context.Context, src read.Source) ([]read.Document, error) {
	body, _, _ := charset.Decode(src.Bytes, "")
	if strings.TrimSpace(body) == "" {
		return nil, fault.ErrEmpty
	}
	if lines := strings.Count(body, "\n") + strings.Count(body, ","); src.Limits.Cells > 0 && lines > src.Limits.Cells {
		return nil, fmt.Errorf("%d lines and commas: %w", lines, fault.ErrTooLarge)
	}
	p := &parser{ctx: ctx, source: src, limits: src.Limits}
	if err := p.parse(strings.Split(strings.ReplaceAll(body, "\r\n", "\n"), "\n"), body); err != nil {
		return nil, err
	}
	return []read.Document{{Blocks: p.blocks, Notes: p.notes}}, nil
}

// parser collects the blocks of one text.
type parser struct {
	ctx    context.Context
	source read.Source
	limits read.Limits
	blocks []read.Block
	notes  []report.Note
	cells  int
}

func (p *parser) parse(lines []string, body string) error {
	dump := isDump(lines)
	delimiter := rune(0)
	if !dump {
		delimiter = delimiterOf(lines)
	}
	if delimiter == ',' {
		return p.csv(body)
	}
	for i := 0; i < len(lines); {
		var grid *read.Grid
		end := i
		switch {
		case dump && strings.HasPrefix(lines[i], "\t"):
			grid, end = dumpTable(lines, i)
		case delimiter == '\t' && isTabRow(lines[i]):
			grid, end = tabTable(lines, i)
		case isPipe(lines[i]):
			grid, end = pipeTable(lines, i)
		case isBorder(lines[i]):
			grid, end = drawnTable(lines, i)
		case isElement(lines[i]):
			var err error
			if end, err = p.element(lines, i); err != nil {
				return err
			}
			i = end
			continue
		}
		if grid == nil {
			p.blocks = append(p.blocks, read.Block{Text: plain(strings.Trim(lines[i], "\r")), Line: i + 1})
			i++
			continue
		}
		if err := p.grid(grid, i+1); err != nil {
			return err
		}
		i = end
	}
	return nil
}

// grid adds a table that begins in a line.
func (p *parser) grid(grid *read.Grid, line int) error {
	p.cells += len(grid.Cells)
	if p.cells > p.limits.Cells || grid.Columns > p.limits.Columns {
		return fmt.Errorf("line %d: more than %d cells or %d columns: %w", line, p.limits.Cells, p.limits.Columns, fault.ErrTooLarge)
	}
	p.blocks = append(p.blocks, read.Block{Grid: grid, Line: line})
	return nil
}

// plain takes off the marks of a Markdown heading, as "## 一、总体情况", and of one that is bold: they are no part of a title.
func plain(line string) string {
	rest := strings.TrimLeft(line, "#")
	if n := len(line) - len(rest); n > 0 && n <= 6 && strings.HasPrefix(rest, " ") {
		line = rest[1:]
	}
	for _, mark := range []string{"**", "__"} {
		inner, opens := strings.CutPrefix(strings.TrimSpace(line), mark)
		if inner, closes := strings.CutSuffix(inner, mark); opens && closes && inner != "" && !strings.Contains(inner, mark) {
			return inner
		}
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
