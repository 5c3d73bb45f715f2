package worksheet

import (
	"math"
	"slices"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// Drawing is something that lies over the cells. Its ends are counted in rows and columns from the upper left corner of the
// sheet, with fractions: a box over the right half of B3 has Left 1.5, Right 2, Top 2 and Bottom 3.
type Drawing struct {
	Top, Left, Bottom, Right float64
	// Line is a line from the upper left to the lower right corner, or where Rising is set, from the lower left to the upper
	// right.
	Line, Rising bool
	// Open is a frame around what lies under it: neither filled nor written on.
	Open bool
	// Digits: the drawing itself shows a number.
	Digits bool
	// Kind is what the note says that it is, as report.NotePicture; nothing for one that needs no note.
	Kind report.NoteKind
}

// Bounds on drawings.
const (
	maxDrawings    = 2000
	maxDrawingWork = 5_000_000
)

// How far a drawing must reach into a cell, in columns and rows, to hide something of its text.
const (
	reachAcross = 0.1
	reachDown   = 0.2
)

// Draw notes a drawing. Beyond the first 2,000 they count as one that covers all.
func (c *Contents) Draw(d Drawing) {
	if len(c.drawings) == maxDrawings {
		c.drawings = append(c.drawings, Drawing{Bottom: MaxRow, Right: MaxColumn, Kind: report.NoteBeyondLimit})
	}
	if len(c.drawings) < maxDrawings {
		c.drawings = append(c.drawings, d)
	}
}

// Drawn reports whether there are so many drawings that a further one changes nothing.
func (c *Contents) Drawn() bool { return len(c.drawings) > maxDrawings }

// cover marks the cells that drawings lie over.
func (c *Contents) cover(g *read.Grid) {
	if len(c.drawings) == 0 {
		return
	}
	tallest := 1
	for i := range g.Cells {
		tallest = max(tallest, g.Cells[i].RowSpan)
	}
	work := maxDrawingWork
	for _, d := range c.drawings {
		if d.Kind != "" {
			c.note(d.Kind, int(d.Top), int(d.Left), 1)
		}
		if d.Open {
			continue
		}
		from, _ := slices.BinarySearchFunc(g.Cells, int(d.Top)-tallest, func(one read.GridCell, row int) int { return one.Row - row })
		for i := from; i < len(g.Cells) && float64(g.Cells[i].Row) <= d.Bottom; i++ {
			if work--; work < 0 || d.over(&g.Cells[i]) {
				c.hide(&g.Cells[i], &d)
			}
		}
	}
}

// hide marks a cell under a drawing. A blank one is marked only where the drawing stands for its value.
func (c *Contents) hide(cell *read.GridCell, d *Drawing) {
	switch {
	case cell.Text != "":
		cell.Looks |= printed.Covered
		cell.Text = doubtful(cell.Text)
	case d.Digits || d.Kind == report.NotePicture && d.within(cell):
		cell.Looks |= printed.Beside
		cell.Text = printed.Object
	}
}

func (d *Drawing) over(cell *read.GridCell) bool {
	top, bottom := float64(cell.Row), float64(cell.Row+cell.RowSpan)
	left, right := float64(cell.Column), float64(cell.Column+cell.ColumnSpan)
	if d.Line {
		return d.crosses(left+reachAcross, top+reachDown, right-reachAcross, bottom-reachDown)
	}
	return min(right, d.Right)-max(left, d.Left) >= reachAcross && min(bottom, d.Bottom)-max(top, d.Top) >= reachDown
}

// within reports whether most of a drawing lies within a cell.
func (d *Drawing) within(cell *read.GridCell) bool {
	across := min(float64(cell.Column+cell.ColumnSpan), d.Right) - max(float64(cell.Column), d.Left)
	down := min(float64(cell.Row+cell.RowSpan), d.Bottom) - max(float64(cell.Row), d.Top)
	return across > 0 && down > 0 && across*down >= 0.8*(d.Right-d.Left)*(d.Bottom-d.Top)
}

// crosses reports whether the line runs through a rectangle.
func (d *Drawing) crosses(left, top, right, bottom float64) bool {
	x, y, dx, dy := d.Left, d.Top, d.Right-d.Left, d.Bottom-d.Top
	if d.Rising {
		y, dy = d.Bottom, -dy
	}
	from, to := 0.0, 1.0 // the part of the line that may be inside
	for _, side := range []struct{ start, delta, low, high float64 }{{x, dx, left, right}, {y, dy, top, bottom}} {
		if math.Abs(side.delta) < 1e-9 {
			if side.start < side.low || side.start > side.high {
				return false
			}
			continue
		}
		a, b := (side.low-side.start)/side.delta, (side.high-side.start)/side.delta
		from, to = max(from, min(a, b)), min(to, max(a, b))
	}
	return from < to
}
