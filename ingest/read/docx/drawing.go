package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// box is a drawing with its place, in points from the left upper corner of the paragraph that it is anchored in.
type box struct {
	covers       bool // lies over the text, which does not make way
	across, down bool // x and y are known
	align        string
	x, y, w, h   float64
}

// shape is what is found out about a drawing.
type shape struct {
	box
	floats, behind, aside, hidden bool
	text, picture, line           bool
	filled, unfilled              bool
	colour                        paint    // of the fill
	names                         []string // of the elements around, from the drawing on
	axis                          string   // H or V while a position is read
	relative                      string
}

// drawing reads a drawing and notes what it is. Its text is not read.
func (p *parser) drawing(start xml.StartElement, r *run) error {
	visible := p.visible(r)
	var s shape
	if err := p.shape(&s, start); err != nil {
		return err
	}
	if !visible || s.hidden {
		return nil
	}
	p.show()
	kind := report.NotePicture
	if s.text {
		kind = report.NoteTextBox
	}
	p.lose(kind, 1)
	s.covers = s.floats && !s.behind && !s.aside && (s.text || s.picture || s.line || s.filled && !s.unfilled)
	if s.floats && s.behind && s.filled && !s.unfilled {
		// Behind the text, a dark ground hides it as well.
		ground, known := s.colour.colour(&p.sheet.theme)
		s.covers = known && printed.Ink(printed.Colour{}, ground) != 0
	}
	if s.covers {
		p.float(s.box)
	}
	return nil
}

// maxShape is how deep elements of a drawing are looked at. Those of Word stand twenty deep.
const maxShape = 64

func (p *parser) shape(s *shape, start xml.StartElement) error {
	if len(s.names) >= maxShape {
		return p.skip()
	}
	s.element(start)
	s.names = append(s.names, start.Name.Local)
	defer func() { s.names = s.names[:len(s.names)-1] }()
	for {
		token, err := p.next()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "txbxContent" {
				words, err := p.words("t", "sym")
				if err != nil {
					return err
				}
				s.text = s.text || words
				continue
			}
			if err := p.shape(s, token); err != nil {
				return err
			}
		case xml.CharData:
			s.position(start.Name.Local, token)
		case xml.EndElement:
			return nil
		}
	}
}

// within reports whether an element stands in one of a name.
func (s *shape) within(name string) bool {
	for _, n := range s.names {
		if n == name {
			return true
		}
	}
	return false
}

func (s *shape) element(start xml.StartElement) {
	switch start.Name.Local {
	case "anchor":
		s.floats = true
		s.behind = truth(attribute(start, "behindDoc"), false)
	case "docPr":
		s.hidden = s.hidden || truth(attribute(start, "hidden"), false)
	case "positionH", "positionV":
		s.axis, s.relative = start.Name.Local[len("position"):], attribute(start, "relativeFrom")
	case "extent":
		s.w, s.h = emu(attribute(start, "cx")), emu(attribute(start, "cy"))
	case "wrapSquare", "wrapTight", "wrapThrough", "wrapTopAndBottom":
		s.aside = true
	case "wrap":
		switch attribute(start, "type") {
		case "square", "tight", "through", "topAndBottom":
			s.aside = true
		}
	case "solidFill", "gradFill", "blipFill", "pattFill":
		s.filled = s.filled || !s.within("ln") && !s.within("txbx")
	case "srgbClr", "schemeClr":
		if s.within("solidFill") && !s.within("ln") && !s.within("txbx") && s.colour.kind == paintUnsaid {
			if s.colour = hex(value(start)); start.Name.Local == "schemeClr" {
				s.colour = paint{kind: paintUnknown, theme: value(start)}
			}
		}
	case "noFill":
		s.unfilled = s.unfilled || !s.within("ln")
	case "fillRef":
		s.filled = s.filled || attribute(start, "idx") != "0"
	case "pic", "imagedata", "chart", "relIds", "textpath", "contentPart", "OLEObject", "binData":
		s.picture = true
	case "custGeom":
		s.line = true // drawn by hand
	case "prstGeom":
		kind := strings.ToLower(attribute(start, "prst"))
		s.line = s.line || strings.Contains(kind, "line") || strings.Contains(kind, "connector") || strings.Contains(kind, "math")
	case "rect", "roundrect", "oval", "shape", "image", "line", "polyline", "curve", "arc", "group", "shapetype":
		s.vector(start)
	case "fill":
		if opacity := attribute(start, "opacity"); opacity == "0" || strings.HasPrefix(opacity, "0f") {
			s.unfilled = true
		}
	}
}

// emu turns English metric units into points.
func emu(s string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || v != v {
		return 0
	}
	return bounded(v / 12_700)
}

// bounded cuts a length to what any page could have.
func bounded(v float64) float64 { return min(max(v, -5000), 5000) }

// position reads the text of an offset or alignment.
func (s *shape) position(element string, text xml.CharData) {
	if s.axis == "" || printed.IsBlank(string(text)) {
		return
	}
	across := s.axis == "H"
	// What is aligned with the page or its margins stands, within a cell, as in the cell, unless the drawing says otherwise; then
	// nobody can say where.
	switch s.relative {
	case "column", "character":
	case "paragraph", "line":
		if across {
			return
		}
	default:
		return
	}
	switch {
	case element == "posOffset" && across:
		s.across, s.x = true, emu(string(text))
	case element == "posOffset":
		s.down, s.y = true, emu(string(text))
	case element == "align" && across:
		s.across, s.align = true, printed.Trim(string(text))
	}
}

// vector reads a shape of VML. Without a word it is filled.
func (s *shape) vector(start xml.StartElement) {
	name := start.Name.Local
	if name == "shapetype" || s.within("shapetype") {
		return
	}
	style := map[string]string{}
	for _, one := range strings.Split(attribute(start, "style"), ";") {
		key, v, _ := strings.Cut(one, ":")
		style[strings.ToLower(strings.TrimSpace(key))] = strings.TrimSpace(v)
	}
	s.hidden = s.hidden || strings.EqualFold(style["visibility"], "hidden")
	switch name {
	case "line", "polyline", "curve", "arc":
		s.line = true
	case "group":
	default:
		s.line = s.line || attribute(start, "connectortype") != "" && attribute(start, "connectortype") != "none"
		s.filled = s.filled || truth(attribute(start, "filled"), true)
		if fill := attribute(start, "fillcolor"); fill != "" {
			fill, _, _ = strings.Cut(fill, " ") // the rest counts the colours of the palette
			s.colour = hex(fill)
		}
	}
	if s.within("group") || s.floats {
		return // placed by the outermost
	}
	s.floats = strings.EqualFold(style["position"], "absolute")
	s.behind = strings.HasPrefix(style["z-index"], "-")
	s.w, s.h = points(style["width"]), points(style["height"])
	if from, ok := pair(attribute(start, "from")); ok {
		to, _ := pair(attribute(start, "to"))
		s.x, s.y, s.across, s.down = min(from[0], to[0]), min(from[1], to[1]), true, true
		s.w, s.h = max(from[0], to[0])-s.x, max(from[1], to[1])-s.y
	}
	s.relate(style)
}

// relate reads where a shape of VML stands.
func (s *shape) relate(style map[string]string) {
	switch style["mso-position-horizontal-relative"] {
	case "", "text", "char":
		switch align := style["mso-position-horizontal"]; align {
		case "", "absolute":
			_, margin := style["margin-left"]
			_, left := style["left"]
			s.across = s.across || margin || left
			s.x += points(style["margin-left"]) + points(style["left"])
		default:
			s.across, s.align = true, align
		}
	default:
		s.across = false
	}
	switch style["mso-position-vertical-relative"] {
	case "", "text", "line":
		_, top := style["top"]
		_, margin := style["margin-top"]
		s.down = s.down || margin || top
		s.y += points(style["margin-top"]) + points(style["top"])
	default:
		s.down = false
	}
}

func pair(s string) (at [2]float64, ok bool) {
	x, y, found := strings.Cut(s, ",")
	if !found {
		return at, false
	}
	return [2]float64{points(x), points(y)}, true
}

// points reads a length of VML: without a unit it counts pixels.
func points(s string) float64 {
	s = strings.TrimSpace(s)
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || v != v {
		return 0
	}
	switch s[len(number):] {
	case "pt":
	case "in":
		v *= 72
	case "cm":
		v *= 72 / 2.54
	case "mm":
		v *= 72 / 25.4
	case "pc":
		v *= 12
	default:
		v *= 0.75
	}
	return bounded(v)
}
