package ofd

import (
	"slices"

	"gongkai/ingest/read/drawn"
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/printed/scene"
	"gongkai/internal/report"
)

// look gives the glyphs their looks and returns the rules.
func (p *page) look(width, height float64) (rules []drawn.Rule) {
	s := scene.Scene{
		Box: scene.Box{Right: width, Bottom: height}, Paints: p.paints, Last: ranks << 40,
		Order: func(i int) int { return p.marks[i].order },
	}
	slices.SortStableFunc(s.Paints, func(a, b scene.Paint) int { return a.Order - b.Order })
	s.Glyphs = make([]scene.Glyph, 0, len(p.glyphs))
	s.Lines = make([]scene.Line, 0, len(p.edges))
	for i, g := range p.glyphs {
		m := p.marks[i]
		s.Glyphs = append(s.Glyphs, scene.Glyph{
			Box: scene.Box{Left: g.Left, Top: g.Top, Right: g.Right, Bottom: g.Bottom}, Baseline: g.Baseline,
			Ink: m.ink, Clip: m.clip, Number: scene.OfNumber(g.Rune), Look: m.look,
		})
	}
	for _, e := range p.edges {
		l := scene.Line{X0: e.X0, Y0: e.Y0, X1: e.X1, Y1: e.Y1, Ink: e.ink}
		switch {
		case e.Area:
			l = scene.Line{} // it is among the paints
		case e.Box:
			l = scene.Middle(l)
		}
		s.Lines = append(s.Lines, l)
	}
	verdict := s.Judge()
	rules = make([]drawn.Rule, 0, len(p.edges))
	for i := range p.glyphs {
		p.glyphs[i].Look = verdict.Looks[i]
	}
	for i, e := range p.edges {
		if !verdict.Struck[i] && !e.Curve {
			rules = append(rules, drawn.Rule{X0: e.X0, Y0: e.Y0, X1: e.X1, Y1: e.Y1})
		}
	}
	return rules
}

// finish returns the page as package drawn takes it, and counts it.
func (p *page) finish() drawn.Page {
	d := p.document
	width, height := p.box.w*points, p.box.h*points
	if width <= 0 || height <= 0 {
		for _, g := range p.glyphs {
			width, height = max(width, g.Right+72), max(height, g.Bottom+72)
		}
	}
	rules := p.look(width, height)
	seen := 0
	for _, g := range p.glyphs {
		if g.Look&printed.LeftOut == 0 {
			seen++
		}
	}
	d.glyphs += seen
	switch {
	case seen == 0 && (p.images > 0.05 || p.curves > 100):
		d.pictures++
		d.note(report.NotePicture, p.number, 1)
	case p.images > 0.15:
		d.note(report.NotePicture, p.number, 1)
	}
	if p.slanted > 0 {
		d.note(report.NoteTurned, p.number, p.slanted)
	}
	if p.others > 0 {
		d.note(report.NotePicture, p.number, p.others)
	}
	if p.remarks > 0 {
		d.note(report.NoteAnnotation, p.number, p.remarks)
	}
	return drawn.Page{Number: p.number, Width: width, Height: height, Glyphs: p.glyphs, Rules: rules}
}
