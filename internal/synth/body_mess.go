package synth

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"gongkai/internal/report"
)

// bodyMess are documents with the reports of two bodies, reports whose tables are lost, and reports on something else than a year
// or a body: whose numbers they are must not be guessed.
func bodyMess() []Mutation {
	return []Mutation{
		{Name: "other_body_below", previous: func(d *Document, before *Report, random *rand.Rand) {
			d.Blocks = append(d.Blocks, d.adopt(before.neighbour(d, random))...)
		}},
		{Name: "other_body_above", previous: func(d *Document, before *Report, random *rand.Rand) {
			d.Blocks = append(d.adopt(before.neighbour(d, random)), d.Blocks...)
		}},
		{Name: "other_body_without_tables_above", previous: func(d *Document, before *Report, random *rand.Rand) {
			d.Blocks = append(d.untabled(before.neighbour(d, random)), d.Blocks...)
		}},
		{Name: "previous_report_without_tables_above", previous: func(d *Document, before *Report, _ *rand.Rand) {
			d.Blocks = append(d.untabled(before), d.Blocks...)
		}},
		{Name: "other_body_before_the_last_table", previous: otherBodyLast},
		{Name: "titles_of_other_reports_below", previous: func(d *Document, before *Report, random *rand.Rand) {
			other := before.neighbour(d, random)
			d.Blocks = append(d.Blocks, Block{Text: before.Title}, Block{Text: other.Title})
		}},
		{Name: "half_a_year", Apply: func(d *Document, _ *rand.Rand) { d.half(true) }},
		{Name: "half_a_year_by_its_period", Apply: func(d *Document, _ *rand.Rand) { d.half(false) }},
		{Name: "numbers_of_the_office", Apply: func(d *Document, _ *rand.Rand) {
			if d.Facts[0].Scope == report.ScopeArea {
				d.tell(d.words.one("office_data"))
			}
		}},
		{Name: "numbers_with_branches", Apply: func(d *Document, _ *rand.Rand) {
			if d.Facts[0].Scope == report.ScopeOwn {
				d.tell(d.words.one("branch_data"))
			}
		}},
	}
}

// neighbour is the report of another body of the same region and year, with the numbers of r.
func (r *Report) neighbour(d *Document, random *rand.Rand) *Report {
	other := *r
	first := d.Facts[0]
	region := strings.TrimSuffix(first.Agency, r.words.one("government"))
	offices := slices.Clone(r.words["office"])
	for _, office := range offices {
		region = strings.TrimSuffix(region, office)
	}
	offices = slices.DeleteFunc(offices, func(office string) bool { return region+office == first.Agency })
	other.Facts.Agency = region + offices[random.IntN(len(offices))]
	other.Facts.Year, other.Facts.Scope = first.Year, report.ScopeOwn
	other.Title = fmt.Sprintf(r.words.one("title"), other.Facts.Agency, first.Year)
	return &other
}

// untabled returns the blocks of a report whose tables are lost: pictures, mostly. Its facts have no cells.
func (d *Document) untabled(r *Report) []Block {
	blocks := d.adopt(r)
	d.Facts[len(d.Facts)-1].Cells = map[string]Truth{}
	return slices.DeleteFunc(blocks, func(b Block) bool { return b.Table != nil })
}

// otherBodyLast puts the title of another body over table 四, which is that body's then.
func otherBodyLast(d *Document, before *Report, random *rand.Rand) {
	other := before.neighbour(d, random)
	blocks := d.adopt(other)
	theirs := d.Facts[len(d.Facts)-1].Cells
	for code := range theirs {
		if !strings.HasPrefix(code, string(report.Appeal)+".") {
			delete(theirs, code)
		}
	}
	for _, t := range d.tables(report.Appeal) {
		t.each(d.lose)
	}
	at := slices.IndexFunc(d.Blocks, func(b Block) bool { return b.Table != nil && b.Table.Subject == report.Appeal })
	last := slices.IndexFunc(blocks, func(b Block) bool { return b.Table != nil && b.Table.Subject == report.Appeal })
	// Their title, then the heading of the section and the table.
	d.Blocks = slices.Concat(d.Blocks[:at-1], blocks[:1], blocks[last-1:last+1], d.Blocks[at+1:])
}

// half makes the report one of half a year, by its title too or by its period alone.
func (d *Document) half(titled bool) {
	d.Facts[0].PartOfYear = true
	year := d.Facts[0].Year
	plain, period := fmt.Sprintf(d.words.one("period"), year, year), fmt.Sprintf(d.words.one("half_period"), year, year)
	title := d.Title
	if titled {
		title = fmt.Sprintf(d.words.one("half_title"), d.Facts[0].Agency, year)
	}
	for i := range d.Blocks {
		switch d.Blocks[i].Text {
		case plain:
			d.Blocks[i].Text = period
		case d.Title:
			d.Blocks[i].Text = title
		}
	}
	d.Title = title
}

// tell adds a sentence to the paragraph on the period: the numbers are not those that the name calls for.
func (d *Document) tell(sentence string) {
	year := d.Facts[0].Year
	plain := fmt.Sprintf(d.words.one("period"), year, year)
	for i := range d.Blocks {
		if d.Blocks[i].Text == plain {
			d.Blocks[i].Text += sentence
			d.Facts[0].Scope = ScopeNot
		}
	}
}
