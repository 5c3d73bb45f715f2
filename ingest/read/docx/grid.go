package docx

import (
	"fmt"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// above is a cell of the row before that a vertical merge may continue.
type above struct {
	cell int // index in the grid
	span int
}

// place gives every cell its column. orphans counts the cells that continue a merge which nothing above starts; Word shows
// them as cells, and so does the grid.
func place(rows []row, limits read.Limits) (grid *read.Grid, orphans int, err error) {
	columns := limits.Columns
	if columns <= 0 {
		columns = 1000
	}
	grid = &read.Grid{Rows: len(rows)}
	before := map[int]above{} // the merges of the row before, by column
	for r, row := range rows {
		x := row.before
		current := map[int]above{}
		for _, c := range foldAcross(row.cells) {
			if x+c.span > columns {
				return nil, 0, fmt.Errorf("table row %d has more than %d columns: %w", r+1, columns, fault.ErrTooLarge)
			}
			left := x
			x += c.span
			if c.vertical == mergeContinue {
				if a, ok := before[left]; ok && a.span == c.span {
					over := &grid.Cells[a.cell]
					over.RowSpan++
					over.Text = join(over.Text, c.text)
					current[left] = a
					continue
				}
				orphans++
			}
			grid.Cells = append(grid.Cells, read.GridCell{Row: r, Column: left, RowSpan: 1, ColumnSpan: c.span, Text: c.text})
			if c.vertical != mergeNone {
				current[left] = above{len(grid.Cells) - 1, c.span}
			}
		}
		grid.Columns = max(grid.Columns, x)
		before = current
	}
	return grid, orphans, nil
}

// foldAcross joins the cells of an old merge across (w:hMerge), which Word still reads.
func foldAcross(cells []cell) []cell {
	var out []cell
	for _, c := range cells {
		if last := len(out) - 1; c.across == mergeContinue && last >= 0 && out[last].across != mergeNone {
			out[last].span += c.span
			out[last].text = join(out[last].text, c.text)
			continue
		}
		out = append(out, c)
	}
	return out
}

// join adds the text of a cell that is merged into another, which Word hides. Two texts are kept, so that a number among
// them cannot be read: nobody can say which of the two was meant. Programs that repeat a label in each part mean the one.
func join(text, hidden string) string {
	switch {
	case hidden == "" || hidden == text:
		return text
	case text == "":
		return object
	}
	return text + "\n" + hidden
}
