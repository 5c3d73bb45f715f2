package ofd

import (
	"strconv"
	"strings"

	"gongkai/ingest/read/printed/scene"
)

type pathObject struct {
	object
	Stroke      string  `xml:"Stroke,attr"`
	Fill        string  `xml:"Fill,attr"`
	FillColor   *colour `xml:"FillColor"`
	StrokeColor *colour `xml:"StrokeColor"`
	Data        string  `xml:"AbbreviatedData"`
}

// operands is how many numbers follow each letter of AbbreviatedData; the last two are the point it ends at.
func operands(letter string) (int, bool) {
	switch letter {
	case "S", "M", "L":
		return 2, true
	case "Q":
		return 4, true
	case "B":
		return 6, true
	case "A":
		return 7, true
	case "C":
		return 0, true
	}
	return 0, false
}

// edge is a line of a path with what it is drawn with.
type edge struct {
	scene.Edge
	ink func() scene.Ink
}

// path takes the straight lines of a stroked path, and the boxes of a filled one, as possible rules, and what both may do to the
// text that they meet.
func (p *page) path(o pathObject) {
	stroke, fill := !no(o.Stroke), yes(o.Fill)
	if p.hides(o.object) || !stroke && !fill {
		return
	}
	at := p.matrix(o.object)
	out := scene.Outline{Stroke: stroke, Fill: fill}
	trace(o.Data, at, &out)
	if out.Curves > 0 {
		p.curves++
	}
	s := p.style(o.object)
	stroked := o.ink(first(o.StrokeColor, s.Stroke), scene.Ink{})
	stroked.Width = number(first(o.LineWidth, s.Width), 0.353) * points
	filled := o.ink(first(o.FillColor, s.Fill), scene.Ink{Through: 1}) // what names no colour fills nothing
	ofLine := func() scene.Ink { return stroked }
	var ofBox func() scene.Ink // black: a rule, as drawn by programs that leave the colour out
	if o.FillColor != nil || s.Fill != nil {
		ofBox = func() scene.Ink { return filled }
	}
	for _, e := range out.Edges {
		if e.Box {
			p.edges = append(p.edges, edge{e, ofBox})
		} else {
			p.edges = append(p.edges, edge{e, ofLine})
		}
	}
	clip, odd := o.Clips.box(at)
	filled.Vague = filled.Vague || odd || out.Odd()
	for _, b := range out.Areas[:min(len(out.Areas), scene.MaxBoxes)] {
		if clip != nil {
			b = b.And(*clip)
		}
		p.paint(b, filled)
	}
}

// first returns the first of two values that is given.
func first[T comparable](a, b T) T {
	var none T
	if a != none {
		return a
	}
	return b
}

// trace follows the data of a path.
func trace(data string, at func(x, y float64) (float64, float64), o *scene.Outline) {
	fields := strings.Fields(data)
	var values [7]float64
	var x, y float64 // where it is, in units of the object
	for i := 0; i < len(fields); {
		letter := fields[i]
		n, ok := operands(letter)
		if !ok || i+n >= len(fields) || len(o.Edges) > maxGlyphs {
			break
		}
		for k := range n {
			v, err := strconv.ParseFloat(fields[i+1+k], 64)
			if err != nil {
				o.Finish(false)
				return
			}
			values[k] = v
		}
		i += n + 1
		if letter == "C" {
			o.Close()
			continue
		}
		toX, toY := at(values[n-2], values[n-1])
		switch letter {
		case "S", "M":
			o.Move(toX, toY)
		case "L":
			o.Line(toX, toY)
		case "Q":
			// A curve of the second degree is one of the third whose controls lie two thirds of the way.
			x1, y1 := at(x+2*(values[0]-x)/3, y+2*(values[1]-y)/3)
			x2, y2 := at(values[2]+2*(values[0]-values[2])/3, values[3]+2*(values[1]-values[3])/3)
			o.Curve(x1, y1, x2, y2, toX, toY)
		case "B":
			x1, y1 := at(values[0], values[1])
			x2, y2 := at(values[2], values[3])
			o.Curve(x1, y1, x2, y2, toX, toY)
		default:
			o.Arc(toX, toY)
		}
		x, y = values[n-2], values[n-1]
	}
	o.Finish(false)
}
