package pdf

import (
	"fmt"
	"math"
	"unicode"

	"github.com/klippa-app/go-pdfium/enums"

	"gongkai/ingest/read/pdf/pdfium"
	"gongkai/internal/fault"
)

// matrix maps the units of an object to those of the page.
type matrix struct{ a, b, c, d, e, f float64 }

func identity() matrix { return matrix{a: 1, d: 1} }

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// times returns the matrix that applies n, then m.
func (m matrix) times(n pdfium.Matrix) matrix {
	return matrix{
		a: m.a*n.A + m.c*n.B, b: m.b*n.A + m.d*n.B,
		c: m.a*n.C + m.c*n.D, d: m.b*n.C + m.d*n.D,
		e: m.a*n.E + m.c*n.F + m.e, f: m.b*n.E + m.d*n.F + m.f,
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
func (p *pageReader) walkPage() error {
	count, err := p.pdf.CountObjects(p.page)
	if err != nil {
		return err
	}
	for i := range count {
		object, err := p.pdf.Object(p.page, i)
		if err != nil {
			return err
		}
		if err := p.walk(object, around{m: identity()}); err != nil {
			return err
		}
	}
	return nil
}

func (p *pageReader) walk(object pdfium.Object, in around) error {
	p.objects++
	if p.objects > maxObjects || in.depth > p.limits.Depth || in.depth > 32 {
		return fmt.Errorf("%w: page %d has more than %d objects, or they are nested too deeply", fault.ErrTooLarge, p.index+1, maxObjects)
	}
	p.order++
	kind, err := p.pdf.ObjectKind(object)
	if err != nil {
		return err
	}
	switch kind {
	case enums.FPDF_PAGEOBJ_TEXT:
		return p.textObject(object, in)
	case enums.FPDF_PAGEOBJ_PATH:
		return p.path(object, in)
	case enums.FPDF_PAGEOBJ_IMAGE, enums.FPDF_PAGEOBJ_SHADING:
		return p.image(object, in, kind == enums.FPDF_PAGEOBJ_SHADING)
	case enums.FPDF_PAGEOBJ_FORM:
		return p.form(object, in)
	}
	return nil
}

// textObject looks whether text is painted, and whether pdfium will give it at all: a piece of text of which no
// character has a shape, in a Chinese font that is not embedded, takes no room and is skipped without a word. It
// cannot be told from a blank; a cell that holds only such text must not pass for blank.
func (p *pageReader) textObject(object pdfium.Object, in around) error {
	piece, err := p.piece(object, in)
	if err != nil {
		return err
	}
	p.pieces = append(p.pieces, piece)
	own, err := p.pdf.Matrix(object)
	if err != nil {
		return err
	}
	at := in.m.times(own)
	p.turned = p.turned || at.a <= 0 || math.Abs(at.b) > 1e-6
	font, err := p.pdf.Font(object)
	if err != nil {
		return none(err) // a blank has none
	}
	embedded, err := p.pdf.IsEmbedded(font)
	if err != nil || embedded {
		return err
	}
	b, err := p.pdf.Bounds(object)
	if err != nil || b.Right-b.Left > 0.001 || b.Top-b.Bottom > 0.001 || piece.look != 0 {
		return none(err) // text without bounds is a blank
	}
	p.bare = append(p.bare, char{r: unicode.ReplacementChar, box: rectangle{at.e, at.f, at.e + 1, at.f + 1}, x: at.e, y: at.f})
	return nil
}

func (p *pageReader) form(object pdfium.Object, in around) error {
	own, err := p.pdf.Matrix(object)
	if err != nil {
		return err
	}
	count, err := p.pdf.CountFormObjects(object)
	if err != nil {
		return err
	}
	within := in
	if err := p.enter(object, &within); err != nil {
		return err
	}
	within.m, within.depth = in.m.times(own), in.depth+1
	for i := range count {
		inner, err := p.pdf.FormObject(object, i)
		if err != nil {
			return err
		}
		if err := p.walk(inner, within); err != nil {
			return err
		}
	}
	return nil
}

// image adds to the part of the page that images cover. Nobody knows what of a picture shows through; of a shading not even
// where it is clipped.
func (p *pageReader) image(object pdfium.Object, in around, shading bool) error {
	b, err := p.pdf.Bounds(object)
	if err != nil {
		return none(err) // of no size
	}
	x0, y0 := in.m.apply(b.Left, b.Bottom)
	x1, y1 := in.m.apply(b.Right, b.Top)
	r := corners(x0, y0, x1, y1)
	p.paints = append(p.paints, paint{box: r, object: object, order: p.order, in: in, vague: true})
	w := min(r.right, p.box.right) - max(r.left, p.box.left)
	h := min(r.top, p.box.top) - max(r.bottom, p.box.bottom)
	if shading || w <= 0 || h <= 0 {
		return nil
	}
	share := w * h / ((p.box.right - p.box.left) * (p.box.top - p.box.bottom))
	p.images += share
	if share <= p.largest {
		return nil
	}
	p.largest = share
	if wide, err := p.pdf.ImageWidth(object); err == nil {
		p.dots = float64(wide) / (r.right - r.left) * 72
	}
	return nil
}
