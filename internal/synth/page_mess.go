package synth

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"gongkai/internal/report"
)

// pageMess are documents with tables cut, missing or of several years.
func pageMess() []Mutation {
	return []Mutation{
		{Name: "page_break", Apply: func(d *Document, random *rand.Rand) { pageBreak(d, random, false) }},
		{Name: "page_break_repeated_header", Apply: func(d *Document, random *rand.Rand) { pageBreak(d, random, true) }},
		{Name: "one_table_missing", Apply: func(d *Document, random *rand.Rand) {
			d.drop(report.Subjects()[random.IntN(3)])
		}},
		{Name: "two_tables_missing", Apply: func(d *Document, random *rand.Rand) {
			keep := random.IntN(3)
			for i, subject := range report.Subjects() {
				if i != keep {
					d.drop(subject)
				}
			}
		}},
		{Name: "last_column_lost", Apply: lastColumnLost},
		{Name: "previous_report_below", previous: func(d *Document, before *Report, _ *rand.Rand) {
			d.Blocks = append(d.Blocks, d.adopt(before)...)
		}},
		{Name: "previous_report_above", previous: func(d *Document, before *Report, _ *rand.Rand) {
			d.Blocks = append(d.adopt(before), d.Blocks...)
		}},
		{Name: "previous_table_below", previous: func(d *Document, before *Report, _ *rand.Rand) { compare(d, before, true, true) }},
		{Name: "previous_table_above", previous: func(d *Document, before *Report, _ *rand.Rand) { compare(d, before, false, true) }},
		// Without a word about the year nobody can tell the two tables apart: the reader must read neither.
		{Name: "second_table_unsaid", Harmful: true, previous: func(d *Document, before *Report, _ *rand.Rand) { compare(d, before, true, false) }},
	}
}

// drop takes the tables of a subject out.
func (d *Document) drop(subject report.Subject) {
	for _, t := range d.tables(subject) {
		t.each(d.lose)
	}
	d.Blocks = slices.DeleteFunc(d.Blocks, func(b Block) bool { return b.Table != nil && b.Table.Subject == subject })
}

// adopt adds the facts of another report and returns its blocks.
func (d *Document) adopt(other *Report) []Block {
	n := len(d.Facts)
	d.Facts = append(d.Facts, other.Facts.clone())
	blocks := other.blocks()
	for _, b := range blocks {
		if b.Table != nil {
			b.Table.each(func(c *Cell) { c.Facts = n })
		}
	}
	return blocks
}

// compare puts table 三 of the year before beside that of the year, as on a page that compares two years.
func compare(d *Document, before *Report, below, said bool) {
	blocks := d.adopt(before)
	facts := &d.Facts[len(d.Facts)-1]
	kept := map[string]Truth{}
	var table *Table
	for _, b := range blocks {
		if b.Table == nil || b.Table.Subject != report.Request {
			continue
		}
		table = b.Table
		table.each(func(c *Cell) {
			if c.Role == RoleValue {
				kept[c.Code] = facts.Cells[c.Code]
			}
		})
	}
	facts.Cells = kept
	at := slices.IndexFunc(d.Blocks, func(b Block) bool { return b.Table != nil && b.Table.Subject == report.Request })
	var add []Block
	if said {
		add = append(add, Block{Text: fmt.Sprintf(d.words.one("previous_year"), before.Facts.Year)})
	}
	add = append(add, Block{Table: table})
	if below {
		at++
	} else if said {
		add = append(add, Block{Text: fmt.Sprintf(d.words.one("this_year"), d.Year)})
	}
	d.Blocks = slices.Insert(d.Blocks, at, add...)
}

// pageBreak cuts table 三 in two, each a table of its own; a group that the break cuts goes on in an empty cell.
func pageBreak(d *Document, random *rand.Rand, repeat bool) {
	for i := 0; i < len(d.Blocks); i++ {
		t := d.Blocks[i].Table
		if t == nil || t.Subject != report.Request || len(t.Rows) < t.Header+4 {
			continue
		}
		cut := t.Header + 1 + random.IntN(len(t.Rows)-t.Header-2)
		first, second := t.cut(cut)
		if repeat {
			head := t.clone().Rows[:t.Header]
			second.Rows = append(head, second.Rows...)
			second.Header = t.Header
		}
		d.Blocks[i].Table = first
		d.Blocks = slices.Insert(d.Blocks, i+1, Block{Table: second})
		i++
	}
}

// cut divides a table before a row.
func (t *Table) cut(at int) (first, second *Table) {
	whole := t.clone()
	first = &Table{Subject: t.Subject, Header: t.Header, Rows: whole.Rows[:at]}
	second = &Table{Subject: t.Subject, Rows: whole.Rows[at:]}
	var rest []Cell
	for r := range first.Rows {
		for i := range first.Rows[r] {
			c := &first.Rows[r][i]
			if over := r + max(c.RowSpan, 1) - at; over > 0 {
				c.RowSpan -= over
				rest = append(rest, Cell{Role: c.Role, RowSpan: over, ColSpan: c.ColSpan})
			}
		}
	}
	second.Rows[0] = append(rest, second.Rows[0]...)
	return first, second
}

// lastColumnLost cuts off what stands beyond the edge of the page: headings and values.
func lastColumnLost(d *Document, _ *rand.Rand) {
	for _, t := range d.tables(report.Request) {
		grid := t.lattice()
		last := len(grid[0]) - 1
		for r := range t.Rows {
			s := grid[r][last]
			if !s.covered || s.row != r || s.cell != len(t.Rows[r])-1 {
				continue
			}
			c := &t.Rows[r][s.cell]
			if c.ColSpan > 1 {
				c.ColSpan--
				continue
			}
			d.lose(c)
			t.Rows[r] = t.Rows[r][:s.cell]
		}
	}
}
