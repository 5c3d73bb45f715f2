package xlsx

import (
	"encoding/xml"
	"fmt"
	"strconv"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/worksheet"
	"gongkai/ingest/read/worksheet/numberformat"
	"gongkai/internal/fault"
)

// maxStyles is how many formats of one kind are read. Excel allows 65,490 of cells.
const maxStyles = 70_000

// styles are the formats of the cells and the differences that conditional formats make.
type styles struct {
	sheet   *styleSheet // nil where there is no such part
	numbers map[int]*numberformat.Format
	cells   []*worksheet.Style // made when they are needed
}

// cell returns the style with a number; false where there is none.
func (s *styles) cell(number int) (*worksheet.Style, bool) {
	if s.sheet == nil {
		return nil, true
	}
	if number < 0 || number >= len(s.cells) {
		return nil, false
	}
	if s.cells[number] == nil {
		s.cells[number] = s.make(s.sheet.formats[number])
	}
	return s.cells[number], true
}

func (s *styles) make(f format) *worksheet.Style {
	var font worksheet.Font
	if f.font >= 0 && f.font < len(s.sheet.fonts) {
		font = s.sheet.fonts[f.font].of(s.sheet.palette)
	}
	var grounds []printed.Colour
	if f.fill >= 0 && f.fill < len(s.sheet.fills) {
		grounds = s.sheet.fills[f.fill].grounds(s.sheet.palette)
	}
	style := worksheet.NewStyle(font, grounds, s.number(f.number))
	if f.fills {
		style.Fills()
	}
	return style
}

func (s *styles) number(id int) *numberformat.Format {
	f, ok := s.numbers[id]
	if !ok {
		if code, own := s.sheet.codes[id]; own {
			f = numberformat.Parse(code)
		} else {
			f = numberformat.Builtin(id)
		}
		s.numbers[id] = f
	}
	return f
}

// effect returns what the dxf with a number changes: nothing where there is none.
func (s *styles) effect(number int) worksheet.Effect {
	if s.sheet == nil || number < 0 || number >= len(s.sheet.effects) {
		return worksheet.Effect{}
	}
	return s.sheet.effects[number].of(s.sheet.palette)
}

// table returns the numbers of the dxf that a style for tables has, none for a style that is not of the workbook's own.
func (s *styles) table(name string) []int {
	if s.sheet == nil {
		return nil
	}
	return s.sheet.tables[name]
}

// font is a font as the part gives it.
type font struct {
	struck    bool
	strikeSet bool
	mark      printed.Look
	colour    colourRef
	points    float64
	symbols   bool
}

// start takes an element of a font or of the format of a run.
func (f *font) start(name string, attributes []xml.Attr) {
	switch name {
	case "strike":
		value := attribute(attributes, "val")
		f.strikeSet, f.struck = true, value == "" || truth(value)
	case "vertAlign":
		switch attribute(attributes, "val") {
		case "superscript":
			f.mark = printed.Raised
		case "subscript":
			f.mark = printed.Lowered
		}
	case "color":
		f.colour = readColour(attributes)
	case "sz":
		if v, err := strconv.ParseFloat(attribute(attributes, "val"), 64); err == nil {
			f.points = max(v, leastPoints)
		}
	case "name", "rFont":
		f.symbols = worksheet.IsSymbols(attribute(attributes, "val"))
	}
}

// leastPoints stands for a size of 0: for one that is given.
const leastPoints = 0.01

func (f *font) of(p *palette) worksheet.Font {
	out := worksheet.Font{Struck: f.struck, Mark: f.mark, Points: f.points, Symbols: f.symbols}
	out.Ink, _ = p.colour(f.colour)
	return out
}

// fill is what lies below the text.
type fill struct {
	pattern string
	front   colourRef
	back    colourRef
	stops   []colourRef // of a gradient
}

func (f *fill) start(name string, attributes []xml.Attr) {
	switch name {
	case "patternFill":
		f.pattern = attribute(attributes, "patternType")
	case "fgColor":
		f.front = readColour(attributes)
	case "bgColor":
		f.back = readColour(attributes)
	case "color": // of a gradient's stop
		if len(f.stops) < 8 {
			f.stops = append(f.stops, readColour(attributes))
		}
	}
}

// grounds returns the colours below the text, none for white.
func (f *fill) grounds(p *palette) []printed.Colour {
	var out []printed.Colour
	for _, stop := range f.stops {
		if rgb, ok := p.colour(stop); ok {
			out = append(out, rgb)
		}
	}
	if len(f.stops) > 0 || f.pattern == "" || f.pattern == "none" {
		return out
	}
	front, ok := p.colour(f.front)
	if f.pattern == "solid" {
		if !ok {
			return nil
		}
		return []printed.Colour{front}
	}
	back, ok := p.colour(f.back)
	if !ok {
		back = printed.White()
	}
	return []printed.Colour{front.Over(back, density(f.pattern))}
}

// density is how much of a pattern is in its front colour.
func density(pattern string) float64 {
	switch pattern {
	case "gray0625":
		return 0.0625
	case "gray125":
		return 0.125
	case "darkGray":
		return 0.75
	case "lightGray", "lightHorizontal", "lightVertical", "lightDown", "lightUp", "lightGrid", "lightTrellis":
		return 0.25
	}
	return 0.5
}

// format is an xf element: which number format, font and fill a cell has.
type format struct {
	number, font, fill int
	fills              bool // repeats its text
}

// styleSheet handles the part with the styles.
type styleSheet struct {
	palette  *palette
	section  string // the list that the elements belong to
	inFont   bool   // within the font of a dxf
	inFill   bool
	codes    map[int]string
	fonts    []font
	fills    []fill
	parents  []format
	formats  []format
	effects  []effect
	tables   map[string][]int // the effects of styles for tables
	table    string           // the one that is read
	overflow bool
}

// effect is a dxf element.
type effect struct {
	font    font
	fill    fill
	hasFill bool
	code    string
	hasCode bool
}

func (s *styleSheet) start(name string, attributes []xml.Attr) {
	switch name {
	case "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst":
		s.section = name
		return
	}
	switch s.section {
	case "numFmts":
		if id, err := strconv.Atoi(attribute(attributes, "numFmtId")); err == nil && name == "numFmt" && len(s.codes) < maxStyles {
			s.codes[id] = attribute(attributes, "formatCode")
		}
	case "fonts":
		if name == "font" {
			s.fonts = grow(s.fonts, &s.overflow)
		} else if n := len(s.fonts); n > 0 {
			s.fonts[n-1].start(name, attributes)
		}
	case "fills":
		if name == "fill" {
			s.fills = grow(s.fills, &s.overflow)
		} else if n := len(s.fills); n > 0 {
			s.fills[n-1].start(name, attributes)
		}
	case "cellStyleXfs":
		if name == "xf" {
			s.parents = grow(s.parents, &s.overflow)
			s.parents[len(s.parents)-1] = readFormat(attributes, nil)
		}
	case "cellXfs":
		if name == "xf" {
			s.formats = grow(s.formats, &s.overflow)
			s.formats[len(s.formats)-1] = readFormat(attributes, s.parents)
		} else if n := len(s.formats); n > 0 && name == "alignment" {
			s.formats[n-1].fills = attribute(attributes, "horizontal") == "fill"
		}
	case "dxfs":
		s.difference(name, attributes)
	case "tableStyles":
		s.tableStyle(name, attributes)
	case "colors":
		if rgb, ok := parseRGB(attribute(attributes, "rgb")); ok && name == "rgbColor" && len(s.palette.indexed) < 64 {
			s.palette.indexed = append(s.palette.indexed, rgb)
		}
	}
}

// grow adds an element to a list, unless it is too long; the last one is overwritten then.
func grow[T any](list []T, overflow *bool) []T {
	var zero T
	if len(list) >= maxStyles {
		*overflow = true
		return list
	}
	return append(list, zero)
}

// readFormat reads an xf. What it does not name comes from the style that it is based on.
func readFormat(attributes []xml.Attr, parents []format) format {
	var f format
	if len(parents) > 0 {
		f = parents[0]
		if id := attribute(attributes, "xfId"); id != "" {
			if n := whole(id, 0); n >= 0 && n < len(parents) {
				f = parents[n]
			}
		}
	}
	for _, a := range attributes {
		switch a.Name.Local {
		case "numFmtId":
			f.number = whole(a.Value, f.number)
		case "fontId":
			f.font = whole(a.Value, f.font)
		case "fillId":
			f.fill = whole(a.Value, f.fill)
		}
	}
	return f
}

// maxTableEffects is how many parts of a table a style may name. Excel knows 27.
const maxTableEffects = 40

// whole returns a whole number, or another one where a text is none.
func whole(text string, other int) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return other
	}
	return n
}

func (s *styleSheet) tableStyle(name string, attributes []xml.Attr) {
	switch name {
	case "tableStyle":
		s.table = attribute(attributes, "name")
	case "tableStyleElement":
		n, err := strconv.Atoi(attribute(attributes, "dxfId"))
		if list := s.tables[s.table]; err == nil && len(list) < maxTableEffects && len(s.tables) < maxStyles {
			if s.tables == nil {
				s.tables = map[string][]int{}
			}
			s.tables[s.table] = append(list, n)
		}
	}
}

func (s *styleSheet) difference(name string, attributes []xml.Attr) {
	if name == "dxf" {
		s.effects = grow(s.effects, &s.overflow)
		s.inFont, s.inFill = false, false
		return
	}
	if n := len(s.effects); n > 0 {
		s.effects[n-1].start(name, attributes, &s.inFont, &s.inFill)
	}
}

func (e *effect) start(name string, attributes []xml.Attr, inFont, inFill *bool) {
	switch {
	case name == "font":
		*inFont = true
	case name == "fill":
		*inFill, e.hasFill = true, true
	case name == "numFmt":
		e.code, e.hasCode = attribute(attributes, "formatCode"), true
	case *inFont:
		e.font.start(name, attributes)
	case *inFill:
		e.fill.start(name, attributes)
	}
}

// of returns what a dxf changes. A fill of one colour has it as the back colour there.
func (e *effect) of(p *palette) worksheet.Effect {
	var out worksheet.Effect
	if e.font.strikeSet {
		out.Struck = &e.font.struck
	}
	if rgb, ok := p.colour(e.font.colour); ok {
		out.Ink = &rgb
	}
	if e.hasFill && e.fill.pattern != "none" {
		if rgb, ok := p.colour(e.fill.back); ok {
			out.Ground = &rgb
		} else if rgb, ok := p.colour(e.fill.front); ok {
			out.Ground = &rgb
		}
	}
	if e.hasCode {
		out.Format = numberformat.Parse(e.code)
	}
	return out
}

func (s *styleSheet) end(name string) error {
	switch name {
	case "font":
		s.inFont = false
	case "fill":
		s.inFill = false
	case "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst":
		s.section = ""
	}
	if s.overflow {
		return fmt.Errorf("%w: more than %d styles", fault.ErrTooLarge, maxStyles)
	}
	return nil
}

func (s *styleSheet) text([]byte) {}

func (p *parts) readStyles(part string, colours *palette) (*styles, error) {
	sheet := &styleSheet{palette: colours, codes: map[int]string{}}
	if err := p.tokens(part, sheet); err != nil {
		return nil, err
	}
	return &styles{sheet: sheet, numbers: map[int]*numberformat.Format{}, cells: make([]*worksheet.Style, len(sheet.formats))}, nil
}
