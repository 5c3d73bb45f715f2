package recognise

import (
	"slices"
	"strings"

	"gongkai/config/lexicon"
	"gongkai/ingest/read"
)

// maxFold is the most rows that one row can be broken into.
const maxFold = 12

// fold puts rows together that a spreadsheet program broke: it makes a row of every line of a label and merges the other
// cells over them. The values of such a row all span the same rows, and nothing else in those rows is a value.
func (voc *vocabulary) fold(grid *read.Grid) *read.Grid {
	if grid.Ragged {
		return grid
	}
	byRow := make([][]int, grid.Rows)
	spanning := false
	for i, cell := range grid.Cells {
		if cell.Row < grid.Rows {
			byRow[cell.Row] = append(byRow[cell.Row], i)
		}
		spanning = spanning || cell.RowSpan > 1
	}
	if !spanning {
		return grid
	}
	var out read.Grid
	var gone map[int]bool
	for r := 0; r < grid.Rows; r++ {
		k := voc.foldable(grid, byRow, r)
		if k < 2 {
			continue
		}
		if gone == nil { // few grids have such a row
			out, gone = *grid, map[int]bool{}
			out.Cells = slices.Clone(grid.Cells)
		}
		first := map[int]int{}
		for _, row := range byRow[r : r+k] {
			for _, i := range row {
				cell := &out.Cells[i]
				if cell.Row+cell.RowSpan > r+k {
					// The label of a group that goes on below.
					continue
				}
				cell.RowSpan = 1
				at, ok := first[cell.Column]
				if !ok {
					first[cell.Column] = i
					cell.Row = r
					continue
				}
				gone[i] = true
				if !isBlank(cell.Text) {
					out.Cells[at].Text = strings.TrimSpace(out.Cells[at].Text + "\n" + cell.Text)
				}
			}
		}
		r += k - 1
	}
	if len(gone) == 0 {
		return grid
	}
	kept := out.Cells[:0]
	for i, cell := range out.Cells {
		if !gone[i] {
			kept = append(kept, cell)
		}
	}
	out.Cells = kept
	slices.SortStableFunc(out.Cells, func(a, b read.GridCell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Column - b.Column
	})
	return &out
}

// foldable returns how many rows from r on are one, 1 where the row is by itself.
func (voc *vocabulary) foldable(grid *read.Grid, byRow [][]int, r int) int {
	k := 1
	for _, i := range byRow[r] {
		cell := grid.Cells[i]
		if cell.RowSpan > 1 && (k == 1 || cell.RowSpan < k) && (voc.isValue(cell.Text) || voc.isBlockHeading(cell.Text)) {
			k = cell.RowSpan
		}
	}
	if k < 2 || k > maxFold || r+k > grid.Rows {
		return 1
	}
	values, headings := 0, 0
	pieces := map[int][]string{}
	span := map[int]int{}
	for _, row := range byRow[r : r+k] {
		for _, i := range row {
			cell := grid.Cells[i]
			whole := cell.Row == r && cell.RowSpan == k
			switch {
			case cell.Row+cell.RowSpan > r+k:
				if voc.isValue(cell.Text) {
					return 1
				}
			case whole && voc.isValue(cell.Text):
				values++
			case whole && voc.isBlockHeading(cell.Text):
				headings++
			case voc.isValue(cell.Text):
				return 1
			}
			if cell.Row+cell.RowSpan > r+k {
				continue
			}
			if n, ok := span[cell.Column]; ok && n != cell.ColumnSpan {
				return 1
			}
			span[cell.Column] = cell.ColumnSpan
			if !isBlank(cell.Text) {
				pieces[cell.Column] = append(pieces[cell.Column], cell.Text)
			}
		}
	}
	for _, texts := range pieces {
		if values == 0 && !voc.isBlockHeading(strings.Join(texts, "")) || !voc.isOneLabel(texts) {
			return 1
		}
	}
	if values == 0 && headings == 0 {
		return 1
	}
	return k
}

// isValue reports whether a cell prints a value.
func (voc *vocabulary) isValue(text string) bool { return hasDigit(text) && hasOnlyValue(text) }

// isBlockHeading reports whether a text is a heading of a block of table 二.
func (voc *vocabulary) isBlockHeading(text string) bool {
	if isLonger(text, maxHeading) {
		return false
	}
	if flat(text) == voc.contentWord {
		return true
	}
	_, ok := voc.disclosure.headings.find(text)
	return ok
}

// isOneLabel reports whether the texts below each other in a column can be the lines of one label: none but the first has
// a number of its own, and no two of them name different rows.
func (voc *vocabulary) isOneLabel(texts []string) bool {
	for _, a := range []*axes{&voc.request, &voc.disclosure} {
		name := ""
		for i, text := range texts {
			normal := lexicon.Normalise(text)
			if i > 0 && lexicon.TrimNumber(normal) != normal {
				return false
			}
			next, ok := a.items.find(text)
			if ok && name != "" && next != name {
				return false
			}
			if ok {
				name = next
			}
		}
	}
	return true
}
