package locate

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

func formNames() []string { return []string{"2019", "2021"} }

func TestTablesHaveTheSumsOfTheForm(t *testing.T) {
	for _, test := range []struct {
		form        string
		subject     report.Subject
		sums, cells int
	}{{"2021", "request", 39, 175}, {"2019", "request", 37, 161}, {"2021", "appeal", 3, 15}} {
		p := tableOf(t, test.form, test.subject)
		if len(p.relations) != test.sums || len(p.codes) != test.cells {
			t.Errorf("%s of %s: %d sums over %d cells, want %d over %d", test.subject, test.form, len(p.relations), len(p.codes), test.sums, test.cells)
		}
	}
}

// The claim of the package: in a full table 三 whatever one, two or three cells are changed, a sum notices. A set of
// cells goes unnoticed only if each sum that it touches has two of them or more. So one wrong cell is never taken for
// another, and two are never taken for one.
func TestThreeCellsCannotChangeUnnoticed(t *testing.T) {
	for _, name := range formNames() {
		p := tableOf(t, name, "request")
		touched := make([]uint64, len(p.codes))
		for i := range p.codes {
			for _, rel := range p.of[i] {
				touched[i] |= 1 << rel.at
			}
			if len(p.of[i]) < 2 {
				t.Errorf("form %s: %s stands in %d sums", name, p.codes[i], len(p.of[i]))
			}
		}
		for i, a := range touched {
			for j, b := range touched[:i] {
				if a == b {
					t.Fatalf("form %s: %s and %s stand in the same sums", name, p.codes[i], p.codes[j])
				}
				once, twice := a^b, a&b
				for k, c := range touched[:j] {
					if once&^c == 0 && c&^(once|twice) == 0 {
						t.Fatalf("form %s: %s, %s and %s", name, p.codes[i], p.codes[j], p.codes[k])
					}
				}
			}
		}
	}
}

// located fails the test unless the only explanation is that these cells were other numbers.
func located(t *testing.T, result Result, was counts) {
	t.Helper()
	if !result.Unique() || len(result.Groups) != 1 || !result.Groups[0].Explanations[0].is(was) || result.Groups[0].Partial {
		t.Fatalf("%v is explained as %+v", was, result)
	}
}

func TestEverySingleWrongCellIsLocated(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 1))
	for _, name := range formNames() {
		p := tableOf(t, name, "request")
		for range 3 {
			table := p.closing(random)
			for _, code := range p.codes {
				was := table[code]
				for _, n := range []int64{0, was + 1, was - 1, 10 * was, was + 999_999_999_999 - was, wrong(random, was)} {
					if n == was || n < 0 {
						continue
					}
					table[code] = n
					located(t, p.explain(table.cells()), counts{code: was})
				}
				table[code] = was
			}
		}
	}
}

func TestRandomSingleWrongCells(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2))
	for _, name := range formNames() {
		p := tableOf(t, name, "request")
		for range 5_000 {
			table := p.closing(random)
			was := p.spoil(random, table, 1)
			located(t, p.explain(table.cells()), was)
		}
	}
}

func TestRandomSingleWrongCellsOfRealReports(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 12))
	p := tableOf(t, "2021", "request")
	for _, file := range []string{"suqian_city_2023.txt", "pingtan_zone_2021.txt", "pingtan_zone_2023.txt", "zibo_research_office_2024.txt"} {
		cells := published(t, file)
		table := counts{}
		for _, code := range p.codes {
			n, err := strconv.ParseInt(cells[code].Raw, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			table[code] = n
		}
		for range 1000 {
			spoiled := maps.Clone(table)
			was := p.spoil(random, spoiled, 1)
			located(t, p.explain(spoiled.cells()), was)
		}
	}
}

// The row of the wrong cell has a blank, so that only its column fails: any result of the column may be wrong whose row
// cannot be assessed. The left-out sums rule a result out where they would leave less than nothing for its blank.
func TestPartialIsSaid(t *testing.T) {
	p := tableOf(t, "2021", "request")
	random := rand.New(rand.NewPCG(4, 5))
	table := p.closing(random)
	for table["request.granted.business"] == 0 || table["request.granted.business"] > table["request.partly_granted.legal_service"] {
		table = p.closing(random)
	}
	was := table["request.granted.business"]
	table["request.granted.business"] = 0
	cells := table.cells()
	cells["request.granted.legal_service"].State = report.Blank
	one := p.explain(cells)
	if one.LeftOut != 2 || !one.Unique() || !one.Groups[0].Partial || !one.Groups[0].Explanations[0].is(counts{"request.granted.business": was}) {
		t.Errorf("one row with a blank: %+v", one)
	}
	cells["request.partly_granted.legal_service"].State = report.Blank
	two := p.explain(cells)
	want := []string{
		fmt.Sprintf("[request.granted.business %d]", was),
		fmt.Sprintf("[request.partly_granted.business %d]", table["request.partly_granted.business"]+was),
	}
	if two.LeftOut != 3 || two.Status != Ambiguous || !two.Groups[0].Partial || !slices.Equal(said(two), want) {
		t.Errorf("two rows with a blank: %+v, want %v", two, want)
	}
	less := cells["request.partly_granted.total"]
	*less = report.Cell{Code: less.Code, State: report.Reported, Value: less.Value - report.Whole(table["request.partly_granted.legal_service"])}
	cells["request.partly_granted.total"] = less
	cells["request.concluded.total"].State, cells["request.granted.total"].State = report.Blank, report.Blank
	if got := p.explain(cells); got.Status != Located || !slices.Equal(said(got), want[:1]) {
		t.Errorf("nothing is left for the blank of the second row: %+v", got)
	}
}

func TestExplainIsTheSameEveryTime(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 6))
	p := tableOf(t, "2021", "request")
	for range 200 {
		table := p.closing(random)
		p.spoil(random, table, 1+random.IntN(3))
		first := p.explain(table.cells())
		if diff := cmp.Diff(first, p.explain(table.cells())); diff != "" {
			t.Fatalf("again (-first +again):\n%s", diff)
		}
		mixed := p.list(table.cells())
		random.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if diff := cmp.Diff(first, p.Explain(mixed)); diff != "" {
			t.Fatalf("cells in another order (-first +other):\n%s", diff)
		}
		// The order of the relations changes the order of what is said, not what is said.
		relations := slices.Clone(p.relations)
		random.Shuffle(len(relations), func(i, j int) { relations[i], relations[j] = relations[j], relations[i] })
		other := locator(t, relations).explain(table.cells())
		if other.Status != first.Status || !slices.Equal(said(first), said(other)) {
			t.Fatalf("shuffled: %v, want %v", said(other), said(first))
		}
	}
}

func said(r Result) []string {
	var out []string
	for _, g := range r.Groups {
		for _, e := range g.Explanations {
			var changes []string
			for _, c := range e.Changes {
				changes = append(changes, fmt.Sprintf("%s %s", c.Code, c.Needed))
			}
			slices.Sort(changes)
			out = append(out, fmt.Sprint(changes))
		}
	}
	slices.Sort(out)
	return out
}
