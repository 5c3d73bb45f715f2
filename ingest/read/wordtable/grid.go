package wordtable

import (
	"fmt"
	"slices"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// tolerances are how far apart, in twips, borders of different rows may lie and still be one, tried from the
// widest. Word rounds by 4 twips a row, LibreOffice by up to 25; borders dragged by hand were seen to differ by 95.
// No legible cell is as narrow as that, half a character; where one is, the next tolerance is tried.
func tolerances() []int { return []int{120, 25, 4, 0} }

// piece is a cell of a row after horizontal merging.
type piece struct {
	slot Slot
	*cell
	at    int // the first of its cells in the row
	first int // column
	span  int
	above bool // continues the cell above
}

// grid lays the rows out, with the notes about them.
func grid(rows []row, notes []placedNote, limits read.Limits) (*read.Grid, error) {
	pieces := make([][]piece, len(rows))
	for i, r := range rows {
		if limits.Columns > 0 && len(r.cells) > limits.Columns {
			return nil, fmt.Errorf("%w: a table row of %d cells", fault.ErrTooLarge, len(r.cells))
		}
		if len(r.slots) != len(r.cells) {
			return ragged(rows, append(notes, placedNote{kind: report.NoteNoBorders, row: i, cell: -1, count: 1})), nil
		}
		pieces[i] = mergeAcross(r)
	}
	for _, tolerance := range tolerances() {
		edges := union(pieces, tolerance)
		if limits.Columns > 0 && len(edges)-1 > limits.Columns {
			return nil, fmt.Errorf("%w: a table of %d columns", fault.ErrTooLarge, len(edges)-1)
		}
		if place(pieces, edges) {
			g := lay(pieces, edges)
			g.Notes = placeNotes(append(notes, cellNotes(rows)...), pieces)
			return g, nil
		}
	}
	return ragged(rows, append(notes, placedNote{kind: report.NoteOverlap, row: -1, cell: -1, count: 1})), nil
}

// mergeAcross joins the cells of a row that are merged with the one before, unless they have text of their own.
func mergeAcross(r row) []piece {
	out := make([]piece, 0, len(r.cells))
	for i, s := range r.slots {
		c := &r.cells[i]
		if s.Horizontal == MergeNext && len(out) > 0 && c.blank() {
			out[len(out)-1].slot.Right = s.Right
			out[len(out)-1].looks |= c.looks
			continue
		}
		if s.Right <= s.Left && c.blank() {
			continue // a cell without width or text: nobody sees it
		}
		above := s.Vertical == MergeNext && c.blank()
		out = append(out, piece{slot: s, cell: c, at: i, above: above})
	}
	return out
}

// union returns the borders of all rows, sorted, those within a tolerance of the first of them taken as one.
func union(rows [][]piece, tolerance int) []int {
	var all []int
	for _, r := range rows {
		for _, p := range r {
			all = append(all, p.slot.Left, p.slot.Right)
		}
	}
	slices.Sort(all)
	var edges []int
	for _, x := range all {
		if len(edges) == 0 || x-edges[len(edges)-1] > tolerance {
			edges = append(edges, x)
		}
	}
	return edges
}

// place gives each piece its columns; false where two pieces of a row fall together or overlap.
func place(rows [][]piece, edges []int) bool {
	column := func(x int) int {
		i, found := slices.BinarySearch(edges, x)
		if !found {
			i-- // the edge that stands for x is the last one not right of it
		}
		return i
	}
	for _, r := range rows {
		end := 0
		for i := range r {
			p := &r[i]
			p.first = column(p.slot.Left)
			p.span = column(p.slot.Right) - p.first
			if p.span < 1 || p.first < end {
				return false
			}
			end = p.first + p.span
		}
	}
	return true
}

// lay makes the grid of placed pieces. A piece that continues the one above lengthens it where their columns are
// the same, and is a cell of its own otherwise.
func lay(rows [][]piece, edges []int) *read.Grid {
	if len(edges) < 2 {
		// Rows without any cell: the definition of the table is damaged.
		return &read.Grid{Rows: len(rows)}
	}
	g := &read.Grid{Rows: len(rows), Columns: len(edges) - 1, Edges: make([]float64, len(edges))}
	for i, x := range edges {
		g.Edges[i] = float64(x) / 20
	}
	var above, here []int // for each piece of a row, its cell in g.Cells
	for i, r := range rows {
		here = make([]int, 0, len(r))
		for _, p := range r {
			if p.above && i > 0 {
				if at := match(rows[i-1], p); at >= 0 {
					g.Cells[above[at]].RowSpan = i + 1 - g.Cells[above[at]].Row
					g.Cells[above[at]].Looks |= p.looks
					here = append(here, above[at])
					continue
				}
			}
			here = append(here, len(g.Cells))
			g.Cells = append(g.Cells, read.GridCell{
				Row: i, Column: p.first, RowSpan: 1, ColumnSpan: p.span, Text: p.text, Looks: p.looks,
			})
		}
		above = here
	}
	return g
}

// match finds the piece of the row above with the columns of p that takes part in a vertical merge.
func match(above []piece, p piece) int {
	for i, a := range above {
		if a.first == p.first && a.span == p.span && a.slot.Vertical != MergeNone {
			return i
		}
	}
	return -1
}

func ragged(rows []row, notes []placedNote) *read.Grid {
	g := &read.Grid{Rows: len(rows), Ragged: true}
	for i, r := range rows {
		for j, c := range r.cells {
			g.Cells = append(g.Cells, read.GridCell{Row: i, Column: j, RowSpan: 1, ColumnSpan: 1, Text: c.text, Looks: c.looks})
		}
		g.Columns = max(g.Columns, len(r.cells))
	}
	g.Notes = placeNotes(append(notes, cellNotes(rows)...), nil)
	return g
}
