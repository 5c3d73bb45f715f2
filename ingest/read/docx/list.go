package docx

import (
	"encoding/xml"
	"strings"
	"unicode"
)

// lists are the automatic numbers of a document.
type lists struct {
	kinds map[string]*listKind // abstract lists
	lists map[string]*list
}

// listKind is an abstract list: what each level prints.
type listKind struct {
	levels map[string]bool // whether it prints something that could be a digit of a number
	link   string          // the style that names the list in its place
}

type list struct {
	kind   string
	levels map[string]bool // that differ from the kind
}

// numbers reports whether a level of a list prints a number. Bullets do not.
func (s *sheet) numbers(id, level string) bool {
	for range 4 { // a list may name a style that names a list
		one := s.lists.lists[id]
		if one == nil {
			return false
		}
		if prints, ok := one.levels[level]; ok {
			return prints
		}
		kind := s.lists.kinds[one.kind]
		if kind == nil {
			return false
		}
		linked := s.find(kind.link, "")
		if len(kind.levels) > 0 || linked == nil {
			return kind.levels[level]
		}
		id = linked.layout.list
	}
	return true
}

// numberingPart reads the lists of which the root has started.
func (p *tokens) numberingPart(l *lists) error {
	l.kinds, l.lists = map[string]*listKind{}, map[string]*list{}
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "abstractNum":
			kind := &listKind{levels: map[string]bool{}}
			l.kinds[attribute(start, "abstractNumId")] = kind
			return p.children(func(start xml.StartElement) error {
				switch start.Name.Local {
				case "numStyleLink":
					kind.link = value(start)
				case "lvl":
					return p.level(attribute(start, "ilvl"), kind.levels)
				}
				return p.skip()
			})
		case "num":
			one := &list{levels: map[string]bool{}}
			l.lists[attribute(start, "numId")] = one
			return p.children(func(start xml.StartElement) error {
				switch start.Name.Local {
				case "abstractNumId":
					one.kind = value(start)
				case "lvlOverride":
					level := attribute(start, "ilvl")
					return p.children(func(start xml.StartElement) error {
						if start.Name.Local == "lvl" {
							return p.level(level, one.levels)
						}
						return p.skip()
					})
				}
				return p.skip()
			})
		}
		return p.skip()
	})
}

// level reads what a level prints: its text with %1 for the number of the first level, and how numbers are written.
func (p *tokens) level(level string, levels map[string]bool) error {
	var text, number string
	var own format
	err := p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "lvlText":
			text = value(start)
		case "numFmt":
			number = value(start)
		case "rPr":
			return p.runProperties(&own)
		}
		return p.skip()
	})
	counted := number != "bullet" && number != "none" && strings.Contains(text, "%")
	literal := placeholders(text)
	levels[level] = own.vanish != on && (counted || hasDigit(literal))
	return err
}

// placeholders cuts %1 to %9 out of a text.
func placeholders(text string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "%")
		b.WriteString(before)
		if !found || after == "" {
			return b.String()
		}
		text = after[1:]
	}
}

// hasDigit reports whether a text shows digits, also by the characters that fonts of symbols have in the place of digits
// and, in Wingdings, of digits in circles.
func hasDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsNumber(r) || r >= 0xf030 && r <= 0xf039 || r >= 0xf080 && r <= 0xf095
	})
}
