package mutate

import (
	"math/rand/v2"
	"slices"

	"gongkai/internal/report"
	"gongkai/synth"
)

// shapeFaults are rows and columns that moved against their labels. The facts keep the values where they belong.
func shapeFaults() []Mutation {
	var out []Mutation
	for _, subject := range report.Subjects() {
		name := string(subject)
		// In table 二 no sum can tell a row whose cells moved over a blank at its end from one printed so: there the row
		// is one cell too short or too long.
		summed := subject != report.Disclosure
		// row applies to one row of values.
		row := func(change func(row []synth.Cell, values []ref, random *rand.Rand) []synth.Cell) func(*synth.Document, *rand.Rand) {
			return func(d *synth.Document, random *rand.Rand) {
				t := anyTable(d, subject, random)
				if t == nil {
					return
				}
				all := ofRole(t, synth.RoleValue)
				if len(all) == 0 {
					return
				}
				n := all[random.IntN(len(all))].row
				t.Rows[n] = change(t.Rows[n], valuesOf(t, n), random)
			}
		}
		out = append(
			out,
			// The first value is gone, the others follow; the last place is empty, or missing.
			Mutation{
				Name: name + "_row_shifted_left", Harmful: true,
				Apply: row(func(row []synth.Cell, values []ref, random *rand.Rand) []synth.Cell {
					last := row[values[len(values)-1].cell]
					row = slices.Delete(row, values[0].cell, values[0].cell+1)
					if summed && random.IntN(2) == 0 {
						last.Text, last.Role = "", synth.RoleOther
						row = append(row, last)
					}
					return row
				}),
			},
			// An empty place stands before the first value; the last value is beyond the edge, or lost.
			Mutation{
				Name: name + "_row_shifted_right", Harmful: true,
				Apply: row(func(row []synth.Cell, values []ref, random *rand.Rand) []synth.Cell {
					first := values[0].cell
					row = slices.Insert(row, first, synth.Cell{})
					if summed && random.IntN(2) == 0 {
						row[len(row)-2].ColSpan = row[len(row)-1].ColSpan
						row = row[:len(row)-1]
					}
					return row
				}),
			},
			Mutation{Name: name + "_value_dropped", Harmful: true, Apply: row(func(row []synth.Cell, values []ref, random *rand.Rand) []synth.Cell {
				at := values[random.IntN(len(values))].cell
				return slices.Delete(row, at, at+1)
			})},
			Mutation{Name: name + "_value_doubled", Harmful: true, Apply: row(func(row []synth.Cell, values []ref, random *rand.Rand) []synth.Cell {
				at := values[random.IntN(len(values))].cell
				return slices.Insert(row, at, row[at])
			})},
		)
	}
	out = append(out, Mutation{Name: "request_values_one_row_down", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
		if t := anyTable(d, report.Request, random); t != nil {
			shiftValues(t)
		}
	}})
	return append(out, Mutation{Name: "row_lost", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
		t := anyTable(d, report.Request, random)
		if t == nil {
			return
		}
		var rows []int
		for r, row := range t.Rows {
			if len(row) > 0 && row[0].Role == synth.RoleLabel {
				rows = append(rows, r)
			}
		}
		if len(rows) == 0 {
			return
		}
		lost := rows[random.IntN(len(rows))]
		for i := range t.Rows[lost] {
			lose(d, &t.Rows[lost][i])
		}
		for r := range lost {
			for i := range t.Rows[r] {
				if c := &t.Rows[r][i]; r+c.RowSpan > lost && c.RowSpan > 1 {
					c.RowSpan--
				}
			}
		}
		t.Rows = slices.Delete(t.Rows, lost, lost+1)
	}})
}

// shiftValues moves the values of every row into the next one; the first row stays empty, the last values are lost.
func shiftValues(t *synth.Table) {
	var rows []int
	for r := range t.Rows {
		if len(valuesOf(t, r)) > 0 {
			rows = append(rows, r)
		}
	}
	for i := len(rows) - 1; i >= 0; i-- {
		values := valuesOf(t, rows[i])
		for n, at := range values {
			c := cellAt(t, at)
			c.Text = ""
			if i > 0 {
				if before := valuesOf(t, rows[i-1]); n < len(before) {
					c.Text = cellAt(t, before[n]).Text
				}
			}
		}
	}
}
