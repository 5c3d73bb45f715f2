package drawn

import (
	"slices"
	"strings"
	"unicode"

	"gongkai/ingest/read/printed"
)

// raise finds the note marks among lines and gives them to the line that they mark.
func raise(all []line) []line {
	for i := range all {
		all[i].mark()
	}
	moved := false
	for i := 1; i < len(all); i++ {
		a, b := &all[i-1], &all[i]
		if len(a.glyphs) == 0 || b.baseline-a.baseline >= markReach*max(a.em, b.em) {
			continue
		}
		moved = b.attach(a, printed.Raised) || a.attach(b, printed.Lowered) || moved
	}
	if moved {
		all = slices.DeleteFunc(all, func(l line) bool { return len(l.glyphs) == 0 })
	}
	return all
}

// mark finds the marks among the glyphs of one line, and digits that are printed on top of each other.
func (l *line) mark() {
	mixed := false
	for i := 1; i < len(l.glyphs); i++ {
		a, b := &l.glyphs[i-1], &l.glyphs[i]
		mixed = mixed || min(a.em(), b.em()) <= markSize*max(a.em(), b.em())
		if b.Left-a.Left < onTop*(a.Right-a.Left) && unicode.IsDigit(a.Rune) && unicode.IsDigit(b.Rune) {
			a.Look |= printed.Covered
			b.Look |= printed.Covered
			l.marked = true
			l.looks |= printed.Covered
		}
	}
	if !mixed {
		return
	}
	for i := 1; i < len(l.glyphs); i++ {
		l.markOf(i, i-1)
	}
	for i := len(l.glyphs) - 2; i >= 0; i-- {
		l.markOf(i, i+1)
	}
}

// markOf makes glyph i a mark if it is one of its neighbour, or of what that is a mark of.
func (l *line) markOf(i, neighbour int) {
	g, n := &l.glyphs[i], l.glyphs[neighbour]
	step := neighbour - i
	for n.Look&printed.Marks != 0 && neighbour+step >= 0 && neighbour+step < len(l.glyphs) {
		neighbour += step
		n = l.glyphs[neighbour]
	}
	beside := l.glyphs[i+step]
	if g.Look&printed.Marks != 0 || g.em() > markSize*n.em() || strings.ContainsRune(".,-%，．－％", g.Rune) ||
		max(beside.Left-g.Right, g.Left-beside.Right) > markGap*n.em() {
		return
	}
	switch shift := n.Baseline - g.Baseline; {
	case shift >= markShift*n.em():
		g.Look |= printed.Raised
	case -shift >= markShift*n.em():
		g.Look |= printed.Lowered
	case unicode.IsDigit(g.Rune) && unicode.IsDigit(n.Rune):
		g.Look |= printed.Moved // on the line, and far too small for a digit of the number
	default:
		return
	}
	l.marked = true
	l.looks |= g.Look
}

// attach takes the marks that a line near by holds, and reports whether there were any.
func (l *line) attach(from *line, look printed.Look) bool {
	if len(l.glyphs) == 0 || len(from.glyphs) == 0 {
		return false
	}
	var marks, rest []Glyph
	for _, chain := range from.chains() {
		if !l.marks(chain) {
			rest = append(rest, chain...)
			continue
		}
		for _, g := range chain {
			g.Look |= look
			marks = append(marks, g)
		}
	}
	if len(marks) == 0 {
		return false
	}
	baseline, looks := l.baseline, l.looks|look
	*l = newLine(append(slices.Clone(l.glyphs), marks...))
	l.baseline, l.looks = baseline, looks
	if len(rest) == 0 {
		*from = line{baseline: from.baseline}
		return true
	}
	*from = newLine(rest)
	return true
}

// chains are the glyphs of a line that stand side by side.
func (l *line) chains() [][]Glyph {
	var all [][]Glyph
	start := 0
	for i := 1; i <= len(l.glyphs); i++ {
		if i < len(l.glyphs) && l.glyphs[i].Left-l.glyphs[i-1].Right <= markGap*l.glyphs[i].em() {
			continue
		}
		all = append(all, l.glyphs[start:i])
		start = i
	}
	return all
}

// marks reports whether glyphs of another line mark one of l: side by side with it, at nearly its height, and smaller; or of the
// same size, but fewer than what they stand behind.
func (l *line) marks(chain []Glyph) bool {
	if len(chain) > maxMark {
		return false
	}
	left, right := chain[0].Left, chain[len(chain)-1].Right
	em := chain[0].em()
	from, _ := slices.BinarySearchFunc(l.glyphs, left-3*l.em, func(g Glyph, x float64) int { return order(g.Left, x, 0, 0) })
	length := 0 // of the chain in l that ends at the glyph
	for i := from; i < len(l.glyphs) && i < from+markLook; i++ {
		n := l.glyphs[i]
		if n.Left > right+markGap*l.em {
			return false
		}
		if i > from && n.Left-l.glyphs[i-1].Right <= markGap*n.em() {
			length++
		} else {
			length = 1
		}
		overlap := min(n.Bottom, chain[0].Bottom) - max(n.Top, chain[0].Top)
		shift := max(n.Baseline-chain[0].Baseline, chain[0].Baseline-n.Baseline)
		if overlap < markOverlap*em || shift > markReach*n.em() || n.Look&printed.Marks != 0 {
			continue
		}
		behind, before := left-n.Right, n.Left-right
		small := em <= markSize*n.em()
		switch {
		case small && (behind > -markOverlap*em && behind <= markGap*n.em() || before > -markOverlap*em && before <= markGap*n.em()):
			return true
		case em <= markLike*n.em() && len(chain) <= length && behind > -markOverlap*em && behind <= markGap*n.em():
			return true
		}
	}
	return false
}
