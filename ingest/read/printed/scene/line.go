package scene

import (
	"math"
	"slices"

	"gongkai/ingest/read/printed"
)

// Distances in points.
const (
	level = 0.6 // lines that lie this near to each other in height are one
	gap   = 1.0 // …and pieces of it that end this near to each other too
	meet  = 1.5 // a line that ends this near to an upright one meets it
)

// Part of a glyph's rise above the baseline in which a line strikes it. An underline lies below, a rule above.
const (
	strikeLow  = 0.1
	strikeHigh = 0.7
)

// stroke is a level line with its pieces.
type stroke struct {
	y, left, right float64
	pieces         []int
}

// lines finds the lines that run through glyphs.
func (j *judge) lines() {
	var level, upright []int
	for i, l := range j.Lines {
		w, h := math.Abs(l.X1-l.X0), math.Abs(l.Y1-l.Y0)
		switch {
		case !finite(l.X0, l.X1, l.Y0, l.Y1) || w == 0 && h == 0:
		case h <= 0.05*w:
			level = append(level, i)
		case w <= 0.05*h:
			upright = append(upright, i)
			j.cross(l, h)
		default:
			j.cross(l, 0)
		}
	}
	strokes := j.join(level)
	if len(strokes) == 0 {
		return
	}
	ends := newEnds(j.Lines, upright)
	for _, s := range strokes {
		j.strike(s, ends)
	}
}

// join puts the pieces of level lines together: a line through a whole sentence comes a word at a time.
func (j *judge) join(all []int) []stroke {
	middle := func(i int) float64 { return (j.Lines[i].Y0 + j.Lines[i].Y1) / 2 }
	left := func(i int) float64 { return min(j.Lines[i].X0, j.Lines[i].X1) }
	slices.SortFunc(all, func(a, b int) int { return order(middle(a), middle(b)) })
	var strokes []stroke
	for len(all) > 0 {
		n := 1
		for n < len(all) && middle(all[n])-middle(all[0]) <= level {
			n++
		}
		row := all[:n]
		all = all[n:]
		slices.SortFunc(row, func(a, b int) int { return order(left(a), left(b)) })
		var s stroke
		for k, i := range row {
			l := j.Lines[i]
			x0, x1 := min(l.X0, l.X1), max(l.X0, l.X1)
			if k == 0 || x0 > s.right+gap {
				if k > 0 {
					strokes = append(strokes, s)
				}
				s = stroke{middle(i), x0, x1, nil}
			}
			s.right = max(s.right, x1)
			s.pieces = append(s.pieces, i)
		}
		strokes = append(strokes, s)
	}
	return strokes
}

func order(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// strike looks which glyphs a level line runs through.
func (j *judge) strike(s stroke, ends ends) {
	type hit struct {
		glyph int
		share float64
	}
	var hits []hit
	run := Box{Left: math.Inf(1), Right: math.Inf(-1)}
	em := 0.0
	var ink *Ink
	wide := false
	j.index.each(Box{s.left, s.y, s.right, s.y}, func(i int) {
		g := &j.Glyphs[i]
		above := (j.cores[i].Bottom - s.y) / g.rise()
		if above < strikeLow || above > strikeHigh {
			return
		}
		c := j.cores[i]
		share := (min(c.Right, s.right) - max(c.Left, s.left)) / (c.Right - c.Left)
		if share < 0.2 {
			return
		}
		if ink == nil {
			ink = asked(j.Lines[s.pieces[0]].Ink)
		}
		wide = wide || ink.Width > 0.4*(c.Bottom-c.Top)
		if !wide && j.lost(ink, i) {
			return
		}
		hits = append(hits, hit{i, share})
		run.Left, run.Right = min(run.Left, g.Left), max(run.Right, g.Right)
		em = max(em, g.Bottom-g.Top)
	})
	if len(hits) == 0 {
		return
	}
	over := max(run.Left-s.left, s.right-run.Right)
	rule := over > 0.8*em || ends.meets(s.left, s.y) && ends.meets(s.right, s.y)
	for _, h := range hits {
		if rule || wide || ink.Vague || h.share < 0.6 {
			j.doubt(h.glyph, false)
			continue
		}
		j.Looks[h.glyph] |= printed.Struck
	}
	if !rule && !ink.Vague {
		for _, i := range s.pieces {
			j.Struck[i] = true
		}
	}
}

// lost reports whether a line cannot be told from the ground of a glyph.
func (j *judge) lost(ink *Ink, i int) bool {
	return ink.unseen() || !ink.Vague && !j.blurry[i] && printed.Ink(ink.on(j.ground[i]), j.ground[i]) == printed.Faint
}

// cross says of the digits that a line crosses that they are in doubt: a cross over a number, a curve. A long upright line is
// the rule between two columns, and package drawn knows of numbers that run over it.
func (j *judge) cross(l Line, upright float64) {
	b := Box{min(l.X0, l.X1), min(l.Y0, l.Y1), max(l.X0, l.X1), max(l.Y0, l.Y1)}
	var ink *Ink
	j.index.each(b, func(i int) {
		g := &j.Glyphs[i]
		if upright > 2*(g.Bottom-g.Top) || !g.Number {
			return
		}
		c := j.cores[i]
		w, h := 0.15*(c.Right-c.Left), 0.1*(c.Bottom-c.Top)
		if !crosses(l, Box{c.Left + w, c.Top + h, c.Right - w, c.Bottom - h}) {
			return
		}
		if ink == nil {
			ink = asked(l.Ink)
		}
		if !j.lost(ink, i) {
			j.doubt(i, false)
		}
	})
}

// crosses reports whether a line runs through a box (Liang and Barsky).
func crosses(l Line, b Box) bool {
	from, to := 0.0, 1.0
	dx, dy := l.X1-l.X0, l.Y1-l.Y0
	for _, e := range [4][2]float64{{-dx, l.X0 - b.Left}, {dx, b.Right - l.X0}, {-dy, l.Y0 - b.Top}, {dy, b.Bottom - l.Y0}} {
		p, q := e[0], e[1]
		switch {
		case p == 0 && q < 0:
			return false
		case p < 0:
			from = max(from, q/p)
		case p > 0:
			to = min(to, q/p)
		}
	}
	return from < to
}

// ends are the upright lines by their x.
type ends []Line

func newEnds(lines []Line, upright []int) ends {
	var e ends
	for _, i := range upright {
		e = append(e, lines[i])
	}
	slices.SortFunc(e, func(a, b Line) int { return order(a.X0+a.X1, b.X0+b.X1) })
	return e
}

// maxEnds is how many upright lines near one point are looked at.
const maxEnds = 200

// meets reports whether an upright line passes a point.
func (e ends) meets(x, y float64) bool {
	from, _ := slices.BinarySearchFunc(e, 2*(x-meet), func(l Line, x float64) int { return order(l.X0+l.X1, x) })
	for _, l := range e[from:min(from+maxEnds, len(e))] {
		if (l.X0+l.X1)/2 > x+meet {
			return false
		}
		if y >= min(l.Y0, l.Y1)-meet && y <= max(l.Y0, l.Y1)+meet {
			return true
		}
	}
	return false
}

// Middle makes a line of a thin box that is given by two of its corners.
func Middle(l Line) Line {
	x, y := (l.X0+l.X1)/2, (l.Y0+l.Y1)/2
	if math.Abs(l.X1-l.X0) >= math.Abs(l.Y1-l.Y0) {
		l.Y0, l.Y1 = y, y
	} else {
		l.X0, l.X1 = x, x
	}
	return l
}
