package ofd

import (
	"math"
	"strconv"
	"strings"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/printed/scene"
)

// colour is the colour of a fill or stroke.
type colour struct {
	Value   string    `xml:"Value,attr"`
	Index   string    `xml:"Index,attr"`
	Space   string    `xml:"ColorSpace,attr"`
	Alpha   string    `xml:"Alpha,attr"`
	Pattern *struct{} `xml:"Pattern"`
	Axial   *struct{} `xml:"AxialShd"`
	Radial  *struct{} `xml:"RadialShd"`
	Gouraud *struct{} `xml:"GouraudShd"`
	Lattice *struct{} `xml:"LaGourandShd"`
}

// opacity reads an alpha, which goes from 0 to 255; what is not given or no number is opaque.
func opacity(text string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(v) {
		return 1
	}
	return min(max(v/255, 0), 1)
}

// ink is what a colour paints with, in an object; otherwise where there is none.
func (o object) ink(c *colour, otherwise scene.Ink) scene.Ink {
	through := 1 - opacity(o.Alpha)
	if c == nil {
		otherwise.Through = 1 - (1-otherwise.Through)*(1-through)
		return otherwise
	}
	ink := scene.Ink{Through: 1 - (1-through)*opacity(c.Alpha)}
	if c.Pattern != nil || c.Axial != nil || c.Radial != nil || c.Gouraud != nil || c.Lattice != nil || c.Index != "" {
		ink.Vague = true
		return ink
	}
	var parts []float64
	for _, field := range strings.Fields(c.Value) {
		v, err := strconv.ParseFloat(field, 64)
		if hex, ok := strings.CutPrefix(field, "#"); ok {
			var n uint64
			n, err = strconv.ParseUint(hex, 16, 8)
			v = float64(n)
		}
		if err != nil || !(v >= 0) {
			ink.Vague = true
			return ink
		}
		parts = append(parts, min(v, 255))
	}
	switch len(parts) {
	case 0: // black
	case 1:
		ink.Colour = printed.Colour{Red: uint8(parts[0]), Green: uint8(parts[0]), Blue: uint8(parts[0])}
	case 3:
		ink.Colour = printed.Colour{Red: uint8(parts[0]), Green: uint8(parts[1]), Blue: uint8(parts[2])}
	case 4:
		mix := func(v float64) uint8 { return uint8(255 * (1 - v/255) * (1 - parts[3]/255)) }
		ink.Colour = printed.Colour{Red: mix(parts[0]), Green: mix(parts[1]), Blue: mix(parts[2])}
	default:
		ink.Vague = true
	}
	return ink
}

// style is a set of defaults that objects and layers name.
type style struct {
	ID       string  `xml:"ID,attr"`
	Relative string  `xml:"Relative,attr"`
	Width    string  `xml:"LineWidth,attr"`
	Fill     *colour `xml:"FillColor"`
	Stroke   *colour `xml:"StrokeColor"`
}

// maxRelatives is how many styles may build on each other.
const maxRelatives = 8

// style returns the style of an ID, with what it takes from others.
func (d *document) style(id string) style {
	if id == "" {
		return style{}
	}
	d.loadStyles()
	s := d.styles[id]
	next := s.Relative
	for range maxRelatives {
		base, ok := d.styles[next]
		if !ok {
			break
		}
		if s.Fill == nil {
			s.Fill = base.Fill
		}
		if s.Stroke == nil {
			s.Stroke = base.Stroke
		}
		if s.Width == "" {
			s.Width = base.Width
		}
		next = base.Relative
	}
	return s
}

// loadStyles reads the resources when the first object asks for one. What is damaged has none.
func (d *document) loadStyles() {
	if d.styles != nil {
		return
	}
	d.styles = map[string]style{}
	d.media = map[string]string{}
	for _, name := range d.resources {
		var res struct {
			Base   string  `xml:"BaseLoc,attr"`
			Styles []style `xml:"DrawParams>DrawParam"`
			Media  []struct {
				ID   string `xml:"ID,attr"`
				Type string `xml:"Type,attr"`
				File string `xml:"MediaFile"`
			} `xml:"MultiMedias>MultiMedia"`
		}
		if d.pack.decode(name, &res) != nil {
			continue
		}
		for _, s := range res.Styles {
			d.styles[s.ID] = s
		}
		for _, m := range res.Media {
			d.media[m.ID] = beside(beside(name, res.Base+"/x"), strings.TrimSpace(m.File))
		}
	}
}

// clips bound what of an object is painted.
type clips struct {
	Clips []struct {
		Areas []struct {
			CTM  string `xml:"CTM,attr"`
			Path *struct {
				object
				Data string `xml:"AbbreviatedData"`
			} `xml:"Path"`
			Text *struct{} `xml:"Text"`
		} `xml:"Area"`
	} `xml:"Clip"`
}

// box returns the part of the page that clips leave, nil for all of it, and true where its shape is not a box. at maps the
// units of the object to points.
func (c *clips) box(at func(x, y float64) (float64, float64)) (seen *scene.Box, odd bool) {
	if c == nil {
		return nil, false
	}
	for _, clip := range c.Clips {
		o := scene.Outline{Fill: true}
		for _, a := range clip.Areas {
			if a.Path == nil {
				odd = true
				continue
			}
			b, _ := parseBox(a.Path.Boundary)
			inner, outer := affine(a.Path.CTM), affine(a.CTM)
			trace(a.Path.Data, func(x, y float64) (float64, float64) {
				x, y = inner(x, y)
				x, y = outer(x+b.x, y+b.y)
				return at(x, y)
			}, &o)
		}
		if len(o.Edges)+len(o.Areas) == 0 {
			continue
		}
		r := o.Bounds()
		odd = odd || len(o.Areas) != 1 || o.Odd()
		if seen != nil {
			r = r.And(*seen)
		}
		seen = &r
	}
	return seen, odd
}
