package nation

import (
	"math"
	"math/rand/v2"

	"gongkai/config/forms"
	"gongkai/internal/report"
	"gongkai/synth"
)

// values are the numbers of one body and year by code.
type values map[string]report.Value

// add adds to a cell of table 三 and to the total of its row.
func (v values) add(item, heading string, n int64) {
	v["request."+item+"."+heading] += report.Whole(n)
	v["request."+item+"."+synth.Total] += report.Whole(n)
}

// sum adds the numbers of another body.
func (v values) sum(o values) {
	for code, value := range o {
		v[code] += value
	}
}

// life is a body over the years.
type life struct {
	random *rand.Rand
	shares shares
	post   post
	amount string                  // the unit 元
	size   float64                 // beside others of its kind: mostly below one, sometimes far above
	money  map[string]float64      // what it takes or spends in a middling year, by code
	stock  values                  // what the last year left, by code
	asked  map[string]report.Value // carried out of the last year, by applicant
	suits  values                  // pending from the last year, by track
}

func newLife(random *rand.Rand, p post, s shares, amount string) *life {
	const tail = 1.2 // the spread of the logarithm of sizes
	return &life{
		random: random, shares: s, post: p, amount: amount, size: math.Exp(tail*random.NormFloat64() - tail*tail/2),
		money: map[string]float64{}, stock: values{}, suits: values{},
	}
}

// year invents the next year: all cells that the form prints. Every sum of the form holds, what was carried out of the
// last year is carried in, and stocks are those of the last year with what came and went.
func (l *life) year(form *forms.Form) values {
	v := values{}
	busy := l.size * math.Exp(0.25*l.random.NormFloat64())
	l.request(v, form, l.post.requests*busy)
	l.appeal(v, form, l.post.requests*busy)
	l.disclosure(v, form, busy)
	return v
}

// draw returns a number of cases around a mean, after Poisson.
func (l *life) draw(mean float64) int64 {
	if mean > 50 {
		return int64(max(0, math.Round(mean+math.Sqrt(mean)*l.random.NormFloat64())))
	}
	n, p, limit := int64(0), l.random.Float64(), math.Exp(-mean)
	for ; p > limit; n++ {
		p *= l.random.Float64()
	}
	return n
}

func (l *life) request(v values, form *forms.Form, mean float64) {
	items, headings := synth.Axes(form, report.Request)
	for _, item := range items {
		for _, heading := range headings {
			v["request."+item+"."+heading] = 0
		}
	}
	first := l.asked == nil
	asked := map[string]report.Value{}
	all := 0.0
	for _, heading := range headings {
		all += l.shares.of("applicant", heading, 0)
	}
	isResult := func(item string) bool {
		_, printed := v["request."+item+"."+synth.Total]
		return printed
	}
	for _, heading := range headings {
		if heading == synth.Total {
			continue
		}
		expected := mean * l.shares.of("applicant", heading, 0.1) / all
		in := int64(l.asked[heading] / report.Whole(1))
		if first {
			in = l.draw(expected * 0.08)
		}
		received1 := l.draw(expected)
		out := min(l.draw(expected*0.08), in+received1)
		v.add(synth.Received, heading, received1)
		v.add(synth.CarriedIn, heading, in)
		v.add(synth.CarriedOut, heading, out)
		v.add(synth.Concluded, heading, in+received1-out)
		for range in + received1 - out {
			v.add(l.shares.pick("result", l.random, isResult), heading, 1)
		}
		asked[heading] = report.Whole(out)
	}
	l.asked = asked
}

func (l *life) appeal(v values, form *forms.Form, mean float64) {
	tracks, headings := synth.Axes(form, report.Appeal)
	for _, track := range tracks {
		add := func(heading string, n int64) {
			v["appeal."+track+"."+heading] += report.Whole(n)
			v["appeal."+track+"."+synth.Total] += report.Whole(n)
		}
		for _, heading := range headings {
			v["appeal."+track+"."+heading] = 0
		}
		cases := l.draw(mean*l.shares.of("track", track, 0.01)) + int64(l.suits[track]/report.Whole(1))
		pending := min(l.draw(float64(cases)*0.15), cases)
		add("pending", pending)
		for range cases - pending {
			add(l.shares.pick("outcome", l.random, func(heading string) bool { _, ok := v["appeal."+track+"."+heading]; return ok }), 1)
		}
		l.suits[track] = report.Whole(pending)
	}
}

// disclosure invents table 二: first what happened in the year, then the stocks that follow from it.
func (l *life) disclosure(v values, form *forms.Form, busy float64) {
	positions := form.Of(report.Disclosure)
	code := func(i *forms.Indicator, heading string) string { return "disclosure." + i.Item + "." + heading }
	for _, p := range positions {
		i := p.Indicator
		if p.Role != forms.RoleCell {
			continue
		}
		mean := l.post.decisions * busy * l.shares.of("disclosure", i.Item+"."+i.Heading, 0.01)
		switch {
		case i.Item == "regulation":
			mean = l.post.rules
		case i.Item == "normative_document":
			mean = (0.1 + 0.05*l.post.requests) * busy
		}
		switch i.Heading {
		case "in_force", "published_total", "items_change":
		case "items_previous_year":
			before, ok := l.stock[i.Code]
			if !ok {
				before = report.Whole(l.draw(min(mean, 400)))
			}
			v[i.Code] = before
		case "repealed":
			stock := code(i, "in_force")
			if _, ok := l.stock[stock]; !ok {
				l.stock[stock] = report.Whole(l.draw(8 * mean))
			}
			v[i.Code] = min(report.Whole(l.draw(mean/2)), l.stock[stock])
		default:
			v[i.Code] = l.flow(i, mean)
		}
	}
	for _, p := range positions {
		i := p.Indicator
		if p.Role != forms.RoleCell {
			continue
		}
		switch i.Heading {
		case "in_force":
			v[i.Code] = l.stock[i.Code] + v[code(i, "issued")] - v[code(i, "repealed")]
			l.stock[i.Code] = v[i.Code]
		case "published_total":
			before, ok := l.stock[i.Code]
			if !ok {
				before = 3 * v[code(i, "published")]
			}
			v[i.Code] = before + v[code(i, "published")]
			l.stock[i.Code] = v[i.Code]
		case "items_change":
			previous := code(i, "items_previous_year")
			change := report.Whole(0)
			if v[previous] > 0 && l.random.IntN(3) == 0 {
				change = max(report.Whole(l.random.Int64N(6)-2), -v[previous])
			}
			v[i.Code] = change
			l.stock[previous] = v[previous] + change
		}
	}
}

// flow is what happened in a year: a count, or money that a body takes or spends every year or never.
func (l *life) flow(i *forms.Indicator, mean float64) report.Value {
	if i.Unit == "" || i.Heading != "amount" {
		return report.Whole(l.draw(mean))
	}
	usual, ok := l.money[i.Code]
	if !ok {
		if l.random.IntN(3) > 0 {
			usual = min(mean*math.Exp(l.random.NormFloat64()), 20_000_000)
		}
		l.money[i.Code] = usual
	}
	if usual == 0 {
		return 0
	}
	money := usual * (0.75 + l.random.Float64()/2)
	if i.Unit == l.amount {
		return report.Whole(1 + int64(money))
	}
	// Amounts in 万元 have at most so many decimals that 元 have two.
	step := report.Whole(1)
	for range l.random.IntN(report.MaxDecimals + 1) {
		step /= 10
	}
	return report.Value(money*float64(report.Whole(1)))/step*step + step
}
