// Package worksheet makes a grid of the cells of a spreadsheet, for the readers of XLS and XLSX: both give cells by
// row and column in any order, and merged areas apart from them.
//
// The invariant: a text stands in the grid at the row and column that the file gives it, whatever the merged areas
// say; an area that would hide a text or overlap another is not merged. A number is the decimal text of the stored
// value, never what a number format makes of it. Rows and columns that the author has hidden are left out.
package worksheet

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// Bounds on merging. A report has some 150 areas over 500 cells.
const (
	maxAreas     = 100_000
	maxMergeWork = 10_000_000 // cells looked at for text below an area
)

// Contents are the cells and merged areas of one sheet as found. The zero value is an empty sheet.
type Contents struct {
	cells   []cell
	merges  []Area
	hidden  hidden
	leftOut int
}

type cell struct {
	row, column int
	text        string
}

// Area is a range of cells, its ends included. Rows and columns count from 0.
type Area struct{ Top, Bottom, Left, Right int }

// Add notes a cell. Of two for one place the last counts.
func (c *Contents) Add(row, column int, text string) {
	c.cells = append(c.cells, cell{row: row, column: column, text: text})
}

// Len is how many cells were added.
func (c *Contents) Len() int { return len(c.cells) }

// SetText changes the text of the cell added as number i.
func (c *Contents) SetText(i int, text string) { c.cells[i].text = text }

// Merge notes a merged area. Areas beyond the first 100,000 are not merged, which leaves values where they are.
func (c *Contents) Merge(a Area) {
	if len(c.merges) < maxAreas {
		c.merges = append(c.merges, a)
	}
}

// Grid lays the cells out; nil for a sheet without text. before is how many cells the document has already. The size is
// that of the cells with text: formats and merges may reach to the last row of the sheet. Rows without text get no
// cells, which costs nothing and keeps a lone note in row 60,000 from being an attack. It returns fault.ErrTooLarge
// beyond the limits. It is called once.
func (c *Contents) Grid(limits read.Limits, before int) (*read.Grid, error) {
	c.cells = slices.DeleteFunc(c.cells, func(c cell) bool { return strings.TrimSpace(c.text) == "" })
	c.dropHidden()
	if len(c.cells) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(c.cells, func(a, b cell) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.column - b.column
	})
	g := &read.Grid{Rows: c.cells[len(c.cells)-1].row + 1}
	for _, one := range c.cells {
		g.Columns = max(g.Columns, one.column+1)
	}
	if limits.Columns > 0 && g.Columns > limits.Columns {
		return nil, fmt.Errorf("%w: %d columns", fault.ErrTooLarge, g.Columns)
	}
	spans := c.spans(g)
	free := make([]int, g.Columns) // for each column, the row from which no area covers it
	for i := 0; i < len(c.cells); {
		row := c.cells[i].row
		for column := range g.Columns {
			text := ""
			for ; i < len(c.cells) && c.cells[i].row == row && c.cells[i].column == column; i++ {
				text = c.cells[i].text
			}
			if free[column] > row && text == "" {
				continue
			}
			one := read.GridCell{Row: row, Column: column, RowSpan: 1, ColumnSpan: 1, Text: text}
			if m, ok := spans[[2]int{row, column}]; ok {
				one.RowSpan, one.ColumnSpan = m.Bottom-m.Top+1, m.Right-m.Left+1
				for j := m.Left; j <= m.Right; j++ {
					free[j] = max(free[j], m.Bottom+1)
				}
			}
			g.Cells = append(g.Cells, one)
		}
		if limits.Cells > 0 && before+len(g.Cells) > limits.Cells {
			return nil, fmt.Errorf("%w: more than %d cells", fault.ErrTooLarge, limits.Cells)
		}
	}
	return g, nil
}

// spans returns the merged areas by their first cell, cut to the grid.
func (c *Contents) spans(g *read.Grid) map[[2]int]Area {
	var kept []Area
	for _, m := range c.merges {
		m.Bottom, m.Right = min(m.Bottom, g.Rows-1), min(m.Right, g.Columns-1)
		if m.Top < 0 || m.Left < 0 || m.Top > m.Bottom || m.Left > m.Right || m.Top == m.Bottom && m.Left == m.Right {
			continue
		}
		kept = append(kept, m)
	}
	slices.SortFunc(kept, func(a, b Area) int {
		if a.Top != b.Top {
			return a.Top - b.Top
		}
		return a.Left - b.Left
	})
	spans := make(map[[2]int]Area)
	free := make([]int, g.Columns)
	work := maxMergeWork
	for _, m := range kept {
		taken := slices.ContainsFunc(free[m.Left:m.Right+1], func(row int) bool { return row > m.Top })
		if taken || c.hides(m, &work) {
			continue
		}
		for j := m.Left; j <= m.Right; j++ {
			free[j] = m.Bottom + 1
		}
		spans[[2]int{m.Top, m.Left}] = m
	}
	return spans
}

// hides reports whether an area has text in another cell than its first. work is how many cells may still be looked
// at; when it is used up no further area is merged, which leaves values where they are.
func (c *Contents) hides(m Area, work *int) bool {
	from, _ := slices.BinarySearchFunc(c.cells, m.Top, func(one cell, row int) int { return one.row - row })
	for _, one := range c.cells[from:] {
		if one.row > m.Bottom {
			return false
		}
		if *work--; *work < 0 {
			return true
		}
		if one.column >= m.Left && one.column <= m.Right && (one.row != m.Top || one.column != m.Left) {
			return true
		}
	}
	return false
}
