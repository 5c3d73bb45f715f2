package drawn

import (
	"slices"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// see gives the looks of glyphs to the cells that they stand in, and those outside of tables to the line nearest to them.
// What stands on a page without either is noted.
func see(items []item, glyphs []Glyph, page int) (notes []report.Note) {
	if len(glyphs) == 0 {
		return nil
	}
	type held struct {
		*table
		slots []int
	}
	var tables []held
	var rows []int // the items that are lines, by baseline
	for i := range items {
		if t := items[i].table; t != nil && len(t.cells) > 0 {
			tables = append(tables, held{t, t.slots()})
		} else if t == nil {
			rows = append(rows, i)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int { return order(items[a].line.baseline, items[b].line.baseline, 0, 0) })
	var others printed.Look
	for _, g := range glyphs {
		x, y := g.centre()
		k := slices.IndexFunc(tables, func(h held) bool { return h.holds(x, y) })
		if k >= 0 {
			if c := tables[k].at(tables[k].slots, x, y); c >= 0 {
				tables[k].cells[c].Looks |= g.Look
				continue
			}
		}
		if len(rows) == 0 {
			others |= g.Look
			continue
		}
		i, _ := slices.BinarySearchFunc(rows, g.Baseline, func(r int, y float64) int { return order(items[r].line.baseline, y, 0, 0) })
		if i == len(rows) || i > 0 && g.Baseline-items[rows[i-1]].line.baseline < items[rows[i]].line.baseline-g.Baseline {
			i--
		}
		items[rows[i]].line.looks |= g.Look
	}
	for _, h := range tables {
		for i := range h.cells {
			h.cells[i].Text = printed.Cell(h.cells[i].Text, h.cells[i].Looks)
		}
	}
	return read.LookNotes(others, report.Place{Page: page}, 1)
}

// at returns the index of the cell at a point, -1 where there is none.
func (t *table) at(slots []int, x, y float64) int {
	c, _ := slices.BinarySearch(t.xs, x)
	r, _ := slices.BinarySearch(t.ys, y)
	c, r = min(max(c-1, 0), t.columns()-1), min(max(r-1, 0), t.rows()-1)
	return slots[r*t.columns()+c]
}

// take gives the looks of lines to the cells of a table that was told by alignment.
func (t *table) take(all []line) {
	var slots []int
	for _, l := range all {
		if !l.marked {
			continue
		}
		if slots == nil {
			slots = t.slots()
		}
		for _, g := range l.glyphs {
			if c := t.at(slots, (g.Left+g.Right)/2, l.baseline); g.Look != 0 && c >= 0 {
				t.cells[c].Looks |= g.Look
			}
		}
	}
}

// note adds a note about the table, or about a row and column of it counted from 0; -1 for none.
func (t *table) note(kind report.NoteKind, row, column, count int) {
	place := report.Place{Page: t.page, Row: row + 1, Column: column + 1}
	t.notes = append(t.notes, report.Note{Kind: kind, Place: place, Count: max(count, 1)})
}
