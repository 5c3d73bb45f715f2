package drawn

import (
	"slices"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// cell is a cell of a table with its lines of text.
type cell struct {
	read.GridCell
	lines       []line
	left, right float64
	cut         bool // by the edge of the paper
}

// slots returns for every slot the index of its cell, -1 where there is none.
func (t *table) slots() []int {
	index := make([]int, t.rows()*t.columns())
	for i := range index {
		index[i] = -1
	}
	for i, c := range t.cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
				index[r*t.columns()+k] = i
			}
		}
	}
	return index
}

// fill gives the glyphs to the cells and returns those that belong to none.
func (t *table) fill(glyphs []Glyph) (loose []Glyph) {
	if len(t.cells) == 0 {
		return certain(glyphs)
	}
	index := t.slots()
	find := func(x, y float64) int { return t.at(index, x, y) }
	held := make([][]Glyph, len(t.cells))
	unsure := make([]bool, len(t.cells))
	var shapeless []Glyph
	for _, g := range glyphs {
		if g.Shapeless {
			shapeless = append(shapeless, g)
		}
	}
	for _, l := range baselines(certain(glyphs)) {
		owner := make([]int, len(l.glyphs))
		for i, g := range l.glyphs {
			owner[i] = find(g.centre())
		}
		t.acrossRules(l, owner, unsure)
		for i, g := range l.glyphs {
			if owner[i] < 0 {
				loose = append(loose, g)
				continue
			}
			held[owner[i]] = append(held[owner[i]], g)
		}
	}
	for _, g := range shapeless {
		if i := find(g.centre()); i >= 0 && len(held[i]) == 0 {
			held[i] = append(held[i], g)
		}
	}
	kept := t.cells[:0]
	for i, c := range t.cells {
		if unsure[i] {
			t.note(report.NoteUnplaced, c.Row, c.Column, 1) // text runs across a rule
			continue
		}
		c.lines = lines(held[i])
		c.Text = joinLines(c.lines)
		for _, l := range c.lines {
			c.Looks |= l.looks
		}
		if c.cut && hasDigit(c.Text) {
			t.note(report.NoteBeyondPage, c.Row, c.Column, 1)
			continue
		}
		kept = append(kept, c)
	}
	t.cells = kept
	if len(loose) > 0 {
		t.note(report.NoteUnplaced, -1, -1, len(loose))
	}
	return loose
}

// cutOff marks the cells of which the edge of the page takes a part.
func (t *table) cutOff(glyphs []Glyph) {
	if len(glyphs) == 0 || len(t.cells) == 0 {
		return
	}
	slots := t.slots()
	for _, g := range glyphs {
		x, y := g.centre()
		if i := t.at(slots, x, y); i >= 0 {
			t.cells[i].cut = true
		}
	}
}

// certain returns the glyphs that are no blanks for certain.
func certain(glyphs []Glyph) []Glyph {
	return slices.DeleteFunc(slices.Clone(glyphs), func(g Glyph) bool { return g.Shapeless })
}

// acrossRules looks for runs of a line that belong to more than one cell. A number that overflows its cell would
// lose a digit to its neighbour, and nothing would show it: both cells are unsure. A label that overflows belongs
// whole to the cell that holds most of it.
func (t *table) acrossRules(l line, owner []int, unsure []bool) {
	start := 0
	for i := 1; i <= len(l.glyphs); i++ {
		if i < len(l.glyphs) && l.glyphs[i].Left-l.glyphs[i-1].Right < runGap*l.em {
			continue
		}
		t.acrossRule(l.glyphs[start:i], owner[start:i], unsure)
		start = i
	}
}

func (t *table) acrossRule(run []Glyph, owner []int, unsure []bool) {
	count := map[int]int{}
	most, digits, crossed := owner[0], false, false
	for i, g := range run {
		count[owner[i]]++
		if count[owner[i]] > count[most] {
			most = owner[i]
		}
		digits = digits || hasDigit(string(g.Rune))
	}
	if len(count) == 1 {
		return
	}
	for i, g := range run {
		for _, k := range []int{i - 1, i + 1} {
			if k < 0 || k >= len(run) || owner[k] == owner[i] {
				continue
			}
			border, ok := t.borderBetween(g, run[k])
			crossed = crossed || ok && border > g.Left+overBorder*(g.Right-g.Left) && border < g.Right-overBorder*(g.Right-g.Left)
		}
	}
	switch {
	case digits:
		for _, o := range owner {
			if o >= 0 {
				unsure[o] = true
			}
		}
	case crossed:
		for i := range owner {
			owner[i] = most
		}
	}
}

// borderBetween returns the edge between the centres of two glyphs.
func (t *table) borderBetween(a, b Glyph) (float64, bool) {
	x0, _ := a.centre()
	x1, _ := b.centre()
	for _, x := range t.xs {
		if x >= min(x0, x1) && x <= max(x0, x1) {
			return x, true
		}
	}
	return 0, false
}
