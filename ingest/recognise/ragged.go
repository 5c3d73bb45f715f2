package recognise

import (
	"slices"

	"gongkai/ingest/read"
)

// square gives the cells of a ragged grid their columns. The dump it comes from writes a cell that goes on from above
// as an empty one and a cell that spans columns once, so a row under another shows how wide the upper cells are:
// every empty cell goes on from one upper cell, every run of others stands under one. A row that this does not settle
// keeps its values at the right edge, its first cell takes what is left.
func square(grid *read.Grid) *read.Grid {
	rows := make([][]read.GridCell, grid.Rows)
	for _, cell := range grid.Cells {
		rows[cell.Row] = append(rows[cell.Row], cell)
	}
	out := &read.Grid{Rows: grid.Rows, Columns: grid.Columns, Page: grid.Page}
	var below []read.GridCell
	for r := len(rows) - 1; r >= 0; r-- {
		row := rows[r]
		if !placeOver(row, below, grid.Columns) {
			alignRight(row, grid.Columns)
		}
		below = row
	}
	for _, row := range rows {
		out.Cells = append(out.Cells, row...)
	}
	return out
}

// alignRight places the cells of a row against the right edge.
func alignRight(row []read.GridCell, columns int) {
	for i := range row {
		row[i].Column, row[i].ColumnSpan = columns-len(row)+i, 1
	}
	if len(row) > 0 {
		row[0].Column, row[0].ColumnSpan = 0, columns-len(row)+1
	}
}

// placeOver places the cells of a row over those of the row below, whose columns are known, and reports whether only one
// way was possible.
func placeOver(row, below []read.GridCell, columns int) bool {
	if len(row) == columns || len(row) >= len(below) {
		return false
	}
	groups := runs(below)
	if len(groups) < len(row) {
		groups = splitRepeats(groups, len(row)-len(groups))
	}
	if len(groups) != len(row) {
		return false
	}
	for i, group := range groups {
		first, last := group[0], group[len(group)-1]
		row[i].Column = first.Column
		row[i].ColumnSpan = last.Column + last.ColumnSpan - first.Column
	}
	return true
}

// runs groups the cells of a row: every empty cell by itself, cells with text that follow each other together.
func runs(row []read.GridCell) [][]read.GridCell {
	var out [][]read.GridCell
	for i, cell := range row {
		if i > 0 && !isBlank(cell.Text) && !isBlank(row[i-1].Text) {
			out[len(out)-1] = append(out[len(out)-1], cell)
			continue
		}
		out = append(out, []read.GridCell{cell})
	}
	return out
}

// splitRepeats splits the one run whose texts are more+1 times the same sequence: the results under two tracks.
func splitRepeats(groups [][]read.GridCell, more int) [][]read.GridCell {
	for i, group := range groups {
		n := len(group) / (more + 1)
		if n < 2 || n*(more+1) != len(group) {
			continue
		}
		var parts [][]read.GridCell
		for at := 0; at < len(group); at += n {
			parts = append(parts, group[at:at+n])
		}
		if !slices.ContainsFunc(parts[1:], func(part []read.GridCell) bool { return !sameTexts(part, parts[0]) }) {
			return slices.Concat(groups[:i], parts, groups[i+1:])
		}
	}
	return groups
}

func sameTexts(a, b []read.GridCell) bool {
	return slices.EqualFunc(a, b, func(x, y read.GridCell) bool { return flat(x.Text) == flat(y.Text) })
}
