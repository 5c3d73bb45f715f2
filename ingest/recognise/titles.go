package recognise

import (
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/recognise/identity"
)

// titled is an Identifier that remembers which lines of one document are headings. The same ones are asked for when it is divided, when
// its titles are told from running text and when it is named, and reading one costs as much as reading a table.
type titled struct {
	Identifier
	known map[titleLines]*identity.Heading
}

// titleLines are the lines that Heading looks at: the last ones.
type titleLines struct {
	last  [maxTitleLines]string
	count int
}

// remembering returns the recogniser for one document.
func (rec *Recogniser) remembering() *Recogniser {
	one := *rec
	one.identify = titled{rec.identify.Remembering(), map[titleLines]*identity.Heading{}}
	return &one
}

// Heading implements Identifier.
func (t titled) Heading(lines []string) *identity.Heading {
	if len(lines) == 0 || !identity.MayBeTitle(lines[len(lines)-1]) {
		return nil
	}
	var key titleLines
	key.count = copy(key.last[:], lines[max(0, len(lines)-maxTitleLines):])
	h, ok := t.known[key]
	if !ok {
		h = t.Identifier.Heading(lines)
		t.known[key] = h
	}
	return h
}

// place is a block of a document and, in a grid, a row; in a paragraph, a byte of its text.
type place struct{ block, row int }

// headed is a heading with the place where it begins.
type headed struct {
	at      place
	heading *identity.Heading
	text    string // as printed, on one line; empty in a text without line ends
}

// headings finds the lines that are titles of reports: paragraphs, and rows of a grid with one text. Links are none.
func (rec *Recogniser) headings(doc *read.Document) (out []headed) {
	var lines []string // the last ones
	var places []place
	add := func(text string, at place) {
		for line := range strings.SplitSeq(text, "\n") {
			if isBlank(line) {
				continue
			}
			lines, places = append(lines, line), append(places, at)
			if h := rec.identify.Heading(lines[max(0, len(lines)-maxTitleLines):]); h != nil {
				text := strings.Join(lines[len(lines)-h.Lines:], "")
				out = append(out, headed{at: places[len(places)-h.Lines], heading: h, text: strings.TrimSpace(text)})
			}
		}
	}
	glued := gluedBlock(doc)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		switch {
		case i == glued:
			lines, places = nil, nil
			out = append(out, rec.glued(b.Text, i)...)
		case b.Grid == nil && !b.Linked:
			if isSheet(doc, i) {
				if h := rec.identify.Body(b.Text); h != nil {
					out = append(out, headed{at: place{i, 0}, heading: h, text: strings.TrimSpace(b.Text)})
				}
			}
			add(b.Text, place{i, 0})
		case b.Grid != nil: // a title may begin over it: with the name of a sheet
			texts, _ := rowTexts(b.Grid)
			for row, cells := range texts {
				if len(cells) == 1 {
					add(cells[0], place{i, row})
				}
			}
			lines, places = nil, nil
		}
	}
	return out
}

// isSheet reports whether a block is the name of a sheet. One that names a body is its title where the sheet has no other.
func isSheet(doc *read.Document, i int) bool {
	return (doc.Format == "xlsx" || doc.Format == "xls") && i+1 < len(doc.Blocks) && doc.Blocks[i+1].Grid != nil
}

// gluedBlock returns the paragraph that a page without its markup is: most of the text of a document that has no grid; -1 for
// none. A long paragraph of a report may name other reports, and begins none.
func gluedBlock(doc *read.Document) int {
	longest, all := -1, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Grid != nil {
			return -1
		}
		all += len(b.Text)
		if longest < 0 || len(b.Text) > len(doc.Blocks[longest].Text) {
			longest = i
		}
	}
	if longest < 0 || 2*len(doc.Blocks[longest].Text) < all || !isLonger(doc.Blocks[longest].Text, maxCell) {
		return -1
	}
	return longest
}

// glued finds the titles in a text without line ends.
func (rec *Recogniser) glued(text string, block int) (out []headed) {
	for _, within := range rec.identify.HeadingsIn(text) {
		h := within.Heading
		out = append(out, headed{at: place{block, within.At}, heading: &h})
	}
	return out
}

// maxTitleLines is how many lines can make one title.
const maxTitleLines = 3
