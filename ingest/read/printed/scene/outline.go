package scene

import "math"

// thick is from where on a filled box is an area and not a line, in points.
const thick = 2

// MaxBoxes is how many boxes of one path are held against the text.
const MaxBoxes = 64

// Edge is a straight line of a path, or one of its filled boxes.
type Edge struct {
	X0, Y0, X1, Y1 float64
	Box            bool // filled: from one corner to the other
	Area           bool // a box too thick for a line
	Curve          bool // a piece of a curve: no rule of a table
}

// Outline collects what a path paints: its lines where it is stroked, its boxes where it is filled. Both directions of y will do.
type Outline struct {
	Stroke, Fill bool
	Edges        []Edge
	Areas        []Box // of the filled parts that are no lines, with the smaller y as Top
	Curves       int   // parts with curves
	odd          bool  // an area is not wholly filled

	part, bends    []Edge // of the current part
	startX, startY float64
	x, y           float64
	bent           bool
}

// Move begins a new part.
func (o *Outline) Move(x, y float64) {
	o.Finish(false)
	o.startX, o.startY, o.x, o.y = x, y, x, y
}

// Line goes on straight.
func (o *Outline) Line(x, y float64) {
	o.part = append(o.part, Edge{X0: o.x, Y0: o.y, X1: x, Y1: y})
	o.x, o.y = x, y
}

// Curve goes on by a cubic curve, which counts as four straight pieces.
func (o *Outline) Curve(x1, y1, x2, y2, x3, y3 float64) {
	const pieces = 4
	o.bend()
	x, y := o.x, o.y
	for i := 1; i <= pieces; i++ {
		t := float64(i) / pieces
		u := 1 - t
		at := func(p0, p1, p2, p3 float64) float64 { return u*u*u*p0 + 3*u*u*t*p1 + 3*u*t*t*p2 + t*t*t*p3 }
		toX, toY := at(o.x, x1, x2, x3), at(o.y, y1, y2, y3)
		o.bends = append(o.bends, Edge{X0: x, Y0: y, X1: toX, Y1: toY, Curve: true})
		x, y = toX, toY
	}
	o.x, o.y = x3, y3
}

// Arc goes on to a point by a curve of which only the ends are followed.
func (o *Outline) Arc(x, y float64) {
	o.bend()
	o.bends = append(o.bends, Edge{X0: o.x, Y0: o.y, X1: x, Y1: y, Curve: true})
	o.x, o.y = x, y
}

func (o *Outline) bend() {
	if !o.bent {
		o.Curves++
	}
	o.bent = true
}

// Close goes back to the beginning of the part.
func (o *Outline) Close() {
	o.Finish(true)
	o.x, o.y = o.startX, o.startY
}

// Finish ends a part; the last one must be ended, too.
func (o *Outline) Finish(closed bool) {
	if closed || o.Fill {
		o.part = append(o.part, Edge{X0: o.x, Y0: o.y, X1: o.startX, Y1: o.startY})
	}
	if o.Stroke {
		o.Edges = append(append(o.Edges, o.part...), o.bends...)
	}
	if all := len(o.part) + len(o.bends); o.Fill && all > 1 {
		b := enclosing(o.part, o.bends)
		area := min(b.Right-b.Left, b.Bottom-b.Top) > thick
		if !o.Stroke && len(o.bends) == 0 {
			o.Edges = append(o.Edges, Edge{X0: b.Left, Y0: b.Top, X1: b.Right, Y1: b.Bottom, Box: true, Area: area})
		}
		if area {
			o.Areas = append(o.Areas, b)
			o.odd = o.odd || len(o.bends) > 0 || !square(o.part)
		}
	}
	o.part, o.bends, o.bent = o.part[:0], o.bends[:0], false
}

// Odd reports whether nobody knows which part of the areas is filled: one has curves or slanted sides, or some lie on each other,
// as a frame is drawn: a box with a smaller one in it that is left out.
func (o *Outline) Odd() bool {
	if o.odd || len(o.Areas) > MaxBoxes {
		return true
	}
	for i, a := range o.Areas {
		for _, b := range o.Areas[:i] {
			if c := a.And(b); c.Right > c.Left+0.01 && c.Bottom > c.Top+0.01 {
				return true
			}
		}
	}
	return false
}

func enclosing(parts ...[]Edge) Box {
	b := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, part := range parts {
		for _, e := range part {
			b.Left, b.Right = min(b.Left, e.X0, e.X1), max(b.Right, e.X0, e.X1)
			b.Top, b.Bottom = min(b.Top, e.Y0, e.Y1), max(b.Bottom, e.Y0, e.Y1)
		}
	}
	return b
}

// square reports whether all sides are level or upright, and no more than those of a box.
func square(part []Edge) bool {
	sides := 0
	for _, e := range part {
		w, h := math.Abs(e.X1-e.X0), math.Abs(e.Y1-e.Y0)
		if min(w, h) > 0.1 {
			return false
		}
		if max(w, h) > 0.01 {
			sides++
		}
	}
	return sides <= 4
}

// Bounds is the box around all that the path paints.
func (o *Outline) Bounds() Box {
	b := enclosing(o.Edges)
	for _, a := range o.Areas {
		b = Box{min(b.Left, a.Left), min(b.Top, a.Top), max(b.Right, a.Right), max(b.Bottom, a.Bottom)}
	}
	return b
}
