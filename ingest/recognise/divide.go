package recognise

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/read"
	"gongkai/ingest/recognise/identity"
)

// part is the piece of a document that belongs to one report, or the whole of it.
type part struct {
	doc   read.Document
	whole bool
	first int // the block of the whole document that its first one is, or is a piece of
	row   int // the row of that block's grid with which it begins
	grids int // how many grids stand before it
}

// place is a block of a document and, in a grid, a row; in a paragraph, a byte of its text.
type place struct{ block, row int }

func (p place) before(o place) bool { return p.block < o.block || p.block == o.block && p.row < o.row }

// headed is a heading with the place where it begins.
type headed struct {
	at      place
	heading *identity.Heading
}

// minSections is how many sections with a sentence a report without tables has at least; a table of contents has their headings
// and no sentence.
const minSections = 2

// divide cuts a document where another report begins: at a title that names another body or another year than the titles before
// it, with a table or the sections of a report before it and behind it. A title without either is one of a list of links,
// of a menu or of a cover, and cuts nothing.
func (rec *Recogniser) divide(doc *read.Document) []part {
	whole := []part{{doc: *doc, whole: true}}
	all := rec.headings(doc)
	if !slices.ContainsFunc(all, func(h headed) bool { return !h.heading.Same(*all[0].heading) }) {
		return whole
	}
	end := place{len(doc.Blocks), 0}
	var out []part
	from := place{}
	var said []identity.Heading // the titles since from
	for i, h := range all {
		next := end
		if i+1 < len(all) {
			next = all[i+1].at
		}
		same := func(o identity.Heading) bool { return h.heading.Same(o) }
		if len(said) > 0 && !slices.ContainsFunc(said, same) && rec.hasReport(doc, from, h.at) && rec.hasReport(doc, h.at, next) {
			out = append(out, piece(doc, from, h.at))
			from, said = h.at, nil
		}
		said = append(said, *h.heading)
	}
	if len(out) == 0 {
		return whole
	}
	return append(out, piece(doc, from, end))
}

// headings finds the lines that are titles of reports: paragraphs, and rows of a grid with one text. Links are none.
func (rec *Recogniser) headings(doc *read.Document) []headed {
	var out []headed
	var lines []string // the last ones
	var places []place
	add := func(text string, at place) {
		for line := range strings.SplitSeq(text, "\n") {
			if isBlank(line) {
				continue
			}
			lines, places = append(lines, line), append(places, at)
			if h := rec.identify.Heading(lines[max(0, len(lines)-maxTitleLines):]); h != nil {
				out = append(out, headed{places[len(places)-h.Lines], h})
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
			add(b.Text, place{i, 0})
		case b.Grid != nil:
			lines, places = nil, nil
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
	if longest < 0 || 2*len(doc.Blocks[longest].Text) < all || utf8.RuneCountInString(doc.Blocks[longest].Text) <= maxCell {
		return -1
	}
	return longest
}

// glued finds the titles in a text without line ends.
func (rec *Recogniser) glued(text string, block int) (out []headed) {
	for _, within := range rec.identify.HeadingsIn(text) {
		h := within.Heading
		out = append(out, headed{place{block, within.At}, &h})
	}
	return out
}

// maxTitleLines is how many lines can make one title.
const maxTitleLines = 3

// hasReport reports whether what stands between two places is a report, with tables or without.
func (rec *Recogniser) hasReport(doc *read.Document, from, to place) bool {
	p := piece(doc, from, to)
	if len(rec.tables(&p.doc, 0)) > 0 {
		return true
	}
	sections := 0
	for _, s := range rec.narrative(rec.Prose(p.doc.Blocks)) {
		if s.Name != preamble && strings.Contains(s.Text, sentenceEnd) {
			sections++
		}
	}
	for i := range p.doc.Blocks {
		sections += rec.sectionsIn(p.doc.Blocks[i].Text)
	}
	return sections >= minSections
}

// sectionsIn counts the headings of sections inside a text that lost its line ends.
func (rec *Recogniser) sectionsIn(text string) int {
	if utf8.RuneCountInString(text) <= maxCell {
		return 0
	}
	text = flat(text)
	var found []string
	for _, s := range rec.sections {
		if !slices.Contains(found, s.Name) && strings.Contains(text, s.Text) {
			found = append(found, s.Name)
		}
	}
	return len(found)
}

// piece returns what stands between two places. The rows of a grid keep their numbers.
func piece(doc *read.Document, from, to place) part {
	p := part{doc: *doc, first: from.block, row: from.row}
	p.doc.Blocks, p.doc.Links, p.doc.Meta = nil, nil, read.Meta{}
	for i := range doc.Blocks {
		b := doc.Blocks[i]
		if i < from.block {
			p.grids += boolInt(b.Grid != nil)
			continue
		}
		if i > to.block || i == to.block && to.row == 0 {
			break
		}
		if b.Grid == nil {
			if i == to.block {
				b.Text = b.Text[:to.row]
			}
			if i == from.block {
				b.Text = b.Text[from.row:]
			}
		}
		if b.Grid != nil && (i == from.block && from.row > 0 || i == to.block) {
			top, bottom := 0, b.Grid.Rows
			if i == from.block {
				top = from.row
			}
			if i == to.block {
				bottom = to.row
			}
			b.Grid = rowsOf(b.Grid, top, bottom)
		}
		p.doc.Blocks = append(p.doc.Blocks, b)
	}
	return p
}

// rowsOf returns a grid with the cells that begin in rows [top, bottom). A cell over several rows is cut at the bottom.
func rowsOf(grid *read.Grid, top, bottom int) *read.Grid {
	out := *grid
	out.Rows, out.Cells = bottom, nil
	for _, cell := range grid.Cells {
		if cell.Row >= top && cell.Row < bottom {
			cell.RowSpan = min(cell.RowSpan, bottom-cell.Row)
			out.Cells = append(out.Cells, cell)
		}
	}
	return &out
}

// notes returns the notes that are about the part, their blocks counted within it.
func (p part) notes(all []read.Placed) []read.Placed {
	if p.whole {
		return all
	}
	var out []read.Placed
	for _, n := range all {
		if n.Block >= 0 {
			n.Block -= p.first
			if n.Block < 0 || n.Block >= len(p.doc.Blocks) {
				continue
			}
			grid := p.doc.Blocks[n.Block].Grid
			if grid != nil && n.Row > 0 && (n.Row > grid.Rows || n.Block == 0 && n.Row <= p.row) {
				continue
			}
		}
		out = append(out, n)
	}
	return out
}
