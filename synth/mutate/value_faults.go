package mutate

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"gongkai/internal/report"
	"gongkai/synth"
)

// valueFaults are numbers that are wrong as printed. They are set where sums find them: in tables 三 and 四.
func valueFaults() []Mutation { return slices.Concat(digitFaults(), placeFaults()) }

// summed returns one of the tables that sums are over, nil where the document lacks it.
func summed(d *synth.Document, random *rand.Rand) *synth.Table {
	return anyTable(d, []report.Subject{report.Request, report.Appeal}[random.IntN(2)], random)
}

// digitFaults are numbers with other digits than were meant.
func digitFaults() []Mutation {
	one := func(change func(c *synth.Cell, random *rand.Rand) bool) func(*synth.Document, *rand.Rand) {
		return func(d *synth.Document, random *rand.Rand) {
			t := summed(d, random)
			if t == nil {
				return
			}
			values := ofRole(t, synth.RoleValue)
			random.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
			for _, at := range values {
				if change(cellAt(t, at), random) {
					return
				}
			}
		}
	}
	return []Mutation{
		{Name: "digit_dropped", Harmful: true, Apply: one(func(c *synth.Cell, random *rand.Rand) bool {
			if n := len(c.Text); n > 1 && isDigits(c.Text) {
				at := random.IntN(n)
				c.Text = c.Text[:at] + c.Text[at+1:]
				return c.Text != ""
			}
			return false
		})},
		{Name: "digit_changed", Harmful: true, Apply: one(func(c *synth.Cell, random *rand.Rand) bool {
			if !isDigits(c.Text) {
				return false
			}
			at := random.IntN(len(c.Text))
			digit := '0' + (rune(c.Text[at])-'0'+1+rune(random.IntN(9)))%10
			c.Text = c.Text[:at] + string(digit) + c.Text[at+1:]
			return true
		})},
		{Name: "digits_turned_round", Harmful: true, Apply: one(func(c *synth.Cell, random *rand.Rand) bool {
			return turnDigits(c, random)
		})},
		{Name: "zero_added", Harmful: true, Apply: one(func(c *synth.Cell, random *rand.Rand) bool {
			if !isDigits(c.Text) || c.Text == "0" {
				return false
			}
			at := 1 + random.IntN(len(c.Text))
			c.Text = c.Text[:at] + "0" + c.Text[at:]
			return true
		})},
		// A row without borders between its numbers, one of which has two digits turned round.
		{Name: "row_glued_with_digits_turned", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
			t := anyTable(d, report.Request, random)
			if t == nil {
				return
			}
			values := ofRole(t, synth.RoleValue)
			random.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
			for _, at := range values {
				row := valuesOf(t, at.row)
				if len(row) < 3 || !turnDigits(cellAt(t, at), random) {
					continue
				}
				first := cellAt(t, row[0])
				for _, other := range row[1:] {
					first.Text += cellAt(t, other).Text
				}
				first.ColSpan = len(row)
				t.Rows[at.row] = slices.Delete(t.Rows[at.row], row[0].cell+1, row[len(row)-1].cell+1)
				return
			}
		}},
		{Name: "total_wrong", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
			t := summed(d, random)
			if t == nil {
				return
			}
			totals := cellsThat(t, func(c synth.Cell) bool {
				return c.Role == synth.RoleValue && isDigits(c.Text) && len(c.Code) > 6 && c.Code[len(c.Code)-6:] == ".total"
			})
			if len(totals) > 0 {
				c := cellAt(t, totals[random.IntN(len(totals))])
				c.Text = fmt.Sprint(1+random.IntN(9)) + c.Text
			}
		}},
	}
}

// placeFaults are numbers that stand in the place of others.
func placeFaults() []Mutation {
	return []Mutation{
		{Name: "values_of_a_row_swapped", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
			if t := anyTable(d, report.Request, random); t != nil && len(t.Rows) > t.Header {
				row := t.Header + random.IntN(len(t.Rows)-t.Header)
				swapTexts(t, valuesOf(t, row), random)
			}
		}},
		{Name: "values_of_total_swapped", Harmful: true, Apply: func(d *synth.Document, _ *rand.Rand) {
			for _, t := range d.Tables(report.Request) {
				for r := range t.Rows {
					if values := valuesOf(t, r); len(values) > 1 {
						a, b := cellAt(t, values[0]), cellAt(t, values[len(values)-1])
						a.Text, b.Text = b.Text, a.Text
					}
				}
			}
		}},
		// Values of two applicants swapped in every row keep every sum, and the labels are as the form has them: the
		// document says just this, so this is the truth about it.
		{Name: "values_of_applicants_swapped", Apply: func(d *synth.Document, random *rand.Rand) {
			for _, t := range d.Tables(report.Request) {
				a, b := two(6, random)
				for r := range t.Rows {
					values := valuesOf(t, r)
					if len(values) != 7 {
						continue
					}
					first, second := cellAt(t, values[a]), cellAt(t, values[b])
					truthA, truthB := truthOf(d, first), truthOf(d, second)
					textA, textB := first.Text, second.Text
					say(d, first, textB, truthB)
					say(d, second, textA, truthA)
				}
			}
		}},
		// Two values in one cell, as a lost border leaves them: neither can be read.
		{Name: "two_values_in_a_cell", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
			t := anyTable(d, report.Request, random)
			if t == nil {
				return
			}
			rows := cellsThat(t, func(c synth.Cell) bool { return c.Role == synth.RoleValue })
			if len(rows) == 0 {
				return
			}
			values := valuesOf(t, rows[random.IntN(len(rows))].row)
			if len(values) < 3 {
				return
			}
			at := random.IntN(len(values) - 1)
			first, second := cellAt(t, values[at]), cellAt(t, values[at+1])
			first.Text += []string{" ", "\n", "\u00a0"}[random.IntN(3)] + second.Text
			first.ColSpan = 2
			row := t.Rows[values[at].row]
			t.Rows[values[at].row] = slices.Delete(row, values[at+1].cell, values[at+1].cell+1)
		}},
	}
}

// turnDigits turns two neighbouring digits of a number round, and reports whether it has two that differ.
func turnDigits(c *synth.Cell, random *rand.Rand) bool {
	if !isDigits(c.Text) || len(c.Text) < 2 {
		return false
	}
	at := random.IntN(len(c.Text) - 1)
	if c.Text[at] == c.Text[at+1] || at == 0 && c.Text[1] == '0' {
		return false
	}
	c.Text = c.Text[:at] + c.Text[at+1:at+2] + c.Text[at:at+1] + c.Text[at+2:]
	return true
}

func isDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
