package mutate

import (
	"math/rand/v2"
	"slices"

	"gongkai/internal/report"
	"gongkai/synth"
)

// headingFaults are headings that no longer stand over their own columns: one is left out and the others move up, or one
// spans a column too many or too few. The facts keep the values where they belong.
func headingFaults() []Mutation {
	// row applies to one row of headings that has several, with the place of a heading in it.
	row := func(subject report.Subject, change func(row []synth.Cell, at int) []synth.Cell) func(*synth.Document, *rand.Rand) {
		return func(d *synth.Document, random *rand.Rand) {
			t := anyTable(d, subject, random)
			if t == nil {
				return
			}
			all := cellsThat(t, func(c synth.Cell) bool { return c.Role == synth.RoleHeading && c.Text != "" })
			all = slices.DeleteFunc(all, func(r ref) bool {
				return r.cell+1 >= len(t.Rows[r.row]) || t.Rows[r.row][r.cell+1].Role != synth.RoleHeading
			})
			if len(all) == 0 {
				return
			}
			at := all[random.IntN(len(all))]
			t.Rows[at.row] = change(t.Rows[at.row], at.cell)
		}
	}
	wider := func(c synth.Cell) synth.Cell {
		c.ColSpan = max(c.ColSpan, 1) + 1
		return c
	}
	var out []Mutation
	for _, subject := range report.Subjects() {
		name := string(subject)
		out = append(
			out,
			Mutation{Name: name + "_column_label_left_out", Harmful: true, Apply: row(subject, func(row []synth.Cell, at int) []synth.Cell {
				return slices.Delete(row, at, at+1)
			})},
			Mutation{Name: name + "_column_label_too_wide", Harmful: true, Apply: row(subject, func(row []synth.Cell, at int) []synth.Cell {
				row[at] = wider(row[at])
				return row
			})},
			Mutation{Name: name + "_column_label_over_the_next", Harmful: true, Apply: row(subject, func(row []synth.Cell, at int) []synth.Cell {
				row[at] = wider(row[at])
				return slices.Delete(row, at+1, at+2)
			})},
			Mutation{Name: name + "_column_label_over_the_last", Harmful: true, Apply: row(subject, func(row []synth.Cell, at int) []synth.Cell {
				row[at] = wider(row[at])
				last := at
				for last+1 < len(row) && row[last+1].Role == synth.RoleHeading {
					last++
				}
				return slices.Delete(row, last, last+1)
			})},
		)
	}
	// track applies to the labels of the two litigations, which stand side by side over their results.
	track := func(change func(row []synth.Cell, first, random int) []synth.Cell) func(*synth.Document, *rand.Rand) {
		return func(d *synth.Document, random *rand.Rand) {
			if t := anyTable(d, report.Appeal, random); t != nil && t.Header == 3 && len(t.Rows) > 1 && len(t.Rows[1]) == 7 {
				t.Rows[1] = change(t.Rows[1], 5, random.IntN(2))
			}
		}
	}
	return append(
		out,
		Mutation{Name: "appeal_track_left_out", Harmful: true, Apply: track(func(row []synth.Cell, first, random int) []synth.Cell {
			return slices.Delete(row, first+random, first+random+1)
		})},
		Mutation{Name: "appeal_track_blank", Harmful: true, Apply: track(func(row []synth.Cell, first, random int) []synth.Cell {
			row[first+random].Text = ""
			return row
		})},
		Mutation{Name: "appeal_track_too_wide", Harmful: true, Apply: track(func(row []synth.Cell, first, random int) []synth.Cell {
			row[first].ColSpan++
			row[first+1].ColSpan -= random
			return row
		})},
		Mutation{Name: "appeal_track_too_narrow", Harmful: true, Apply: track(func(row []synth.Cell, first, random int) []synth.Cell {
			row[first].ColSpan--
			row[first+1].ColSpan += random
			return row
		})},
		Mutation{Name: "appeal_group_left_out", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
			if t := anyTable(d, report.Appeal, random); t != nil && t.Header == 3 && len(t.Rows) > 0 && len(t.Rows[0]) == 2 {
				at := random.IntN(2)
				t.Rows[0] = slices.Delete(t.Rows[0], at, at+1)
			}
		}},
	)
}
