package synth

import (
	"slices"

	"gongkai/config/forms"
	"gongkai/internal/report"
)

// cells invents the numbers of a report: every sum that the form prints holds.
func (s *Source) cells(form report.PerSubject[*forms.Form], size Size) map[string]Truth {
	d := &draft{source: s, size: size, values: map[string]int64{}}
	d.request(form.Request)
	d.appeal(form.Appeal)
	cells := map[string]Truth{}
	for code, n := range d.values {
		cells[code] = Truth{report.Reported, report.Whole(n)}
	}
	for _, p := range form.Disclosure.Of(report.Disclosure) {
		if p.Role == forms.RoleCell {
			cells[p.Indicator.Code] = Truth{report.Reported, d.disclosure(p.Indicator)}
		}
	}
	for _, item := range []string{"regulation", "normative_document"} {
		exchange(cells, "disclosure."+item+".in_force", "disclosure."+item+".issued")
		exchange(cells, "disclosure."+item+".published_total", "disclosure."+item+".published")
		exchange(cells, "disclosure."+item+".published_total", "disclosure."+item+".made")
	}
	for _, item := range []string{"licence", "other_service", "penalty", "coercion", "fee"} {
		exchange(cells, "disclosure."+item+".items_previous_year", "disclosure."+item+".items_change")
	}
	return cells
}

// exchange makes the first of two cells the larger one, as a stock is larger than what entered it or left it this year;
// the numbers stay those that were drawn. A change keeps its sign.
func exchange(cells map[string]Truth, larger, smaller string) {
	a, b := cells[larger], cells[smaller]
	switch {
	case b.Value > a.Value:
		a.Value, b.Value = b.Value, a.Value
	case -b.Value > a.Value:
		a.Value, b.Value = -b.Value, -a.Value
	default:
		return
	}
	cells[larger], cells[smaller] = a, b
}

// draft is a report whose numbers are being invented.
type draft struct {
	source *Source
	size   Size
	values map[string]int64
	used   []int64
}

// count returns a number of cases: mostly none, with a heavy tail; person says that natural persons asked.
func (d *draft) count(person bool) int64 {
	random := d.source.random
	chance, most := 0.02, 3
	switch d.size {
	case Department:
	case County:
		chance, most = 0.10, 40
	case City:
		chance, most = 0.45, 900
	case Dense:
		return d.fresh(7, 900)
	}
	if person {
		chance *= 4
	}
	if random.Float64() >= chance {
		return 0
	}
	n := 1
	for n < most && random.IntN(3) > 0 {
		n = n*2 + random.IntN(3)
	}
	return int64(min(n, most))
}

// fresh returns a number that was not used yet.
func (d *draft) fresh(from, to int) int64 {
	for {
		n := int64(from + d.source.random.IntN(to-from))
		if !slices.Contains(d.used, n) {
			d.used = append(d.used, n)
			return n
		}
	}
}

// Items of table 三 that the balance is made of, and the heading of its sums.
const (
	Received      = "received"
	CarriedIn     = "carried_in"
	Concluded     = "concluded"
	CarriedOut    = "carried_out"
	Total         = "total"
	NaturalPerson = "natural_person"
)

func (d *draft) request(form *forms.Form) {
	items, headings := Axes(form, report.Request)
	put := func(item, heading string, n int64) { d.values["request."+item+"."+heading] = n }
	for _, heading := range headings {
		if heading == Total {
			continue
		}
		sum := int64(0)
		for _, item := range items {
			if item == Received || item == CarriedIn || item == Concluded || item == CarriedOut {
				continue
			}
			n := d.count(heading == NaturalPerson)
			put(item, heading, n)
			sum += n
		}
		out := d.count(heading == NaturalPerson)
		in := min(d.count(heading == NaturalPerson), sum+out)
		put(Concluded, heading, sum)
		put(CarriedOut, heading, out)
		put(CarriedIn, heading, in)
		put(Received, heading, sum+out-in)
	}
	for _, item := range items {
		sum := int64(0)
		for _, heading := range headings {
			if heading != Total {
				sum += d.values["request."+item+"."+heading]
			}
		}
		put(item, Total, sum)
	}
}

func (d *draft) appeal(form *forms.Form) {
	items, headings := Axes(form, report.Appeal)
	for _, item := range items {
		sum := int64(0)
		for _, heading := range headings {
			n := sum
			if heading != Total {
				n = d.count(false)
				sum += n
			}
			d.values["appeal."+item+"."+heading] = n
		}
	}
}

// disclosure invents a number of table 二, whose cells are in no sum.
func (d *draft) disclosure(indicator *forms.Indicator) report.Value {
	random := d.source.random
	if d.size != Dense && (indicator.Item == "regulation" || random.IntN(10) < 4) {
		return 0
	}
	most := []int64{30, 3000, 200_000, 9000}[d.size]
	switch indicator.Unit {
	case d.source.Words.One("amount_ten_thousand"):
		v := report.Value(random.Int64N(most * 1_000_000))
		for range random.IntN(7) {
			v = v / 10 * 10
		}
		return v/100*100 + 100
	case d.source.Words.One("amount"):
		return report.Whole(1 + random.Int64N(most*1000))
	}
	n := 1 + random.Int64N(most)
	if random.IntN(3) == 0 {
		n = 1 + n%20
	}
	if d.size == Dense {
		n = d.fresh(1000, 9000)
	}
	if indicator.Heading == "items_change" && random.IntN(2) == 0 {
		n = -n
	}
	return report.Whole(n)
}

// Axes returns the rows and columns that a form prints for a subject, in its order.
func Axes(form *forms.Form, subject report.Subject) (items, headings []string) {
	for _, p := range form.Of(subject) {
		if p.Role != forms.RoleCell {
			continue
		}
		if !slices.Contains(items, p.Indicator.Item) {
			items = append(items, p.Indicator.Item)
		}
		if !slices.Contains(headings, p.Indicator.Heading) {
			headings = append(headings, p.Indicator.Heading)
		}
	}
	return items, headings
}
