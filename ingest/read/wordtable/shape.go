package wordtable

import (
	"strings"

	"gongkai/ingest/read/printed"
)

// Shape is a drawing or a text box that is anchored in a paragraph.
type Shape struct {
	// Left and Right are from the left of the cell, Top and Bottom from the top of the paragraph, in twips, where Placed is set.
	Left, Right, Top, Bottom int
	Placed                   bool
	// Over: the text does not flow around it. It may lie behind the text; a line through a number, or other text under it, is no better.
	Over bool
}

// lineHeight is how high the line of a number is at most, in twips: 20 points.
const lineHeight = 400

// covers reports whether a drawing may hide the text of a cell. from and to are the borders of the cell, from the left of the cell of
// the anchor. Where it lies is known to the page only if it is placed by something else than its cell; then the cell of its
// anchor is in doubt.
func (s Shape) covers(from, to int, own bool) bool {
	switch {
	case !s.Over:
		return false
	case !s.Placed:
		return own
	}
	return s.Left < to && s.Right > from && s.Top < lineHeight && s.Bottom > 0
}

// maxShapes is how many drawings of a row are looked at one by one. With more of them every cell is in doubt.
const maxShapes = 200

// cover marks the cells of a row that lie under drawings. A label keeps its text.
func cover(r row) {
	count := 0
	for i := range r.cells {
		count += len(r.cells[i].shapes())
	}
	if count == 0 {
		return
	}
	for i := range r.cells {
		if count > maxShapes {
			r.cells[i].hide()
			continue
		}
		for _, s := range r.cells[i].shapes() {
			s.cover(r, i)
		}
	}
}

// cover marks the cells that lie under a drawing which is anchored in one of them.
func (s Shape) cover(r row, anchor int) {
	if len(r.slots) != len(r.cells) {
		if s.Over {
			r.cells[anchor].hide()
		}
		return
	}
	left := r.slots[anchor].Left
	for j, slot := range r.slots {
		if s.covers(slot.Left-left, slot.Right-left, j == anchor) {
			r.cells[j].hide()
		}
	}
}

func (c *cell) hide() {
	c.looks |= printed.Covered
	if (isValue(c.text) || strings.TrimSpace(c.text) == "") && !strings.HasPrefix(c.text, printed.Object) {
		c.text = printed.Object + c.text
	}
}
