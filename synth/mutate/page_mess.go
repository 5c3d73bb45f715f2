package mutate

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"gongkai/internal/report"
	"gongkai/synth"
)

// pageMess are documents with tables cut, missing or of several years.
func pageMess() []Mutation {
	return []Mutation{
		{Name: "page_break", Apply: func(d *synth.Document, random *rand.Rand) { pageBreak(d, random, false) }},
		{Name: "page_break_repeated_header", Apply: func(d *synth.Document, random *rand.Rand) { pageBreak(d, random, true) }},
		{Name: "one_table_missing", Apply: func(d *synth.Document, random *rand.Rand) {
			drop(d, report.Subjects()[random.IntN(3)])
		}},
		{Name: "two_tables_missing", Apply: func(d *synth.Document, random *rand.Rand) {
			keep := random.IntN(3)
			for i, subject := range report.Subjects() {
				if i != keep {
					drop(d, subject)
				}
			}
		}},
		{Name: "last_column_lost", Apply: lastColumnLost},
		{Name: "previous_report_below", previous: func(d *synth.Document, before *synth.Report, _ *rand.Rand) {
			d.Blocks = append(d.Blocks, adopt(d, before)...)
		}},
		{Name: "previous_report_above", previous: func(d *synth.Document, before *synth.Report, _ *rand.Rand) {
			d.Blocks = append(adopt(d, before), d.Blocks...)
		}},
		{Name: "previous_table_below", previous: func(d *synth.Document, before *synth.Report, _ *rand.Rand) { compare(d, before, true, true) }},
		{Name: "previous_table_above", previous: func(d *synth.Document, before *synth.Report, _ *rand.Rand) { compare(d, before, false, true) }},
		// Without a word about the year nobody can tell the two tables apart: the reader must read neither.
		{Name: "second_table_unsaid", Harmful: true, previous: func(d *synth.Document, before *synth.Report, _ *rand.Rand) {
			compare(d, before, true, false)
		}},
	}
}

// drop takes the tables of a subject out.
func drop(d *synth.Document, subject report.Subject) {
	for _, t := range d.Tables(subject) {
		t.Each(func(c *synth.Cell) { lose(d, c) })
	}
	d.Blocks = slices.DeleteFunc(d.Blocks, func(b synth.Block) bool { return b.Table != nil && b.Table.Subject == subject })
}

// adopt adds the facts of another report and returns its blocks.
func adopt(d *synth.Document, other *synth.Report) []synth.Block {
	n := len(d.Facts)
	d.Facts = append(d.Facts, other.Facts.Clone())
	blocks := other.Blocks()
	for _, b := range blocks {
		if b.Table != nil {
			b.Table.Each(func(c *synth.Cell) { c.Facts = n })
		}
	}
	return blocks
}

// compare puts table 三 of the year before beside that of the year, as on a page that compares two years.
func compare(d *synth.Document, before *synth.Report, below, said bool) {
	blocks := adopt(d, before)
	facts := &d.Facts[len(d.Facts)-1]
	kept := map[string]synth.Truth{}
	var table *synth.Table
	for _, b := range blocks {
		if b.Table == nil || b.Table.Subject != report.Request {
			continue
		}
		table = b.Table
		table.Each(func(c *synth.Cell) {
			if c.Role == synth.RoleValue {
				kept[c.Code] = facts.Cells[c.Code]
			}
		})
	}
	facts.Cells = kept
	at := slices.IndexFunc(d.Blocks, func(b synth.Block) bool { return b.Table != nil && b.Table.Subject == report.Request })
	var add []synth.Block
	if said {
		add = append(add, synth.Block{Text: fmt.Sprintf(d.Words.One("previous_year"), before.Facts.Year)})
	}
	add = append(add, synth.Block{Table: table})
	if below {
		at++
	} else if said {
		add = append(add, synth.Block{Text: fmt.Sprintf(d.Words.One("this_year"), d.Year)})
	}
	d.Blocks = slices.Insert(d.Blocks, at, add...)
}

// pageBreak cuts table 三 in two, each a table of its own; a group that the break cuts goes on in an empty cell.
func pageBreak(d *synth.Document, random *rand.Rand, repeat bool) {
	for i := 0; i < len(d.Blocks); i++ {
		t := d.Blocks[i].Table
		if t == nil || t.Subject != report.Request || len(t.Rows) < t.Header+4 {
			continue
		}
		cut := t.Header + 1 + random.IntN(len(t.Rows)-t.Header-2)
		first, second := cutTable(t, cut)
		if repeat {
			head := t.Clone().Rows[:t.Header]
			second.Rows = append(head, second.Rows...)
			second.Header = t.Header
		}
		d.Blocks[i].Table = first
		d.Blocks = slices.Insert(d.Blocks, i+1, synth.Block{Table: second})
		i++
	}
}

// cutTable divides a table before a row.
func cutTable(t *synth.Table, at int) (first, second *synth.Table) {
	whole := t.Clone()
	first = &synth.Table{Subject: t.Subject, Header: t.Header, Rows: whole.Rows[:at]}
	second = &synth.Table{Subject: t.Subject, Rows: whole.Rows[at:]}
	var rest []synth.Cell
	for r := range first.Rows {
		for i := range first.Rows[r] {
			c := &first.Rows[r][i]
			if over := r + max(c.RowSpan, 1) - at; over > 0 {
				c.RowSpan -= over
				rest = append(rest, synth.Cell{Role: c.Role, RowSpan: over, ColSpan: c.ColSpan})
			}
		}
	}
	second.Rows[0] = append(rest, second.Rows[0]...)
	return first, second
}

// lastColumnLost cuts off what stands beyond the edge of the page: headings and values.
func lastColumnLost(d *synth.Document, _ *rand.Rand) {
	for _, t := range d.Tables(report.Request) {
		grid := t.Lattice()
		last := len(grid[0]) - 1
		for r := range t.Rows {
			s := grid[r][last]
			if !s.Covered || s.Row != r || s.Cell != len(t.Rows[r])-1 {
				continue
			}
			c := &t.Rows[r][s.Cell]
			if c.ColSpan > 1 {
				c.ColSpan--
				continue
			}
			lose(d, c)
			t.Rows[r] = t.Rows[r][:s.Cell]
		}
	}
}
