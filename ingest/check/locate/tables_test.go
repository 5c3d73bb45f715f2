package locate

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/config/forms"
	"gongkai/internal/report"
)

// printed is one table of one form, for tests: its sums and how its cells hang together.
type printed struct {
	*Locator
	relations  []Relation
	rows       []string // items in the order of the form
	columns    []string // headings
	results    map[string]bool
	applicants []string
}

// tableOf spells out the sums that a form prints for a subject.
func tableOf(t testing.TB, formName string, subject report.Subject) *printed {
	t.Helper()
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	form, ok := set.Form(formName)
	if !ok {
		t.Fatalf("there is no form %s", formName)
	}
	p := &printed{results: map[string]bool{}}
	for _, position := range form.Of(subject) {
		if position.Role != forms.RoleCell {
			continue
		}
		i := position.Indicator
		if !slices.Contains(p.rows, i.Item) {
			p.rows = append(p.rows, i.Item)
		}
		if !slices.Contains(p.columns, i.Heading) {
			p.columns = append(p.columns, i.Heading)
		}
	}
	parts := func(axis, total string, among []string) (out []string) {
		for _, part := range set.Parts {
			if part.Subject == subject && part.Axis == axis && part.Total == total && slices.Contains(among, part.Part) {
				out = append(out, part.Part)
			}
		}
		return out
	}
	for _, item := range parts(forms.AxisItem, "concluded", p.rows) {
		p.results[item] = true
	}
	p.applicants = parts(forms.AxisHeading, "total", p.columns)
	codes := func(items, headings []string) (out []string) {
		for _, item := range items {
			for _, heading := range headings {
				out = append(out, string(subject)+"."+item+"."+heading)
			}
		}
		return out
	}
	for _, item := range p.rows {
		row := []string{item}
		p.relations = append(p.relations, Relation{Left: codes(row, p.applicants), Right: codes(row, []string{"total"})})
	}
	for _, heading := range p.columns {
		if subject == "request" {
			column := []string{heading}
			p.relations = append(p.relations,
				Relation{Left: codes([]string{"received", "carried_in"}, column), Right: codes([]string{"concluded", "carried_out"}, column)},
				Relation{Left: codes(parts(forms.AxisItem, "concluded", p.rows), column), Right: codes([]string{"concluded"}, column)})
		}
	}
	p.Locator = locator(t, p.relations)
	return p
}

func locator(t testing.TB, relations []Relation) *Locator {
	t.Helper()
	l, err := New(relations)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// counts are the numbers of a table by code.
type counts map[string]int64

// closing returns a table 三 whose sums close, with numbers as reports have them: most cells zero, a few large.
func (p *printed) closing(random *rand.Rand) counts {
	out := counts{}
	largest := []int64{2, 10, 60, 900, 30_000}[random.IntN(5)]
	filled := random.Float64()
	number := func() int64 {
		if random.Float64() > filled {
			return 0
		}
		return random.Int64N(1 + random.Int64N(largest))
	}
	code := func(item, heading string) string { return "request." + item + "." + heading }
	for _, heading := range p.applicants {
		var concluded int64
		for _, item := range p.rows {
			if p.results[item] {
				out[code(item, heading)] = number()
				concluded += out[code(item, heading)]
			}
		}
		carriedOut := number()
		carriedIn := random.Int64N(1 + min(number(), concluded+carriedOut))
		out[code("concluded", heading)], out[code("carried_out", heading)] = concluded, carriedOut
		out[code("carried_in", heading)], out[code("received", heading)] = carriedIn, concluded+carriedOut-carriedIn
	}
	for _, item := range p.rows {
		for _, heading := range p.applicants {
			out[code(item, "total")] += out[code(item, heading)]
		}
	}
	return out
}

// cells returns the cells of a table as a digital document gives them.
func (c counts) cells() map[string]*report.Cell {
	out := make(map[string]*report.Cell, len(c))
	for code, n := range c {
		v := report.Whole(n)
		out[code] = &report.Cell{Code: code, State: report.Reported, Value: v, Raw: v.String()}
	}
	return out
}

// explain is Explain of cells by their code.
func (l *Locator) explain(cells map[string]*report.Cell) Result {
	return l.Explain(l.list(cells))
}

// list returns cells as a report has them: in the order of the form, and what the locator does not know.
func (l *Locator) list(cells map[string]*report.Cell) []report.Cell {
	out := []report.Cell{{Code: "disclosure.licence.decisions", State: report.Reported, Value: report.Whole(1)}}
	for _, code := range l.codes {
		if cell := cells[code]; cell != nil {
			out = append(out, *cell)
			out[len(out)-1].Code = code
		}
	}
	return out
}

// closes reports whether every sum whose cells all have a value closes, by a way of its own.
func closes(relations []Relation, cells map[string]*report.Cell) bool {
	side := func(codes []string) (sum report.Sum, ok bool) {
		for _, code := range codes {
			cell := cells[code]
			if cell == nil || !cell.State.HasValue() {
				return sum, false
			}
			sum = sum.Add(cell.Value)
		}
		return sum, true
	}
	for _, rel := range relations {
		left, okLeft := side(rel.Left)
		right, okRight := side(rel.Right)
		if okLeft && okRight && !left.Equal(right) {
			return false
		}
	}
	return true
}

// changed returns the cells with an explanation of every group applied.
func changed(cells map[string]*report.Cell, explanations ...Explanation) map[string]*report.Cell {
	out := maps.Clone(cells)
	for _, e := range explanations {
		for _, change := range e.Changes {
			cell := *out[change.Code]
			cell.Value = change.Needed
			out[change.Code] = &cell
		}
	}
	return out
}

// wrong returns another number for a cell: what people and readers make of it, or any number.
func wrong(random *rand.Rand, n int64) int64 {
	digits := report.Whole(n).String()
	at := random.IntN(len(digits))
	other := n
	for other == n {
		switch random.IntN(7) {
		case 0: // a digit dropped
			other = number(digits[:at] + digits[at+1:])
		case 1: // a digit doubled
			other = number(digits[:at+1] + digits[at:])
		case 2: // a digit replaced
			other = number(digits[:at] + string(byte('0'+random.IntN(10))) + digits[at+1:])
		case 3:
			other = 0
		case 4: // near by
			other = max(0, n+random.Int64N(11)-5)
		case 5: // as large as the other, but anything
			other = random.Int64N(2*n + 3)
		case 6: // two digits changed places
			if at > 0 {
				other = number(digits[:at-1] + digits[at:at+1] + digits[at-1:at] + digits[at+1:])
			}
		}
	}
	return other
}

func number(digits string) int64 {
	var n int64
	for _, r := range strings.TrimLeft(digits, "0") {
		n = 10*n + int64(r-'0')
	}
	return n
}

// spoil changes n different cells and returns what they were.
func (p *printed) spoil(random *rand.Rand, c counts, n int) counts {
	was := counts{}
	for len(was) < n {
		code := p.codes[random.IntN(len(p.codes))]
		if _, done := was[code]; !done {
			was[code] = c[code]
			c[code] = wrong(random, c[code])
		}
	}
	return was
}

// offByOne is spoil with one request too many or too few in each cell.
func (p *printed) offByOne(random *rand.Rand, c counts, n int) counts {
	was := counts{}
	for len(was) < n {
		code := p.codes[random.IntN(len(p.codes))]
		if _, done := was[code]; !done {
			was[code] = c[code]
			c[code] = max(1, c[code]) + 2*random.Int64N(2) - 1
			if c[code] == was[code] {
				c[code]++
			}
		}
	}
	return was
}

// blank makes a share of the cells blank, but not those that were spoiled.
func (p *printed) blank(random *rand.Rand, cells map[string]*report.Cell, spoiled counts, share float64) {
	for _, code := range p.codes {
		if _, isSpoiled := spoiled[code]; !isSpoiled && random.Float64() < share {
			cells[code].State, cells[code].Value, cells[code].Raw = report.Blank, 0, ""
		}
	}
}

// is reports whether an explanation is just that these cells were other numbers.
func (e Explanation) is(was counts) bool {
	if len(e.Changes) != len(was) {
		return false
	}
	for _, change := range e.Changes {
		if n, ok := was[change.Code]; !ok || change.Needed != report.Whole(n) {
			return false
		}
	}
	return true
}
