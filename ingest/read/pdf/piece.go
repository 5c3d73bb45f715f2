package pdf

import (
	"fmt"
	"math"
	"strings"

	"github.com/klippa-app/go-pdfium/enums"

	"gongkai/ingest/read/pdf/pdfium"
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/printed/scene"
	"gongkai/internal/fault"
)

// piece is a text object.
type piece struct {
	object pdfium.Object
	order  int
	ink    scene.Ink
	clip   *rectangle
	cut    bool // the clip is no box
	look   printed.Look
	layer  string // the layer it belongs to, which may be off
	shown  string // the text that is to be taken for its glyphs
	size   float64
	asked  bool // for its colour
}

// plain reports whether nothing about the piece can change how it looks.
func (t piece) plain() bool {
	return t.ink == scene.Ink{} && t.clip == nil && t.look == 0 && t.layer == ""
}

// piece asks how a text object is painted, as far as the file can have anything but plain black text.
func (p *pageReader) piece(object pdfium.Object, in around) (piece, error) {
	t := piece{object: object, order: p.order, clip: in.clip, layer: in.layer}
	t.ink.Through, t.ink.Vague = in.through, in.vague
	mode := enums.FPDF_TEXTRENDERMODE_FILL
	if p.traits.mode {
		m, err := p.pdf.RenderMode(object)
		if err != nil {
			return t, err
		}
		mode = m
	}
	if mode == enums.FPDF_TEXTRENDERMODE_INVISIBLE || mode == enums.FPDF_TEXTRENDERMODE_CLIP {
		t.look, p.hidden, p.odd = printed.Faint, true, true
		return t, nil
	}
	if p.traits.colour || p.traits.state || mode != enums.FPDF_TEXTRENDERMODE_FILL {
		p.colour(object, in, mode, &t.ink)
		t.asked = true
	}
	if p.traits.clip || in.depth > 0 {
		clip, vague, err := p.clip(object, in.m, in.clip)
		if err != nil {
			return t, err
		}
		t.clip, t.cut, t.ink.Vague = clip, in.cut || vague, t.ink.Vague || vague
	}
	if p.traits.marks || p.traits.layers {
		if err := p.marks(object, &t); err != nil {
			return t, err
		}
	}
	p.odd = p.odd || !t.plain()
	return t, nil
}

// colour asks for the colour of a piece of text: that of its outline where it is only outlined.
func (p *pageReader) colour(object pdfium.Object, in around, mode enums.FPDF_TEXT_RENDERMODE, ink *scene.Ink) {
	outlined := mode == enums.FPDF_TEXTRENDERMODE_STROKE || mode == enums.FPDF_TEXTRENDERMODE_STROKE_CLIP
	both := mode == enums.FPDF_TEXTRENDERMODE_FILL_STROKE || mode == enums.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP
	if outlined || both {
		if c, err := p.pdf.StrokeColour(object); err == nil {
			p.take(c, object, in, ink)
		}
		if outlined || both && printed.Ink(ink.Colour, printed.White()) == 0 && ink.Through < 0.5 {
			return
		}
		*ink = scene.Ink{Vague: ink.Vague}
	}
	if c, err := p.pdf.FillColour(object); err == nil {
		p.take(c, object, in, ink)
	}
}

// take makes ink of a colour.
func (p *pageReader) take(c pdfium.Colour, object pdfium.Object, in around, ink *scene.Ink) {
	ink.Colour = printed.Colour{Red: c.Red, Green: c.Green, Blue: c.Blue}
	ink.Through = 1 - (1-ink.Through)*float64(c.Alpha)/255
	if p.traits.state || p.flattened && in.depth > 0 {
		ink.Vague = ink.Vague || p.transparent(object) && c.Alpha == 255 // a mask or a blend
	}
}

func (p *pageReader) transparent(object pdfium.Object) bool {
	yes, err := p.pdf.IsTransparent(object)
	return err != nil || yes
}

// enter adds what a form does to the objects in it.
func (p *pageReader) enter(form pdfium.Object, in *around) error {
	if p.traits.state {
		if c, err := p.pdf.FillColour(form); err == nil {
			in.through = 1 - (1-in.through)*float64(c.Alpha)/255
		}
		in.vague = in.vague || p.transparent(form) // it may have a mask
	}
	if p.traits.layers && in.layer == "" {
		in.layer = fmt.Sprint("form ", form)
	}
	clip, vague, err := p.clip(form, in.m, in.clip)
	in.clip, in.cut, in.vague = clip, in.cut || vague, in.vague || vague
	return err
}

// Limits of what a clip may be made of, to be followed.
const (
	maxClips = 16
	maxSides = 32
)

// maxMarks is how many marks around a piece of text are looked at.
const maxMarks = 256

// clip returns the part of the page that an object can be painted on, within that of the forms around it; nil for all. It says
// true where its shape is not a box.
func (p *pageReader) clip(object pdfium.Object, m matrix, within *rectangle) (*rectangle, bool, error) {
	path, err := p.pdf.Clip(object)
	if err != nil {
		return within, false, none(err)
	}
	count, err := p.pdf.CountClipPaths(path)
	if err != nil {
		return within, false, none(err)
	}
	vague := count > maxClips
	for i := range min(count, maxClips) {
		r, box, err := p.clipBox(path, i, m)
		if err != nil {
			return within, vague, err
		}
		vague = vague || !box
		if within != nil {
			r = rectangle{max(r.left, within.left), max(r.bottom, within.bottom), min(r.right, within.right), min(r.top, within.top)}
		}
		within = &r
	}
	return within, vague, nil
}

// clipBox returns the box around one path of a clip, and whether it is one. Of five points, which make a box, two that lie
// across are asked: programs clip every cell.
func (p *pageReader) clipBox(clip pdfium.Clip, path int, m matrix) (r rectangle, box bool, err error) {
	count, err := p.pdf.CountClipSegments(clip, path)
	if err != nil {
		return r, false, err
	}
	point := func(i int) (x, y float64, err error) {
		if x, y, err = p.pdf.ClipPoint(clip, path, i); err != nil {
			return 0, 0, err
		}
		x, y = m.apply(x, y)
		return x, y, nil
	}
	if count == 4 || count == 5 {
		x0, y0, err := point(0)
		if err != nil {
			return r, false, err
		}
		x1, y1, err := point(2)
		if r := corners(x0, y0, x1, y1); err != nil || r.right-r.left > 0.5 && r.top-r.bottom > 0.5 {
			return r, true, err
		}
	}
	r = rectangle{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for i := range min(count, maxSides) {
		x, y, err := point(i)
		if err != nil {
			return r, false, err
		}
		r = rectangle{min(r.left, x), min(r.bottom, y), max(r.right, x), max(r.top, y)}
	}
	if count > maxSides {
		r = rectangle{-1e5, -1e5, 1e5, 1e5}
	}
	return r, count == 0, nil
}

// marks looks at the marked content that an object stands in: the layer it is of, and the text that is to be taken for it. That
// mark is taken off, or pdfium would give that text in place of what is printed.
func (p *pageReader) marks(object pdfium.Object, t *piece) error {
	count, err := p.pdf.CountMarks(object)
	if err != nil {
		return err
	}
	value := func(mark pdfium.Mark, key string) (string, bool) {
		v, err := p.pdf.MarkText(mark, key)
		return v, err == nil // else it has none
	}
	if count > maxMarks {
		return fmt.Errorf("%w: page %d has text within %d marks, at most %d", fault.ErrTooLarge, p.index+1, count, maxMarks)
	}
	for i := count - 1; i >= 0; i-- {
		mark, err := p.pdf.Mark(object, i)
		if err != nil {
			return err
		}
		if p.traits.marks {
			// Words in place of signs are how fonts without a map of characters are made readable. They are left as they are.
			if text, ok := value(mark, "ActualText"); ok && (strings.ContainsFunc(text, isDigit) || strings.TrimSpace(text) == "") {
				t.shown = text
				if err := p.pdf.RemoveMark(object, mark); err != nil {
					return err
				}
				continue
			}
		}
		if !p.traits.layers {
			continue
		}
		name, err := p.pdf.MarkName(mark)
		if err == nil && name == "OC" {
			group, _ := value(mark, "Name")
			t.layer = "OC " + group
		}
	}
	return nil
}
