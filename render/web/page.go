package web

import "html/template"

// Page is one page.
type Page struct {
	Title   string // of the window
	Heading string
	Under   string // beside the heading
	Crumbs  []Link
	Years   []Link
	Lead    []Line // what the numbers rest on
	Parts   []Part
	Data    []Link // the same in other formats
	Cite    *Citation
	Wide    bool
}

// Link is a text that may lead somewhere.
type Link struct {
	Text, Href string
	Current    bool // it is this page
}

// Line is a line of texts, some of which lead somewhere.
type Line []Link

// Part is a section of a page. It has what is not empty.
type Part struct {
	ID, Heading string
	Under       string // beside the heading
	Words       []string
	Fields      []Field
	Tiles       []Tile
	Figures     []Figure
	Table       *Table
	Lines       []Line
	More        []Link
	Forms       []FormTable
	Beside      *Original
	Search      *Search
	Form        *Form
	Code        string
	HTML        template.HTML // that another part of the program wrote
}

// Field is a word and what it is.
type Field struct {
	Name  string
	Value Line
}

// Tile is a number to be seen first.
type Tile struct {
	Name, Value, Unit, Note, Href string
	Lower                         bool
}

// Figure is a chart with all that belongs to it.
type Figure struct {
	ID, Title, Unit string
	SVG             template.HTML
	Note            string
	Source          string
	Table           *Table
	Files           []Link
}

// Table is a table for people.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
}

// Column is a column of it.
type Column struct {
	Heading string
	Number  bool
}

// Row is a row of it.
type Row struct {
	ID    string
	Cells []Cell
}

// Cell is a cell of it.
type Cell struct {
	Text, Href string
	Look       string // "", lower, flagged, none
	Note       string // below
	Head       bool   // it names the row
	More       []Link // further links, after the text
}

// Citation is how to cite the page, and whom to tell of an error.
type Citation struct {
	Text, BibTeX, Mail string
}

// Search is a field to search in.
type Search struct{ Action, Text string }

// add adds a row.
func (t *Table) add(cells ...Cell) { t.Rows = append(t.Rows, Row{Cells: cells}) }

// dropEmpty takes out columns in which nothing stands.
func (t *Table) dropEmpty() {
	for c := len(t.Columns) - 1; c > 0; c-- {
		empty := true
		for _, r := range t.Rows {
			if c < len(r.Cells) && (r.Cells[c].Text != "" || r.Cells[c].Note != "" || len(r.Cells[c].More) > 0) {
				empty = false
			}
		}
		if !empty {
			continue
		}
		t.Columns = append(t.Columns[:c:c], t.Columns[c+1:]...)
		for i := range t.Rows {
			if c < len(t.Rows[i].Cells) {
				t.Rows[i].Cells = append(t.Rows[i].Cells[:c:c], t.Rows[i].Cells[c+1:]...)
			}
		}
	}
}

// columns are headings; the named ones are of numbers, but for the first, which names the row.
func columns(headings []string, numbers map[int]bool) (out []Column) {
	for i, h := range headings {
		out = append(out, Column{h, numbers[i] && i > 0})
	}
	return out
}

// text is a line without a link.
func text(words string) Line { return Line{{Text: words}} }

// texts are lines without links.
func texts(words []string) (out []Line) {
	for _, w := range words {
		out = append(out, text(w))
	}
	return out
}

// unlinked takes out what only leads elsewhere, where there is nothing to lead to.
func (p *Page) unlinked() {
	p.Years, p.Data, p.Crumbs = nil, nil, nil
	for i := range p.Parts {
		p.Parts[i].More = nil
		for f := range p.Parts[i].Figures {
			p.Parts[i].Figures[f].Files = nil
		}
	}
}
