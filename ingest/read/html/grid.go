package html

import (
	"fmt"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// overlong is the least colspan that says "all the rest" rather than a number of columns: colspan=100%, colspan=1000.
const overlong = 64

// place gives every cell its column by the table algorithm of the HTML standard, and notes what is hidden or overlaps.
func place(rows []row, gaps []gap, limits read.Limits) (grid *read.Grid, err error) {
	columns := limits.Columns
	if columns <= 0 {
		columns = 1000 // where the standard cuts a colspan
	}
	cells := 0
	for _, row := range rows {
		cells += row.shown
	}
	grid = &read.Grid{Rows: len(rows), Cells: make([]read.GridCell, 0, cells)}
	ends := groupEnds(rows)
	var until []int // of each column, the row at which what occupies it ends
	var hidden []report.Place
	overlaps := 0
	for r, row := range rows {
		x := 0
		for _, c := range row.cells {
			for x < len(until) && until[x] > r {
				x++
			}
			if c.hidden {
				if c.text != "" {
					hidden = append(hidden, report.Place{Row: r, Column: x + 1})
				}
				continue
			}
			if x >= columns {
				return nil, fmt.Errorf("table row %d has more than %d columns: %w", r+1, columns, fault.ErrTooLarge)
			}
			bottom := ends[r]
			if c.rowSpan > 0 {
				bottom = min(bottom, r+c.rowSpan)
			}
			span := c.colSpan
			if span > overlong {
				span = min(span, max(overlong, columns/2))
			}
			for len(until) < x+span {
				until = append(until, 0)
			}
			width := 1
			for width < span && until[x+width] <= r {
				width++
			}
			if width < span {
				overlaps++
			}
			for i := x; i < x+width; i++ {
				until[i] = bottom
			}
			if c.blocks > 0 {
				c.looks |= printed.Hidden
			}
			grid.Cells = append(grid.Cells, read.GridCell{
				Row: r, Column: x, RowSpan: bottom - r, ColumnSpan: width, Text: c.text, Looks: c.looks,
			})
			x += span
		}
	}
	cut(grid)
	if grid.Columns > columns {
		return nil, fmt.Errorf("a table has more than %d columns: %w", columns, fault.ErrTooLarge)
	}
	at := dropRows(grid, rows)
	if overlaps > 0 {
		grid.Notes = append(grid.Notes, report.Note{Kind: report.NoteOverlap, Count: overlaps})
	}
	for _, g := range gaps {
		grid.Notes = append(grid.Notes, report.Note{Kind: report.NoteHiddenRow, Place: report.Place{Row: at[g.before] + 1}, Count: g.cells})
	}
	grid.Notes = append(grid.Notes, hiddenCells(hidden, at)...)
	return grid, nil
}

// hiddenCells notes the hidden cells with text: as a column where several stand in one.
func hiddenCells(hidden []report.Place, at []int) []report.Note {
	count := map[int]int{}
	for _, p := range hidden {
		count[p.Column]++
	}
	var out []report.Note
	for _, p := range hidden {
		switch n := count[p.Column]; {
		case n == 1:
			out = append(out, report.Note{Kind: report.NoteHidden, Place: report.Place{Row: at[p.Row] + 1, Column: p.Column}, Count: 1})
		case n > 1:
			out = append(out, report.Note{Kind: report.NoteHiddenColumn, Place: report.Place{Column: p.Column}, Count: n})
			delete(count, p.Column)
		}
	}
	return out
}

// groupEnds returns for each row the row at which its group ends.
func groupEnds(rows []row) []int {
	ends := make([]int, len(rows))
	end := len(rows)
	for r := len(rows) - 1; r >= 0; r-- {
		if r+1 < len(rows) && rows[r+1].group != rows[r].group {
			end = r + 1
		}
		ends[r] = end
	}
	return ends
}

// cut sets the width of the grid. Where a span is overlong, only the columns in which a cell starts are kept: a browser
// gives the others no width.
func cut(grid *read.Grid) {
	isCut := false
	for _, c := range grid.Cells {
		isCut = isCut || c.ColumnSpan > overlong
		grid.Columns = max(grid.Columns, c.Column+c.ColumnSpan)
	}
	if !isCut {
		return
	}
	starts := make([]bool, grid.Columns)
	for _, c := range grid.Cells {
		starts[c.Column] = true
	}
	at := make([]int, grid.Columns+1) // the new number of each column
	for x, start := range starts {
		at[x+1] = at[x]
		if start {
			at[x+1]++
		}
	}
	for i := range grid.Cells {
		c := &grid.Cells[i]
		left, right := at[c.Column], at[c.Column+c.ColumnSpan]
		c.Column, c.ColumnSpan = left, right-left
	}
	grid.Columns = at[grid.Columns]
}

// dropRows drops the rows that show nothing, those without a cell of their own and the flat ones, with their share of the
// spans that cross them. It returns the new number of each row.
func dropRows(grid *read.Grid, rows []row) []int {
	at := make([]int, len(rows)+1)
	for r, row := range rows {
		at[r+1] = at[r]
		if row.shown > 0 && !row.flat {
			at[r+1]++
		}
	}
	if at[len(rows)] == len(rows) {
		return at
	}
	kept := grid.Cells[:0]
	for _, c := range grid.Cells {
		if at[c.Row+1] == at[c.Row] {
			continue
		}
		top, bottom := at[c.Row], at[c.Row+c.RowSpan]
		c.Row, c.RowSpan = top, bottom-top
		kept = append(kept, c)
	}
	grid.Cells, grid.Rows = kept, at[len(rows)]
	return at
}
