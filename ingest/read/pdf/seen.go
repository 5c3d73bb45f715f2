package pdf

import (
	"errors"
	"math"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/enums"

	"gongkai/ingest/read/drawn"
	"gongkai/ingest/read/pdf/pdfium"
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/printed/scene"
	"gongkai/internal/report"
)

// view is the work of telling how the characters of a page look.
type view struct {
	*pageReader
	text   pdfium.Text
	chars  []char
	owners []int        // the piece of each character, -1 for none; nil before anybody asked
	vague  map[int]bool // the paints of which nobody knows what shows through
	err    error

	numbered bool // the pieces have sizes that tell them apart
}

// look gives the glyphs of a page their looks, and returns its rules. chars are those of the glyphs.
func (p *pageReader) look(text pdfium.Text, chars []char, page *drawn.Page) error {
	v := &view{pageReader: p, text: text, chars: chars, vague: map[int]bool{}}
	s := scene.Scene{Box: scene.Box{Right: page.Width, Bottom: page.Height}, Order: v.order, Ink: v.ink}
	if len(p.pieces) > 0 {
		s.First, s.Last = p.pieces[0].order, p.pieces[len(p.pieces)-1].order
	}
	for i := range page.Glyphs {
		s.Glyphs = append(s.Glyphs, v.glyph(&page.Glyphs[i], i))
	}
	for i, b := range p.paints {
		ink := func() scene.Ink { return v.paintInk(i) }
		s.Paints = append(s.Paints, scene.Paint{Box: p.turnedBox(b.box), Order: b.order, Doubt: b.doubt, Ink: ink})
	}
	for i, l := range p.lines {
		x0, y0 := p.point(l.X0, l.Y0)
		x1, y1 := p.point(l.X1, l.Y1)
		line := scene.Line{X0: x0, Y0: y0, X1: x1, Y1: y1, Ink: func() scene.Ink { return v.lineInk(p.lines[i]) }}
		switch {
		case l.Area:
			line = scene.Line{} // it is among the paints
		case l.Box:
			line = scene.Middle(line)
		}
		s.Lines = append(s.Lines, line)
	}
	verdict := s.Judge()
	if v.err == nil {
		v.settle(&verdict)
	}
	for i := range page.Glyphs {
		page.Glyphs[i].Look = verdict.Looks[i]
	}
	for i, l := range p.lines {
		if verdict.Struck[i] || l.Curve {
			continue
		}
		x0, y0 := p.point(l.X0, l.Y0)
		x1, y1 := p.point(l.X1, l.Y1)
		page.Rules = append(page.Rules, drawn.Rule{X0: x0, Y0: y0, X1: x1, Y1: y1})
	}
	v.replaced()
	return v.err
}

func (p *pageReader) turnedBox(r rectangle) scene.Box {
	x0, y0 := p.point(r.left, r.bottom)
	x1, y1 := p.point(r.right, r.top)
	return scene.Box{Left: min(x0, x1), Top: min(y0, y1), Right: max(x0, x1), Bottom: max(y0, y1)}
}

// glyph makes a glyph of the scene of one of the page.
func (v *view) glyph(g *drawn.Glyph, i int) scene.Glyph {
	out := scene.Glyph{
		Box:      scene.Box{Left: g.Left, Top: g.Top, Right: g.Right, Bottom: g.Bottom},
		Baseline: g.Baseline, Number: scene.OfNumber(g.Rune),
	}
	if !v.odd {
		return out
	}
	if t := v.piece(i); t != nil {
		out.Ink, out.Look = t.ink, t.look
		if t.clip != nil {
			clip := v.turnedBox(*t.clip)
			out.Clip = &clip
		}
	}
	return out
}

// firstSize is the size of the first piece while they are numbered.
const firstSize = 1000

// own finds out which piece each character belongs to. pdfium gives another handle of a piece each time it is asked, and tells
// nothing by which one could be known from another. But it answers which size the piece of a character has, with a single
// call: so each piece gets a size of its own. The places of the characters were asked before; a picture needs the true sizes.
func (v *view) own() {
	if v.owners != nil || v.err != nil {
		return
	}
	v.owners = make([]int, len(v.chars))
	size := func(i int) float64 {
		s, err := v.pdf.FontSize(v.text, v.chars[i].index)
		v.err = errors.Join(v.err, err)
		return s
	}
	before := make([]float64, len(v.chars))
	for i := range v.chars {
		before[i] = size(i)
	}
	for i := range v.pieces {
		v.setSize(i, float64(firstSize+i))
	}
	for i := range v.chars {
		v.owners[i] = int(math.Round(size(i))) - firstSize
		if v.owners[i] < 0 || v.owners[i] >= len(v.pieces) {
			v.owners[i] = -1
			continue
		}
		v.pieces[v.owners[i]].size = before[i]
	}
	v.numbered = true
}

func (v *view) setSize(i int, size float64) {
	if v.err == nil {
		v.err = v.pdf.SetFontSize(v.pieces[i].object, float32(size))
	}
}

// unnumber gives the pieces their true sizes again.
func (v *view) unnumber() error {
	for i, t := range v.pieces {
		if v.numbered && t.size > 0 {
			v.setSize(i, t.size)
		}
	}
	v.numbered = false
	return v.err
}

// piece returns the piece of a character, nil for none.
func (v *view) piece(i int) *piece {
	v.own()
	if v.err != nil || v.owners[i] < 0 {
		return nil
	}
	return &v.pieces[v.owners[i]]
}

func (v *view) order(i int) int {
	if t := v.piece(i); t != nil {
		return t.order
	}
	return 0
}

// ink asks for the colour of a character. In a file whose text is dark throughout it is not asked of every piece.
func (v *view) ink(i int) scene.Ink {
	t := v.piece(i)
	if t == nil {
		return scene.Ink{}
	}
	if !t.asked {
		t.asked = true
		v.colour(t.object, around{}, enums.FPDF_TEXTRENDERMODE_FILL, &t.ink)
	}
	return t.ink
}

// paintInk asks what an area is painted with.
func (v *view) paintInk(i int) scene.Ink {
	b := v.paints[i]
	if b.doubt {
		return scene.Ink{}
	}
	ink := scene.Ink{Through: b.in.through, Vague: b.vague || b.in.vague || v.layered(b.object, b.in)}
	if !b.vague {
		c, err := v.pdf.FillColour(b.object)
		if err == nil {
			v.take(c, b.object, b.in, &ink)
		}
		ink.Vague = ink.Vague || err != nil
	}
	if v.traits.clip || b.in.depth > 0 {
		clip, vague, err := v.clip(b.object, b.in.m, b.in.clip)
		const near = 0.5
		ink.Vague = ink.Vague || err != nil || vague || clip != nil &&
			(clip.left > b.box.left+near || clip.right < b.box.right-near || clip.bottom > b.box.bottom+near || clip.top < b.box.top-near)
	}
	if ink.Vague {
		v.vague[i] = true
	}
	return ink
}

// layered reports whether an object belongs to a layer, which may be off.
func (v *view) layered(object pdfium.Object, in around) bool {
	if !v.traits.layers {
		return false
	}
	count, err := v.pdf.CountMarks(object)
	return in.layer != "" || err != nil || count > 0
}

// lineInk asks what a line is drawn with.
func (v *view) lineInk(l stroked) scene.Ink {
	ink := scene.Ink{Through: l.in.through, Vague: l.in.vague || v.layered(l.object, l.in)}
	if l.Box {
		if c, err := v.pdf.FillColour(l.object); err == nil {
			v.take(c, l.object, l.in, &ink)
		}
		return ink
	}
	if c, err := v.pdf.StrokeColour(l.object); err == nil {
		v.take(c, l.object, l.in, &ink)
	}
	width, err := v.pdf.StrokeWidth(l.object)
	if err != nil {
		return ink
	}
	ink.Width = width
	if own, err := v.pdf.Matrix(l.object); err == nil {
		m := l.in.m.times(own)
		ink.Width *= math.Sqrt(math.Abs(m.a*m.d - m.b*m.c))
	}
	return ink
}

// replaced compares the text that is to be taken for pieces with what they print. What is printed counts; that a program which
// copies the text gets another one is noted.
func (v *view) replaced() {
	differ := 0
	for i := 0; i < len(v.pieces); {
		shown, drawn := v.pieces[i].shown, ""
		k := i
		for ; k < len(v.pieces) && (k == i || shown != "" && v.pieces[k].shown == shown); k++ {
			if shown == "" {
				continue
			}
			if got, err := v.pdf.ObjectText(v.pieces[k].object, v.text); err == nil {
				drawn += got
			}
		}
		if digits(shown) != digits(drawn) {
			differ++
		}
		i = k
	}
	if differ > 0 {
		v.scan.note(report.NoteReplaced, v.index+1, differ)
	}
}

func isDigit(r rune) bool { return unicode.IsDigit(r) }

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// settled are the looks that a picture of the page can take back.
const settled = printed.Covered | printed.Dim
