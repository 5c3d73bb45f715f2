package locate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"gongkai/internal/report"
)

func TestNewRefuses(t *testing.T) {
	for name, relations := range map[string][]Relation{
		"a code twice":        {{Left: []string{"a", "a"}, Right: []string{"b"}}},
		"a code on each side": {{Left: []string{"a", "b"}, Right: []string{"a"}}},
		"no right side":       {{Left: []string{"a"}}},
	} {
		if _, err := New(relations); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// In a small table every change of one cell and then of two can be tried: what closes is just what is explained.
func TestExplanationsAreComplete(t *testing.T) {
	relations := []Relation{
		{Left: []string{"a", "b"}, Right: []string{"ab"}},
		{Left: []string{"c", "d"}, Right: []string{"cd"}},
		{Left: []string{"a", "c"}, Right: []string{"ac"}},
		{Left: []string{"b", "d"}, Right: []string{"bd"}},
	}
	l := locator(t, relations)
	random := rand.New(rand.NewPCG(4, 13))
	lacks := func(v []int64) bool {
		return v[0]+v[1] != v[2] || v[3]+v[4] != v[5] || v[0]+v[3] != v[6] || v[1]+v[4] != v[7]
	}
	if want := []string{"a", "b", "ab", "c", "d", "cd", "ac", "bd"}; !slices.Equal(l.codes, want) {
		t.Fatalf("cells %v, want %v", l.codes, want)
	}
	seen := map[Status]int{}
	for range 300 {
		v, table := make([]int64, len(l.codes)), counts{}
		for i, code := range l.codes {
			v[i] = random.Int64N(4)
			table[code] = v[i]
		}
		const most = 16 // a needed value is at most a printed one and two differences
		var one, two []string
		try := func(i int, then func()) {
			was := v[i]
			for v[i] = range int64(most) {
				if v[i] != was {
					then()
				}
			}
			v[i] = was
		}
		for i := range v {
			try(i, func() {
				if !lacks(v) {
					one = append(one, fmt.Sprintf("[%s %d]", l.codes[i], v[i]))
				}
				for j := range v[:i] {
					try(j, func() {
						if !lacks(v) {
							changes := []string{fmt.Sprintf("%s %d", l.codes[i], v[i]), fmt.Sprintf("%s %d", l.codes[j], v[j])}
							slices.Sort(changes)
							two = append(two, fmt.Sprint(changes))
						}
					})
				}
			})
		}
		got := l.explain(table.cells())
		seen[got.Status]++
		want := one
		switch {
		case !lacks(v):
			want = nil
		case len(one) == 0:
			want = two
		}
		slices.Sort(want)
		if !slices.Equal(said(got), want) || got.Unique() != (len(want) == 1) {
			t.Fatalf("%v: %s %v, want %v", v, got.Status, said(got), want)
		}
	}
	if seen[Located] == 0 || seen[Ambiguous] == 0 || seen[NotLocated] == 0 {
		t.Errorf("not every case came up: %v", seen)
	}
}

// Whatever the cells hold, an explanation consists of counts and closes every sum that can be assessed.
func TestAnyTable(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 14))
	p := tableOf(t, "2021", "request")
	subtotal := append(slices.Clone(p.relations), Relation{
		Left:  []string{"request.denied_state_secret.business", "request.denied_deliberative.business"},
		Right: []string{"request.denied.business"}, Optional: true,
	})
	l := locator(t, subtotal)
	for range 2000 {
		cells := p.closing(random).cells()
		for range random.IntN(6) {
			cell := cells[p.codes[random.IntN(len(p.codes))]]
			states := report.States()
			cell.State, cell.Raw = states[random.IntN(len(states))], ""
			cell.Value = []report.Value{0, -1, 1, 1_500_000, report.Whole(7), -report.Whole(7), limit - 1, 1 - limit, 1<<63 - 1}[random.IntN(9)]
		}
		if random.IntN(2) == 0 {
			cells["request.denied.business"] = &report.Cell{State: report.Reported, Value: report.Whole(random.Int64N(5))}
		}
		result := l.explain(cells)
		var suggested []Explanation
		for _, g := range result.Groups {
			if e, ok := g.Suggested(); ok {
				suggested = append(suggested, e)
			}
			for _, e := range g.Explanations {
				for _, c := range e.Changes {
					if !isCount(int64(c.Needed)) || c.Needed == c.Printed {
						t.Fatalf("%s is to be %s", c.Code, c.Needed)
					}
				}
			}
		}
		if len(suggested) > 0 && len(suggested) == len(result.Groups) && !closes(subtotal, changed(cells, suggested...)) {
			t.Fatalf("%+v does not close the table", result)
		}
	}
	if got := l.explain(nil); got.Status != NotAssessable || got.Relaxed || got.LeftOut != 39 {
		t.Errorf("no cells: %+v", got)
	}
}

// Numbers of twelve digits with six decimals fill a word; sums of them must not wrap round to a close.
func TestLargeNumbers(t *testing.T) {
	l := locator(t, []Relation{{Left: []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t"}, Right: []string{"z"}}})
	cells := map[string]*report.Cell{}
	for _, code := range l.codes {
		cells[code] = &report.Cell{Code: code, State: report.Reported, Value: report.Whole(999_999_999_999)}
	}
	if got := l.explain(cells); got.Status != NotLocated {
		t.Errorf("nineteen times the largest number too much: %+v", got)
	}
	// 20 × 922,337,203,685.4775808 is 2⁶⁴ millionths: in one word that is zero.
	for _, code := range l.codes[:20] {
		cells[code].Value = 922_337_203_685_477_581
	}
	cells["z"].Value = 0
	if got := l.explain(cells); got.Status != NotLocated {
		t.Errorf("a sum that wraps round: %+v", got)
	}
}

func TestNeededValuesAreCounts(t *testing.T) {
	l := locator(t, []Relation{{Left: []string{"a", "b"}, Right: []string{"s"}}, {Left: []string{"a", "c"}, Right: []string{"u"}}})
	tests := []struct {
		name          string
		a, b, c, s, u report.Value
		want          Status
		said          []string
	}{
		{"one cell", report.Whole(5), 0, report.Whole(1), report.Whole(3), report.Whole(4), Located, []string{"[a 3]"}},
		{"a decimal", 1_500_000, 0, report.Whole(1), report.Whole(3), report.Whole(4), Located, []string{"[a 3]"}},
		{"a negative cell", report.Whole(-5), 0, report.Whole(1), report.Whole(3), report.Whole(4), Located, []string{"[a 3]"}},
		{
			"a needed value below zero is none", report.Whole(1), report.Whole(4), report.Whole(4), report.Whole(2), report.Whole(2),
			Ambiguous,
			[]string{"[b 1 c 1]", "[b 1 u 5]", "[c 1 s 5]", "[s 5 u 5]"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			cells := map[string]*report.Cell{}
			for code, v := range map[string]report.Value{"a": test.a, "b": test.b, "c": test.c, "s": test.s, "u": test.u} {
				cells[code] = &report.Cell{Code: code, State: report.Reported, Value: v}
			}
			got := l.explain(cells)
			if got.Status != test.want || !slices.Equal(said(got), test.said) {
				t.Errorf("%s %v, want %s %v", got.Status, said(got), test.want, test.said)
			}
		})
	}
}
