package ofd

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"gongkai/ingest/read/lattice"
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
	glyphs   []lattice.Glyph
	rules    []lattice.Rule
	images   float64 // part of the page that images cover
	curves   int     // paths with curves, as outlined text has
	slanted  int
	others   int
}

// read adds the objects of a page file, first those of its templates.
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
			}
		case xml.EndElement:
			open--
		}
		if len(p.glyphs) > maxGlyphs || len(p.rules) > maxGlyphs {
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
		var o object
		if err := d.DecodeElement(&o, &start); err != nil {
			return false, err
		}
		if b, ok := parseBox(o.Boundary); ok && p.box.w > 0 {
			p.images += min(b.w, p.box.w) * min(b.h, p.box.h) / (p.box.w * p.box.h)
		}
	case "CompositeObject":
		p.others++
		return true, d.Skip()
	case "PhysicalBox":
		var text string
		if err := d.DecodeElement(&text, &start); err != nil {
			return false, err
		}
		if b, ok := parseBox(text); ok && depth == 0 {
			p.box = b
		}
	case "Template":
		for _, a := range start.Attr {
			if name, ok := p.document.templates[a.Value]; a.Name.Local == "TemplateID" && ok {
				if err := p.read(name, depth+1); err != nil {
					return false, err
				}
			}
		}
		return false, nil
	default:
		return false, nil
	}
	return true, nil
}

// finish returns the page as package lattice takes it, and counts it.
func (p *page) finish() lattice.Page {
	d := p.document
	d.glyphs += len(p.glyphs)
	switch {
	case len(p.glyphs) == 0 && (p.images > 0.05 || p.curves > 100):
		d.pictures++
		d.note(report.NotePicture, p.number, 1)
	case p.images > 0.15:
		d.note(report.NotePicture, p.number, 1)
	}
	if p.slanted > 0 {
		d.note(report.NoteTurned, p.number, p.slanted)
	}
	if p.others > 0 {
		d.note(report.NotePicture, p.number, p.others)
	}
	width, height := p.box.w*points, p.box.h*points
	if width <= 0 || height <= 0 {
		for _, g := range p.glyphs {
			width, height = max(width, g.Right+72), max(height, g.Bottom+72)
		}
	}
	return lattice.Page{Number: p.number, Width: width, Height: height, Glyphs: p.glyphs, Rules: p.rules}
}

// object is what all objects of a page have.
type object struct {
	Boundary string `xml:"Boundary,attr"`
	CTM      string `xml:"CTM,attr"`
	Visible  string `xml:"Visible,attr"`
	Alpha    string `xml:"Alpha,attr"`
}

func (o object) hidden() bool { return o.Visible == "false" || o.Alpha == "0" }

// matrix maps the units of an object to points of the page.
func (p *page) matrix(o object) func(x, y float64) (float64, float64) {
	b, _ := parseBox(o.Boundary)
	m := [6]float64{1, 0, 0, 1, 0, 0}
	if n := numbers(o.CTM); len(n) == 6 {
		m = [6]float64(n)
	}
	return func(x, y float64) (float64, float64) {
		return (m[0]*x + m[2]*y + m[4] + b.x - p.box.x) * points, (m[1]*x + m[3]*y + m[5] + b.y - p.box.y) * points
	}
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
