package docx

import (
	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
)

// lowest is the least height of a line, and so of a row or paragraph, in points; margin is what a cell leaves free at each side;
// usual is how high a row is at least before a drawing at its foot is taken to be out of it.
const (
	lowest = 12.0
	margin = 5.4
	usual  = 60.0
	slack  = 4.0
)

// maxBoxes is how many drawings over one table are placed. Beyond it the whole table is in doubt.
const maxBoxes = 200

// placed is a table with what tells which of its cells lie under a drawing.
type placed struct {
	grid    *read.Grid
	edges   []float64 // of the columns, in points; nil where they are unknown
	above   []float64 // the least height of all rows above a row; one more than rows
	lines   []line    // of the cells of the grid
	anchors []anchor
	gap     float64 // the least distance from its foot to the paragraph being read
	covered int
}

// anchor is a drawing with the cell that it is anchored in.
type anchor struct {
	cell int
	box  box
}

// float takes a drawing that lies over text.
func (p *parser) float(b box) {
	if p.cell != nil {
		p.cell.boxes = append(p.cell.boxes, b)
		return
	}
	if !b.down {
		return // it stands somewhere on the page
	}
	if p.last != nil && b.y < 0 {
		p.last.coverFrom(b, -p.last.gap, true)
	}
	if b.y+b.h > 0 && len(p.floats) <= maxBoxes {
		p.floats = append(p.floats, b)
	}
}

// pass moves on by a paragraph of the body. It is as high as its text needs at least: a Chinese character of three bytes takes
// nine points of a line of 500.
func (p *parser) pass(text string) {
	if p.cell != nil {
		return
	}
	height := lowest * float64(1+3*len(text)/500)
	if p.last != nil {
		p.last.gap += height
	}
	p.sink(height)
}

// sink moves the drawings up against what is read, and drops those that end above it.
func (p *parser) sink(by float64) {
	kept := p.floats[:0]
	for _, b := range p.floats {
		if b.y -= by; b.y+b.h > 0 {
			kept = append(kept, b)
		}
	}
	p.floats = kept
}

// under marks the cells of a table that lie under drawings, and keeps the table for drawings behind it.
func (p *parser) under(t *placed) {
	for _, a := range t.anchors {
		t.coverAt(a)
	}
	if p.cell != nil {
		return
	}
	for _, b := range p.floats {
		t.coverFrom(b, 0, false)
	}
	if n := len(t.above); n > 0 {
		p.sink(t.above[n-1])
	}
	t.gap = 0
	p.last = t
}

// coverAt marks what lies under a drawing that is anchored in a cell.
func (t *placed) coverAt(a anchor) {
	if t.tooMany() {
		return
	}
	own := t.grid.Cells[a.cell]
	left, right := t.span(own)
	x, end := t.reach(a.box, left, right)
	for i := range t.grid.Cells {
		c := &t.grid.Cells[i]
		if !t.crosses(i, x, end) {
			continue
		}
		foot := c.Row + c.RowSpan - 1
		switch {
		case i == a.cell:
			lines := t.lines[i].width/max(right-left, lowest) + 1
			if a.box.down && (a.box.y > lines*2*lowest || a.box.y+a.box.h <= -lowest) {
				continue
			}
		case !a.box.down && (foot < own.Row || c.Row > own.Row):
			continue
		case foot < own.Row:
			if a.box.y >= -(t.above[own.Row] - t.above[foot+1]) {
				continue
			}
		case c.Row > own.Row:
			if a.box.y+a.box.h <= lowest+slack+t.above[c.Row]-t.above[own.Row+1] {
				continue
			}
		default:
			high := max(usual, t.above[own.Row+1]-t.above[own.Row])
			if a.box.down && (a.box.y > high || a.box.y+a.box.h < -high) {
				continue
			}
		}
		cover(c)
	}
}

// coverFrom marks what lies under a drawing of the body, of which the top of the table, or its foot, is at a distance.
func (t *placed) coverFrom(b box, at float64, foot bool) {
	if t.tooMany() {
		return
	}
	const body = 25 // how far a table may stand off the text around
	x, end := -1e9, 1e9
	if b.across && b.align == "" && t.edges != nil {
		x, end = b.x-body, b.x+b.w+body
	}
	for i := range t.grid.Cells {
		c := &t.grid.Cells[i]
		if foot {
			if last := c.Row + c.RowSpan; b.y >= at-(t.above[len(t.above)-1]-t.above[last]) {
				continue
			}
		} else if b.y+b.h <= at+slack+t.above[c.Row] {
			continue
		}
		if t.crosses(i, x, end) {
			cover(c)
		}
	}
}

func (t *placed) tooMany() bool {
	if t.covered++; t.covered == maxBoxes {
		for i := range t.grid.Cells {
			cover(&t.grid.Cells[i])
		}
	}
	return t.covered >= maxBoxes
}

// span returns where a cell begins and ends across.
func (t *placed) span(c read.GridCell) (left, right float64) {
	if t.edges == nil {
		return -1e9, 1e9
	}
	return t.edges[c.Column], t.edges[c.Column+c.ColumnSpan]
}

// reach returns where a drawing anchored in a cell begins and ends across.
func (t *placed) reach(b box, left, right float64) (x, end float64) {
	if t.edges == nil || !b.across {
		return -1e9, 1e9
	}
	switch b.align {
	case "":
		x = left + margin + b.x
	case "left", "inside":
		x = left
	case "center":
		x = (left + right - b.w) / 2
	case "right", "outside":
		x = right - b.w
	default:
		return -1e9, 1e9
	}
	return x, x + b.w
}

// crosses reports whether the text of a cell reaches into a stretch.
func (t *placed) crosses(i int, x, end float64) bool {
	left, right := t.span(t.grid.Cells[i])
	l := t.lines[i]
	if width := l.width*1.15 + 2*margin; t.edges != nil && l.width > 0 && width < right-left {
		switch l.align {
		case "", "left", "start":
			right = left + width
		case "center":
			left, right = (left+right-width)/2, (left+right+width)/2
		case "right", "end":
			left = right - width
		}
	}
	return x < right-slack && end > left+slack || x >= left && end <= right
}

// cover marks a cell that lies under something. A label is still told by what stands beside it.
func cover(c *read.GridCell) {
	if c.Looks&printed.Covered != 0 {
		return
	}
	c.Looks |= printed.Covered
	if printed.IsBlank(c.Text) || isValue(c.Text) {
		c.Text = printed.Object + c.Text
	}
}
