package synth

import (
	"math/rand/v2"
	"slices"
	"unicode/utf8"

	"gongkai/internal/report"
)

// Mutation changes a document the way publishing systems and people do. Where what the document says becomes wrong by
// it, as with labels swapped over values that stay, the facts keep what it said before: the reader must flag or abstain.
// Where the document says something else that nobody could tell from the truth, the facts follow the document.
type Mutation struct {
	Name  string
	Apply func(*Document, *rand.Rand)
	// Harmful: the document is wrong or ambiguous afterwards.
	Harmful bool
	// hides: cells are left without a value, or a careful reader leaves some out, so that sums over them prove nothing.
	hides bool
	// Previous: needs the report of the year before, which Apply cannot know.
	previous func(*Document, *Report, *rand.Rand)
}

// Mutate returns a changed copy of the report's document.
func (r *Report) Mutate(m Mutation, random *rand.Rand) *Document {
	d := r.Document()
	if m.previous != nil {
		m.previous(d, r.Previous, random)
	}
	if m.Apply != nil {
		m.Apply(d, random)
	}
	return d
}

// Mutations lists every mutation, harmless ones first.
func Mutations() []Mutation {
	return slices.Concat([]Mutation{{Name: "none"}}, labelMess(), valueMess(), lookMess(), unitMess(), shapeMess(), pageMess(), bodyMess(),
		labelFaults(), headingFaults(), valueFaults(), tokenFaults(), shapeFaults())
}

// Messy returns a mutation of several harmless ones at once, and a harmful one where harm is true.
func Messy(random *rand.Rand, harm bool) Mutation {
	var chosen []Mutation
	calm := slices.Concat(labelMess(), valueMess(), lookMess(), unitMess(), shapeMess())
	if harm {
		// A wrong number beside a blank of its row and its column is beyond every proof.
		calm = slices.DeleteFunc(calm, func(m Mutation) bool { return m.hides })
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
	return Mutation{Name: name, Harmful: harm, Apply: func(d *Document, random *rand.Rand) {
		for _, m := range chosen {
			m.Apply(d, random)
		}
	}}
}

// each calls do with every cell of a role.
func (d *Document) each(role Role, do func(*Cell)) {
	for _, b := range d.Blocks {
		if b.Table == nil {
			continue
		}
		b.Table.each(func(c *Cell) {
			if c.Role == role {
				do(c)
			}
		})
	}
}

// say changes what the document prints in a cell, and the truth about it.
func (d *Document) say(c *Cell, text string, truth Truth) {
	c.Text = text
	d.Facts[c.Facts].Cells[c.Code] = truth
}

// lose takes the indicator of a cell out of the truth: the document does not print it any more.
func (d *Document) lose(c *Cell) {
	if c.Role == RoleValue {
		delete(d.Facts[c.Facts].Cells, c.Code)
	}
}

// truth returns the truth about a cell.
func (d *Document) truth(c *Cell) Truth { return d.Facts[c.Facts].Cells[c.Code] }

// ref is the place of a cell in a table.
type ref struct{ row, cell int }

func (t *Table) at(r ref) *Cell { return &t.Rows[r.row][r.cell] }

// find returns the places of the cells that keep says yes to.
func (t *Table) find(keep func(Cell) bool) []ref {
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

// of returns the places of the cells of a role.
func (t *Table) of(role Role) []ref { return t.find(func(c Cell) bool { return c.Role == role }) }

// valuesOf returns the places of the values of a row.
func (t *Table) valuesOf(row int) []ref {
	var out []ref
	for i, c := range t.Rows[row] {
		if c.Role == RoleValue {
			out = append(out, ref{row, i})
		}
	}
	return out
}

// any returns a random table of a subject, nil where there is none.
func (d *Document) any(subject report.Subject, random *rand.Rand) *Table {
	tables := d.tables(subject)
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
