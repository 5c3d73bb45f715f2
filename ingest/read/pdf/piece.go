//go:build !js && !wasip1

package pdf

import (
	"fmt"
	"math"
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/printed/scene"
	"gongkai/internal/fault"
)

// piece is a text object.
type piece struct {
	object references.FPDF_PAGEOBJECT
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
func (p *pageReader) piece(object references.FPDF_PAGEOBJECT, in around) (piece, error) {
	t := piece{object: object, order: p.order, clip: in.clip, layer: in.layer}
	t.ink.Through, t.ink.Vague = in.through, in.vague
	mode := enums.FPDF_TEXTRENDERMODE_FILL
	if p.traits.mode {
		m, err := p.pdf.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: object})
		if err != nil {
			return t, err
		}
		mode = m.TextRenderMode
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
func (p *pageReader) colour(object references.FPDF_PAGEOBJECT, in around, mode enums.FPDF_TEXT_RENDERMODE, ink *scene.Ink) {
	outlined := mode == enums.FPDF_TEXTRENDERMODE_STROKE || mode == enums.FPDF_TEXTRENDERMODE_STROKE_CLIP
	both := mode == enums.FPDF_TEXTRENDERMODE_FILL_STROKE || mode == enums.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP
	if outlined || both {
		if c, err := p.pdf.FPDFPageObj_GetStrokeColor(&requests.FPDFPageObj_GetStrokeColor{PageObject: object}); err == nil {
			p.take(c.StrokeColor, object, in, ink)
		}
		if outlined || both && printed.Ink(ink.Colour, printed.White()) == 0 && ink.Through < 0.5 {
			return
		}
		*ink = scene.Ink{Vague: ink.Vague}
	}
	if c, err := p.pdf.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: object}); err == nil {
		p.take(c.FillColor, object, in, ink)
	}
}

// take makes ink of a colour.
func (p *pageReader) take(c structs.FPDF_COLOR, object references.FPDF_PAGEOBJECT, in around, ink *scene.Ink) {
	ink.Colour = printed.Colour{Red: uint8(c.R), Green: uint8(c.G), Blue: uint8(c.B)}
	ink.Through = 1 - (1-ink.Through)*float64(c.A)/255
	if p.traits.state || p.flattened && in.depth > 0 {
		ink.Vague = ink.Vague || p.transparent(object) && c.A == 255 // a mask or a blend
	}
}

func (p *pageReader) transparent(object references.FPDF_PAGEOBJECT) bool {
	t, err := p.pdf.FPDFPageObj_HasTransparency(&requests.FPDFPageObj_HasTransparency{PageObject: object})
	return err != nil || t.HasTransparency
}

// enter adds what a form does to the objects in it.
func (p *pageReader) enter(form references.FPDF_PAGEOBJECT, in *around) error {
	if p.traits.state {
		if c, err := p.pdf.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: form}); err == nil {
			in.through = 1 - (1-in.through)*float64(c.FillColor.A)/255
		}
		in.vague = in.vague || p.transparent(form) // it may have a mask
	}
	if p.traits.layers && in.layer == "" {
		in.layer = string(form)
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
func (p *pageReader) clip(object references.FPDF_PAGEOBJECT, m matrix, within *rectangle) (*rectangle, bool, error) {
	path, err := p.pdf.FPDFPageObj_GetClipPath(&requests.FPDFPageObj_GetClipPath{PageObject: object})
	if err != nil {
		return within, false, nil //nolint:nilerr // it has none
	}
	count, err := p.pdf.FPDFClipPath_CountPaths(&requests.FPDFClipPath_CountPaths{ClipPath: path.ClipPath})
	if err != nil {
		return within, false, nil //nolint:nilerr // it has none
	}
	vague := count.Count > maxClips
	for i := range min(count.Count, maxClips) {
		r, box, err := p.clipBox(path.ClipPath, i, m)
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
// across are asked: each costs a dozen calls, and programs clip every cell.
func (p *pageReader) clipBox(clip references.FPDF_CLIPPATH, path int, m matrix) (r rectangle, box bool, err error) {
	count, err := p.pdf.FPDFClipPath_CountPathSegments(&requests.FPDFClipPath_CountPathSegments{ClipPath: clip, PathIndex: path})
	if err != nil {
		return r, false, err
	}
	point := func(i int) (x, y float64, err error) {
		s, err := p.pdf.FPDFClipPath_GetPathSegment(&requests.FPDFClipPath_GetPathSegment{ClipPath: clip, PathIndex: path, SegmentIndex: i})
		if err != nil {
			return 0, 0, err
		}
		at, err := p.pdf.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: s.PathSegment})
		if err != nil {
			return 0, 0, err
		}
		x, y = m.apply(float64(at.X), float64(at.Y))
		return x, y, nil
	}
	if count.Count == 4 || count.Count == 5 {
		x0, y0, err := point(0)
		if err != nil {
			return r, false, err
		}
		x1, y1, err := point(2)
		if r := ordered(x0, y0, x1, y1); err != nil || r.right-r.left > 0.5 && r.top-r.bottom > 0.5 {
			return r, true, err
		}
	}
	r = rectangle{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for i := range min(count.Count, maxSides) {
		x, y, err := point(i)
		if err != nil {
			return r, false, err
		}
		r = rectangle{min(r.left, x), min(r.bottom, y), max(r.right, x), max(r.top, y)}
	}
	if count.Count > maxSides {
		r = rectangle{-1e5, -1e5, 1e5, 1e5}
	}
	return r, count.Count == 0, nil
}

// marks looks at the marked content that an object stands in: the layer it is of, and the text that is to be taken for it. That
// mark is taken off, or pdfium would give that text in place of what is printed.
func (p *pageReader) marks(object references.FPDF_PAGEOBJECT, t *piece) error {
	count, err := p.pdf.FPDFPageObj_CountMarks(&requests.FPDFPageObj_CountMarks{PageObject: object})
	if err != nil {
		return err
	}
	value := func(mark references.FPDF_PAGEOBJECTMARK, key string) (string, bool) {
		v, err := p.pdf.FPDFPageObjMark_GetParamStringValue(&requests.FPDFPageObjMark_GetParamStringValue{PageObjectMark: mark, Key: key})
		if err != nil {
			return "", false // it has none
		}
		return v.Value, true
	}
	if count.Count > maxMarks {
		return fmt.Errorf("%w: page %d has text within %d marks, at most %d", fault.ErrTooLarge, p.index+1, count.Count, maxMarks)
	}
	for i := count.Count - 1; i >= 0; i-- {
		mark, err := p.pdf.FPDFPageObj_GetMark(&requests.FPDFPageObj_GetMark{PageObject: object, Index: uint64(i)})
		if err != nil {
			return err
		}
		if p.traits.marks {
			// Words in place of signs are how fonts without a map of characters are made readable. They are left as they are.
			if text, ok := value(mark.Mark, "ActualText"); ok && (strings.ContainsFunc(text, isDigit) || strings.TrimSpace(text) == "") {
				t.shown = text
				if _, err := p.pdf.FPDFPageObj_RemoveMark(&requests.FPDFPageObj_RemoveMark{PageObject: object, PageObjectMark: mark.Mark}); err != nil {
					return err
				}
				continue
			}
		}
		if !p.traits.layers {
			continue
		}
		name, err := p.pdf.FPDFPageObjMark_GetName(&requests.FPDFPageObjMark_GetName{PageObjectMark: mark.Mark})
		if err == nil && name.Name == "OC" {
			group, _ := value(mark.Mark, "Name")
			t.layer = "OC " + group
		}
	}
	return nil
}
