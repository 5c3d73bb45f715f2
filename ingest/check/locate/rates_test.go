package locate

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gongkai/internal/report"
)

// rates counts what is said of random tables with some wrong cells.
type rates struct{ right, incomplete, wrong, wrongOne, unvouchedRight, unvouchedWrong, ambiguous, notLocated, impossible, unnoticed int }

func (r *rates) count(result Result, was counts) {
	switch result.Status {
	case Located:
		var changes []Change
		for _, g := range result.Groups {
			changes = append(changes, g.Explanations[0].Changes...)
		}
		switch {
		case Explanation{changes}.is(was):
			r.right++
		case isPartOf(changes, was):
			r.incomplete++
		default:
			r.wrong++
			if len(changes) == 1 {
				r.wrongOne++
			}
		}
	case Unvouched:
		if result.Groups[0].Explanations[0].is(was) {
			r.unvouchedRight++
		} else {
			r.unvouchedWrong++
		}
	case Ambiguous:
		r.ambiguous++
	case NotLocated:
		r.notLocated++
	case Closes, NotAssessable:
		if len(result.Impossible) > 0 {
			r.impossible++
		} else {
			r.unnoticed++
		}
	}
}

// isPartOf reports whether all changes are right, though others are needed too.
func isPartOf(changes []Change, was counts) bool {
	return !slices.ContainsFunc(changes, func(c Change) bool {
		n, ok := was[c.Code]
		return !ok || c.Needed != report.Whole(n)
	})
}

// measure spoils n cells of tables, of which a share of the cells is blank, and checks that every explanation closes the table.
func (p *printed) measure(t testing.TB, random *rand.Rand, tables, spoiled int, blank float64) rates {
	t.Helper()
	var out rates
	for range tables {
		table := p.closing(random)
		was := p.spoil(random, table, spoiled)
		cells := table.cells()
		p.blank(random, cells, was, blank)
		result := p.explain(cells)
		out.count(result, was)
		isListed := false
		for _, g := range result.Groups {
			for _, e := range g.Explanations {
				if isListed = isListed || e.is(was); len(result.Groups) == 1 && !closes(p.relations, changed(cells, e)) {
					t.Fatalf("%+v does not close the table", e)
				}
			}
		}
		if blank == 0 && spoiled < 3 && !isListed {
			t.Fatalf("%v is not among %+v", was, result)
		}
	}
	return out
}

// The right pair is always among the explanations, and a pair never passes for another one silently.
func TestPairsAndTriples(t *testing.T) {
	for _, name := range formNames() {
		p := tableOf(t, name, "request")
		random := rand.New(rand.NewPCG(4, 3))
		const tables = 2000
		pairs, triples := p.measure(t, random, tables, 2, 0), p.measure(t, random, tables, 3, 0)
		if pairs.wrong > 0 || pairs.notLocated > 0 || pairs.unnoticed > 0 {
			t.Errorf("form %s, pairs: %+v", name, pairs)
		}
		if triples.unnoticed > 0 || triples.wrongOne*500 > tables || triples.wrong*200 > tables {
			t.Errorf("form %s, triples: %+v", name, triples)
		}
	}
}

// With blanks less can be said, but one wrong cell is still never explained as another one, and two rarely.
func TestWrongCellsBesideBlanks(t *testing.T) {
	for _, name := range formNames() {
		p := tableOf(t, name, "request")
		for _, blank := range []float64{0.005, 0.02, 0.1, 0.3} {
			const tables = 500
			random := rand.New(rand.NewPCG(4, 4))
			one, two := p.measure(t, random, tables, 1, blank), p.measure(t, random, tables, 2, blank)
			if one.wrong > 0 || one.notLocated > 0 {
				t.Errorf("form %s, %g blank, single: %+v", name, blank, one)
			}
			if two.wrong*100 > tables {
				t.Errorf("form %s, %g blank, pairs: %+v", name, blank, two)
			}
		}
	}
}
