package synth

import (
	"maps"
	"slices"
	"time"

	"gongkai/internal/report"
)

// Truth is what a document says about one indicator, or, where a mutation broke the document, what it said before.
type Truth struct {
	State report.State
	Value report.Value
}

// Facts are the truth about one report.
type Facts struct {
	Agency     string
	RegionCode string
	Year       int
	Scope      report.Scope // ScopeNot where it is not the one that the name calls for
	PartOfYear bool         // not a yearly report
	Forms      report.PerSubject[string]
	Cells      map[string]Truth // by code; what is not here the document does not print
}

// ScopeNot is the scope of a report that says that its numbers are neither its body's own nor those of its area.
const ScopeNot report.Scope = "not own, level or area"

// Codes returns the codes of the cells, sorted.
func (f Facts) Codes() []string { return slices.Sorted(maps.Keys(f.Cells)) }

// Clone copies the facts, so that a mutation leaves the first as they are.
func (f Facts) Clone() Facts {
	f.Cells = maps.Clone(f.Cells)
	return f
}

// Document is an invented document before it becomes bytes of some format, with the facts of the reports in it.
type Document struct {
	Title  string
	Issuer string
	Year   int
	// Published is when; the zero day stands for 20 January of the next year.
	Published report.Date
	Facts     []Facts
	Blocks    []Block
	// RepeatHeader repeats the header rows of a table on each page, in formats with pages.
	RepeatHeader bool
	Words        Words // which mutations and renderers write
}

// Day is when the document was published.
func (d *Document) Day() string {
	if d.Published.IsZero() {
		return report.Date{Year: d.Year + 1, Month: time.January, Day: 20}.String()
	}
	return d.Published.String()
}

// Block is a heading, a paragraph or a table.
type Block struct {
	Text    string
	Heading int // its level from 1, 0 for a paragraph
	Table   *Table
}

// Table is rows of cells, as HTML writes them: a cell that spans rows stands in its first row alone.
type Table struct {
	Subject report.Subject
	Header  int // rows of headings at the top
	Rows    [][]Cell
}

// Role is what a cell is for.
type Role int

// The roles.
const (
	RoleOther   Role = iota
	RoleGroup        // over several headings or rows
	RoleHeading      // of a column
	RoleLabel        // of a row
	RoleValue
)

// Cell is a cell of a table.
type Cell struct {
	Text             string
	RowSpan, ColSpan int
	Role             Role
	Name             string // item of a label, heading of a heading
	Code             string // of a value
	Facts            int    // of a value: which of the document's facts it belongs to
	Stray            *Stray // of a value: a text beside its number
}

// Width returns the columns of the table: those of its widest row.
func (t *Table) Width() int { return len(t.Lattice()[0]) }

// Slot is what covers one place of a table: row and cell of its origin.
type Slot struct {
	Row, Cell int
	Covered   bool // some cell covers it
}

// Lattice lays the cells out, as a browser does.
func (t *Table) Lattice() [][]Slot {
	grid := make([][]Slot, len(t.Rows))
	width := 0
	for r, row := range t.Rows {
		c := 0
		for i, cell := range row {
			for c < len(grid[r]) && grid[r][c].Covered {
				c++
			}
			for dr := range min(max(cell.RowSpan, 1), len(t.Rows)-r) {
				for len(grid[r+dr]) < c+max(cell.ColSpan, 1) {
					grid[r+dr] = append(grid[r+dr], Slot{})
				}
				for dc := range max(cell.ColSpan, 1) {
					grid[r+dr][c+dc] = Slot{Row: r, Cell: i, Covered: true}
				}
			}
			c += max(cell.ColSpan, 1)
		}
		width = max(width, len(grid[r]))
	}
	for r := range grid {
		for len(grid[r]) < width {
			grid[r] = append(grid[r], Slot{})
		}
	}
	if len(grid) == 0 {
		grid = [][]Slot{nil}
	}
	return grid
}

// Clone copies the table.
func (t *Table) Clone() *Table {
	out := &Table{Subject: t.Subject, Header: t.Header}
	for _, row := range t.Rows {
		out.Rows = append(out.Rows, slices.Clone(row))
	}
	return out
}

// Each calls do with every cell of the table.
func (t *Table) Each(do func(*Cell)) {
	for r := range t.Rows {
		for i := range t.Rows[r] {
			do(&t.Rows[r][i])
		}
	}
}

// Each calls do with every cell of a role.
func (d *Document) Each(role Role, do func(*Cell)) {
	for _, b := range d.Blocks {
		if b.Table == nil {
			continue
		}
		b.Table.Each(func(c *Cell) {
			if c.Role == role {
				do(c)
			}
		})
	}
}

// Clone copies a document, so that a mutation leaves the first as it is.
func (d *Document) Clone() *Document {
	out := *d
	out.Facts = nil
	for _, f := range d.Facts {
		out.Facts = append(out.Facts, f.Clone())
	}
	out.Blocks = slices.Clone(d.Blocks)
	for i := range out.Blocks {
		if out.Blocks[i].Table != nil {
			out.Blocks[i].Table = out.Blocks[i].Table.Clone()
		}
	}
	return &out
}

// Tables returns the tables of a subject.
func (d *Document) Tables(subject report.Subject) []*Table {
	var out []*Table
	for _, b := range d.Blocks {
		if b.Table != nil && b.Table.Subject == subject {
			out = append(out, b.Table)
		}
	}
	return out
}
