// Package mutate changes invented documents the way publishing systems and people do. The files *_mess.go hold what leaves a document
// right: lost numbering, merged or split cells, units, other words for a label, pages. The files *_faults.go hold what makes it wrong:
// labels swapped over values that stay, digits turned, rows that slipped.
//
// The invariant: facts tell the truth about a document after every mutation. What the document says by now they follow; where it became
// wrong in a way that a reader could find, they keep what it said before. A new mutation is a function and a line in the list of its
// file; ingest's TestNoSilentError then tries it in every format.
package mutate

import (
	"math/rand/v2"
	"slices"
	"unicode/utf8"

	"gongkai/internal/report"
	"gongkai/synth"
)

// Mutation changes a document the way publishing systems and people do. Where what the document says becomes wrong by
// it, as with labels swapped over values that stay, the facts keep what it said before: the reader must flag or abstain.
// Where the document says something else that nobody could tell from the truth, the facts follow the document.
type Mutation struct {
	Name  string
	Apply func(*synth.Document, *rand.Rand)
	// Harmful: the document is wrong or ambiguous afterwards.
	Harmful bool
	// Hides: cells are left without a value, or a careful reader leaves some out, so that sums over them prove nothing.
	Hides bool
	// previous: needs the report of the year before, which Apply cannot know.
	previous func(*synth.Document, *synth.Report, *rand.Rand)
}

// Of returns the document of a report as the mutation changes it; the report stays as it is.
func (m Mutation) Of(r *synth.Report, random *rand.Rand) *synth.Document {
	d := r.Document()
	if m.previous != nil {
		m.previous(d, r.Previous, random)
	}
	if m.Apply != nil {
		m.Apply(d, random)
	}
	return d
}

// All lists every mutation, harmless ones first.
func All() []Mutation {
	return slices.Concat([]Mutation{{Name: "none"}}, labelMess(), valueMess(), lookMess(), unitMess(), shapeMess(), pageMess(), bodyMess(),
		labelFaults(), headingFaults(), valueFaults(), tokenFaults(), shapeFaults())
}

// Messy returns a mutation of several harmless ones at once, and a harmful one where harm is true.
func Messy(random *rand.Rand, harm bool) Mutation {
	var chosen []Mutation
	calm := slices.Concat(labelMess(), valueMess(), lookMess(), unitMess(), shapeMess())
	if harm {
		// A wrong number beside a blank of its row and its column is beyond every proof.
		calm = slices.DeleteFunc(calm, func(m Mutation) bool { return m.Hides })
	}
	for range 3 {
		chosen = append(chosen, calm[random.IntN(len(calm))])
	}
	name := "messy"
	if harm {
		bad := slices.Concat(labelFaults(), headingFaults(), valueFaults(), tokenFaults(), shapeFaults())
		last := bad[random.IntN(len(bad))]
		// First the fault: the mess may hide the cells it looks for.
		chosen = append([]Mutation{last}, chosen...)
		name = "messy and broken"
	}
	for _, m := range chosen {
		name += " " + m.Name
	}
	return Mutation{Name: name, Harmful: harm, Apply: func(d *synth.Document, random *rand.Rand) {
		for _, m := range chosen {
			m.Apply(d, random)
		}
	}}
}

// say changes what the document prints in a cell, and the truth about it.
func say(d *synth.Document, c *synth.Cell, text string, truth synth.Truth) {
	c.Text = text
	d.Facts[c.Facts].Cells[c.Code] = truth
}

// lose takes the indicator of a cell out of the truth: the document does not print it any more.
func lose(d *synth.Document, c *synth.Cell) {
	if c.Role == synth.RoleValue {
		delete(d.Facts[c.Facts].Cells, c.Code)
	}
}

// truthOf returns the truth about a cell.
func truthOf(d *synth.Document, c *synth.Cell) synth.Truth { return d.Facts[c.Facts].Cells[c.Code] }

// ref is the place of a cell in a table.
type ref struct{ row, cell int }

func cellAt(t *synth.Table, r ref) *synth.Cell { return &t.Rows[r.row][r.cell] }

// cellsThat returns the places of the cells that keep says yes to.
func cellsThat(t *synth.Table, keep func(synth.Cell) bool) []ref {
	var out []ref
	for r, row := range t.Rows {
		for i, c := range row {
			if keep(c) {
				out = append(out, ref{r, i})
			}
		}
	}
	return out
}

// ofRole returns the places of the cells of a role.
func ofRole(t *synth.Table, role synth.Role) []ref {
	return cellsThat(t, func(c synth.Cell) bool { return c.Role == role })
}

// valuesOf returns the places of the values of a row.
func valuesOf(t *synth.Table, row int) []ref {
	var out []ref
	for i, c := range t.Rows[row] {
		if c.Role == synth.RoleValue {
			out = append(out, ref{row, i})
		}
	}
	return out
}

// anyTable returns a random table of a subject, nil where there is none.
func anyTable(d *synth.Document, subject report.Subject, random *rand.Rand) *synth.Table {
	tables := d.Tables(subject)
	if len(tables) == 0 {
		return nil
	}
	return tables[random.IntN(len(tables))]
}

// two returns two different numbers below n, rising.
func two(n int, random *rand.Rand) (int, int) {
	a := random.IntN(n)
	b := random.IntN(n - 1)
	if b >= a {
		b++
	}
	return min(a, b), max(a, b)
}

func runes(s string) int { return utf8.RuneCountInString(s) }
