package scene

import (
	"math"
	"testing"
	"time"

	"gongkai/ingest/read/printed"
)

// digitsOn sets n digits of 10 points, 5 wide, from 100 on, their feet at 200.
func digitsOn(n int) []Glyph {
	var all []Glyph
	for i := range n {
		x := 100 + 5*float64(i)
		all = append(all, Glyph{Box: Box{x, 191, x + 5, 202}, Baseline: 200, Number: true})
	}
	return all
}

func constant(k Ink) func() Ink { return func() Ink { return k } }

func TestJudge(t *testing.T) {
	t.Parallel()
	white := constant(Ink{Colour: printed.White()})
	over := func(b Box, ink func() Ink) Scene { return Scene{Paints: []Paint{{Box: b, Order: 2, Ink: ink}}} }
	line := func(x0, y0, x1, y1 float64) Line { return Line{X0: x0, Y0: y0, X1: x1, Y1: y1} }
	all := Box{90, 185, 130, 205}
	half := all
	half.Bottom = 196.5
	for _, c := range []struct {
		name  string
		scene Scene
		want  [4]printed.Look
		vague bool // the first
	}{
		{name: "plain"},
		{name: "under a box", scene: over(all, white), want: [4]printed.Look{printed.Clipped, printed.Clipped, printed.Clipped, printed.Clipped}},
		{name: "one under a box", scene: over(Box{99, 185, 105, 205}, white), want: [4]printed.Look{printed.Clipped}},
		{name: "half under a box", scene: over(half, white), want: [4]printed.Look{printed.Covered, printed.Covered, printed.Covered, printed.Covered}},
		{name: "a box at their feet", scene: over(Box{90, 199.5, 130, 205}, white)},
		{name: "under a layer that shows through", scene: over(all, constant(Ink{Colour: printed.Colour{Red: 255, Green: 255}, Through: 0.5}))},
		{name: "under nothing", scene: over(all, constant(Ink{Through: 1}))},
		{name: "under a picture", scene: over(Box{99, 185, 105, 205}, constant(Ink{Vague: true})), want: [4]printed.Look{printed.Covered}, vague: true},
		{name: "on a black box", scene: Scene{Paints: []Paint{{Box: Box{99, 185, 105, 205}}}}, want: [4]printed.Look{printed.Faint}},
		{name: "on a picture", scene: Scene{Paints: []Paint{{Box: all, Ink: constant(Ink{Vague: true})}}}},
		{name: "a remark", scene: Scene{Paints: []Paint{{Box: Box{99, 185, 105, 205}, Order: 2, Doubt: true}}}, want: [4]printed.Look{printed.Covered}},
		{name: "struck out", scene: Scene{Lines: []Line{line(100, 197, 110, 197)}}, want: [4]printed.Look{printed.Struck, printed.Struck}},
		{name: "struck out in pieces", scene: Scene{Lines: []Line{line(100, 197, 104, 197), line(104.5, 197, 110, 197)}}, want: [4]printed.Look{printed.Struck, printed.Struck}},
		{name: "underlined", scene: Scene{Lines: []Line{line(100, 200.5, 120, 200.5)}}},
		{name: "a line above", scene: Scene{Lines: []Line{line(100, 192, 120, 192)}}},
		{name: "a rule", scene: Scene{Lines: []Line{line(80, 197, 140, 197)}}, want: [4]printed.Look{printed.Covered, printed.Covered, printed.Covered, printed.Covered}},
		{
			name:  "a rule between two others",
			scene: Scene{Lines: []Line{line(99, 197, 121, 197), line(99, 150, 99, 250), line(121, 150, 121, 250)}},
			want:  [4]printed.Look{printed.Covered, printed.Covered, printed.Covered, printed.Covered},
		},
		{name: "a white line", scene: Scene{Lines: []Line{{X0: 100, Y0: 197, X1: 110, Y1: 197, Ink: white}}}},
		{name: "a wide white line", scene: Scene{Lines: []Line{{X0: 100, Y0: 197, X1: 105, Y1: 197, Ink: constant(Ink{Colour: printed.White(), Width: 8})}}}, want: [4]printed.Look{printed.Covered}},
		{name: "crossed", scene: Scene{Lines: []Line{line(100, 193, 105, 201)}}, want: [4]printed.Look{printed.Covered}},
		{name: "a line past the corner", scene: Scene{Lines: []Line{line(98, 199, 102, 203)}}},
		{name: "no number is a number", scene: Scene{Lines: []Line{line(math.NaN(), 197, math.Inf(1), 197)}, Paints: []Paint{{Box: Box{math.NaN(), 0, 1e300, 300}, Order: 2}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := c.scene
			s.Box, s.Glyphs, s.First, s.Last = Box{0, 0, 300, 300}, digitsOn(4), 1, 1
			s.Order = func(int) int { return 1 }
			got := s.Judge()
			for i, want := range c.want {
				if got.Looks[i] != want {
					t.Errorf("glyph %d: %b, want %b", i, got.Looks[i], want)
				}
			}
			if got.Vague[0] != c.vague {
				t.Errorf("vague %v", got.Vague)
			}
		})
	}
}

func TestJudgeGlyphs(t *testing.T) {
	t.Parallel()
	cut, outside := Box{0, 0, 300, 196}, Box{0, 0, 100.5, 300}
	for _, c := range []struct {
		name  string
		glyph Glyph
		want  printed.Look
	}{
		{name: "white", glyph: Glyph{Ink: Ink{Colour: printed.White()}}, want: printed.Faint},
		{name: "pale", glyph: Glyph{Ink: Ink{Colour: printed.Colour{Red: 0xe8, Green: 0xe8, Blue: 0xe8}}}, want: printed.Dim},
		{name: "transparent", glyph: Glyph{Ink: Ink{Through: 1}}, want: printed.Faint},
		{name: "nearly transparent", glyph: Glyph{Ink: Ink{Through: 0.95}}, want: printed.Dim},
		{name: "half transparent", glyph: Glyph{Ink: Ink{Through: 0.5}}},
		{name: "of an unknown colour", glyph: Glyph{Ink: Ink{Vague: true}}, want: printed.Dim},
		{name: "cut", glyph: Glyph{Clip: &cut}, want: printed.Covered},
		{name: "clipped away", glyph: Glyph{Clip: &outside}, want: printed.Clipped},
		{name: "known already", glyph: Glyph{Look: printed.Hidden}, want: printed.Hidden},
	} {
		g := digitsOn(1)[0]
		c.glyph.Box, c.glyph.Baseline, c.glyph.Number = g.Box, g.Baseline, true
		s := Scene{Box: Box{0, 0, 300, 300}, Glyphs: []Glyph{c.glyph}}
		if got := s.Judge().Looks[0]; got != c.want {
			t.Errorf("%s: %b, want %b", c.name, got, c.want)
		}
	}
}

// A line that strikes text out is no rule of a table, and one that crosses numbers on its way is.
func TestStruckLines(t *testing.T) {
	t.Parallel()
	s := Scene{Box: Box{0, 0, 300, 300}, Glyphs: digitsOn(4), Lines: []Line{{X0: 100, Y0: 197, X1: 120, Y1: 197}, {X0: 20, Y0: 196, X1: 280, Y1: 196}}}
	if got := s.Judge().Struck; !got[0] || got[1] {
		t.Errorf("%v, want the first alone", got)
	}
}

// A page full of boxes over a page full of text takes bounded work; what was not looked at is in doubt.
func TestBounds(t *testing.T) {
	t.Parallel()
	s := Scene{Box: Box{0, 0, 600, 800}, First: 1, Last: 1, Order: func(int) int { return 1 }}
	for i := range 20_000 {
		x, y := float64(i%100)*6, float64(i/100)*4
		s.Glyphs = append(s.Glyphs, Glyph{Box: Box{x, y, x + 5, y + 10}, Baseline: y + 9, Number: true})
		s.Paints = append(s.Paints, Paint{Box: s.Box, Order: 2, Ink: constant(Ink{Through: 0.9, Colour: printed.White()})})
		s.Lines = append(s.Lines, Line{X0: 0, Y0: 0, X1: 600, Y1: 800})
	}
	start := time.Now()
	got := s.Judge()
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
	for i, look := range got.Looks {
		if look&(printed.Doubts|printed.LeftOut) == 0 {
			t.Fatalf("glyph %d counts as seen", i)
		}
	}
}

func TestOutline(t *testing.T) {
	t.Parallel()
	box := func(o *Outline, x0, y0, x1, y1 float64) {
		o.Move(x0, y0)
		o.Line(x1, y0)
		o.Line(x1, y1)
		o.Line(x0, y1)
		o.Close()
	}
	for _, c := range []struct {
		name         string
		outline      Outline
		draw         func(o *Outline)
		edges, areas int
		odd          bool
	}{
		{"a line", Outline{Stroke: true}, func(o *Outline) { o.Move(0, 0); o.Line(10, 0) }, 1, 0, false},
		{"a box", Outline{Stroke: true}, func(o *Outline) { box(o, 0, 0, 10, 10) }, 4, 0, false},
		{"a filled box", Outline{Fill: true}, func(o *Outline) { box(o, 0, 0, 10, 10) }, 1, 1, false},
		{"a thin filled box", Outline{Fill: true}, func(o *Outline) { box(o, 0, 0, 10, 1) }, 1, 0, false},
		{"two filled boxes", Outline{Fill: true}, func(o *Outline) { box(o, 0, 0, 10, 10); box(o, 20, 0, 30, 10) }, 2, 2, false},
		{"a frame", Outline{Fill: true}, func(o *Outline) { box(o, 0, 0, 10, 10); box(o, 3, 3, 7, 7) }, 2, 2, true},
		{"a triangle", Outline{Fill: true}, func(o *Outline) { o.Move(0, 0); o.Line(10, 0); o.Line(5, 10) }, 1, 1, true},
		{"a filled circle", Outline{Fill: true}, func(o *Outline) { o.Move(0, 0); o.Curve(0, 9, 9, 9, 9, 0); o.Curve(9, -9, 0, -9, 0, 0) }, 0, 1, true},
		{"a wave", Outline{Stroke: true}, func(o *Outline) { o.Move(0, 0); o.Curve(0, 9, 9, 9, 9, 0) }, 4, 0, false},
	} {
		o := c.outline
		c.draw(&o)
		o.Finish(false)
		if len(o.Edges) != c.edges || len(o.Areas) != c.areas || o.Odd() != c.odd {
			t.Errorf("%s: %d edges, %d areas, odd %v, want %d, %d, %v", c.name, len(o.Edges), len(o.Areas), o.Odd(), c.edges, c.areas, c.odd)
		}
	}
}
