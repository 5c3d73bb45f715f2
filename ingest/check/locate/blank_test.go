package locate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"gongkai/internal/report"
)

func TestMissingCells(t *testing.T) {
	// Two rows, two columns and their totals.
	l := locator(t, []Relation{
		{Left: []string{"a", "b"}, Right: []string{"ab"}},
		{Left: []string{"c", "d"}, Right: []string{"cd"}},
		{Left: []string{"a", "c"}, Right: []string{"ac"}},
		{Left: []string{"b", "d"}, Right: []string{"bd"}},
		{Left: []string{"a", "d"}, Right: []string{"sub"}, Optional: true},
	})
	const none = -1
	tests := []struct {
		name       string
		a, b, c, d int64
		totals     [4]int64
		state      report.State
		status     Status
		leftOut    int
		relaxed    bool
		blanks     int
		given      []string
		impossible []int
	}{
		{name: "nothing is missing", a: 1, b: 2, c: 3, d: 4, totals: [4]int64{3, 7, 4, 6}, status: Closes},
		{
			name: "zeros left blank", a: 1, b: none, c: none, d: none, totals: [4]int64{1, 0, 1, 0}, state: report.Blank, status: NotAssessable,
			leftOut: 4, relaxed: true, blanks: 3, given: []string{"b 0 agency", "c 0 agency", "d 0 agency"},
		},
		{
			name: "a blank that is no zero", a: 1, b: 2, c: 3, d: none, totals: [4]int64{3, 7, 4, 6}, state: report.Placeholder, status: Closes,
			leftOut: 2, given: []string{"d 4 agency"},
		},
		{
			name: "a zero that could not be read", a: 1, b: 2, c: 3, d: none, totals: [4]int64{3, 3, 4, 2}, state: report.Unreadable, status: Closes,
			leftOut: 2, given: []string{"d 0 reader"},
		},
		{
			name: "a lost cell", a: 1, b: 2, c: 3, d: none, totals: [4]int64{3, 7, 4, 6}, state: report.Absent, status: Closes,
			leftOut: 2, given: []string{"d 4 unknown"},
		},
		{
			name: "a square of blanks, which no sum gives", a: none, b: none, c: none, d: none, totals: [4]int64{3, 7, 4, 6}, state: report.Blank,
			status: NotAssessable, leftOut: 4,
		},
		{
			name: "two sums call for different numbers", a: 1, b: 2, c: 3, d: none, totals: [4]int64{3, 7, 4, 8}, state: report.Blank, status: Closes,
			leftOut: 2, impossible: []int{3},
		},
		{
			name: "no number closes it", a: 1, b: 2, c: none, d: 9, totals: [4]int64{3, 7, 4, 11}, state: report.Blank, status: Closes,
			leftOut: 2, impossible: []int{1},
		},
		{
			name: "a sum fails beside the blank", a: 1, b: 2, c: 3, d: none, totals: [4]int64{4, 7, 4, 6}, state: report.Blank, status: Unvouched,
			leftOut: 2,
		},
		{
			name: "blanks in every sum", a: 1, b: none, c: none, d: none, totals: [4]int64{none, 7, none, 6}, state: report.Blank,
			status: NotAssessable, leftOut: 4,
		},
		{name: "nothing is printed", a: none, b: none, c: none, d: none, totals: [4]int64{none, none, none, none}, state: report.Blank, status: NotAssessable, leftOut: 4},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			cells := map[string]*report.Cell{}
			for code, n := range map[string]int64{
				"a": test.a, "b": test.b, "c": test.c, "d": test.d,
				"ab": test.totals[0], "cd": test.totals[1], "ac": test.totals[2], "bd": test.totals[3],
			} {
				cells[code] = &report.Cell{Code: code, State: report.Reported, Value: report.Whole(n)}
				if n == none {
					cells[code] = &report.Cell{Code: code, State: test.state}
				}
			}
			got := l.explain(cells)
			var given []string
			for _, c := range got.Given {
				given = append(given, fmt.Sprintf("%s %s %s", c.Code, c.Needed, c.Culprit))
				if cells[c.Code].State != test.state || c.Why != Missing {
					t.Errorf("%s is now %s, why %s", c.Code, cells[c.Code].State, c.Why)
				}
			}
			slices.Sort(given)
			if got.Status != test.status || got.LeftOut != test.leftOut || got.Relaxed != test.relaxed || got.Blanks != test.blanks ||
				!slices.Equal(given, test.given) || !slices.Equal(got.Impossible, test.impossible) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// Numbers taken from a closing table are given back right or not at all, and nothing is called impossible.
func TestGivenNumbersAreRight(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 7))
	p := tableOf(t, "2021", "request")
	given := 0
	for range 500 {
		table := p.closing(random)
		cells := table.cells()
		missing := 0
		for range 1 + random.IntN(30) {
			cell := cells[p.codes[random.IntN(len(p.codes))]]
			if cell.State != report.Blank {
				cell.State, cell.Value, cell.Raw = report.Blank, 0, ""
				missing++
			}
		}
		result := p.explain(cells)
		if result.Status != Closes || len(result.Impossible) > 0 || len(result.Given) > missing {
			t.Fatalf("got %+v", result)
		}
		for _, c := range result.Given {
			if c.Needed != report.Whole(table[c.Code]) {
				t.Fatalf("%s is given as %s, it was %d", c.Code, c.Needed, table[c.Code])
			}
		}
		given += len(result.Given)
	}
	if given == 0 {
		t.Errorf("nothing was given")
	}
}

// A table that leaves every zero blank closes in the relaxed reading, and the cells stay as they are.
func TestRelaxedTables(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 8))
	p := tableOf(t, "2019", "request")
	for range 200 {
		cells, blanks := p.closing(random).cells(), 0
		for _, cell := range cells {
			if cell.Value == 0 {
				cell.State, cell.Raw = report.Blank, ""
				blanks++
			}
		}
		got := p.explain(cells)
		if want := blanks > 0 && blanks < len(cells); got.Relaxed != want || want && got.Blanks != blanks || len(got.Groups) > 0 {
			t.Fatalf("%d of %d cells are blank: %+v", blanks, len(cells), got)
		}
		for _, cell := range cells {
			if cell.Value == 0 && cell.State != report.Blank {
				t.Fatalf("%s is now %s", cell.Code, cell.State)
			}
		}
	}
}
