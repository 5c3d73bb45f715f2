package worksheet

import (
	"maps"
	"slices"

	"gongkai/internal/report"
)

// maxHiddenSearch is how many rows or columns of a merged area are looked at for a visible one.
const maxHiddenSearch = 100

// hidden are the rows and columns that the author has hidden, with how many cells with text were left out of each. A cell in both counts
// to its row.
type hidden struct {
	rows    map[int]int
	columns map[int]int
}

// HideRow notes a hidden row.
func (c *Contents) HideRow(row int) {
	if c.hidden.rows == nil {
		c.hidden.rows = map[int]int{}
	}
	c.hidden.rows[row] = 0
}

// HideColumns notes hidden columns, the last included. Those far to the right, which writers hide to the end of the
// sheet, are not noted: no report reaches there.
func (c *Contents) HideColumns(first, last int) {
	if c.hidden.columns == nil {
		c.hidden.columns = map[int]int{}
	}
	for i := max(0, first); i <= min(last, 1023); i++ {
		c.hidden.columns[i] = 0
	}
}

// visible returns a function that says whether a cell is seen by someone who opens the sheet, and counts it where it is not: last
// year's rows, kept for comparison, must not pass for this year's. The text of a merged area is seen where any part of it is.
func (c *Contents) visible() func(*Cell) bool {
	if len(c.hidden.rows) == 0 && len(c.hidden.columns) == 0 {
		return func(*Cell) bool { return true }
	}
	return func(one *Cell) bool {
		_, row := c.hidden.rows[one.Row]
		_, column := c.hidden.columns[one.Column]
		if !row && !column {
			return true
		}
		if c.merged == nil {
			c.merged = c.areas()
		}
		area := Area{Top: one.Row, Bottom: one.Row, Left: one.Column, Right: one.Column}
		if m, ok := c.merged[[2]int{one.Row, one.Column}]; ok {
			area = m
		}
		switch {
		case !anyVisible(c.hidden.rows, area.Top, area.Bottom):
			c.hidden.rows[one.Row]++
		case !anyVisible(c.hidden.columns, area.Left, area.Right):
			c.hidden.columns[one.Column]++
		default:
			return true
		}
		return false
	}
}

// areas returns the merged areas by their first cell.
func (c *Contents) areas() map[[2]int]Area {
	areas := make(map[[2]int]Area, len(c.merges))
	for _, m := range c.merges {
		if m.Top <= m.Bottom && m.Left <= m.Right {
			areas[[2]int{m.Top, m.Left}] = m
		}
	}
	return areas
}

func anyVisible(hidden map[int]int, from, to int) bool {
	for i := from; i <= min(to, from+maxHiddenSearch); i++ {
		if _, ok := hidden[i]; !ok {
			return true
		}
	}
	return false
}

// noteHidden makes a note of each hidden row and column that has text.
func (c *Contents) noteHidden() {
	for _, row := range slices.Sorted(maps.Keys(c.hidden.rows)) {
		if n := c.hidden.rows[row]; n > 0 {
			c.note(report.NoteHiddenRow, row, -1, n)
		}
	}
	for _, column := range slices.Sorted(maps.Keys(c.hidden.columns)) {
		if n := c.hidden.columns[column]; n > 0 {
			c.note(report.NoteHiddenColumn, -1, column, n)
		}
	}
}
