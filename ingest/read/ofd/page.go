package ofd

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"gongkai/ingest/read/drawn"
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/printed/scene"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

const (
	points    = 72 / 25.4 // in a millimetre
	maxGlyphs = 100_000   // of a page, and rules
)

// page collects what is printed on one page.
type page struct {
	document *document
	number   int
	box      box
	glyphs   []drawn.Glyph
	marks    []*mark // of each glyph
	edges    []edge
	paints   []scene.Paint
	images   float64 // part of the page that images cover
	curves   int     // paths with curves, as outlined text has
	slanted  int
	others   int
	remarks  int

	rank    int      // what is painted now: 0 to 2 a template and the layers behind the page, then the page, what is before it, remarks
	layer   int      // …and of the page -1 for its background, 1 for its foreground
	order   int      // of the object that is read
	hidden  []bool   // of each element that is open
	drawn   string   // the style of the layer
	x, y    float64  // where a remark begins
	infront []string // templates that are painted later
}

// mark is how a glyph is painted.
type mark struct {
	ink   scene.Ink
	order int
	clip  *scene.Box
	look  printed.Look
}

// Ranks of what is painted: each lies on those before it.
const (
	behind = iota
	body
	before
	remarks
	ranks
)

// read adds the objects of a page file, with those of its templates.
func (p *page) read(name string, depth int) (err error) {
	if depth > 4 {
		return fmt.Errorf("%w: templates of templates", fault.ErrTooLarge)
	}
	d, file, err := p.document.pack.open(name)
	if err != nil {
		return err
	}
	defer func() {
		if closing := file.Close(); err == nil && closing != nil {
			err = damaged(name, closing)
		}
	}()
	open := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return damaged(name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if open++; open > p.document.pack.depth {
				return fmt.Errorf("%w: %s: elements are nested more than %d deep", fault.ErrTooLarge, name, p.document.pack.depth)
			}
			read, err := p.element(d, token, depth)
			if err != nil {
				return damaged(name, err)
			}
			if read {
				open--
			} else {
				p.hidden = append(p.hidden, p.isHidden() || p.opens(token))
			}
		case xml.EndElement:
			open--
			if n := len(p.hidden); n > 0 {
				p.hidden = p.hidden[:n-1]
			}
			if token.Name.Local == "Layer" {
				p.drawn = ""
			}
		}
		if len(p.glyphs) > maxGlyphs || len(p.edges) > maxGlyphs || len(p.paints) > maxGlyphs {
			return fmt.Errorf("%w: page %d has more than %d characters or lines", fault.ErrTooLarge, p.number, maxGlyphs)
		}
	}
}

// element reads an object; it says false for what only holds others.
func (p *page) element(d *xml.Decoder, start xml.StartElement, depth int) (bool, error) {
	switch start.Name.Local {
	case "TextObject":
		var o textObject
		if err := d.DecodeElement(&o, &start); err != nil {
			return false, err
		}
		p.text(o)
	case "PathObject":
		var o pathObject
		if err := d.DecodeElement(&o, &start); err != nil {
			return false, err
		}
		p.path(o)
	case "ImageObject":
		var o imageObject
		if err := d.DecodeElement(&o, &start); err != nil {
			return false, err
		}
		p.image(o)
	case "CompositeObject":
		var o object
		if err := d.DecodeElement(&o, &start); err != nil {
			return false, err
		}
		if p.hides(o) {
			return true, nil
		}
		p.others++
		if b, ok := parseBox(o.Boundary); ok {
			at := p.matrix(object{Boundary: o.Boundary})
			x0, y0 := at(0, 0)
			x1, y1 := at(b.w, b.h)
			p.paint(scene.Box{Left: x0, Top: y0, Right: x1, Bottom: y1}, scene.Ink{Vague: true})
		}
	case "PhysicalBox":
		var text string
		if err := d.DecodeElement(&text, &start); err != nil {
			return false, err
		}
		if b, ok := parseBox(text); ok && depth == 0 {
			p.box = b
		}
	case "Template":
		name, ok := p.document.templates[attribute(start, "TemplateID")]
		if !ok {
			return false, nil
		}
		if attribute(start, "ZOrder") == "Foreground" {
			p.infront = append(p.infront, name)
			return false, nil
		}
		return false, p.template(name, depth, behind)
	default:
		return false, nil
	}
	return true, nil
}

func (p *page) template(name string, depth, rank int) error {
	if len(p.infront) > 16 {
		return fmt.Errorf("%w: templates of templates", fault.ErrTooLarge)
	}
	was, hidden := p.rank, p.hidden
	p.rank, p.hidden = rank, nil
	err := p.read(name, depth+1)
	p.rank, p.hidden = was, hidden
	return err
}

// opens notes what an element that holds objects says of them, and reports whether it hides them.
func (p *page) opens(start xml.StartElement) bool {
	switch start.Name.Local {
	case "Layer":
		p.drawn = attribute(start, "DrawParam")
		switch attribute(start, "Type") {
		case "Background":
			p.layer = -1
		case "Foreground":
			p.layer = 1
		default:
			p.layer = 0
		}
	case "Annot":
		if !no(attribute(start, "Visible")) {
			p.remarks++
		}
	case "Appearance":
		if b, ok := parseBox(attribute(start, "Boundary")); ok {
			p.x, p.y = b.x, b.y
		}
	}
	return no(attribute(start, "Visible"))
}

func (p *page) isHidden() bool { return len(p.hidden) > 0 && p.hidden[len(p.hidden)-1] }

// hides reports whether an object is not shown, or one that holds it.
func (p *page) hides(o object) bool { return p.isHidden() || o.hidden() }

// style returns the defaults of an object: its own, else those of its layer.
func (p *page) style(o object) style { return p.document.style(first(o.Style, p.drawn)) }

// now is the place of the object that is read in the order of painting.
func (p *page) now() int {
	p.order++
	return (3*p.rank+p.layer+1)<<32 + p.order
}

func (p *page) paint(b scene.Box, ink scene.Ink) {
	if b.Right > b.Left && b.Bottom > b.Top {
		p.paints = append(p.paints, scene.Paint{Box: b, Order: p.now(), Ink: func() scene.Ink { return ink }})
	}
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// object is what all objects of a page have.
type object struct {
	Boundary  string `xml:"Boundary,attr"`
	CTM       string `xml:"CTM,attr"`
	Visible   string `xml:"Visible,attr"`
	Alpha     string `xml:"Alpha,attr"`
	Style     string `xml:"DrawParam,attr"`
	LineWidth string `xml:"LineWidth,attr"`
	Clips     *clips `xml:"Clips"`
}

func (o object) hidden() bool { return no(o.Visible) }

// no and yes read a truth value of XML; what is not given is neither.
func no(value string) bool { return value == "false" || value == "0" }

func yes(value string) bool { return value == "true" || value == "1" }

// matrix maps the units of an object to points of the page.
func (p *page) matrix(o object) func(x, y float64) (float64, float64) {
	b, _ := parseBox(o.Boundary)
	own := affine(o.CTM)
	left, top := b.x+p.x-p.box.x, b.y+p.y-p.box.y
	return func(x, y float64) (float64, float64) {
		x, y = own(x, y)
		return (x + left) * points, (y + top) * points
	}
}

// affine returns the map that a CTM is.
func affine(ctm string) func(x, y float64) (float64, float64) {
	m := [6]float64{1, 0, 0, 1, 0, 0}
	if n := numbers(ctm); len(n) == 6 {
		m = [6]float64(n)
	}
	return func(x, y float64) (float64, float64) { return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5] }
}

// box is x, y, width and height in millimetres.
type box struct{ x, y, w, h float64 }

func parseBox(text string) (box, bool) {
	n := numbers(text)
	if len(n) != 4 {
		return box{}, false
	}
	return box{n[0], n[1], n[2], n[3]}, true
}

// numbers reads a list of numbers; it returns nil where one is none.
func numbers(text string) []float64 {
	var all []float64
	for _, field := range strings.Fields(text) {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		all = append(all, v)
	}
	return all
}

// whole reads a page with what is laid on it. Remarks that are damaged are noted; the page is there without them.
func (p *page) whole(name string, files []string) error {
	if err := p.read(name, 0); err != nil {
		return err
	}
	for _, t := range p.infront[:len(p.infront):len(p.infront)] {
		if err := p.template(t, 0, before); err != nil {
			return err
		}
	}
	p.rank, p.layer = remarks, 0
	for _, f := range files {
		p.hidden = nil
		if err := p.read(f, 1); err != nil {
			if errors.Is(err, fault.ErrTooLarge) {
				return err
			}
			p.document.note(report.NoteBroken, p.number, 1)
		}
	}
	return nil
}
