// Package locate finds the wrong cell behind sums that fail. A full table 三 prints every count in two or three sums,
// so the pattern of the sums that fail, and by how much, points at the cell and gives its value.
//
// The method is exact. A change of a cell moves just the sums it stands in, each by the same amount; so a change
// explains the failure when it moves every failed sum by what it lacks and no other sum. Of all explanations those with
// the fewest cells are reported, one cell or two; where it would take three the package says that it does not know.
// In a full table 三 no three cells can be changed without a sum noticing (four can: two rows crossing two columns).
// So one wrong cell is always located, two wrong cells never pass for one, and three rarely do.
//
// The invariants: the smallest explanations are listed completely, and an explanation is unique only where there is
// no other; every explanation, applied, closes every sum that can be assessed; needed values are counts, whole and not
// negative. A sum with a cell that has no value is left out, which is said (Group.Partial), since a blank is not zero;
// all that it can do is rule out an explanation after which no count in place of the blank would close it.
//
// It refuses to change anything: a needed value is a suggestion, and a blank whose number the sums give stays blank.
// It cannot see columns or rows that were permuted as a whole, since every sum still closes.
//
//	locator, err := locate.New(relations)
//	result := locator.Explain(r.Cells)
//	findings = locate.Suggest(findings, result)
package locate

import (
	"fmt"

	"gongkai/internal/report"
)

// Relation is a sum that must close: the cells of Left and those of Right add up to the same number.
type Relation struct {
	Left, Right []string // codes, each at most once
	// Optional: compares with a subtotal that the form does not print; where it is missing, nothing is left out.
	Optional bool
}

// Locator explains the failed sums of one table of one form. It may be used from many goroutines at once.
type Locator struct {
	codes     []string   // in the order in which the relations first name them
	relations []relation // as given
	of        [][]term   // for each cell the relations it stands in
	most      int        // the most relations that one cell stands in
	position  map[string]int
}

// relation is a Relation over positions in codes.
type relation struct {
	terms    []term // at is a cell
	total    int    // the one cell of a side that has only one, else -1
	optional bool
}

// term is a cell of a relation or a relation of a cell; sign is 1 on the left and -1 on the right.
type term struct {
	at   int
	sign int64
}

// New returns a locator for the sums of one table of one form. It fails where a relation lacks a side or names a code
// twice. The cells are numbered as the relations first name them; with the sums of the rows given first, that is the
// order of the form, in which explanations read best and cells are found fastest.
func New(relations []Relation) (*Locator, error) {
	l := &Locator{relations: make([]relation, len(relations)), position: map[string]int{}}
	for k, given := range relations {
		if len(given.Left) == 0 || len(given.Right) == 0 {
			return nil, fmt.Errorf("new locator: relation %d lacks a side", k)
		}
		rel := relation{total: -1, optional: given.Optional}
		for _, side := range []struct {
			codes []string
			sign  int64
		}{{given.Left, 1}, {given.Right, -1}} {
			for _, code := range side.codes {
				cell, known := l.position[code]
				if !known {
					cell = len(l.codes)
					l.position[code] = cell
					l.codes = append(l.codes, code)
					l.of = append(l.of, nil)
				}
				if n := len(l.of[cell]); n > 0 && l.of[cell][n-1].at == k {
					return nil, fmt.Errorf("new locator: relation %d names %s twice", k, code)
				}
				rel.terms = append(rel.terms, term{cell, side.sign})
				l.of[cell] = append(l.of[cell], term{k, side.sign})
				l.most = max(l.most, len(l.of[cell]))
			}
			if len(side.codes) == 1 {
				rel.total = rel.terms[len(rel.terms)-1].at
			}
		}
		l.relations[k] = rel
	}
	return l, nil
}

// Explain returns what the sums of a table say about the cells of a report. It keeps to those that its sums name; one
// that is not among the cells is absent. It changes nothing. Where all sums close it returns at once.
func (l *Locator) Explain(cells []report.Cell) Result {
	t := l.read(cells)
	result := Result{Status: t.status(), Assessed: t.assessed, LeftOut: t.leftOut}
	if t.leftOut > 0 {
		result.Relaxed, result.Blanks = t.relaxed()
		result.Given, result.Impossible = t.given()
	}
	if len(t.failed) == 0 {
		return result
	}
	parts := t.components()
	for _, part := range parts {
		group := t.explain(part, len(parts) == 1)
		result.Groups = append(result.Groups, group)
		result.Status = worse(result.Status, group.Status)
	}
	return result
}
