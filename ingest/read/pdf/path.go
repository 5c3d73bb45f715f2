package pdf

import (
	"github.com/klippa-app/go-pdfium/enums"

	"gongkai/ingest/read/pdf/pdfium"
	"gongkai/ingest/read/printed/scene"
)

// maxSegments of a path that may be rules; outlined text and maps have more.
const maxSegments = 4000

// stroked is an edge of a path, in units of the page.
type stroked struct {
	scene.Edge
	object pdfium.Object
	in     around
}

// paint is an area of a path or a picture.
type paint struct {
	box    rectangle // in units of the page
	object pdfium.Object
	order  int
	in     around
	vague  bool // nobody knows which part of the box it fills
	doubt  bool // a remark without a picture of its own: object is none
}

// path takes the straight lines of a stroked path, and the boxes of a filled one, as possible rules, and what both may do to
// the text that they meet.
func (p *pageReader) path(object pdfium.Object, in around) error {
	fill, stroke, err := p.pdf.DrawMode(object)
	if err != nil {
		return none(err) // a path that says not how it is drawn is not drawn
	}
	filled := fill != enums.FPDF_FILLMODE_NONE
	if !filled && !stroke {
		return nil
	}
	count, err := p.pdf.CountSegments(object)
	if err != nil {
		return err
	}
	if count > maxSegments {
		p.drawn++
		return nil
	}
	own, err := p.pdf.Matrix(object)
	if err != nil {
		return err
	}
	o := scene.Outline{Stroke: stroke, Fill: filled}
	m := in.m.times(own)
	var control []float64
	for i := range count {
		s, err := p.pdf.Segment(object, i)
		if err != nil {
			return err
		}
		p.objects++
		x, y := m.apply(s.X, s.Y)
		switch s.Kind {
		case enums.FPDF_SEGMENT_MOVETO:
			o.Move(x, y)
		case enums.FPDF_SEGMENT_LINETO:
			o.Line(x, y)
		default:
			// A curve comes as three points.
			if control = append(control, x, y); len(control) < 6 {
				continue
			}
			o.Curve(control[0], control[1], control[2], control[3], control[4], control[5])
			control = control[:0]
		}
		if s.Closed {
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
