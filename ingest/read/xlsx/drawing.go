package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"

	"gongkai/ingest/read/worksheet"
	"gongkai/internal/report"
)

// Lengths in English metric units (EMU).
const (
	emuPixel = 9525.0
	emuPoint = 12700.0
	// A column of one character is seven pixels wide in the standard font.
	emuCharacter = 7 * emuPixel
)

// drawing handles a part with drawings. Each lies in an anchor, which says what cells it reaches over.
type drawing struct {
	found *worksheet.Contents
	path  []string
	one   anchored
	value strings.Builder
}

// anchored is what is known of the drawing of one anchor.
type anchored struct {
	worksheet.Drawing
	anchor     string
	number     [8]float64 // columns, rows and lengths of the corners, in the order from, to
	x, y       float64    // of an absolute anchor
	wide, high float64
	hidden     bool
	shapes     int
	covers     bool // something in it hides what lies under
	line       bool // nothing in it but a line
	turned     bool
	shape      shape
}

// shape is one shape of an anchor.
type shape struct {
	preset           string
	filled, noFill   bool
	outlined, noLine bool
	text             strings.Builder
}

func (d *drawing) start(name string, attributes []xml.Attr) {
	d.path = append(d.path, name)
	switch name {
	case "twoCellAnchor", "oneCellAnchor", "absoluteAnchor":
		d.one = anchored{anchor: name}
	case "sp", "cxnSp":
		d.one.shape = shape{}
		d.one.shapes++
	case "pic", "graphicFrame", "contentPart":
		d.one.covers, d.one.shapes = true, d.one.shapes+1
		if d.one.Kind == "" {
			d.one.Kind = report.NotePicture
		}
	case "cNvPr":
		d.one.hidden = d.one.hidden || truth(attribute(attributes, "hidden")) && !d.within("grpSp")
	case "ext", "pos":
		d.place(name, attributes)
	case "xfrm":
		d.one.Rising = truth(attribute(attributes, "flipV")) != truth(attribute(attributes, "flipH"))
		if rot := attribute(attributes, "rot"); rot != "" && rot != "0" {
			d.one.turned = true
		}
	case "prstGeom":
		d.one.shape.preset = attribute(attributes, "prst")
	case "custGeom":
		d.one.shape.preset = "free"
	case "fillRef":
		d.one.shape.filled = d.one.shape.filled || attribute(attributes, "idx") != "0"
	case "lnRef":
		d.one.shape.outlined = d.one.shape.outlined || attribute(attributes, "idx") != "0"
	case "noFill", "solidFill", "gradFill", "pattFill", "blipFill", "grpFill":
		d.fill(name)
	case "alpha":
		if n := len(d.path); attribute(attributes, "val") == "0" && n > 3 && d.path[n-3] == "solidFill" && d.path[n-4] == "spPr" {
			d.one.shape.noFill = true
		}
	}
	d.value.Reset()
}

// place takes the size or position of an anchor: those of shapes within groups mean something else.
func (d *drawing) place(name string, attributes []xml.Attr) {
	if n := len(d.path); n < 2 || d.path[n-2] != d.one.anchor {
		return
	}
	number := func(name string) float64 {
		v, err := strconv.ParseFloat(attribute(attributes, name), 64)
		if err != nil {
			return 0
		}
		return v
	}
	if name == "ext" {
		d.one.wide, d.one.high = number("cx"), number("cy")
	} else {
		d.one.x, d.one.y = number("x"), number("y")
	}
}

// fill notes the fill of a shape, or that of its outline.
func (d *drawing) fill(name string) {
	parent := ""
	if n := len(d.path); n >= 2 {
		parent = d.path[n-2]
	}
	s := &d.one.shape
	switch parent {
	case "spPr":
		s.noFill, s.filled = name == "noFill", name != "noFill"
	case "ln":
		s.noLine, s.outlined = name == "noFill", name != "noFill"
	}
}

func (d *drawing) within(name string) bool {
	for _, one := range d.path {
		if one == name {
			return true
		}
	}
	return false
}

func (d *drawing) end(name string) error {
	switch name {
	case "col", "colOff", "row", "rowOff":
		d.corner(name)
	case "t":
		if d.one.shape.text.Len() < 1000 {
			d.one.shape.text.WriteString(d.value.String())
		}
	case "sp", "cxnSp":
		d.one.add(name == "cxnSp")
	case "twoCellAnchor", "oneCellAnchor", "absoluteAnchor":
		d.finish()
	}
	d.path = d.path[:len(d.path)-1]
	return nil
}

func (d *drawing) text(b []byte) {
	if d.value.Len() < 1000 {
		d.value.Write(b)
	}
}

// corner takes a number of the corners of an anchor.
func (d *drawing) corner(name string) {
	n := len(d.path)
	if n < 2 || d.path[n-2] != "from" && d.path[n-2] != "to" {
		return
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(d.value.String()), 64)
	if err != nil || !(v >= 0) {
		return
	}
	at := map[string]int{"col": 0, "colOff": 1, "row": 2, "rowOff": 3}[name]
	if d.path[n-2] == "to" {
		at += 4
	}
	if at%2 == 0 { // a column or row
		v = min(v, worksheet.MaxRow)
	}
	d.one.number[at] = v
}

// add takes the shape that ends into the anchor.
func (a *anchored) add(connector bool) {
	s := &a.shape
	text := strings.TrimSpace(s.text.String())
	if text != "" {
		a.covers = true
		a.Kind = report.NoteTextBox
		a.Digits = a.Digits || strings.ContainsFunc(text, unicode.IsDigit)
		return
	}
	filled := s.filled && !s.noFill
	outlined := s.outlined && !s.noLine || !s.noLine && connector
	switch {
	case connector || s.preset == "line" || strings.HasSuffix(s.preset, "Connector1"):
		a.line = a.line || outlined
		if a.Kind == "" && outlined {
			a.Kind = report.NotePicture
		}
		return
	case filled || outlined && !frames(s.preset):
		a.covers = true
		if a.Kind == "" {
			a.Kind = report.NotePicture
		}
	}
}

// frames reports whether a shape that is not filled leaves a number inside of it as it is.
func frames(preset string) bool {
	switch preset {
	case "", "rect", "roundRect", "ellipse", "flowChartProcess", "flowChartAlternateProcess", "flowChartConnector", "flowChartTerminator",
		"bracketPair", "bracePair", "leftBracket", "rightBracket", "leftBrace", "rightBrace", "round1Rect", "round2SameRect", "snip1Rect",
		"plaque", "hexagon", "octagon", "wedgeRectCallout", "wedgeRoundRectCallout", "wedgeEllipseCallout":
		return true
	}
	return false
}

// finish hands the drawing of an anchor over.
func (d *drawing) finish() {
	a := &d.one
	if a.hidden || a.shapes == 0 || d.found.Drawn() {
		return
	}
	switch a.anchor {
	case "twoCellAnchor":
		a.Left = a.number[0] + a.part(a.number[1], d.found.Width(int(a.number[0]))*emuCharacter)
		a.Top = a.number[2] + a.part(a.number[3], d.found.Height(int(a.number[2]))*emuPoint)
		a.Right = a.number[4] + a.part(a.number[5], d.found.Width(int(a.number[4]))*emuCharacter)
		a.Bottom = a.number[6] + a.part(a.number[7], d.found.Height(int(a.number[6]))*emuPoint)
	case "oneCellAnchor":
		a.Left = a.number[0] + a.part(a.number[1], d.found.Width(int(a.number[0]))*emuCharacter)
		a.Top = a.number[2] + a.part(a.number[3], d.found.Height(int(a.number[2]))*emuPoint)
		a.Right = d.found.Across(a.Left, a.wide/emuCharacter)
		a.Bottom = d.found.Down(a.Top, a.high/emuPoint)
	case "absoluteAnchor":
		a.Left, a.Top = d.found.Across(0, a.x/emuCharacter), d.found.Down(0, a.y/emuPoint)
		a.Right, a.Bottom = d.found.Across(a.Left, a.wide/emuCharacter), d.found.Down(a.Top, a.high/emuPoint)
	}
	a.Line = a.line && !a.covers && a.shapes == 1 && !a.turned
	a.Open = !a.covers && !a.line
	d.found.Draw(a.Drawing)
}

// part is how much of a row or column an offset is.
func (a *anchored) part(offset, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return min(max(0, offset/whole), 1)
}
