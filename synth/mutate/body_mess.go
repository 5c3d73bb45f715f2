package mutate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"gongkai/internal/report"
	"gongkai/synth"
)

// bodyMess are documents with the reports of two bodies, reports whose tables are lost, and reports on something else than a year
// or a body: whose numbers they are must not be guessed.
func bodyMess() []Mutation {
	return []Mutation{
		{Name: "other_body_below", previous: func(d *synth.Document, before *synth.Report, random *rand.Rand) {
			d.Blocks = append(d.Blocks, adopt(d, neighbour(before, d, random))...)
		}},
		{Name: "other_body_above", previous: func(d *synth.Document, before *synth.Report, random *rand.Rand) {
			d.Blocks = append(adopt(d, neighbour(before, d, random)), d.Blocks...)
		}},
		{Name: "other_body_without_tables_above", previous: func(d *synth.Document, before *synth.Report, random *rand.Rand) {
			d.Blocks = append(untabled(d, neighbour(before, d, random)), d.Blocks...)
		}},
		{Name: "previous_report_without_tables_above", previous: func(d *synth.Document, before *synth.Report, _ *rand.Rand) {
			d.Blocks = append(untabled(d, before), d.Blocks...)
		}},
		{Name: "other_body_before_the_last_table", previous: otherBodyLast},
		{Name: "titles_of_other_reports_below", previous: func(d *synth.Document, before *synth.Report, random *rand.Rand) {
			other := neighbour(before, d, random)
			d.Blocks = append(d.Blocks, synth.Block{Text: before.Title}, synth.Block{Text: other.Title})
		}},
		{Name: "half_a_year", Apply: func(d *synth.Document, _ *rand.Rand) { half(d, true) }},
		{Name: "half_a_year_by_its_period", Apply: func(d *synth.Document, _ *rand.Rand) { half(d, false) }},
		{Name: "numbers_of_the_office", Apply: func(d *synth.Document, _ *rand.Rand) {
			if d.Facts[0].Scope == report.ScopeArea {
				tell(d, d.Words.One("office_data"))
			}
		}},
		{Name: "numbers_with_branches", Apply: func(d *synth.Document, _ *rand.Rand) {
			if d.Facts[0].Scope == report.ScopeOwn {
				tell(d, d.Words.One("branch_data"))
			}
		}},
	}
}

// neighbour is the report of another body of the same region and year, with the numbers of r.
func neighbour(r *synth.Report, d *synth.Document, random *rand.Rand) *synth.Report {
	other := *r
	first := d.Facts[0]
	region := strings.TrimSuffix(first.Agency, r.Words.One("government"))
	offices := slices.Clone(r.Words["office"])
	for _, office := range offices {
		region = strings.TrimSuffix(region, office)
	}
	offices = slices.DeleteFunc(offices, func(office string) bool { return region+office == first.Agency })
	other.Facts.Agency = region + offices[random.IntN(len(offices))]
	other.Facts.Year, other.Facts.Scope = first.Year, report.ScopeOwn
	other.Title = fmt.Sprintf(r.Words.One("title"), other.Facts.Agency, first.Year)
	return &other
}

// untabled returns the blocks of a report whose tables are lost: pictures, mostly. Its facts have no cells.
func untabled(d *synth.Document, r *synth.Report) []synth.Block {
	blocks := adopt(d, r)
	d.Facts[len(d.Facts)-1].Cells = map[string]synth.Truth{}
	return slices.DeleteFunc(blocks, func(b synth.Block) bool { return b.Table != nil })
}

// otherBodyLast puts the title of another body over table 四, which is that body's then.
func otherBodyLast(d *synth.Document, before *synth.Report, random *rand.Rand) {
	other := neighbour(before, d, random)
	blocks := adopt(d, other)
	theirs := d.Facts[len(d.Facts)-1].Cells
	for code := range theirs {
		if !strings.HasPrefix(code, string(report.Appeal)+".") {
			delete(theirs, code)
		}
	}
	for _, t := range d.Tables(report.Appeal) {
		t.Each(func(c *synth.Cell) { lose(d, c) })
	}
	at := slices.IndexFunc(d.Blocks, func(b synth.Block) bool { return b.Table != nil && b.Table.Subject == report.Appeal })
	last := slices.IndexFunc(blocks, func(b synth.Block) bool { return b.Table != nil && b.Table.Subject == report.Appeal })
	// Their title, then the heading of the section and the table.
	d.Blocks = slices.Concat(d.Blocks[:at-1], blocks[:1], blocks[last-1:last+1], d.Blocks[at+1:])
}

// half makes the report one of half a year, by its title too or by its period alone.
func half(d *synth.Document, titled bool) {
	d.Facts[0].PartOfYear = true
	year := d.Facts[0].Year
	plain, period := fmt.Sprintf(d.Words.One("period"), year, year), fmt.Sprintf(d.Words.One("half_period"), year, year)
	title := d.Title
	if titled {
		title = fmt.Sprintf(d.Words.One("half_title"), d.Facts[0].Agency, year)
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
func tell(d *synth.Document, sentence string) {
	year := d.Facts[0].Year
	plain := fmt.Sprintf(d.Words.One("period"), year, year)
	for i := range d.Blocks {
		if d.Blocks[i].Text == plain {
			d.Blocks[i].Text += sentence
			d.Facts[0].Scope = synth.ScopeNot
		}
	}
}
