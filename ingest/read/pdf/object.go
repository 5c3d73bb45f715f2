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

	"gongkai/internal/fault"
)

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

// around is what forms around an object do to it.
type around struct {
	m       matrix
	depth   int
	through float64    // transparency
	clip    *rectangle // in units of the page
	vague   bool       // a mask or a blend, or a layer that may be off
	layer   string     // which
	cut     bool       // the clip is no box
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
		if err := p.walk(object.PageObject, around{m: identity()}); err != nil {
			return err
		}
	}
	return nil
}

func (p *pageReader) walk(object references.FPDF_PAGEOBJECT, in around) error {
	p.objects++
	if p.objects > maxObjects || in.depth > p.limits.Depth || in.depth > 32 {
		return fmt.Errorf("%w: page %d has more than %d objects, or they are nested too deeply", fault.ErrTooLarge, p.index+1, maxObjects)
	}
	p.order++
	kind, err := p.pdf.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	if err != nil {
		return err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_TEXT:
		return p.textObject(object, in)
	case enums.FPDF_PAGEOBJ_PATH:
		return p.path(object, in)
	case enums.FPDF_PAGEOBJ_IMAGE, enums.FPDF_PAGEOBJ_SHADING:
		p.image(object, in, kind.Type == enums.FPDF_PAGEOBJ_SHADING)
	case enums.FPDF_PAGEOBJ_FORM:
		return p.form(object, in)
	}
	return nil
}

// textObject looks whether text is painted, and whether pdfium will give it at all: a piece of text of which no
// character has a shape, in a Chinese font that is not embedded, takes no room and is skipped without a word. It
// cannot be told from a blank; a cell that holds only such text must not pass for blank.
func (p *pageReader) textObject(object references.FPDF_PAGEOBJECT, in around) error {
	piece, err := p.piece(object, in)
	if err != nil {
		return err
	}
	p.pieces = append(p.pieces, piece)
	own, err := p.pdf.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
	if err != nil {
		return err
	}
	at := in.m.times(own.Matrix)
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
	if err != nil || b.Right-b.Left > 0.001 || b.Top-b.Bottom > 0.001 || piece.look != 0 {
		return nil //nolint:nilerr // text without bounds is a blank
	}
	p.bare = append(p.bare, char{r: unicode.ReplacementChar, box: rectangle{at.e, at.f, at.e + 1, at.f + 1}, x: at.e, y: at.f})
	return nil
}

func (p *pageReader) form(object references.FPDF_PAGEOBJECT, in around) error {
	own, err := p.pdf.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
	if err != nil {
		return err
	}
	count, err := p.pdf.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: object})
	if err != nil {
		return err
	}
	within := in
	if err := p.enter(object, &within); err != nil {
		return err
	}
	within.m, within.depth = in.m.times(own.Matrix), in.depth+1
	for i := range count.Count {
		inner, err := p.pdf.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: object, Index: uint64(i)})
		if err != nil {
			return err
		}
		if err := p.walk(inner.PageObject, within); err != nil {
			return err
		}
	}
	return nil
}

// image adds to the part of the page that images cover. Nobody knows what of a picture shows through; of a shading not even
// where it is clipped.
func (p *pageReader) image(object references.FPDF_PAGEOBJECT, in around, shading bool) {
	b, err := p.pdf.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object})
	if err != nil {
		return // of no size
	}
	x0, y0 := in.m.apply(float64(b.Left), float64(b.Bottom))
	x1, y1 := in.m.apply(float64(b.Right), float64(b.Top))
	r := ordered(x0, y0, x1, y1)
	p.paints = append(p.paints, paint{box: r, object: object, order: p.order, in: in, vague: true})
	w := min(r.right, p.box.right) - max(r.left, p.box.left)
	h := min(r.top, p.box.top) - max(r.bottom, p.box.bottom)
	if shading || w <= 0 || h <= 0 {
		return
	}
	share := w * h / ((p.box.right - p.box.left) * (p.box.top - p.box.bottom))
	p.images += share
	p.largest = max(p.largest, share)
}
