package docx

import (
	"encoding/xml"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// inline reads the runs of a paragraph and the wrappers around them.
func (p *parser) inline() error {
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "r":
			return p.run()
		case "pPr":
			p.own = layout{}
			if err := p.paragraphProperties(&p.own); err != nil {
				return err
			}
			p.lay()
			return nil
		case "AlternateContent":
			return p.choice(p.inline)
		case "ins", "moveTo", "smartTag", "hyperlink", "hlink", "sdt", "sdtContent", "customXml", "dir", "content":
			return p.inline()
		case "bdo":
			if strings.EqualFold(value(start), "rtl") {
				p.turned++
				defer func() { p.turned-- }()
			}
			return p.inline()
		case "fldSimple":
			return p.simpleField(start)
		case "annotation":
			return p.annotation(start, p.inline)
		case "del", "moveFrom":
			return p.deletion()
		case "subDoc": // a part of a master document, in a file of its own
			p.lose(report.NoteEmbedded, 1)
		case "oMath", "oMathPara":
			if words, err := p.words("t"); err != nil || !words || p.fields.instructions > 0 {
				return err
			}
			p.show()
			p.doubt(printed.Beside)
			return nil
		}
		return p.skip()
	})
}

// lay takes the properties of the paragraph, on top of those of its style.
func (p *parser) lay() {
	style := p.sheet.find(p.own.style, p.sheet.paragraph)
	var below paint
	if p.cell != nil {
		below = p.cell.own.before(p.cell.ground)
	}
	l := p.own
	if style != nil {
		l = l.over(style.layout)
	}
	l = l.over(p.sheet.layout)
	p.para.layout, p.para.style, p.para.known, p.para.laid = l, style, false, true
	p.para.look = l.look(p.cell != nil)
	p.para.ground = l.ground.before(below)
	p.para.numbered = l.listed || l.list != "" && p.sheet.numbers(l.list, l.level)
}

// run is a run being read.
type run struct {
	own            format
	styled         bool // it has properties
	look           printed.Look
	known          bool
	size, position measure // with what it inherits
	mark           bool    // it is the mark of a note
	sure           bool    // the note stands in it
}

func (p *parser) run() error {
	// Runs do not stand in each other, but for those of a ruby, which look alike.
	p.current = run{mark: p.para.mark}
	r, written := &p.current, p.written
	if err := p.runContent(r); err != nil {
		return err
	}
	p.para.mark = r.mark && p.written == written
	return nil
}

func (p *parser) runContent(r *run) error {
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "rPr":
			r.styled, r.known = true, false
			return p.runProperties(&r.own)
		case "t":
			return p.chars(r)
		case "tab", "ptab":
			p.write("\t", r)
		case "br", "cr":
			p.write("\n", r)
		case "noBreakHyphen":
			p.write("-", r)
		case "fldChar":
			return p.fieldChar(start, r)
		case "instrText":
			return p.instruction()
		case "AlternateContent":
			return p.choice(func() error { return p.runContent(r) })
		case "ruby", "rubyBase", "r":
			return p.runContent(r)
		case "drawing", "pict", "object", "contentPart":
			return p.drawing(start, r)
		case "sym", "pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong":
			p.symbol(r)
		case "footnoteReference", "endnoteReference":
			if truth(attribute(start, "customMarkFollows"), false) {
				r.mark, r.sure = true, true
			} else if p.visible(r) {
				p.text.See(printed.Raised)
			}
		}
		return p.skip() // delText, rt …
	})
}

// symbol notes a character that is not text: one of a font of symbols, a page number, a date.
func (p *parser) symbol(r *run) {
	switch {
	case !p.visible(r):
	case r.mark:
		p.text.See(printed.Raised)
		p.written++
	default:
		p.show()
		p.doubt(printed.Beside)
	}
}

// visible reports whether a run is printed at all.
func (p *parser) visible(r *run) bool {
	return p.fields.instructions == 0 && p.lookOf(r)&printed.LeftOut == 0
}

// show counts something that can be seen.
func (p *parser) show() { p.written++ }

func (p *parser) chars(r *run) error {
	for {
		token, err := p.next()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.CharData:
			p.write(string(token), r)
		case xml.StartElement:
			if err := p.skip(); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// lookOf returns how a run looks. Runs without properties of a paragraph look alike.
func (p *parser) lookOf(r *run) printed.Look {
	if r.known {
		return r.look
	}
	if !r.styled && p.para.known {
		r.size, r.position = p.para.size, p.para.position
		return p.para.plain
	}
	if !p.para.laid {
		p.own = layout{}
		p.lay()
	}
	var table format
	if p.cell != nil {
		table = p.cell.run
	}
	full := p.format(r, table)
	r.size, r.position = full.size, full.position
	look := p.para.look | full.look(&p.sheet.theme, p.para.ground)
	if p.cell != nil && len(p.cell.maybe) > 0 {
		look |= p.maybe(r, look)
	}
	r.look, r.known = look, true
	if !r.styled {
		p.para.plain, p.para.known = look, true
		p.para.size, p.para.position = r.size, r.position
	}
	return look
}

func (p *parser) format(r *run, table format) format {
	full := table
	if p.para.style != nil {
		full = p.para.style.run.level(full)
	}
	if style := p.sheet.find(r.own.style, p.sheet.character); style != nil {
		full = style.run.level(full)
	}
	return r.own.over(full).over(p.sheet.run)
}

// maybe tells whether a run would look otherwise with a part of the table's style that may hold for the cell, as the one of
// the last row.
func (p *parser) maybe(r *run, look printed.Look) printed.Look {
	for _, part := range p.cell.maybe {
		other := p.format(r, part.run.over(p.cell.run))
		ground := p.para.layout.ground.before(p.cell.own).before(part.cell).before(p.cell.ground)
		if p.para.look|other.look(&p.sheet.theme, ground) != look {
			return printed.Dim
		}
	}
	return 0
}

// turnsRound overrides the order of all that follows in the paragraph.
const turnsRound = "\u202e"

// write adds text of a run.
func (p *parser) write(s string, r *run) {
	if p.fields.instructions > 0 {
		return
	}
	look := p.lookOf(r)
	if !printed.IsBlank(s) {
		p.written++
		if strings.Contains(s, turnsRound) {
			p.para.turned = true
		}
		if p.turned > 0 || p.para.turned {
			look |= printed.Moved
		}
		if p.fields.stale > 0 {
			look |= printed.Replaced
		}
		if r.mark {
			look |= printed.Raised
			if r.sure && look&printed.LeftOut == 0 && utf8.RuneCountInString(s) <= 3 && !unicode.IsDigit(p.text.Last()) {
				p.text.See(look) // the mark of a label
				return
			}
		}
		if look&(printed.LeftOut|printed.Marks) == 0 {
			p.stand(s, r)
		}
	}
	p.text.Write(s, look)
}

// stand notes where the text of a cell stands.
func (p *parser) stand(s string, r *run) {
	if p.cell == nil {
		return
	}
	v := r.position.v
	if !p.para.placed {
		p.para.low, p.para.high, p.para.placed = v, v, true
	}
	p.para.low, p.para.high = min(p.para.low, v), max(p.para.high, v)
	size := float64(usualSize)
	if r.size.said {
		size = float64(r.size.v)
	}
	for _, c := range s {
		if c < 0x2000 {
			p.para.width += 0.55 * size / 2
		} else {
			p.para.width += size / 2
		}
	}
}

// isValue reports whether a text is a number with at most a unit, rather than a label: "3.其他" is one.
func isValue(s string) bool {
	if rest := strings.TrimLeft(s, "0123456789０１２３４５６７８９"); rest != s {
		if point := strings.TrimLeft(rest, ".．、"); point != rest && strings.IndexFunc(printed.Trim(point), unicode.IsLetter) == 0 {
			return false
		}
	}
	const most = 4 // 12万美元
	letters, digits := 0, false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9' || r >= '０' && r <= '９':
			digits = true
		case r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0x3400 && r < 0xfb00:
			letters++
		}
	}
	return digits && letters <= most
}

// tallyLooks counts the looks of what stands in no block.
func (p *parser) tallyLooks(looks printed.Look) {
	looks.Each(func(one printed.Look) { p.lose(read.KindOf(one), 1) })
}
