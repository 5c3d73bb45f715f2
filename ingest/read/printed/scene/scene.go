// Package scene tells how the glyphs of a printed page look, from what was painted before and after them. PDF and OFD both end
// here: they know in which order things were painted, in which colour and within which clip, and nothing of what is left to see.
//
// A box painted before a glyph is its ground: white on a blue heading stays. A box painted after it hides it: an old value
// under a white box with the new one on top is not there. A line through the middle of the digits strikes them out; one at
// their feet underlines them, and one that runs far beyond them is a rule of a table. What is covered in part, or by
// something of which nobody knows what shows through (a picture, a drawing), is in doubt.
//
// It is geometry alone: it reads no bytes, and its work is bounded whatever the page holds.
package scene

import (
	"math"
	"strings"
	"unicode"

	"gongkai/ingest/read/printed"
)

// Box is a part of the page; y grows downwards.
type Box struct{ Left, Top, Right, Bottom float64 }

func (b Box) area() float64 { return max(0, b.Right-b.Left) * max(0, b.Bottom-b.Top) }

// And returns the part that two boxes share; it may have no area.
func (b Box) And(c Box) Box {
	return Box{max(b.Left, c.Left), max(b.Top, c.Top), min(b.Right, c.Right), min(b.Bottom, c.Bottom)}
}

// share is the part of b that lies in c, from 0 to 1.
func (b Box) share(c Box) float64 {
	whole := b.area()
	if whole <= 0 {
		return 0
	}
	return b.And(c).area() / whole
}

// Glyph is a painted character.
type Glyph struct {
	Box
	Baseline float64
	Ink      Ink
	Clip     *Box         // what of the page its paint can reach; nil for all
	Number   bool         // it may be part of a number: only of these doubts are told
	Look     printed.Look // what is known already
}

// Ink is what something is painted with. The zero value is black that hides what lies below.
type Ink struct {
	Colour  printed.Colour
	Through float64 // how much of what lies below shows through, 0 to 1
	Vague   bool    // nobody knows the colour, or where it falls: a picture, a pattern, a mask
	Width   float64 // of a stroke
}

func (k Ink) unseen() bool { return !k.Vague && k.Through >= 0.98 }

func (k Ink) on(ground printed.Colour) printed.Colour { return k.Colour.Over(ground, 1-k.Through) }

// Paint is an area painted over: a filled box, a picture.
type Paint struct {
	Box
	Order int        // when it was painted
	Ink   func() Ink // asked only where it meets a glyph; nil for the zero Ink
	Doubt bool       // whatever its ink: what lies below is in doubt
}

// Line is a straight stroke, or a thin filled box.
type Line struct {
	X0, Y0, X1, Y1 float64
	Ink            func() Ink // asked only where it meets a glyph; nil for the zero Ink
}

// Scene is a page.
type Scene struct {
	Box
	Glyphs []Glyph
	// First and Last are when the first and last glyph were painted. Order, for each other, is asked only where a paint that
	// came between them meets a glyph.
	First, Last int
	Order       func(glyph int) int
	// Ink, where it is given, is asked for the true ink of a dark glyph that stands on another ground than white.
	Ink    func(glyph int) Ink
	Paints []Paint // in painting order
	Lines  []Line
}

// Verdict is what is seen of a Scene.
type Verdict struct {
	Looks  []printed.Look // of each glyph
	Vague  []bool         // of each glyph: it is in doubt only because nobody knows what lies over it
	Struck []bool         // of each line: it strikes text out, and is no rule
}

// maxVisits bounds how often a glyph is held against a paint or line. A page of two thousand glyphs on a coloured ground needs
// as many as it has glyphs for each box that covers the whole page.
const maxVisits = 5_000_000

// Shares of the ink of a glyph.
const (
	touched = 0.15 // less is nothing: boxes of fonts are larger than their digits
	whole   = 0.9
)

// judge holds what is known so far of each glyph.
type judge struct {
	*Scene
	Verdict
	index  index
	cores  []Box
	ground []printed.Colour
	blurry []bool // the ground is not known
}

// Judge tells how each glyph looks.
func (s *Scene) Judge() Verdict {
	n := len(s.Glyphs)
	j := &judge{Scene: s, Verdict: Verdict{make([]printed.Look, n), make([]bool, n), make([]bool, len(s.Lines))}}
	j.cores = make([]Box, n)
	j.ground = make([]printed.Colour, n)
	j.blurry = make([]bool, n)
	for i := range s.Glyphs {
		j.cores[i] = s.Glyphs[i].core()
		j.ground[i] = printed.White()
		j.Looks[i] = s.Glyphs[i].Look
	}
	if len(s.Paints) > 0 || len(s.Lines) > 0 {
		j.index = newIndex(j.cores)
	}
	for _, p := range s.Paints {
		j.paint(p)
	}
	for i := range s.Glyphs {
		j.ink(i)
		j.clip(i)
		j.size(i)
	}
	j.lines()
	if j.index.visits > maxVisits {
		for i := range s.Glyphs {
			j.doubt(i, false)
		}
	}
	for i, look := range j.Looks {
		if look&printed.LeftOut != 0 {
			j.Looks[i] &^= printed.Doubts // what is not there is in no doubt
		}
	}
	return j.Verdict
}

// core is where the ink of a digit is: the boxes of fonts have room above, below and beside it.
func (g Glyph) core() Box {
	rise := g.rise()
	base := g.Baseline
	if base <= g.Top || base > g.Bottom+rise {
		base = g.Bottom - 0.2*(g.Bottom-g.Top)
	}
	side := 0.1 * (g.Right - g.Left)
	return Box{g.Left + side, base - 0.7*rise, g.Right - side, base}
}

// rise is the height of the box above the baseline.
func (g Glyph) rise() float64 {
	height := g.Bottom - g.Top
	if rise := g.Baseline - g.Top; rise > 0.4*height && rise <= height {
		return rise
	}
	return 0.8 * height
}

// doubt says that a glyph cannot be seen for sure.
func (j *judge) doubt(i int, vague bool) {
	if !j.Glyphs[i].Number || j.Looks[i]&printed.LeftOut != 0 {
		return
	}
	j.Vague[i] = vague && (j.Looks[i]&printed.Doubts == 0 || j.Vague[i])
	j.Looks[i] |= printed.Covered
}

// paint lays a box on the page.
func (j *judge) paint(p Paint) {
	var ink *Ink
	j.index.each(p.Box, func(i int) {
		g := &j.Glyphs[i]
		share := j.cores[i].share(p.Box)
		if share < touched {
			return
		}
		if ink == nil {
			ink = asked(p.Ink)
		}
		switch {
		case ink.unseen():
		case p.Order < j.First || p.Order <= j.Last && p.Order < j.Order(i):
			if share >= 0.5 {
				j.ground[i] = ink.on(j.ground[i])
				j.blurry[i] = ink.Vague || j.blurry[i] && ink.Through > 0.02
			}
		case p.Doubt:
			j.doubt(i, false)
		case ink.Vague:
			j.doubt(i, true)
		case ink.Through > 0.02:
			if j.blurry[i] || g.Ink.Vague || printed.Ink(ink.on(g.Ink.on(j.ground[i])), ink.on(j.ground[i])) != 0 {
				j.doubt(i, true)
			}
		case share >= whole:
			// Nothing of it is seen, and that something is there is: the cell is not blank.
			j.Looks[i] |= printed.Clipped
			j.Looks[i] &^= printed.Covered
		default:
			j.doubt(i, false)
		}
	})
}

func asked(f func() Ink) *Ink {
	var ink Ink
	if f != nil {
		ink = f()
	}
	return &ink
}

// ink holds the colour of a glyph against its ground.
func (j *judge) ink(i int) {
	g := &j.Glyphs[i]
	if j.Ink != nil && !j.blurry[i] && j.ground[i] != printed.White() {
		g.Ink = j.Ink(i)
	}
	switch {
	case g.Ink.unseen():
		j.Looks[i] |= printed.Faint
	case g.Ink.Vague:
		if g.Number {
			j.Vague[i] = j.Vague[i] || j.Looks[i]&printed.Doubts == 0
			j.Looks[i] |= printed.Dim
		}
	case j.blurry[i]:
		// A picture or pattern below: as it was made, it is meant to be read.
	default:
		look := printed.Ink(g.Ink.on(j.ground[i]), j.ground[i])
		if look != printed.Dim || g.Number {
			j.Looks[i] |= look
		}
	}
}

// Heights of the box of a glyph in points: below the first nobody sees it, below the second nobody can read it.
const (
	invisible = 1
	illegible = 2.2
)

func (j *judge) size(i int) {
	switch height := min(j.Glyphs[i].Bottom-j.Glyphs[i].Top, 4*(j.Glyphs[i].Right-j.Glyphs[i].Left)); {
	case height < invisible:
		j.Looks[i] |= printed.Tiny
	case height < illegible:
		j.doubt(i, false)
	}
}

// clip holds a glyph against the clip of its paint, and against the edge of the page.
func (j *judge) clip(i int) {
	g := &j.Glyphs[i]
	seen := j.Box
	if g.Clip != nil {
		seen = seen.And(*g.Clip)
	}
	if seen.Left <= g.Left && seen.Right >= g.Right && seen.Top <= g.Top && seen.Bottom >= g.Bottom {
		return
	}
	switch share := j.cores[i].share(seen); {
	case share <= 1-whole:
		j.Looks[i] |= printed.Clipped
	case share < 1-touched:
		j.doubt(i, false)
	}
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return false
		}
	}
	return true
}

// OfNumber reports whether a character can be part of a number or of its unit.
func OfNumber(r rune) bool {
	return unicode.IsDigit(r) || strings.ContainsRune(".,-+%．，－＋％百千万亿", r)
}
