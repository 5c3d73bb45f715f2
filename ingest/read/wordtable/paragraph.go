package wordtable

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/ingest/read/printed"
)

// Content is what a paragraph holds.
type Content struct {
	Text     string
	Looks    printed.Look
	Pictures int     // in the line of the text
	Fields   int     // without a result
	Shapes   []Shape // that are anchored in it
}

// Paragraph gathers the runs of a paragraph. The zero value is empty.
type Paragraph struct {
	first    string // the first run, where it is plain: mostly it is the only one
	text     printed.Text
	content  Content // all but text and looks
	picture  bool    // nothing but pictures stands since the last character
	unshown  bool    // a symbol, or a field without a result
	numbered bool
	number   string
	squeezed bool // its lines are lower than its text
	begun    bool // something was written
	mixed    bool // there is more than one plain run
	last     rune
	marked   bool // the last character is a mark above or below the line
	noted    bool // the number of a note stands here
}

// Write adds a run with its look.
func (p *Paragraph) Write(s string, look printed.Look) {
	if s == "" {
		return
	}
	if look&printed.LeftOut == 0 {
		if p.picture {
			p.picture = false
			if first, _ := utf8.DecodeRuneInString(s); unicode.IsDigit(first) {
				p.doubt()
			}
		}
		p.last, _ = utf8.DecodeLastRuneInString(s)
		if look == 0 && !p.begun {
			p.first, p.begun = s, true
			return
		}
		p.marked, p.noted = look&printed.Marks != 0, false
	}
	p.begin().Write(s, look)
}

// begin returns the text with all that was written.
func (p *Paragraph) begin() *printed.Text {
	p.begun, p.mixed = true, true
	if p.first != "" {
		p.text.Write(p.first, 0)
		p.first = ""
	}
	return &p.text
}

// doubt puts Object where something stands that may be a digit.
func (p *Paragraph) doubt() {
	p.begin().Write(printed.Object, 0)
	p.text.See(printed.Beside)
}

// Picture adds a picture that stands in the line of the text. Beside a digit it may be another one; a stamp or a spacer that stands
// apart leaves a number what it is.
func (p *Paragraph) Picture() {
	p.content.Pictures++
	p.mixed = true
	if unicode.IsDigit(p.last) {
		p.doubt()
		p.last = 0
		return
	}
	p.picture = true
}

// Symbol adds something that prints a character which nobody knows: one of a symbol font.
func (p *Paragraph) Symbol() {
	p.unshown = true
	p.begin().See(printed.Beside)
}

// Field adds a field that has no result. What Word shows for it is worked out when it is opened.
func (p *Paragraph) Field() {
	p.content.Fields++
	p.Symbol()
}

// NoteNumber adds the number that Word gives a foot- or endnote.
func (p *Paragraph) NoteNumber() {
	p.noted = true
	p.begin().See(printed.Raised)
}

// Note says that a foot- or endnote belongs here. Without a number of Word's its mark is text of the writer's, and where it stands in the
// line nobody can tell it from the digits of a number.
func (p *Paragraph) Note() {
	if unicode.IsDigit(p.last) && !p.marked && !p.noted {
		p.doubt()
	}
}

// Number says that Word prints a number before the paragraph, and which, empty where the file does not say.
func (p *Paragraph) Number(s string) {
	p.numbered, p.mixed = true, true
	if len(p.number) < maxNumber {
		p.number += s
	}
}

// maxNumber is how many bytes of a list's number are kept at least.
const maxNumber = 64

// Squeeze says that the lines of the paragraph are too low for any of its text to be seen.
func (p *Paragraph) Squeeze() { p.squeezed, p.mixed = true, true }

// Anchor adds a drawing that is anchored here.
func (p *Paragraph) Anchor(s Shape) {
	p.mixed = true
	p.content.Shapes = append(p.content.Shapes, s)
}

// Empty reports whether no text is shown yet.
func (p *Paragraph) Empty() bool { return p.last == 0 }

// Take returns the content and empties p. inCell: the paragraph stands in a table.
//
// The number that a list prints before a value cannot be told from its digits: 9.64250. Then the value is in doubt, and so is a cell
// that shows nothing else. Before a label it is part of the label, or missing from it.
func (p *Paragraph) Take(inCell bool) Content {
	if !p.mixed {
		c := Content{Text: p.first}
		p.first, p.begun, p.last = "", false, 0
		return c
	}
	c := p.content
	if c.Text = p.first; c.Text == "" {
		c.Text, c.Looks = p.text.Take()
	}
	if p.squeezed && strings.TrimSpace(c.Text) != "" {
		*p = Paragraph{}
		return Content{Looks: c.Looks | printed.Clipped}
	}
	if !p.numbered && !p.unshown {
		*p = Paragraph{}
		return c
	}
	blank, value := strings.TrimSpace(c.Text) == "", inCell && isValue(c.Text)
	counts := p.numbered && (p.number == "" || isText(p.number)) // no bullet
	switch {
	case counts && value:
		c.Text = printed.Object + p.number + c.Text
		c.Looks |= printed.Replaced
	case counts && inCell && blank:
		c.Looks |= printed.Replaced
	case p.numbered && !value && !blank:
		c.Text = p.number + c.Text
	case p.unshown && value:
		c.Text = printed.Object + c.Text
	}
	*p = Paragraph{}
	return c
}

// isText reports whether a list prints letters or digits, and not a bullet.
func isText(number string) bool {
	return strings.ContainsFunc(number, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// maxUnit is how many Chinese characters may follow a number: 2281件次, 12（万元）.
const maxUnit = 4

// isValue reports whether a text can be a number, maybe with a unit. A label that begins with its number is none.
func isValue(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(printed.Object+"-+－＋−.．(（", r)
	})
	if first, _ := utf8.DecodeRuneInString(s); !unicode.IsDigit(first) {
		return false
	}
	letters := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			letters++
		}
	}
	return letters <= maxUnit
}
