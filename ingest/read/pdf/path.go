//go:build !js && !wasip1

package pdf

import (
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/ingest/read/lattice"
)

// maxSegments of a path that may be rules; outlined text and maps have more.
const maxSegments = 4000

// thick is from where on a filled box is an area and not a line, in points.
const thick = 2

// stroked is a straight line of a path, or a thin filled box.
type stroked struct {
	lattice.Rule
	object references.FPDF_PAGEOBJECT
	in     around
	box    bool // filled
	area   bool // too thick for a line: package lattice sees to it that it is no rule
	curve  bool // part of a curve: no rule
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
	d := drawing{stroke: mode.Stroke, fill: filled}
	m := in.m.times(own.Matrix)
	for i := range count.Count {
		s, err := p.segment(object, i)
		if err != nil {
			return err
		}
		p.objects++
		s.x, s.y = m.apply(s.x, s.y)
		d.add(s)
	}
	d.finish(false)
	p.drawn += d.curves
	for _, l := range d.lines {
		l.object, l.in = object, in
		p.lines = append(p.lines, l)
	}
	for i, b := range d.boxes {
		if i < maxBoxes {
			p.paints = append(p.paints, paint{box: b, object: object, order: p.order, in: in, vague: d.odd || d.overlap()})
		}
	}
	return nil
}

// maxBoxes of one path that are held against the text.
const maxBoxes = 64

// drawing collects the lines and boxes of a path.
type drawing struct {
	stroke, fill   bool
	lines          []stroked
	boxes          []rectangle // of the filled subpaths that are no lines
	curves         int
	odd            bool           // a box is not wholly filled
	part           []lattice.Rule // of the current subpath
	bends          []lattice.Rule // the pieces of its curves
	control        [][2]float64
	startX, startY float64
	x, y           float64
}

func (d *drawing) add(s segment) {
	switch s.kind {
	case enums.FPDF_SEGMENT_MOVETO:
		d.finish(false)
		d.startX, d.startY = s.x, s.y
	case enums.FPDF_SEGMENT_LINETO:
		d.part = append(d.part, lattice.Rule{X0: d.x, Y0: d.y, X1: s.x, Y1: s.y})
	default:
		if len(d.bends) == 0 && len(d.control) == 0 {
			d.curves++
		}
		if d.control = append(d.control, [2]float64{s.x, s.y}); len(d.control) < 3 {
			return // a curve comes as three points
		}
		d.bend()
	}
	d.x, d.y = s.x, s.y
	if s.closed {
		d.finish(true)
		d.x, d.y = d.startX, d.startY
	}
}

// bend takes a curve as four straight pieces.
func (d *drawing) bend() {
	const pieces = 4
	a, b, c := d.control[0], d.control[1], d.control[2]
	x, y := d.x, d.y
	for i := 1; i <= pieces; i++ {
		t := float64(i) / pieces
		u := 1 - t
		at := func(p0, p1, p2, p3 float64) float64 { return u*u*u*p0 + 3*u*u*t*p1 + 3*u*t*t*p2 + t*t*t*p3 }
		toX, toY := at(d.x, a[0], b[0], c[0]), at(d.y, a[1], b[1], c[1])
		d.bends = append(d.bends, lattice.Rule{X0: x, Y0: y, X1: toX, Y1: toY})
		x, y = toX, toY
	}
	d.control = nil
}

// finish ends a subpath.
func (d *drawing) finish(closed bool) {
	if closed || d.fill {
		d.part = append(d.part, lattice.Rule{X0: d.x, Y0: d.y, X1: d.startX, Y1: d.startY})
	}
	all := append(d.part[:len(d.part):len(d.part)], d.bends...)
	if d.stroke {
		for _, r := range d.part {
			d.lines = append(d.lines, stroked{Rule: r})
		}
		for _, r := range d.bends {
			d.lines = append(d.lines, stroked{Rule: r, curve: true})
		}
	}
	if d.fill && len(all) > 1 {
		r := enclosing(all)
		w, h := r.X1-r.X0, r.Y1-r.Y0
		if !d.stroke && len(d.bends) == 0 {
			d.lines = append(d.lines, stroked{Rule: r, box: true, area: min(w, h) > thick})
		}
		if min(w, h) > thick {
			d.boxes = append(d.boxes, rectangle{r.X0, r.Y0, r.X1, r.Y1})
			d.odd = d.odd || len(d.bends) > 0 || !square(d.part)
		}
	}
	d.part, d.bends, d.control = nil, nil, nil
}

// overlap reports whether some of the boxes lie on each other: a frame is drawn as a box with a smaller one in it that is left out.
func (d *drawing) overlap() bool {
	for i, a := range d.boxes {
		if i >= maxBoxes {
			return true
		}
		for _, b := range d.boxes[:i] {
			if min(a.right, b.right) > max(a.left, b.left)+0.01 && min(a.top, b.top) > max(a.bottom, b.bottom)+0.01 {
				return true
			}
		}
	}
	return false
}

// square reports whether all sides are level or upright, and no more than those of a box.
func square(part []lattice.Rule) bool {
	sides := 0
	for _, r := range part {
		w, h := math.Abs(r.X1-r.X0), math.Abs(r.Y1-r.Y0)
		if min(w, h) > 0.1 {
			return false
		}
		if max(w, h) > 0.01 {
			sides++
		}
	}
	return sides <= 4
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

// enclosing returns the box of a filled subpath; package lattice takes the thin ones for rules.
func enclosing(part []lattice.Rule) lattice.Rule {
	r := part[0]
	r.X0, r.X1, r.Y0, r.Y1 = min(r.X0, r.X1), max(r.X0, r.X1), min(r.Y0, r.Y1), max(r.Y0, r.Y1)
	for _, s := range part[1:] {
		r.X0, r.X1 = min(r.X0, s.X0, s.X1), max(r.X1, s.X0, s.X1)
		r.Y0, r.Y1 = min(r.Y0, s.Y0, s.Y1), max(r.Y1, s.Y0, s.Y1)
	}
	return r
}
