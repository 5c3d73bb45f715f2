package drawn

import (
	"slices"
	"strings"
	"unicode"

	"gongkai/ingest/read/printed"
)

// line is glyphs on one baseline, from left to right.
type line struct {
	glyphs                   []Glyph
	left, top, right, bottom float64
	baseline, em             float64
	marked                   bool         // some of its glyphs have a look
	looks                    printed.Look // of what stands in it or beside it
}

// lines groups glyphs by baseline, with the note marks above and below it, and sorts them from top to bottom; the order in
// which they were drawn is of no account.
func lines(glyphs []Glyph) []line { return raise(baselines(glyphs)) }

// baselines groups glyphs by baseline alone.
func baselines(glyphs []Glyph) []line {
	sorted := slices.Clone(glyphs)
	slices.SortStableFunc(sorted, func(a, b Glyph) int { return order(a.Baseline, b.Baseline, a.Left, b.Left) })
	var all []line
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) {
			em := min(sorted[n].em(), sorted[0].em())
			if sorted[n].Baseline-sorted[n-1].Baseline > lineStep*em || sorted[n].Baseline-sorted[0].Baseline > lineSteps*em {
				break
			}
			n++
		}
		all = append(all, newLine(sorted[:n]))
		sorted = sorted[n:]
	}
	return all
}

// newLine makes a line of glyphs, which it puts in their order and keeps.
func newLine(glyphs []Glyph) line {
	slices.SortStableFunc(glyphs, func(a, b Glyph) int { return order(a.Left, b.Left, a.Right, b.Right) })
	l := line{glyphs: glyphs[:0]}
	for _, g := range glyphs {
		if n := len(l.glyphs); n > 0 && doubled(l.glyphs[n-1], g) {
			continue
		}
		l.glyphs = append(l.glyphs, g)
	}
	l.glyphs = slices.Clip(l.glyphs)
	l.left, l.top, l.right, l.bottom = glyphs[0].Left, glyphs[0].Top, glyphs[0].Right, glyphs[0].Bottom
	for _, g := range l.glyphs {
		l.left, l.right = min(l.left, g.Left), max(l.right, g.Right)
		l.top, l.bottom = min(l.top, g.Top), max(l.bottom, g.Bottom)
		l.baseline = max(l.baseline, g.Baseline)
		l.em = max(l.em, g.em())
		l.marked = l.marked || g.Look != 0
		l.looks |= g.Look
	}
	return l
}

// doubled reports whether b is a printed once more, slightly shifted, which is how some programs make bold.
func doubled(a, b Glyph) bool {
	return a.Rune == b.Rune && b.Left-a.Left < boldWithin*(a.Right-a.Left) && a.Right > a.Left
}

// text returns the characters with a space where there is one to see.
func (l line) text() string {
	if l.marked {
		return l.printed()
	}
	var b strings.Builder
	for i, g := range l.glyphs {
		if i > 0 && l.spaced(i) {
			b.WriteByte(' ')
		}
		b.WriteRune(g.Rune)
	}
	return b.String()
}

// printed is text for a line of which not all is plain.
func (l line) printed() string {
	var t printed.Text
	var run []rune
	for i, g := range l.glyphs {
		if i > 0 && l.spaced(i) {
			run = append(run, ' ')
		}
		run = append(run, g.Rune)
		if i+1 == len(l.glyphs) || l.glyphs[i+1].Look != g.Look {
			t.Write(string(run), g.Look)
			run = run[:0]
		}
	}
	text, _ := t.Take()
	return text
}

// spaced reports whether a space is seen before glyph i. Between Chinese characters narrow gaps are the
// spreading of a justified line; between digits every gap that is not their own width is kept, so that two
// numbers never become one.
func (l line) spaced(i int) bool {
	a, b := l.glyphs[i-1], l.glyphs[i]
	wide := spaceWidth
	if unicode.Is(unicode.Han, a.Rune) || unicode.Is(unicode.Han, b.Rune) {
		wide = spaceHan
	}
	return b.Left-a.Right > wide*min(a.em(), b.em())
}

// token is a piece of a line set off by gaps of more than a character.
type token struct {
	text        string
	left, right float64
	number      bool // or several of them, too near to each other to be told apart
	several     bool
}

// tokens splits a line at its wide gaps.
func (l line) tokens() []token {
	var all []token
	start := 0
	for i := 1; i <= len(l.glyphs); i++ {
		if i < len(l.glyphs) && l.glyphs[i].Left-l.glyphs[i-1].Right <= columnGap*l.em {
			continue
		}
		part := newLine(l.glyphs[start:i])
		text := part.text()
		all = append(all, token{text, part.left, part.right, isNumber(text), len(strings.Fields(text)) > 1})
		start = i
	}
	return all
}

// isNumber reports whether text is what a value cell holds: digits with their points, commas and signs. Units
// and notes make it a label here, which only means that less is derived from it. A number in doubt stands where one stands.
func isNumber(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune(".,+-%，．－＋ \u00a0\u3000"+printed.Object, r):
		default:
			return false
		}
	}
	return digits > 0
}

// hasDigit reports whether text holds a digit of any script, the full-width ones among them.
func hasDigit(text string) bool { return strings.ContainsFunc(text, unicode.IsDigit) }

// numbered reports whether text begins with the number of a list or section: a new one, not the tail of the one
// before.
func numbered(text string) bool {
	runes := []rune(strings.TrimSpace(text))
	if len(runes) == 0 {
		return false
	}
	i := 0
	open := strings.ContainsRune("(（[【", runes[0])
	if open {
		i++
	}
	start := i
	for i < len(runes) && i < start+3 && (unicode.IsDigit(runes[i]) || strings.ContainsRune("一二三四五六七八九十", runes[i])) {
		i++
	}
	if i == start || i == len(runes) {
		return false
	}
	if open {
		return strings.ContainsRune(")）]】", runes[i])
	}
	return strings.ContainsRune("、.．)）", runes[i])
}

// joinLines returns the text of lines one under the other. Characters that stand alone on their lines are vertical
// writing and read on without a break, numbers excepted: two of them one under the other are two numbers.
func joinLines(all []line) string {
	var b strings.Builder
	var last []rune
	for i, l := range all {
		text := l.text()
		runes := []rune(text)
		if i > 0 && !(vertical(last) && vertical(runes)) {
			b.WriteByte('\n')
		}
		b.WriteString(text)
		last = runes
	}
	return strings.TrimSpace(b.String())
}

func vertical(runes []rune) bool { return len(runes) == 1 && !unicode.IsDigit(runes[0]) }
