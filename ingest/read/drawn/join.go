package drawn

import (
	"math"
	"slices"
	"strings"

	"gongkai/ingest/read/printed"
)

// continues reports whether next goes on where t stops: the same outer edges, and the columns of the one are
// among those of the other. Parts of one table can show other columns where cells are merged across the page.
func (t *table) continues(next *table) bool {
	if len(t.xs) < 2 || len(next.xs) < 2 {
		return false
	}
	same := func(a, b float64) bool { return math.Abs(a-b) <= jitter }
	left := same(t.xs[0], next.xs[0]) || t.cutLeft && next.cutLeft
	right := same(t.xs[len(t.xs)-1], next.xs[len(next.xs)-1]) || t.cutRight && next.cutRight
	if !left || !right {
		return false
	}
	return subset(t.xs, next.xs) || subset(next.xs, t.xs)
}

// subset reports whether each edge of a is an edge of b, and no two the same.
func subset(a, b []float64) bool {
	before := -1
	for _, x := range a {
		k, ok := nearest(b, x, jitter)
		if !ok || k <= before {
			return false
		}
		before = k
	}
	return true
}

// widen gives the cells of t the columns of wider, whose edges hold all of t's.
func (t *table) widen(wider []float64) {
	if len(wider) == len(t.xs) {
		return
	}
	at := make([]int, len(t.xs))
	for i, x := range t.xs {
		at[i], _ = nearest(wider, x, jitter)
	}
	for i := range t.cells {
		c := &t.cells[i]
		from, to := at[c.Column], at[c.Column+c.ColumnSpan]
		c.Column, c.ColumnSpan = from, to-from
	}
	for i := range t.notes {
		if n := &t.notes[i]; n.Column > 0 && n.Column <= len(at) {
			n.Column = at[n.Column-1] + 1
		}
	}
	t.xs = slices.Clone(wider)
}

// join adds next, from the page after, to t.
func (t *table) join(next *table) {
	if len(next.xs) > len(t.xs) {
		t.widen(next.xs)
	} else {
		next.widen(t.xs)
	}
	t.unruled = t.unruled || next.unruled
	next.drop(t.repeated(next))
	if next.rows() < 1 {
		t.notes = append(t.notes, next.notes...)
		return
	}
	merged := t.cutRow(next)
	base, shift := t.rows(), t.ys[len(t.ys)-1]-next.ys[0]
	if merged {
		base--
		t.ys = t.ys[:len(t.ys)-1]
	}
	for _, n := range next.notes {
		if n.Row > 0 {
			n.Row += base
		}
		t.notes = append(t.notes, n)
	}
	for _, y := range next.ys[1:] {
		t.ys = append(t.ys, y+shift)
	}
	for _, c := range next.cells {
		row := c.Row
		c.Row += base
		if row == 0 {
			if i, ok := t.above(c, base, merged); ok {
				t.cells[i].extend(c)
				continue
			}
		}
		t.cells = append(t.cells, c)
	}
	slices.SortStableFunc(t.cells, func(a, b cell) int {
		return order(float64(a.Row), float64(b.Row), float64(a.Column), float64(b.Column))
	})
	t.openFoot = next.openFoot
}

// above finds the cell of t that goes on in c, which stands in the first row after the break: in a cut row the
// cell of the same columns; else a merged label cell, which is printed with its text in one of its halves.
// Cells with values are never joined unless their row is.
func (t *table) above(c cell, row int, merged bool) (int, bool) {
	for i, a := range t.cells {
		if a.Column != c.Column || a.ColumnSpan != c.ColumnSpan {
			continue
		}
		end := a.Row + a.RowSpan
		if merged && end == row+1 {
			return i, true
		}
		if merged || end != row || a.RowSpan == 1 && c.RowSpan == 1 {
			continue
		}
		label := a.Text + c.Text
		if label == "" || hasDigit(label) && isNumber(label) {
			continue
		}
		if (a.Text == "") != (c.Text == "") || a.upright() && c.upright() {
			return i, true
		}
	}
	return 0, false
}

// upright reports whether the text is written one character a line.
func (c cell) upright() bool {
	for _, l := range c.lines {
		if len(l.glyphs) != 1 {
			return false
		}
	}
	return len(c.lines) > 0
}

// extend puts the cell below, which continues c, into it.
func (c *cell) extend(below cell) {
	c.RowSpan = max(c.RowSpan, below.Row+below.RowSpan-c.Row)
	c.lines = append(slices.Clone(c.lines), below.lines...)
	c.Looks |= below.Looks
	if c.Text == "" || below.Text == "" {
		c.Text += below.Text
		return
	}
	c.Text = printed.Cell(joinLines(c.lines), c.Looks)
}

// row returns the cells that begin in row r.
func (t *table) row(r int) []cell {
	var cells []cell
	for _, c := range t.cells {
		if c.Row == r {
			cells = append(cells, c)
		}
	}
	return cells
}

// repeated returns how many rows at the top of next are the header of t printed again.
func (t *table) repeated(next *table) int {
	count := 0
	for r := range min(t.rows(), next.rows()) {
		a, b := t.row(r), next.row(r)
		if !slices.EqualFunc(a, b, func(a, b cell) bool {
			return a.Column == b.Column && a.ColumnSpan == b.ColumnSpan && a.RowSpan == b.RowSpan && squeeze(a.Text) == squeeze(b.Text)
		}) {
			break
		}
		if slices.ContainsFunc(a, func(c cell) bool { return isNumber(c.Text) }) {
			break
		}
		if slices.ContainsFunc(a, func(c cell) bool { return c.Text != "" }) {
			count = r + 1
		}
	}
	// A header must not reach into a merged cell that goes on below it.
	for count > 0 && slices.ContainsFunc(next.cells, func(c cell) bool { return c.Row < count && c.Row+c.RowSpan > count }) {
		count--
	}
	return count
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// drop takes the first n rows away.
func (t *table) drop(n int) {
	if n == 0 {
		return
	}
	t.cells = slices.DeleteFunc(t.cells, func(c cell) bool { return c.Row < n })
	for i := range t.cells {
		t.cells[i].Row -= n
	}
	for i := range t.notes {
		t.notes[i].Row = max(t.notes[i].Row-n, 0)
	}
	t.ys = t.ys[n:]
	t.openHead = false
}

// cutRow reports whether the page break cuts the last row of t, so that the first of next is its rest: the row
// is left open at the break, or its label breaks off at the end of a full line and goes on without a number of its
// own. Two rows of which both have values are never one.
func (t *table) cutRow(next *table) bool {
	last := t.rows() - 1
	var upper []cell
	for _, c := range t.cells {
		if c.Row+c.RowSpan-1 == last {
			upper = append(upper, c)
		}
	}
	lower := next.row(0)
	for _, c := range lower {
		if !slices.ContainsFunc(upper, func(a cell) bool { return a.Column == c.Column && a.ColumnSpan == c.ColumnSpan }) {
			return false
		}
	}
	values := func(cells []cell) int {
		n := 0
		for _, c := range cells {
			if c.Text != "" && (isNumber(c.Text) || hasDigit(c.Text) && !letters(c.Text)) {
				n++
			}
		}
		return n
	}
	above, below := values(upper), values(lower)
	if above > 0 && below > 0 {
		return false
	}
	label, tail, ok := brokenLabel(upper, lower)
	if ok && numbered(tail.Text) {
		return false
	}
	if t.openFoot || next.openHead {
		return above+below > 0 && (ok || below > 0 && !slices.ContainsFunc(lower, func(c cell) bool { return letters(c.Text) }))
	}
	return ok && above+below > 0 && label.full()
}

// brokenLabel finds the cell of the upper row whose text would go on in the lower one: it is the only one of the
// lower row with text that is no value.
func brokenLabel(upper, lower []cell) (label, tail cell, ok bool) {
	n := 0
	for _, c := range lower {
		if letters(c.Text) {
			tail = c
			n++
		}
	}
	if n != 1 {
		return label, tail, false
	}
	for _, c := range upper {
		if c.Column == tail.Column && c.ColumnSpan == tail.ColumnSpan && letters(c.Text) {
			return c, tail, true
		}
	}
	return label, tail, false
}

// full reports whether the last line of the cell reaches its right edge, so that the text may go on.
func (c cell) full() bool {
	if len(c.lines) == 0 {
		return false
	}
	l := c.lines[len(c.lines)-1]
	return c.right-l.right < lineFull*l.em
}

// letters reports whether text holds something other than a value or a sign that stands for none.
func letters(text string) bool {
	n := 0
	for _, r := range text {
		if r > 0x7f && r < 0xff00 && !strings.ContainsRune("—－／", r) && r != 0x3000 && r != 0xa0 {
			n++
		}
	}
	return n > 1
}
