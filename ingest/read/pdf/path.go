//go:build !js && !wasip1

package pdf

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/ingest/read/printed/scene"
)

// maxSegments of a path that may be rules; outlined text and maps have more.
const maxSegments = 4000

// stroked is an edge of a path, in units of the page.
type stroked struct {
	scene.Edge
	object references.FPDF_PAGEOBJECT
	in     around
}

// paint is an area of a path or a picture.
type paint struct {
	box    rectangle // in units of the page
	object references.FPDF_PAGEOBJECT
	order  int
	in     around
	vague  bool // nobody knows which part of the box it fills
	doubt  bool // a remark without a picture of its own: object is none
}

// path takes the straight lines of a stroked path, and the boxes of a filled one, as possible rules, and what both may do to
// the text that they meet.
func (p *pageReader) path(object references.FPDF_PAGEOBJECT, in around) error {
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
	o := scene.Outline{Stroke: mode.Stroke, Fill: filled}
	m := in.m.times(own.Matrix)
	var control []float64
	for i := range count.Count {
		s, err := p.segment(object, i)
		if err != nil {
			return err
		}
		p.objects++
		s.x, s.y = m.apply(s.x, s.y)
		switch s.kind {
		case enums.FPDF_SEGMENT_MOVETO:
			o.Move(s.x, s.y)
		case enums.FPDF_SEGMENT_LINETO:
			o.Line(s.x, s.y)
		default:
			// A curve comes as three points.
			if control = append(control, s.x, s.y); len(control) < 6 {
				continue
			}
			o.Curve(control[0], control[1], control[2], control[3], control[4], control[5])
			control = control[:0]
		}
		if s.closed {
			o.Close()
		}
	}
	o.Finish(false)
	p.drawn += o.Curves
	for _, e := range o.Edges {
		p.lines = append(p.lines, stroked{e, object, in})
	}
	odd := o.Odd()
	for _, b := range o.Areas[:min(len(o.Areas), scene.MaxBoxes)] {
		r := rectangle{b.Left, b.Top, b.Right, b.Bottom}
		p.paints = append(p.paints, paint{box: r, object: object, order: p.order, in: in, vague: odd})
	}
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
