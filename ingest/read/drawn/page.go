// Package drawn turns the glyphs and ruling lines of printed pages into paragraphs and grids. PDF and OFD end
// here: both only say where on the paper a character stands and where a line is drawn.
//
// What others call lattice stands in ruled*.go: the rules of a page are joined to tables by touching; where no rule runs between
// two neighbouring slots they are one merged cell, as the eye sees it. A glyph belongs to the cell that holds its centre. What
// others call stream stands in aligned*.go: tables without rules, or with some of them missing, are read by where their numbers
// stand. Both give one kind of table. Tables that go on over a page break become one grid (join.go), without the header that is
// printed again, and a row cut by the break is put together where at most one of its halves has values. Page numbers and what
// every page repeats are no text (furniture.go). All that is measured by is in factor.go.
//
// The invariant: no value ever stands in a column or row other than its own. Text that runs across a rule, a cell
// whose outline is not closed, a number that fits two columns or none: the cell is left out, and the notes say so.
// A table wider than its page keeps its remaining columns where they are.
//
// It knows nothing of labels or forms, reads no bytes and draws no lines of its own but one: the outer edge of a
// table that was printed without side rules.
package drawn

import (
	"unicode"

	"gongkai/ingest/read/printed"
)

// Glyph is a printed character. Coordinates are points from the upper left corner of the page as it is read;
// y grows downwards.
type Glyph struct {
	Rune rune // what is no graphic character is read as U+FFFD: a sign is there, nobody knows which
	// Left to Right is the advance: the glyphs of one run follow each other without a gap.
	Left, Top, Right, Bottom float64
	// Baseline is the y of the line the glyph stands on. Boxes do not do for lines: a full stop and a dash have
	// other bottoms than the digits between which they stand.
	Baseline float64
	// Shapeless: it may be a blank as well. It counts only in a cell that holds nothing else, which then is not blank
	// for certain, and reads as its rune.
	Shapeless bool
	// Look is how it looks, as package scene tells it. What is left out is not read; its cell or paragraph has the look.
	Look printed.Look
}

// Rule is a straight line or a thin filled box; which of the corners come first does not matter. What is neither
// horizontal nor vertical is ignored.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// Page is what is printed on a page.
type Page struct {
	Number        int // from 1
	Width, Height float64
	Glyphs        []Glyph
	Rules         []Rule
}

func (g Glyph) centre() (x, y float64) { return (g.Left + g.Right) / 2, (g.Top + g.Bottom) / 2 }

// em is the size of the glyph for comparing distances; boxes of fonts are from 1 to 1.5 times their size high.
func (g Glyph) em() float64 { return max(g.Bottom-g.Top, 1) }

// visible reports whether the glyph leaves a mark on the paper.
func (g Glyph) visible() bool {
	return finite(g.Left, g.Right, g.Top, g.Bottom, g.Baseline) && g.Right > g.Left && !unicode.IsSpace(g.Rune) &&
		!unicode.Is(unicode.Cf, g.Rune)
}
