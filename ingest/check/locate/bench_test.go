package locate

import (
	"math/rand/v2"
	"testing"

	"gongkai/internal/report"
)

// A table whose sums close costs next to nothing.
func BenchmarkCloses(b *testing.B) {
	for _, name := range formNames() {
		b.Run(name, func(b *testing.B) {
			p := tableOf(b, name, "request")
			cells := p.list(p.closing(rand.New(rand.NewPCG(5, 1))).cells())
			b.ReportAllocs()
			for b.Loop() {
				if p.Explain(cells).Status != Closes {
					b.Fatal("the table does not close")
				}
			}
		})
	}
}

// A table with blanks has to be looked at a second time for the relaxed reading and for what the sums give.
func BenchmarkBlanks(b *testing.B) {
	p := tableOf(b, "2021", "request")
	cells := p.list(p.closing(rand.New(rand.NewPCG(5, 2))).cells())
	for i := range cells {
		if cells[i].Value == 0 {
			cells[i].State = report.Blank
		}
	}
	for b.Loop() {
		if !p.Explain(cells).Relaxed {
			b.Fatal("the table does not close")
		}
	}
}

// Rates of what is said about tables with one to four wrong cells, and with wrong cells beside blanks; the time is that
// of Explain alone.
func BenchmarkLocate(b *testing.B) {
	for _, test := range []struct {
		name    string
		spoiled int
		blank   float64
		byOne   bool
	}{
		{"single", 1, 0, false},
		{"pairs", 2, 0, false},
		{"triples", 3, 0, false},
		{"quadruples", 4, 0, false},
		{"pairs off by one", 2, 0, true},
		{"triples off by one", 3, 0, true},
		{"single, 2% blank", 1, 0.02, false},
		{"pairs, 2% blank", 2, 0.02, false},
		{"triples, 2% blank", 3, 0.02, false},
		{"single, 20% blank", 1, 0.2, false},
		{"pairs, 20% blank", 2, 0.2, false},
	} {
		b.Run(test.name, func(b *testing.B) {
			const tables = 1000
			p := tableOf(b, "2021", "request")
			random := rand.New(rand.NewPCG(5, 3))
			spoiled := make([][]report.Cell, tables)
			was := make([]counts, tables)
			var got rates
			for i := range spoiled {
				table := p.closing(random)
				if test.byOne {
					was[i] = p.offByOne(random, table, test.spoiled)
				} else {
					was[i] = p.spoil(random, table, test.spoiled)
				}
				cells := table.cells()
				p.blank(random, cells, was[i], test.blank)
				spoiled[i] = p.list(cells)
				got.count(p.Explain(spoiled[i]), was[i])
			}
			at := 0
			for b.Loop() {
				p.Explain(spoiled[at%tables])
				at++
			}
			for _, rate := range []struct {
				name string
				n    int
			}{
				{"right%", got.right},
				{"incomplete%", got.incomplete},
				{"wrong%", got.wrong},
				{"unvouched-right%", got.unvouchedRight},
				{"unvouched-wrong%", got.unvouchedWrong},
				{"wrong-as-one%", got.wrongOne},
				{"ambiguous%", got.ambiguous},
				{"not-located%", got.notLocated},
				{"impossible%", got.impossible},
				{"unnoticed%", got.unnoticed},
			} {
				b.ReportMetric(100*float64(rate.n)/tables, rate.name)
			}
		})
	}
}
