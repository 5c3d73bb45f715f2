package rule

import (
	"image"
	"slices"

	"gongkai/ingest/read/scan/page"
)

// How lines are told from half a line, and from each other.
const (
	enough  = 0.75 // of the way between two crossings, for a line
	little  = 0.25 // …for none
	snap    = 6.0  // dots within which lines are one
	touch   = 8    // …within which they meet
	maxSide = 80   // lines of one way in a table
)

// Tables returns the ruled tables of a page from top to bottom, and how many others there are whose lines are not sure.
func Tables(ink *page.Ink) (tables []Table, unsure int) {
	level := view{ink: ink}.lines(max(40, ink.Width/24))
	upright := view{ink: ink, upright: true}.lines(max(36, ink.Height/40))
	level, upright = between(level, upright), between(upright, level)
	for _, g := range grouped(level, upright) {
		t, ok := g.table(max(3, ink.Width/420))
		switch {
		case ok:
			tables = append(tables, t)
		default:
			unsure++
		}
	}
	slices.SortStableFunc(tables, func(a, b Table) int { return a.Box.Min.Y - b.Box.Min.Y })
	return tables, unsure
}

// between keeps the lines of which an end meets another, as rules of a table do, and half a rule does, and strokes of signs and seals do
// not.
func between(lines, crossing []line) []line {
	ends := func(l line, along int) bool {
		return slices.ContainsFunc(crossing, func(c line) bool {
			return abs(c.at-float64(along)) <= touch && int(l.at) >= c.from-touch && int(l.at) <= c.to+touch
		})
	}
	return slices.DeleteFunc(slices.Clone(lines), func(l line) bool { return !ends(l, l.from) && !ends(l, l.to) })
}

// group is lines that hang together.
type group struct{ level, upright []line }

// grouped parts lines into those that meet.
func grouped(level, upright []line) []group {
	parent := make([]int, len(level)+len(upright))
	for i := range parent {
		parent[i] = i
	}
	for i, l := range level {
		for j, u := range upright {
			if meet(l, u) {
				unite(parent, i, len(level)+j)
			}
		}
	}
	var out []group
	number := map[int]int{}
	for i := range parent {
		root := find(parent, i)
		n, ok := number[root]
		if !ok {
			n = len(out)
			number[root] = n
			out = append(out, group{})
		}
		if i < len(level) {
			out[n].level = append(out[n].level, level[i])
		} else {
			out[n].upright = append(out[n].upright, upright[i-len(level)])
		}
	}
	return slices.DeleteFunc(out, func(g group) bool {
		return len(g.level) < 2 || len(g.upright) < 2 || len(g.level)+len(g.upright) < 6
	})
}

func meet(l, u line) bool {
	return int(u.at) >= l.from-touch && int(u.at) <= l.to+touch && int(l.at) >= u.from-touch && int(l.at) <= u.to+touch
}

func find(parent []int, i int) int {
	for parent[i] != i {
		parent[i] = parent[parent[i]]
		i = parent[i]
	}
	return i
}

func unite(parent []int, a, b int) { parent[find(parent, b)] = find(parent, a) }

// places are where lines stand, those close together being one.
func places(lines []line) []float64 {
	at := make([]float64, 0, len(lines))
	for _, l := range lines {
		at = append(at, l.at)
	}
	slices.Sort(at)
	var out []float64
	first := 0
	for i := range at {
		if i+1 == len(at) || at[i+1]-at[i] > snap {
			out = append(out, (at[first]+at[i])/2)
			first = i + 1
		}
	}
	return out
}

// runs reports whether a line at a place runs between two others; sure is false for half a line.
func runs(lines []line, at, from, to float64) (present, sure bool) {
	low, high := int(from)+touch/2, int(to)-touch/2
	if high <= low {
		return false, false
	}
	covered := make([]bool, high-low)
	for _, l := range lines {
		if abs(l.at-at) > snap {
			continue
		}
		for x := max(low, l.from); x < min(high, l.to); x++ {
			covered[x-low] = true
		}
	}
	n := 0
	for _, c := range covered {
		if c {
			n++
		}
	}
	part := float64(n) / float64(len(covered))
	return part >= enough, part >= enough || part <= little
}

// table makes cells of a group. It says false where a line is half there, the outer rules are not whole, or cells are no boxes.
func (g group) table(margin int) (t Table, ok bool) {
	ys, xs := places(g.level), places(g.upright)
	t.Rows, t.Columns = len(ys)-1, len(xs)-1
	if t.Rows < 1 || t.Columns < 1 || t.Rows > maxSide || t.Columns > maxSide {
		return t, false
	}
	// A rule that goes on beyond the outer ones had another to end at.
	if stick(g.level, xs) || stick(g.upright, ys) {
		return t, false
	}
	parent := make([]int, t.Rows*t.Columns)
	for i := range parent {
		parent[i] = i
	}
	for r := range t.Rows + 1 {
		for c := range t.Columns {
			present, sure := runs(g.level, ys[r], xs[c], xs[c+1])
			switch outer := r == 0 || r == t.Rows; {
			case !sure, outer && !present:
				return t, false
			case !present:
				unite(parent, (r-1)*t.Columns+c, r*t.Columns+c)
			}
		}
	}
	for c := range t.Columns + 1 {
		for r := range t.Rows {
			present, sure := runs(g.upright, xs[c], ys[r], ys[r+1])
			switch outer := c == 0 || c == t.Columns; {
			case !sure, outer && !present:
				return t, false
			case !present:
				unite(parent, r*t.Columns+c-1, r*t.Columns+c)
			}
		}
	}
	t.Box = image.Rect(int(xs[0]), int(ys[0]), int(xs[t.Columns]), int(ys[t.Rows]))
	return t, t.cells(parent, xs, ys, margin)
}

// stick reports whether a line goes beyond the places where lines of the other way stand.
func stick(lines []line, at []float64) bool {
	return slices.ContainsFunc(lines, func(l line) bool {
		return float64(l.from) < at[0]-2*touch || float64(l.to) > at[len(at)-1]+2*touch
	})
}

// cells lists the cells. It says false where one is no box.
func (t *Table) cells(parent []int, xs, ys []float64, margin int) bool {
	members := map[int][]int{}
	var order []int
	for i := range parent {
		root := find(parent, i)
		if members[root] == nil {
			order = append(order, root)
		}
		members[root] = append(members[root], i)
	}
	for _, root := range order {
		all := members[root]
		first, last := all[0], all[len(all)-1]
		c := Cell{
			Row: first / t.Columns, Column: first % t.Columns,
			RowSpan: last/t.Columns - first/t.Columns + 1, ColumnSpan: last%t.Columns - first%t.Columns + 1,
		}
		if c.ColumnSpan < 1 || c.RowSpan*c.ColumnSpan != len(all) {
			return false
		}
		for _, i := range all {
			if r, col := i/t.Columns, i%t.Columns; r < c.Row || r >= c.Row+c.RowSpan || col < c.Column || col >= c.Column+c.ColumnSpan {
				return false
			}
		}
		c.Inside = image.Rectangle{
			Min: image.Point{int(xs[c.Column]+0.5) + margin, int(ys[c.Row]+0.5) + margin},
			Max: image.Point{int(xs[c.Column+c.ColumnSpan]+0.5) - margin + 1, int(ys[c.Row+c.RowSpan]+0.5) - margin + 1},
		}
		t.Cells = append(t.Cells, c)
	}
	return true
}
