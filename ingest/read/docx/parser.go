package docx

import (
	"encoding/xml"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// item is a block on its way to the document.
type item struct {
	block  read.Block
	nested bool // of a table within the cell being read: not part of the cell's own text
	line   line
}

// line is how far the text of a paragraph reaches, in points, and where it begins: left, center or right.
type line struct {
	width float64
	align string
}

// tally counts what is not read, by kind.
type tally map[report.NoteKind]int

func (t *tally) add(kind report.NoteKind, n int) {
	if n == 0 {
		return
	}
	if *t == nil {
		*t = tally{}
	}
	(*t)[kind] += n
}

func (t *tally) merge(other tally) {
	for kind, n := range other {
		t.add(kind, n)
	}
}

// notes lists what was counted, in the order of the kinds.
func (t tally) notes(place report.Place) []report.Note {
	if len(t) == 0 {
		return nil
	}
	var notes []report.Note
	for _, kind := range report.NoteKinds() {
		if n := t[kind]; n > 0 {
			notes = append(notes, report.Note{Kind: kind, Place: place, Count: n})
		}
	}
	return notes
}

// parser reads the body as a stream of tokens.
type parser struct {
	tokens
	sheet  *sheet
	parts  parts
	items  []item
	cells  int
	tally  tally
	notes  []report.Note
	title  string    // of a document inside
	meta   read.Meta // of a document inside
	chunks struct{ read, lost int }

	text    printed.Text
	para    paragraph
	own     layout // of the paragraph
	current run
	spare   []*cellState // for the next cells
	cell    *cellState   // the innermost cell being read, nil outside of tables
	fields  fields
	skipped int     // items before the end of an instruction that no paragraph of the body ended in, from 1
	turned  int     // enclosing elements that turn the order of characters round
	written int     // pieces of text and pictures that can be seen, so far
	last    *placed // the last table of the flow of the body
	floats  []box   // that the next table may lie under
}

// paragraph is the paragraph being read.
type paragraph struct {
	layout   layout
	style    *style
	look     printed.Look
	ground   paint
	plain    printed.Look // of a run without properties, where known
	known    bool
	turned   bool // a character turns the order of what follows round
	low      int  // the positions of its text, in half points above the line
	high     int
	placed   bool
	mark     bool // the next run is the mark of a note
	width    float64
	numbered bool
	laid     bool
	size     measure // of a run without properties
	position measure
}

// document finds the body and reads it. In flat OPC the glossary has a body too; it comes in a part of its own.
func (p *parser) document() error {
	for {
		token, err := p.next()
		if err != nil {
			return noBody(err, p.depth == 0 && p.count > 1)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			if p.depth < 0 {
				return noBody(nil, true)
			}
			continue
		}
		switch start.Name.Local {
		case "part":
			if strings.Contains(attribute(start, "name"), "/glossary/") {
				if err := p.skip(); err != nil {
					return err
				}
			}
		case "body":
			return p.flow()
		}
	}
}

// flow reads what may hold paragraphs and tables: the body, a cell, and the wrappers around them.
func (p *parser) flow() error { return p.children(p.block) }

func (p *parser) block(start xml.StartElement) error {
	switch start.Name.Local {
	case "p":
		return p.paragraph()
	case "tbl":
		return p.table()
	case "AlternateContent":
		return p.choice(p.flow)
	case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "sect", "sub-section", "content":
		return p.flow()
	case "annotation":
		return p.annotation(start, p.flow)
	case "del", "moveFrom":
		return p.deletion()
	case "altChunk":
		if err := p.chunk(attribute(start, "id")); err != nil {
			return err
		}
	}
	return p.skip()
}

// choice reads the first branch of an mc:AlternateContent with read and skips the others, which show the same again.
func (p *parser) choice(read func() error) error {
	taken := false
	return p.children(func(start xml.StartElement) error {
		if taken || start.Name.Local != "Choice" && start.Name.Local != "Fallback" {
			return p.skip()
		}
		taken = true
		return read()
	})
}

// annotation reads what Word 2003 wraps around tracked changes, and skips its remarks and bookmarks.
func (p *parser) annotation(start xml.StartElement, read func() error) error {
	switch attribute(start, "type") {
	case "Word.Insertion":
		return read()
	case "Word.Deletion":
		return p.deletion()
	}
	return p.skip()
}

// deletion passes over what is deleted.
func (p *parser) deletion() error {
	words, err := p.words("delText", "t")
	if words {
		p.see(printed.Deleted)
	}
	return err
}

// see notes a look of something that is not text of the paragraph.
func (p *parser) see(look printed.Look) {
	if p.cell != nil {
		p.cell.looks |= look
		return
	}
	p.text.See(look)
}

// doubt notes that digits of the cell may be other than its text says.
func (p *parser) doubt(look printed.Look) {
	p.see(look)
	if p.cell != nil {
		p.cell.doubt, p.cell.objects = true, true
	}
}

// lose counts something that is not read, in the cell or in the document.
func (p *parser) lose(kind report.NoteKind, n int) {
	if p.cell != nil {
		p.cell.objects = true
		p.cell.tally.add(kind, n)
		return
	}
	p.tally.add(kind, n)
}

// paragraph reads a paragraph to a block of its own.
func (p *parser) paragraph() error {
	p.para = paragraph{}
	if err := p.inline(); err != nil {
		return err
	}
	if !p.para.laid {
		p.own = layout{}
		p.lay()
	}
	if p.cell == nil && p.fieldsEnd(0) {
		p.skipped = len(p.items) + 1
	}
	if p.para.high-p.para.low >= raised/2 {
		p.doubt(printed.Moved)
	}
	switch {
	case !p.para.numbered:
	case p.cell != nil:
		p.cell.numbered = true
	default:
		p.tally.add(report.NoteBeside, 1)
	}
	text, looks := p.text.Take()
	if text = printed.Trim(text); text == "" && (p.cell == nil || looks == 0) {
		p.tallyLooks(looks)
		p.pass("")
		return nil
	}
	p.items = append(p.items, item{block: read.Block{Text: text, Looks: looks}, line: line{p.para.width, p.para.layout.align}})
	p.pass(text)
	return nil
}
