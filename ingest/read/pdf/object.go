//go:build !js && !wasip1

package pdf

import (
	"fmt"
	"math"
	"unicode"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"gongkai/ingest/read/lattice"
	"gongkai/internal/fault"
)

// maxSegments of a path that may be rules; outlined text and maps have more.
const maxSegments = 4000

// matrix maps the units of an object to those of the page.
type matrix struct{ a, b, c, d, e, f float64 }

func identity() matrix { return matrix{a: 1, d: 1} }

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// times returns the matrix that applies n, then m.
func (m matrix) times(n structs.FPDF_FS_MATRIX) matrix {
	a, b, c, d, e, f := float64(n.A), float64(n.B), float64(n.C), float64(n.D), float64(n.E), float64(n.F)
	return matrix{
		a: m.a*a + m.c*b, b: m.b*a + m.d*b,
		c: m.a*c + m.c*d, d: m.b*c + m.d*d,
		e: m.a*e + m.c*f + m.e, f: m.b*e + m.d*f + m.f,
	}
}

// walkPage looks at every object of the page, those inside form XObjects too.
func (p *pageReader) walkPage(ref requests.Page) error {
	count, err := p.pdf.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: ref})
	if err != nil {
		return err
	}
	for i := range count.Count {
		object, err := p.pdf.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: ref, Index: i})
		if err != nil {
			return err
		}
		if err := p.walk(object.PageObject, identity(), 0); err != nil {
			return err
		}
	}
	return nil
}

func (p *pageReader) walk(object references.FPDF_PAGEOBJECT, m matrix, depth int) error {
	p.objects++
	if p.objects > maxObjects || depth > p.limits.Depth || depth > 32 {
		return fmt.Errorf("%w: page %d has more than %d objects, or they are nested too deeply", fault.ErrTooLarge, p.index+1, maxObjects)
	}
	kind, err := p.pdf.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	if err != nil {
		return err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_TEXT:
		return p.textObject(object, m)
	case enums.FPDF_PAGEOBJ_PATH:
		return p.path(object, m)
	case enums.FPDF_PAGEOBJ_IMAGE:
		p.image(object, m)
	case enums.FPDF_PAGEOBJ_FORM:
		return p.form(object, m, depth)
	}
	return nil
}

// textObject looks whether text is painted, and whether pdfium will give it at all: a piece of text of which no
// character has a shape, in a Chinese font that is not embedded, takes no room and is skipped without a word. It
// cannot be told from a blank; a cell that holds only such text must not pass for blank.
func (p *pageReader) textObject(object references.FPDF_PAGEOBJECT, m matrix) error {
	hidden, err := p.isHidden(object)
	if err != nil {
		return err
	}
	p.hidden = p.hidden || hidden
	own, err := p.pdf.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
	if err != nil {
		return err
	}
	at := m.times(own.Matrix)
	p.turned = p.turned || at.a <= 0 || math.Abs(at.b) > 1e-6
	font, err := p.pdf.FPDFTextObj_GetFont(&requests.FPDFTextObj_GetFont{PageObject: object})
	if err != nil {
		return nil //nolint:nilerr // a blank has none
	}
	embedded, err := p.pdf.FPDFFont_GetIsEmbedded(&requests.FPDFFont_GetIsEmbedded{Font: font.Font})
	if err != nil || embedded.IsEmbedded {
		return err
	}
	b, err := p.pdf.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object})
	if err != nil || b.Right-b.Left > 0.001 || b.Top-b.Bottom > 0.001 {
		return nil //nolint:nilerr // text without bounds is a blank
	}
	p.bare = append(p.bare, char{r: unicode.ReplacementChar, box: rectangle{at.e, at.f, at.e + 1, at.f + 1}, x: at.e, y: at.f})
	return nil
}

func (p *pageReader) form(object references.FPDF_PAGEOBJECT, m matrix, depth int) error {
	own, err := p.pdf.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
	if err != nil {
		return err
	}
	count, err := p.pdf.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: object})
	if err != nil {
		return err
	}
	for i := range count.Count {
		inner, err := p.pdf.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: object, Index: uint64(i)})
		if err != nil {
			return err
		}
		if err := p.walk(inner.PageObject, m.times(own.Matrix), depth+1); err != nil {
			return err
		}
	}
	return nil
}

// image adds to the part of the page that images cover.
func (p *pageReader) image(object references.FPDF_PAGEOBJECT, m matrix) {
	b, err := p.pdf.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object})
	if err != nil {
		return // of no size
	}
	x0, y0 := m.apply(float64(b.Left), float64(b.Bottom))
	x1, y1 := m.apply(float64(b.Right), float64(b.Top))
	r := ordered(x0, y0, x1, y1)
	w := min(r.right, p.box.right) - max(r.left, p.box.left)
	h := min(r.top, p.box.top) - max(r.bottom, p.box.bottom)
	if w <= 0 || h <= 0 {
		return
	}
	share := w * h / ((p.box.right - p.box.left) * (p.box.top - p.box.bottom))
	p.images += share
	p.largest = max(p.largest, share)
}

// path takes the straight lines of a stroked path, and the boxes of a filled one, as possible rules.
func (p *pageReader) path(object references.FPDF_PAGEOBJECT, m matrix) error {
	mode, err := p.pdf.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: object})
	if err != nil {
		return nil //nolint:nilerr // a path that says not how it is drawn is not drawn
	}
	filled := mode.FillMode != enums.FPDF_FILLMODE_NONE
	if !filled && !mode.Stroke {
		return nil
	}
	count, err := p.pdf.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: object})
	if err != nil {
		return err
	}
	if count.Count > maxSegments {
		p.drawn++
		return nil
	}
	own, err := p.pdf.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
	if err != nil {
		return err
	}
	m = m.times(own.Matrix)
	var part []lattice.Rule // of the current subpath
	var startX, startY, x, y float64
	curved := false
	finish := func(closed bool) {
		if closed || filled {
			part = append(part, lattice.Rule{X0: x, Y0: y, X1: startX, Y1: startY})
		}
		switch {
		case mode.Stroke:
			p.rules = append(p.rules, part...)
		case filled && !curved && len(part) > 1:
			p.rules = append(p.rules, around(part))
		}
		part, curved = nil, false
	}
	for i := range count.Count {
		segment, err := p.segment(object, i)
		if err != nil {
			return err
		}
		toX, toY := m.apply(segment.x, segment.y)
		p.objects++
		switch segment.kind {
		case enums.FPDF_SEGMENT_MOVETO:
			finish(false)
			startX, startY = toX, toY
		case enums.FPDF_SEGMENT_LINETO:
			part = append(part, lattice.Rule{X0: x, Y0: y, X1: toX, Y1: toY})
		default:
			if !curved {
				p.drawn++
			}
			curved = true
		}
		x, y = toX, toY
		if segment.closed {
			finish(true)
			x, y = startX, startY
		}
	}
	finish(false)
	return nil
}

type segment struct {
	kind   enums.FPDF_SEGMENT
	x, y   float64
	closed bool
}

func (p *pageReader) segment(object references.FPDF_PAGEOBJECT, i int) (s segment, err error) {
	ref, err := p.pdf.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: object, Index: i})
	if err != nil {
		return s, err
	}
	kind, err := p.pdf.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: ref.PathSegment})
	if err != nil {
		return s, err
	}
	point, err := p.pdf.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: ref.PathSegment})
	if err != nil {
		return s, err
	}
	end, err := p.pdf.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: ref.PathSegment})
	if err != nil {
		return s, err
	}
	return segment{kind.Type, float64(point.X), float64(point.Y), end.IsClose}, nil
}

// around returns the box of a filled subpath; package lattice takes the thin ones for rules.
func around(part []lattice.Rule) lattice.Rule {
	r := part[0]
	r.X0, r.X1, r.Y0, r.Y1 = min(r.X0, r.X1), max(r.X0, r.X1), min(r.Y0, r.Y1), max(r.Y0, r.Y1)
	for _, s := range part[1:] {
		r.X0, r.X1 = min(r.X0, s.X0, s.X1), max(r.X1, s.X0, s.X1)
		r.Y0, r.Y1 = min(r.Y0, s.Y0, s.Y1), max(r.Y1, s.Y0, s.Y1)
	}
	return r
}
