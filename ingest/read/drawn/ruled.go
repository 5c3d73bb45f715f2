package drawn

import (
	"slices"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// table is a grid on one page with what is needed to join it to its continuation.
type table struct {
	page     int
	xs, ys   []float64
	cells    []cell // in row-major order
	notes    []report.Note
	openHead bool // the vertical rules run on above the first row or below the last: a page break cuts a row
	openFoot bool
	cutLeft  bool // columns beyond this side are cut off by the edge of the paper
	cutRight bool
	unruled  bool // told by where the numbers stand
}

func (t *table) rows() int    { return len(t.ys) - 1 }
func (t *table) columns() int { return len(t.xs) - 1 }

// newTable finds the slots and merged cells of a frame. It returns nil for a frame that bounds fewer than two
// cells: a box around text, the border of a page.
func newTable(f frame, page Page, limits read.Limits) *table {
	t := &table{page: page.Number}
	t.xs, t.ys = positions(f.vertical), positions(f.horizontal)
	t.closeSides(&f, page)
	trimLeft := len(t.xs) > 0 && t.xs[0] < 1
	trimRight := len(t.xs) > 0 && t.xs[len(t.xs)-1] > page.Width-1
	t.cutLeft, t.cutRight = t.cutLeft || trimLeft, t.cutRight || trimRight
	t.closeEnds(&f)
	if t.columns() < 1 || t.rows() < 1 || t.columns()*t.rows() < 2 || (trimLeft || trimRight) && t.columns() < 2 {
		return nil
	}
	if t.columns() > limits.Columns || t.columns()*t.rows() > limits.Cells {
		t.note(report.NoteBeyondLimit, -1, -1, 1)
		return t
	}
	t.merge(f)
	t.trim(trimLeft, trimRight)
	if t.cutLeft || t.cutRight {
		t.note(report.NoteBeyondPage, -1, -1, 1) // the columns beyond its edge are not there
	}
	if len(t.cells) == 0 || len(t.cells) == 1 && len(t.notes) == 0 {
		return nil
	}
	return t
}

// trim takes away the outer columns whose edge is that of the paper: digits may be cut off there, and what is left
// of them looks like a number. Merged cells that reach into them lose that part, and their text if it is a number.
func (t *table) trim(left, right bool) {
	first, last := 0, t.columns()
	if left {
		first++
	}
	if right {
		last--
	}
	if last <= first {
		t.cells, t.xs = nil, t.xs[:2]
		return
	}
	var kept []cell
	for _, c := range t.cells {
		from, to := max(c.Column, first), min(c.Column+c.ColumnSpan, last)
		if to <= from {
			continue
		}
		c.cut = to-from < c.ColumnSpan
		c.Column, c.ColumnSpan = from-first, to-from
		kept = append(kept, c)
	}
	t.cells = kept
	t.xs = t.xs[first : last+1]
	for i := range t.notes {
		if n := &t.notes[i]; n.Column > 0 {
			n.Column = min(max(n.Column-first, 1), last-first)
		}
	}
}

// closeSides adds the outer edges of a table printed without side rules: there its horizontal rules end together.
// Rules that end at the edge of the paper are cut off, and what they bounded is not there.
func (t *table) closeSides(f *frame, page Page) {
	for _, right := range []bool{false, true} {
		if len(t.xs) == 0 {
			return
		}
		var ends []stroke
		for _, h := range f.horizontal {
			end := h.from
			out := t.xs[0] - end
			if right {
				end = h.to
				out = end - t.xs[len(t.xs)-1]
			}
			if out > beyond {
				ends = append(ends, stroke{at: end, from: h.at, to: h.at + 1})
			}
		}
		if len(ends) < 2 || 2*len(ends) < len(t.ys) {
			continue
		}
		edges := positions(ends)
		edge := edges[0]
		if right {
			edge = edges[len(edges)-1]
		}
		if edge < 3 || edge > page.Width-3 {
			t.cutLeft, t.cutRight = t.cutLeft || !right, t.cutRight || right
			continue
		}
		if len(edges) > 1 {
			continue // they end here and there: no edge is to be seen
		}
		if right {
			t.xs = append(t.xs, edge)
		} else {
			t.xs = append([]float64{edge}, t.xs...)
		}
		ys := make([]float64, 0, len(ends))
		for _, e := range ends {
			ys = append(ys, e.from)
		}
		slices.Sort(ys)
		f.vertical = append(f.vertical, stroke{edge, ys[0], ys[len(ys)-1]})
	}
}

// closeEnds adds an edge where the vertical rules run on past the first or last horizontal one: a row that the
// page break cuts is often left open.
func (t *table) closeEnds(f *frame) {
	if len(t.ys) == 0 || len(t.xs) < 2 {
		return
	}
	var above, below []stroke
	first, last := t.ys[0], t.ys[len(t.ys)-1]
	for _, v := range f.vertical {
		if first-v.from > beyond {
			above = append(above, stroke{at: v.from, from: v.at, to: v.at + 1})
		}
		if v.to-last > beyond {
			below = append(below, stroke{at: v.to, from: v.at, to: v.at + 1})
		}
	}
	add := func(ends []stroke) (float64, bool) {
		edges := positions(ends)
		if len(ends) < 2 || len(edges) != 1 {
			return 0, false
		}
		slices.SortFunc(ends, func(a, b stroke) int { return order(a.from, b.from, 0, 0) })
		f.horizontal = append(f.horizontal, stroke{edges[0], ends[0].from, ends[len(ends)-1].from})
		return edges[0], true
	}
	if y, ok := add(above); ok {
		t.ys, t.openHead = append([]float64{y}, t.ys...), true
	}
	if y, ok := add(below); ok {
		t.ys, t.openFoot = append(t.ys, y), true
	}
}

// covered says for every edge and slot whether a rule runs there, with room for corners that do not quite meet.
func covered(all []stroke, edges, slots []float64) [][]bool {
	byEdge := make([][]stroke, len(edges))
	for _, s := range all {
		if k, ok := nearest(edges, s.at, widest); ok {
			byEdge[k] = append(byEdge[k], s)
		}
	}
	n := len(slots) - 1
	result := make([][]bool, len(edges))
	for k, pieces := range byEdge {
		result[k] = make([]bool, n)
		length := make([]float64, n)
		slices.SortFunc(pieces, func(a, b stroke) int { return order(a.from, b.from, a.to, b.to) })
		end := slots[0] - 1e6 // up to here the edge is counted; jittered pieces overlap
		for _, p := range pieces {
			from, to := max(p.from-touch/2, end), p.to+touch/2
			end = max(end, to)
			i, _ := slices.BinarySearch(slots, from)
			for i = max(i-1, 0); i < n && slots[i] < to; i++ {
				length[i] += max(0, min(to, slots[i+1])-max(from, slots[i]))
			}
		}
		for i := range n {
			result[k][i] = length[i] >= sideRuled*(slots[i+1]-slots[i])
		}
	}
	return result
}

// merge joins the slots between which no rule runs. What is open to the outside is no cell; what is joined to no
// rectangle is left out.
func (t *table) merge(f frame) {
	rows, columns := t.rows(), t.columns()
	upright := covered(f.vertical, t.xs, t.ys)
	level := covered(f.horizontal, t.ys, t.xs)
	for r := range rows {
		// Some programs leave the outer edge of a row open whose rules above and below run up to it.
		if columns > 1 {
			upright[0][r] = upright[0][r] || level[r][0] && level[r+1][0]
			upright[columns][r] = upright[columns][r] || level[r][columns-1] && level[r+1][columns-1]
		}
	}
	for c := range columns {
		// A page break leaves some cells of the first and last row open, those of rows that go on over it.
		level[0][c], level[rows][c] = true, true
	}
	outside := rows * columns
	s := newSets(outside + 1)
	for r := range rows {
		for c := range columns {
			slot := r*columns + c
			if !upright[c][r] {
				s.join(slot, orElse(c > 0, slot-1, outside))
			}
			if !level[r][c] {
				s.join(slot, orElse(r > 0, slot-columns, outside))
			}
			if c == columns-1 && !upright[columns][r] || r == rows-1 && !level[rows][c] {
				s.join(slot, outside)
			}
		}
	}
	type box struct{ r0, c0, r1, c1, n int }
	boxes := map[int]*box{}
	var roots []int // in row-major order of the upper left corner
	for r := range rows {
		for c := range columns {
			root := s.find(r*columns + c)
			b := boxes[root]
			if b == nil {
				b = &box{r, c, r, c, 0}
				boxes[root] = b
				roots = append(roots, root)
			}
			b.c0, b.r1, b.c1, b.n = min(b.c0, c), r, max(b.c1, c), b.n+1
		}
	}
	for _, root := range roots {
		b := boxes[root]
		if root == s.find(outside) {
			continue
		}
		if b.n != (b.r1-b.r0+1)*(b.c1-b.c0+1) {
			t.note(report.NoteCellUnclosed, b.r0, b.c0, b.n) // its rules bound no rectangle
			continue
		}
		t.cells = append(t.cells, cell{
			GridCell: read.GridCell{Row: b.r0, Column: b.c0, RowSpan: b.r1 - b.r0 + 1, ColumnSpan: b.c1 - b.c0 + 1, Page: t.page},
			left:     t.xs[b.c0], right: t.xs[b.c1+1],
		})
	}
}

func orElse(yes bool, a, b int) int {
	if yes {
		return a
	}
	return b
}

// holds reports whether the point is inside the outer edges.
func (t *table) holds(x, y float64) bool {
	return x >= t.xs[0] && x <= t.xs[len(t.xs)-1] && y >= t.ys[0] && y <= t.ys[len(t.ys)-1]
}

// beyond reports whether the point lies beside the table where the paper cuts it off.
func (t *table) beyond(x, y float64) bool {
	return y >= t.ys[0] && y <= t.ys[len(t.ys)-1] && (t.cutLeft && x < t.xs[0] || t.cutRight && x > t.xs[len(t.xs)-1])
}

func (t *table) area() float64 {
	return (t.xs[len(t.xs)-1] - t.xs[0]) * (t.ys[len(t.ys)-1] - t.ys[0])
}

// grid returns the table as every reader gives it.
func (t *table) grid() *read.Grid {
	g := &read.Grid{Rows: t.rows(), Columns: t.columns(), Page: t.page, Edges: slices.Clone(t.xs), Unruled: t.unruled, Notes: t.notes}
	for _, c := range t.cells {
		g.Cells = append(g.Cells, c.GridCell)
	}
	return g
}
