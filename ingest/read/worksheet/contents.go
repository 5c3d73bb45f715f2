// Package worksheet makes a grid of the cells of a spreadsheet, for the readers of XLS and XLSX: both give cells by
// row and column in any order, merged areas apart from them, and numbers apart from how they are shown.
//
// The invariant: a text stands in the grid at the row and column that the file gives it, whatever the merged areas
// say; an area that would hide another text or overlap another area is not merged, and the text that it would hide is in doubt.
// What stands there is what the eye sees: a number as its format shows it, a text without what is struck out or white on white;
// where that cannot be told, the cell is marked so that no number is read from it. What depends on the width of a column alone
// changes nothing: General keeps the stored digits, and what a narrow column shows as #### is read, with a note. Rows and columns
// that the author has hidden are left out, with a note each.
package worksheet

import (
	"fmt"
	"slices"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Bounds on merging. A report has some 150 areas over 500 cells.
const (
	maxAreas     = 100_000
	maxMergeWork = 10_000_000 // cells looked at for text below an area
)

// Contents are the cells and merged areas of one sheet as found. The zero value is an empty sheet.
type Contents struct {
	Date1904     bool // days count from 1904
	HideZeros    bool // zeros are not shown
	ShowFormulas bool // formulas are shown in place of their results

	cells    []Cell
	seen     []shown
	merges   []Area
	merged   map[[2]int]Area // by their first cell, made when it is needed
	hidden   hidden
	flat     map[int]bool // rows too low for text
	sizes    sizes
	rules    []Rule
	ruleWork int
	unsure   bool // some of the rules are not known
	drawings []Drawing
	notes    []report.Note
}

// Area is a range of cells, its ends included. Rows and columns count from 0.
type Area struct{ Top, Bottom, Left, Right int }

// Add notes a cell. Of two for one place the last counts.
func (c *Contents) Add(cell Cell) {
	if c.cells == nil {
		c.cells = make([]Cell, 0, usualCells)
	}
	c.cells = append(c.cells, cell)
}

// How many cells and merged areas a report usually has.
const (
	usualCells  = 512
	usualMerges = 160
)

// Len is how many cells were added.
func (c *Contents) Len() int { return len(c.cells) }

// SetText gives the cell added as number i a text.
func (c *Contents) SetText(i int, text string) { c.cells[i].Kind, c.cells[i].Text = KindText, text }

// Merge notes a merged area. Areas beyond the first 100,000 are not merged, which leaves values where they are.
func (c *Contents) Merge(a Area) {
	if c.merges == nil {
		c.merges = make([]Area, 0, usualMerges)
	}
	if len(c.merges) < maxAreas {
		c.merges = append(c.merges, a)
	}
}

// note adds a note about a place, whose row and column count from 0.
func (c *Contents) note(kind report.NoteKind, row, column, count int) {
	if len(c.notes) < maxNotes {
		c.notes = append(c.notes, report.Note{Kind: kind, Place: report.Place{Row: row + 1, Column: column + 1}, Count: count})
	}
}

// Note adds a note about the sheet as a whole.
func (c *Contents) Note(kind report.NoteKind) { c.note(kind, -1, -1, 1) }

// maxNotes bounds the notes of a sheet; a document says no more than a few hundred.
const maxNotes = 10_000

// Grid lays the cells out; nil for a sheet without text. before is how many cells the document has already. The size is
// that of the cells with text: formats and merges may reach to the last row of the sheet. Rows without text get no
// cells, which costs nothing and keeps a lone note in row 60,000 from being an attack. It returns fault.ErrTooLarge
// beyond the limits. It is called once.
func (c *Contents) Grid(limits read.Limits, before int) (*read.Grid, error) {
	c.cells = slices.DeleteFunc(c.cells, func(one Cell) bool { return one.blank() })
	slices.SortStableFunc(c.cells, func(a, b Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Column - b.Column
	})
	c.look()
	if len(c.seen) == 0 {
		return nil, nil
	}
	g := &read.Grid{Rows: c.seen[len(c.seen)-1].row + 1}
	for i := range c.seen {
		g.Columns = max(g.Columns, c.seen[i].column+1)
	}
	if limits.Columns > 0 && g.Columns > limits.Columns {
		return nil, fmt.Errorf("%w: %d columns", fault.ErrTooLarge, g.Columns)
	}
	spans := c.spans(g)
	c.dropBelow(spans)
	free := make([]int, g.Columns) // for each column, the row from which no area covers it
	for i := 0; i < len(c.seen); {
		row := c.seen[i].row
		for column := range g.Columns {
			var at *shown
			for ; i < len(c.seen) && c.seen[i].row == row && c.seen[i].column == column; i++ {
				at = &c.seen[i]
			}
			if free[column] > row && at == nil {
				continue
			}
			one := read.GridCell{Row: row, Column: column, RowSpan: 1, ColumnSpan: 1}
			if m, ok := spans[[2]int{row, column}]; ok {
				one.RowSpan, one.ColumnSpan = m.Bottom-m.Top+1, m.Right-m.Left+1
				for j := m.Left; j <= m.Right; j++ {
					free[j] = max(free[j], m.Bottom+1)
				}
			}
			if at != nil {
				one.Text, one.Looks = at.text, at.looks
				c.noteNumber(at, one.ColumnSpan)
			}
			g.Cells = append(g.Cells, one)
		}
		if limits.Cells > 0 && before+len(g.Cells) > limits.Cells {
			return nil, fmt.Errorf("%w: more than %d cells", fault.ErrTooLarge, limits.Cells)
		}
	}
	c.cover(g)
	g.Notes = c.notes
	return g, nil
}

// look works out what is seen of the cells. What is hidden by its row or column is left out.
func (c *Contents) look() {
	c.sortRules()
	visible := c.visible()
	c.seen = make([]shown, 0, len(c.cells))
	for i := range c.cells {
		cell := &c.cells[i]
		if !visible(cell) {
			continue
		}
		if s := c.show(cell); s.text != "" || s.looks != 0 {
			c.seen = append(c.seen, s)
		}
	}
	c.noteHidden()
}

// Notes returns the notes of a sheet without a grid: what was left out of it, without places.
func (c *Contents) Notes() []report.Note {
	var out []report.Note
	for _, kind := range report.NoteKinds() {
		n := 0
		for _, one := range c.notes {
			if one.Kind == kind {
				n += one.Count
			}
		}
		if n > 0 {
			out = append(out, report.Note{Kind: kind, Count: n})
		}
	}
	return out
}

// spans returns the merged areas by their first cell, cut to the grid.
func (c *Contents) spans(g *read.Grid) map[[2]int]Area {
	kept := make([]Area, 0, len(c.merges))
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
	spans := make(map[[2]int]Area, len(kept))
	free := make([]int, g.Columns)
	work := maxMergeWork
	for _, m := range kept {
		taken := slices.ContainsFunc(free[m.Left:m.Right+1], func(row int) bool { return row > m.Top })
		if taken || !c.fits(m, &work) {
			continue
		}
		for j := m.Left; j <= m.Right; j++ {
			free[j] = m.Bottom + 1
		}
		spans[[2]int{m.Top, m.Left}] = m
	}
	return spans
}

// fits reports whether an area can be merged, which it cannot where another cell of it than the first has a text of its own.
// Nobody sees that text, but that the area is meant is not sure either: it is in doubt. One that says the same as the first is
// left out. work is how many cells may still be looked at; when it is used up no further area is merged, which leaves values
// where they are.
func (c *Contents) fits(m Area, work *int) bool {
	from, _ := slices.BinarySearchFunc(c.seen, m.Top, func(one shown, row int) int { return one.row - row })
	first, fits := "", true
	var same []int
	for i := from; i < len(c.seen) && c.seen[i].row <= m.Bottom; i++ {
		if *work--; *work < 0 {
			return false
		}
		one := &c.seen[i]
		switch {
		case one.column < m.Left || one.column > m.Right:
		case one.row == m.Top && one.column == m.Left:
			first = one.text
		case one.text == first && one.looks == 0:
			same = append(same, i)
		default:
			fits = false
			one.doubt(printed.Covered)
		}
	}
	for _, i := range same {
		if c.seen[i].below = fits; !fits {
			c.seen[i].doubt(printed.Covered)
		}
	}
	return fits
}

// dropBelow removes the texts that lie below merged ones.
func (c *Contents) dropBelow(spans map[[2]int]Area) {
	covered := false
	for i := range c.seen {
		covered = covered || c.seen[i].below
	}
	if !covered {
		return
	}
	inside := make(map[[2]int]bool)
	for _, m := range spans {
		from, _ := slices.BinarySearchFunc(c.seen, m.Top, func(one shown, row int) int { return one.row - row })
		for i := from; i < len(c.seen) && c.seen[i].row <= m.Bottom; i++ {
			if one := &c.seen[i]; one.below && one.column >= m.Left && one.column <= m.Right {
				inside[[2]int{one.row, one.column}] = true
			}
		}
	}
	c.seen = slices.DeleteFunc(c.seen, func(one shown) bool {
		if !inside[[2]int{one.row, one.column}] {
			return false
		}
		c.note(report.NoteHidden, one.row, one.column, 1)
		return true
	})
}
