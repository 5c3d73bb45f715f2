package ofd

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"gongkai/ingest/read/drawn"
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/printed/scene"
)

type textObject struct {
	object
	Size      string  `xml:"Size,attr"`
	HScale    string  `xml:"HScale,attr"`
	Fill      string  `xml:"Fill,attr"`
	Stroke    string  `xml:"Stroke,attr"`
	Reading   string  `xml:"ReadDirection,attr"`
	Upright   string  `xml:"CharDirection,attr"`
	FillColor *colour `xml:"FillColor"`
	Outline   *colour `xml:"StrokeColor"`
	Codes     []struct {
		X      string `xml:"X,attr"`
		Y      string `xml:"Y,attr"`
		DeltaX string `xml:"DeltaX,attr"`
		DeltaY string `xml:"DeltaY,attr"`
		Text   string `xml:",chardata"`
	} `xml:"TextCode"`
}

// text adds the characters of a text object. The advance of a font is not in the file where DeltaX gives the
// steps; the width of a character is taken from its step, or as half or the whole of the size.
func (p *page) text(o textObject) {
	size, err := strconv.ParseFloat(strings.TrimSpace(o.Size), 64)
	if err != nil || !(size > 0 && size < 1e4) {
		return
	}
	scale, err := strconv.ParseFloat(strings.TrimSpace(o.HScale), 64)
	if err != nil || !(scale > 0 && scale < 100) {
		scale = 1
	}
	at := p.matrix(o.object)
	if !upright(at) {
		for _, c := range o.Codes {
			p.slanted += len([]rune(c.Text))
		}
		return
	}
	m := p.mark(o, at)
	var x, y float64
	for _, c := range o.Codes {
		// A position that is not given is that of the TextCode before.
		x, y = number(c.X, x), number(c.Y, y)
		runes := []rune(strings.Trim(c.Text, "\r\n\t"))
		stepX, stepY := steps(c.DeltaX, len(runes)), steps(c.DeltaY, len(runes))
		left, base := x, y
		for i, r := range runes {
			width := size * scale
			if r < 0x2000 {
				width /= 2
			}
			next := width
			if i < len(stepX) {
				next = stepX[i] * scale
				if next > 0 && next < 1.25*width {
					width = next
				}
			} else if len(stepX) == 0 && len(stepY) > 0 {
				next = 0
			}
			p.glyph(r, left, base, width, size, at, m)
			left += next
			if i < len(stepY) {
				base += stepY[i]
			}
			if len(p.glyphs) > maxGlyphs {
				return
			}
		}
	}
}

// mark tells how a text object is painted.
func (p *page) mark(o textObject, at func(x, y float64) (float64, float64)) *mark {
	m := &mark{order: p.now()}
	s := p.style(o.object)
	outlined := yes(o.Stroke)
	switch fill := first(o.FillColor, s.Fill); {
	case p.hides(o.object):
		m.look |= printed.Hidden
	case no(o.Fill) && !outlined:
		m.look |= printed.Faint
	case no(o.Fill):
		m.ink = o.ink(first(o.Outline, s.Stroke), scene.Ink{})
	default:
		m.ink = o.ink(fill, scene.Ink{})
		if edge := first(o.Outline, s.Stroke); outlined && edge != nil && printed.Ink(m.ink.Colour, printed.White()) != 0 {
			m.ink = o.ink(edge, scene.Ink{}) // filled in the colour of the paper and outlined
		}
	}
	if turned(o.Reading) || turned(o.Upright) {
		m.look |= printed.Moved
	}
	clip, odd := o.Clips.box(at)
	m.clip, m.ink.Vague = clip, m.ink.Vague || odd
	return m
}

func turned(direction string) bool { return direction != "" && direction != "0" }

func (p *page) glyph(r rune, left, base, width, size float64, at func(x, y float64) (float64, float64), m *mark) {
	if unicode.IsSpace(r) {
		return
	}
	x0, y0 := at(left, base-0.88*size)
	x1, y1 := at(left+width, base+0.12*size)
	_, baseline := at(left, base)
	p.marks = append(p.marks, m)
	p.glyphs = append(p.glyphs, drawn.Glyph{
		Rune: r, Left: min(x0, x1), Right: max(x0, x1), Top: min(y0, y1), Bottom: max(y0, y1), Baseline: baseline,
	})
}

// upright reports whether a matrix leaves text as it is read.
func upright(at func(x, y float64) (float64, float64)) bool {
	x0, y0 := at(0, 0)
	x1, y1 := at(1, 0)
	return x1 > x0 && math.Abs(y1-y0) < 0.1*(x1-x0)
}

func number(text string, otherwise float64) float64 {
	if n := numbers(text); len(n) == 1 {
		return n[0]
	}
	return otherwise
}

// steps reads DeltaX or DeltaY for n characters: numbers, where "g 5 3.5" stands for five times 3.5.
func steps(text string, n int) []float64 {
	fields := strings.Fields(text)
	var all []float64
	for i := 0; i < len(fields) && len(all) < n; i++ {
		times := 1
		if fields[i] == "g" {
			if i+2 >= len(fields) {
				return all
			}
			k, err := strconv.Atoi(fields[i+1])
			if err != nil || k < 0 {
				return all
			}
			times = min(k, n-len(all))
			i += 2
		}
		v, err := strconv.ParseFloat(fields[i], 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return all
		}
		for range times {
			all = append(all, v)
		}
	}
	return all
}
