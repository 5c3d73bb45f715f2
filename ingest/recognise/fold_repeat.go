package recognise

import (
	"slices"

	"gongkai/ingest/read"
)

// join makes one cell of those that a converter wrote for a cell over several columns of table 二, its text in each:
// docling, pandas and whoever unmerges and fills write 本年处理决定数量 | 本年处理决定数量 over 17 | 17. What is joined are
// neighbours under headings that are alike, where they are alike too; values that differ stand there as they are.
func (voc *vocabulary) join(grid *read.Grid) *read.Grid {
	if grid.Ragged || slices.ContainsFunc(grid.Cells, func(c read.GridCell) bool { return c.RowSpan > 1 || c.ColumnSpan > 1 }) {
		return grid
	}
	var groups []extentOf // of columns
	var out *read.Grid
	for first := 0; first < len(grid.Cells); {
		end := first
		for end < len(grid.Cells) && grid.Cells[end].Row == grid.Cells[first].Row {
			end++
		}
		row := grid.Cells[first:end]
		if own, ok := voc.repeated(row); ok {
			groups = own
		}
		if len(groups) > 0 && out == nil {
			out = &read.Grid{Page: grid.Page, Rows: grid.Rows, Columns: grid.Columns, Unruled: grid.Unruled, Notes: grid.Notes}
			out.Cells = slices.Clone(grid.Cells[:first])
		}
		if out != nil {
			out.Cells = append(out.Cells, joined(row, groups)...)
		}
		first = end
	}
	if out == nil {
		return grid
	}
	return out
}

// repeated returns the columns of headings of table 二 that stand in a row several times, and false where the row is none of headings.
func (voc *vocabulary) repeated(row []read.GridCell) (groups []extentOf, ok bool) {
	for i := 0; i < len(row); {
		end := i + 1
		for end < len(row) && !isBlank(row[i].Text) && row[end].Text == row[i].Text {
			end++
		}
		if !isBlank(row[i].Text) && flat(row[i].Text) != voc.contentWord && voc.isBlockHeading(row[i].Text) {
			ok = true
			if end-i > 1 {
				groups = append(groups, extentOf{row[i].Column, row[end-1].Column + 1})
			}
		}
		i = end
	}
	return groups, ok
}

// joined returns the cells of a row, those of a group of columns as one where all print the same.
func joined(row []read.GridCell, groups []extentOf) []read.GridCell {
	out := slices.Clone(row)
	for _, g := range groups {
		from := slices.IndexFunc(out, func(c read.GridCell) bool { return c.Column == g.from })
		if from < 0 || from+g.to-g.from > len(out) {
			continue
		}
		same := out[from : from+g.to-g.from]
		if isBlank(same[0].Text) || slices.ContainsFunc(same, func(c read.GridCell) bool { return c.Text != same[0].Text }) {
			continue
		}
		out[from].ColumnSpan = g.to - g.from
		out = slices.Delete(out, from+1, from+g.to-g.from)
	}
	return out
}
