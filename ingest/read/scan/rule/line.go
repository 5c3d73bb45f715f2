// Package rule finds the ruled lines of a page that was set straight, and the cells that they part.
//
// The invariant: between two cells there is a line, or there is none, or the table is not read. What is half a line is never taken for
// either.
package rule

import (
	"image"
	"slices"

	"gongkai/ingest/read/scan/page"
)

// line is a ruled line: where it stands across its way, and from where to where it runs. Its dots are those on which it was found.
type line struct {
	at       float64
	from, to int
	dots     []dot
}

// dot is a place of a line.
type dot struct{ along, across int }

// view looks at a page along one of its ways, so that lines level and upright are found by the same steps.
type view struct {
	ink     *page.Ink
	upright bool
}

func (v view) size() (along, across int) {
	if v.upright {
		return v.ink.Height, v.ink.Width
	}
	return v.ink.Width, v.ink.Height
}

func (v view) at(along, across int) int {
	if v.upright {
		return int(v.ink.At(across, along))
	}
	return int(v.ink.At(along, across))
}

// Print that a line is found by.
const lineInk = 70

// lines finds runs of ink of at least a length that are thin, and joins those that go on behind a gap.
func (v view) lines(shortest int) []line {
	along, across := v.size()
	const gap = 3
	var runs []line
	for y := range across {
		from, last := -1, -1
		for x := 0; x <= along; x++ {
			if x < along && v.thin(x, y) {
				if from < 0 {
					from = x
				}
				last = x
				continue
			}
			if from >= 0 && (x == along || x-last > gap) {
				if last-from+1 >= shortest {
					runs = append(runs, line{at: float64(y), from: from, to: last + 1})
				}
				from = -1
			}
		}
	}
	return joined(runs)
}

// thin reports whether a dot is of a line: ink that ends soon to both sides.
func (v view) thin(x, y int) bool {
	if v.at(x, y) < lineInk {
		return false
	}
	const widest = 9
	n := 1
	for d := 1; d <= widest && v.at(x, y+d) >= lineInk; d++ {
		n++
	}
	for d := 1; d <= widest && v.at(x, y-d) >= lineInk; d++ {
		n++
	}
	return n <= widest
}

// joined makes one line of runs that lie beside each other or go on from each other.
func joined(runs []line) []line {
	const apart, gap = 2.5, 24
	slices.SortStableFunc(runs, func(a, b line) int { return a.from - b.from })
	var out []line
	for _, r := range runs {
		placed := false
		for i := range out {
			o := &out[i]
			if r.from <= o.to+gap && abs(r.at-o.end(r.from)) <= apart {
				o.to = max(o.to, r.to)
				o.dots = append(o.dots, dot{r.from, int(r.at)}, dot{r.to, int(r.at)})
				placed = true
				break
			}
		}
		if !placed {
			r.dots = []dot{{r.from, int(r.at)}, {r.to, int(r.at)}}
			out = append(out, r)
		}
	}
	for i := range out {
		sum, weight := 0.0, 0.0
		for d := 0; d+1 < len(out[i].dots); d += 2 {
			length := float64(out[i].dots[d+1].along - out[i].dots[d].along)
			sum += length * float64(out[i].dots[d].across)
			weight += length
		}
		out[i].at = sum / weight
	}
	return out
}

// end is where the line stood when it was last seen near a place.
func (l *line) end(along int) float64 {
	best, at := 1<<30, l.at
	for i := len(l.dots) - 1; i >= 0 && i >= len(l.dots)-16; i-- {
		if d := abs(l.dots[i].along - along); d < best {
			best, at = d, float64(l.dots[i].across)
		}
	}
	return at
}

func abs[T int | float64](v T) T {
	if v < 0 {
		return -v
	}
	return v
}

// Table is the cells of one ruled table, in the order of rows and columns.
type Table struct {
	Box           image.Rectangle
	Rows, Columns int
	Cells         []Cell
}

// Cell is a cell of a table. Inside leaves out the lines around it.
type Cell struct {
	Row, Column, RowSpan, ColumnSpan int
	Inside                           image.Rectangle
}
