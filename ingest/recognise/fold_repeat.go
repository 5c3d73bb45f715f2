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
	var block []column    // the headings over them
	var out *read.Grid
	for first := 0; first < len(grid.Cells); {
		end := first
		for end < len(grid.Cells) && grid.Cells[end].Row == grid.Cells[first].Row {
			end++
		}
		row := grid.Cells[first:end]
		own, over := voc.repeated(row)
		if len(over) > 0 {
			groups, block = own, over
		}
		if len(groups) > 0 && out == nil {
			out = &read.Grid{Page: grid.Page, Rows: grid.Rows, Columns: grid.Columns, Unruled: grid.Unruled, Notes: grid.Notes}
			out.Cells = slices.Clone(grid.Cells[:first])
		}
		if out != nil {
			if len(over) == 0 && !voc.isUnder(row, block) {
				out.Cells = append(out.Cells, row...)
			} else {
				out.Cells = append(out.Cells, joined(row, groups)...)
			}
		}
		first = end
	}
	if out == nil {
		return grid
	}
	return out
}

// isUnder reports whether a row is one that a form prints under just these headings: else one of them may stand over a column whose own
// heading is lost.
func (voc *vocabulary) isUnder(row []read.GridCell, block []column) bool {
	return slices.ContainsFunc(row, func(c read.GridCell) bool {
		item, ok := voc.disclosure.items.find(c.Text)
		return ok && voc.isRow(item, block)
	})
}

// repeated returns the columns of headings of table 二 that stand in a row several times, and all headings of the row, none where it is no
// row of headings.
func (voc *vocabulary) repeated(row []read.GridCell) (groups []extentOf, over []column) {
	for i := 0; i < len(row); {
		end := i + 1
		for end < len(row) && !isBlank(row[i].Text) && row[end].Text == row[i].Text {
			end++
		}
		if !isBlank(row[i].Text) && flat(row[i].Text) != voc.contentWord && voc.isBlockHeading(row[i].Text) {
			name, _ := voc.disclosure.headings.find(row[i].Text)
			over = append(over, column{heading: name})
			if end-i > 1 {
				groups = append(groups, extentOf{row[i].Column, row[end-1].Column + 1})
			}
		}
		i = end
	}
	return groups, over
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
