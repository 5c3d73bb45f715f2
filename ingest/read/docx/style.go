package docx

import (
	"cmp"
	"encoding/xml"

	"gongkai/ingest/read/printed"
)

// layout is what of a paragraph's properties changes how its text is seen.
type layout struct {
	list, level    string // the list (numId) and level of its automatic number
	ground         paint
	line           measure // exact height of a line, twips
	left, first    measure // indents, twips
	align          string
	framed, listed bool // stands in a frame; has a number as Word 2003 writes it
	style          string
}

func (l layout) over(base layout) layout {
	l.list, l.level, l.align = cmp.Or(l.list, base.list), cmp.Or(l.level, base.level), cmp.Or(l.align, base.align)
	l.ground, l.line = l.ground.over(base.ground), l.line.over(base.line)
	l.left, l.first = l.left.over(base.left), l.first.over(base.first)
	l.framed, l.listed = l.framed || base.framed, l.listed || base.listed
	return l
}

// farLeft and farRight are indents, in twips, that shift text out of its cell.
const farLeft, farRight = -1440, 12_000

// look returns how text in the paragraph looks whatever its own format.
func (l *layout) look(inCell bool) (look printed.Look) {
	if l.line.said {
		switch {
		case l.line.v <= tinyHeight:
			return printed.Clipped
		case l.line.v <= smallHeight:
			look |= printed.Dim
		}
	}
	if start := l.left.v + l.first.v; inCell && (l.framed || start < farLeft || start > farRight || l.left.v > farRight) {
		look |= printed.Moved
	}
	return look
}

// paragraphProperties reads the properties of a paragraph into l. The format of the paragraph mark is not that of its runs.
func (p *tokens) paragraphProperties(l *layout) error {
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "pStyle":
			l.style = value(start)
		case "numPr", "listPr":
			return p.numberProperties(l)
		case "shd":
			l.ground = shading(start)
		case "spacing":
			if rule := attribute(start, "lineRule") + attribute(start, "line-rule"); rule == "exact" {
				l.line.v, l.line.said = measured(attribute(start, "line"))
			} else if rule != "" {
				l.line = measure{true, 1 << 20}
			}
		case "ind":
			indent(start, &l.left, "left", "start")
			indent(start, &l.first, "firstLine", "first-line")
			indent(start, &l.first, "hanging")
			if attribute(start, "hanging") != "" {
				l.first.v = -l.first.v
			}
		case "jc":
			l.align = value(start)
		case "framePr":
			l.framed = true
		}
		return p.skip()
	})
}

func indent(start xml.StartElement, m *measure, names ...string) {
	for _, name := range names {
		if v, ok := measured(attribute(start, name)); ok {
			*m = measure{true, v}
		}
	}
}

// numberProperties reads the automatic number of a paragraph. Word 2003 says how it is printed.
func (p *tokens) numberProperties(l *layout) error {
	l.list, l.level = "", "0"
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "ilvl":
			l.level = value(start)
		case "numId":
			l.list = value(start)
		case "ilfo":
			l.listed = true
		case "t":
			l.listed = hasDigit(value(start))
		}
		return p.skip()
	})
}

// style is a style of any kind, and a part of a table style.
type style struct {
	based  string
	run    format
	layout layout
	cell   paint            // ground of the cells of a table style
	table  paint            // of the table
	parts  map[string]style // of a table style: firstRow, lastColumn …
	whole  bool             // what it is based on is in it
}

// sheet holds the styles, lists and colours of a document. Its zero value knows none.
type sheet struct {
	run                         format
	layout                      layout
	styles                      map[string]*style
	paragraph, character, table string // the styles where none is named
	lists                       lists
	theme                       theme
}

// maxBased is how long a chain of styles may be that are based on each other. Those of Word have ten at most.
const maxBased = 32

// find returns a style with what it is based on; where it is not there, the one that holds where none is named, or nil.
func (s *sheet) find(name, missing string) *style {
	found := s.styles[name]
	if found == nil {
		found = s.styles[missing]
	}
	if found == nil || found.whole {
		return found
	}
	for next, n := s.styles[found.based], 0; next != nil && n < maxBased; next, n = s.styles[next.based], n+1 {
		found.run = found.run.over(next.run)
		found.layout = found.layout.over(next.layout)
		found.cell, found.table = found.cell.over(next.cell), found.table.over(next.table)
		for part, below := range next.parts {
			if found.parts == nil {
				found.parts = map[string]style{}
			}
			own := found.parts[part]
			own.run, own.cell = own.run.over(below.run), own.cell.over(below.cell)
			found.parts[part] = own
		}
		if next.whole {
			break
		}
	}
	found.whole = true
	return found
}

// stylesPart reads a list of styles of which the root has started.
func (p *tokens) stylesPart(s *sheet) error {
	if s.styles == nil {
		s.styles = map[string]*style{}
	}
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "docDefaults":
			return p.defaults(s)
		case "style":
			name, kind := attribute(start, "styleId"), attribute(start, "type")
			if truth(attribute(start, "default"), false) {
				switch kind {
				case "paragraph":
					s.paragraph = name
				case "character":
					s.character = name
				case "table":
					s.table = name
				}
			}
			one := &style{}
			if _, twice := s.styles[name]; !twice && name != "" {
				s.styles[name] = one
			}
			return p.style(one)
		}
		return p.skip()
	})
}

func (p *tokens) defaults(s *sheet) error {
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "rPrDefault":
			return p.children(func(xml.StartElement) error { return p.runProperties(&s.run) })
		case "pPrDefault":
			return p.children(func(xml.StartElement) error { return p.paragraphProperties(&s.layout) })
		}
		return p.skip()
	})
}

func (p *tokens) style(s *style) error {
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "basedOn":
			s.based = value(start)
		case "rPr":
			return p.runProperties(&s.run)
		case "pPr":
			return p.paragraphProperties(&s.layout)
		case "tcPr":
			return p.ground(&s.cell)
		case "tblPr":
			return p.ground(&s.table)
		case "tblStylePr":
			var part style
			if err := p.style(&part); err != nil {
				return err
			}
			if s.parts == nil {
				s.parts = map[string]style{}
			}
			s.parts[attribute(start, "type")] = part
			return nil
		}
		return p.skip()
	})
}

// ground reads the shading among the properties of a cell or table.
func (p *tokens) ground(c *paint) error {
	return p.children(func(start xml.StartElement) error {
		if start.Name.Local == "shd" {
			*c = shading(start)
		}
		return p.skip()
	})
}
