package drawn

import (
	"math"
	"slices"
)

// stroke is a rule in one direction: at is its y (or x), from and to its ends in the other direction.
type stroke struct{ at, from, to float64 }

func (s stroke) length() float64 { return s.to - s.from }

// strokes sorts rules into horizontal and vertical ones and joins the pieces of one line: many programs draw the
// border of each cell for itself.
func strokes(rules []Rule) (horizontal, vertical []stroke) {
	for _, r := range rules {
		x0, x1 := min(r.X0, r.X1), max(r.X0, r.X1)
		y0, y1 := min(r.Y0, r.Y1), max(r.Y0, r.Y1)
		w, h := x1-x0, y1-y0
		switch {
		case !finite(x0, x1, y0, y1):
		case h <= thin && w > 2*h && w >= 1:
			horizontal = append(horizontal, stroke{(y0 + y1) / 2, x0, x1})
		case w <= thin && h > 2*w && h >= 1:
			vertical = append(vertical, stroke{(x0 + x1) / 2, y0, y1})
		}
	}
	return joinStrokes(horizontal), joinStrokes(vertical)
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return false
		}
	}
	return true
}

// joinStrokes joins strokes that lie on one line (within the thickness of a rule) and overlap or nearly meet, and
// drops what then is still too short to bound a cell.
func joinStrokes(all []stroke) []stroke {
	slices.SortFunc(all, func(a, b stroke) int { return order(a.at, b.at, a.from, b.from) })
	var joined []stroke
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].at-all[n-1].at <= 1 && all[n].at-all[0].at <= thin {
			n++
		}
		line := slices.Clone(all[:n])
		all = all[n:]
		slices.SortFunc(line, func(a, b stroke) int { return order(a.from, b.from, a.to, b.to) })
		current := line[0]
		for _, s := range line[1:] {
			if s.from > current.to+gap {
				joined = append(joined, current)
				current = s
				continue
			}
			current.to = max(current.to, s.to)
		}
		joined = append(joined, current)
	}
	return slices.DeleteFunc(joined, func(s stroke) bool { return s.length() < 4 })
}

// order compares by a, then by b.
func order(a0, a1, b0, b1 float64) int {
	switch {
	case a0 < a1:
		return -1
	case a0 > a1:
		return 1
	case b0 < b1:
		return -1
	case b0 > b1:
		return 1
	}
	return 0
}

// frame is the rules of one table.
type frame struct{ horizontal, vertical []stroke }

// frames groups rules that touch each other. Rules that cross none are no table: underlines, header rules.
func frames(horizontal, vertical []stroke) []frame {
	n := len(horizontal)
	sets := newSets(n + len(vertical))
	for i, h := range horizontal {
		for j, v := range vertical {
			if v.at >= h.from-touch && v.at <= h.to+touch && h.at >= v.from-touch && h.at <= v.to+touch {
				sets.join(i, n+j)
			}
		}
	}
	index := map[int]int{}
	var all []frame
	at := func(i int) *frame {
		root := sets.find(i)
		k, ok := index[root]
		if !ok {
			k = len(all)
			index[root] = k
			all = append(all, frame{})
		}
		return &all[k]
	}
	for i, h := range horizontal {
		f := at(i)
		f.horizontal = append(f.horizontal, h)
	}
	for j, v := range vertical {
		f := at(n + j)
		f.vertical = append(f.vertical, v)
	}
	return slices.DeleteFunc(all, func(f frame) bool { return len(f.horizontal) == 0 || len(f.vertical) == 0 })
}

// positions returns the edges that strokes lie on, ascending: strokes nearer than jitter are one edge, at the mean
// weighted by length, so that double rules and shifted cell borders make one.
func positions(all []stroke) []float64 {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b stroke) int { return order(a.at, b.at, a.from, b.from) })
	var edges []float64
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && sorted[n].at-sorted[n-1].at <= jitter && sorted[n].at-sorted[0].at <= widest {
			n++
		}
		sum, weight := 0.0, 0.0
		for _, s := range sorted[:n] {
			sum += s.at * s.length()
			weight += s.length()
		}
		edges = append(edges, sum/weight)
		sorted = sorted[n:]
	}
	return edges
}

// nearest returns the index of the edge nearest to x, and whether it is within reach.
func nearest(edges []float64, x, reach float64) (int, bool) {
	best, at := math.Inf(1), -1
	i, _ := slices.BinarySearch(edges, x)
	for k := max(i-1, 0); k <= min(i, len(edges)-1); k++ {
		if d := math.Abs(edges[k] - x); d < best {
			best, at = d, k
		}
	}
	return at, at >= 0 && best <= reach
}

// sets is a union-find.
type sets struct{ parent []int }

func newSets(n int) *sets {
	s := &sets{parent: make([]int, n)}
	for i := range s.parent {
		s.parent[i] = i
	}
	return s
}

func (s *sets) find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

func (s *sets) join(a, b int) {
	a, b = s.find(a), s.find(b)
	if a != b {
		s.parent[max(a, b)] = min(a, b)
	}
}
