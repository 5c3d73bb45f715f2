package worksheet

// maxHiddenSearch is how many rows or columns of a merged area are looked at for a visible one.
const maxHiddenSearch = 100

// hidden are the rows and columns that the author has hidden.
type hidden struct {
	rows    map[int]bool
	columns map[int]bool
}

// HideRow notes a hidden row.
func (c *Contents) HideRow(row int) {
	if c.hidden.rows == nil {
		c.hidden.rows = map[int]bool{}
	}
	c.hidden.rows[row] = true
}

// HideColumns notes hidden columns, the last included. Those far to the right, which writers hide to the end of the
// sheet, are not noted: no report reaches there.
func (c *Contents) HideColumns(first, last int) {
	if c.hidden.columns == nil {
		c.hidden.columns = map[int]bool{}
	}
	for i := max(0, first); i <= min(last, 1023); i++ {
		c.hidden.columns[i] = true
	}
}

// LeftOut is how many cells with text the grid does not have because their row or column is hidden. It counts
// after Grid.
func (c *Contents) LeftOut() int { return c.leftOut }

// dropHidden removes the cells that nobody sees who opens the sheet: last year's rows, kept for comparison, must
// not pass for this year's. The text of a merged area is seen where any part of it is.
func (c *Contents) dropHidden() {
	if len(c.hidden.rows) == 0 && len(c.hidden.columns) == 0 {
		return
	}
	areas := make(map[[2]int]Area, len(c.merges))
	for _, m := range c.merges {
		areas[[2]int{m.Top, m.Left}] = m
	}
	kept := c.cells[:0]
	for _, one := range c.cells {
		seen := Area{Top: one.row, Bottom: one.row, Left: one.column, Right: one.column}
		if m, ok := areas[[2]int{one.row, one.column}]; ok {
			seen = m
		}
		if visible(c.hidden.rows, seen.Top, seen.Bottom) && visible(c.hidden.columns, seen.Left, seen.Right) {
			kept = append(kept, one)
			continue
		}
		c.leftOut++
	}
	c.cells = kept
}

func visible(hidden map[int]bool, from, to int) bool {
	for i := from; i <= min(to, from+maxHiddenSearch); i++ {
		if !hidden[i] {
			return true
		}
	}
	return false
}
