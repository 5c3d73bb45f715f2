package nation

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"time"

	"gongkai/config/forms"
	"gongkai/internal/report"
	"gongkai/synth"
	"gongkai/synth/mutate"
	"gongkai/synth/render"
)

// issue is one document of a nation and the truth about it.
type issue struct {
	path      string // below the folder of the reports, with slashes
	document  *synth.Document
	look      render.Renderer
	kind      string
	habit     string
	published report.Date
	late      bool
	corrects  bool // it is a 更正
	counts    bool // nothing replaces it
	fault     string
	wrong     []wrongCell
}

// wrongCell is a cell that prints something else than is true. The code is empty where labels or places are wrong.
type wrongCell struct{ code, truth, printed string }

// facts are those of the only report in the document.
func (i *issue) facts() synth.Facts { return i.document.Facts[0] }

// style is how a publishing system writes documents.
type style struct {
	look  render.Renderer
	habit mutate.Mutation
}

func (n *Nation) style(random *rand.Rand) style {
	name := n.shares.pick("system", random, func(name string) bool {
		return slices.ContainsFunc(n.systems, func(r render.Renderer) bool { return r.Name == name })
	})
	at := slices.IndexFunc(n.systems, func(r render.Renderer) bool { return r.Name == name })
	habit := n.shares.pick("habit", random, func(string) bool { return true })
	return style{n.systems[max(at, 0)], mutation(habit)}
}

// mutation returns the mutation of a name; the zero Mutation does nothing.
func mutation(name string) mutate.Mutation {
	for _, m := range mutate.All() {
		if m.Name == name {
			return m
		}
	}
	return mutate.Mutation{Name: name}
}

// happens draws a chance of shares.csv.
func (n *Nation) happens(name string, random *rand.Rand) bool {
	return random.Float64() < n.shares.of("chance", name, 0)
}

// author is who reports.
type author struct {
	post   post
	code   string
	scope  report.Scope
	random *rand.Rand
	usual  style

	last values // what the report of the year before prints, nil where there is none to rely on
}

// issues invents what a body published about a year: nothing, a report, or one and its correction.
func (n *Nation) issues(a *author, form *forms.Form, year int, cells values) []*issue {
	random := a.random
	before := a.last
	a.last = nil
	if n.happens("missing", random) {
		return nil
	}
	usual := a.usual
	if random.IntN(5) == 0 {
		usual = n.style(random)
	}
	first := &issue{kind: a.post.kind, look: usual.look, habit: usual.habit.Name, counts: true, late: n.happens("late", random)}
	first.published = a.day(year, first.late)
	r := n.report(a, form, year)
	r.Facts.Cells = truths(cells)
	if n.happens("reissued", random) {
		second := *first
		first.counts, second.corrects = false, true
		second.published = later(first.published, 15+random.IntN(60))
		early := r
		early.Facts.Cells = truths(fewer(cells))
		first.print(&early, mutate.Mutation{}, usual.habit, random)
		r.Title = fmt.Sprintf(n.source.Words.One("correction"), r.Title)
		second.print(&r, mutate.Mutation{}, usual.habit, random)
		a.last = cells
		return []*issue{first, &second}
	}
	if random.Float64() >= n.options.Errors {
		first.print(&r, mutate.Mutation{}, usual.habit, random)
		a.last = cells
		return []*issue{first}
	}
	printed := n.mistake(first, before, cells, random)
	if printed != nil {
		r.Facts.Cells = truths(printed)
		first.print(&r, mutate.Mutation{}, usual.habit, random)
		return []*issue{first}
	}
	habit := usual.habit
	if habit.Hides {
		habit = mutate.Mutation{Name: "none"} // a wrong number beside a blank of its row and column is beyond every proof
		first.habit = habit.Name
	}
	first.print(&r, mutation(first.fault), habit, random)
	return []*issue{first}
}

// report is the report of a body about a year without its cells.
func (n *Nation) report(a *author, form *forms.Form, year int) synth.Report {
	names := report.PerSubject[string]{Disclosure: form.Name, Request: form.Name, Appeal: form.Name}
	return synth.Report{
		Title: fmt.Sprintf(n.source.Words.One("title"), a.post.name, year),
		Facts: synth.Facts{Agency: a.post.name, RegionCode: a.code, Year: year, Scope: a.scope, Forms: names},
		Form:  report.PerSubject[*forms.Form]{Disclosure: form, Request: form, Appeal: form}, Published: 1 + a.random.IntN(5000),
		Words: n.source.Words,
	}
}

// print makes the document of a report, with a fault and then with the habits of the system.
func (i *issue) print(r *synth.Report, wrong, habit mutate.Mutation, random *rand.Rand) {
	i.document = r.Document()
	i.document.Published = i.published
	if wrong.Apply != nil {
		before := i.document.Clone()
		wrong.Apply(i.document, random)
		if reflect.DeepEqual(before.Blocks, i.document.Blocks) {
			i.fault = "" // it found nothing to spoil, as where no number has two digits
		} else {
			i.note(before)
		}
	}
	if habit.Apply != nil {
		habit.Apply(i.document, random)
	}
}

// note keeps what a fault changed.
func (i *issue) note(before *synth.Document) {
	was := texts(before)
	for code, now := range texts(i.document) {
		if was[code] != now {
			i.wrong = append(i.wrong, wrongCell{code, was[code], now})
		}
	}
	slices.SortFunc(i.wrong, func(a, b wrongCell) int { return strings.Compare(a.code, b.code) })
	if len(i.wrong) == 0 {
		i.wrong = []wrongCell{{}}
	}
}

// texts are what is printed in the cells of values, by code.
func texts(d *synth.Document) map[string]string {
	out := map[string]string{}
	d.Each(synth.RoleValue, func(c *synth.Cell) { out[c.Code] = c.Text })
	return out
}

// The mistakes that no single document shows: they are seen beside the report of the year before.
const (
	faultCarryOver = "carry_over"
	faultFee       = "fee_in_yuan"
	feeAmount      = "disclosure.fee.amount"
)

// mistake chooses what is wrong in a report. Where it is a mistake that only shows beside the year before, the numbers are
// returned as they are printed: the document then says these, and its facts with it.
func (n *Nation) mistake(i *issue, before, cells values, random *rand.Rand) values {
	fee, asked := cells[feeAmount], cells["request."+synth.Received+"."+synth.NaturalPerson]
	i.fault = n.shares.pick("fault", random, func(name string) bool {
		switch name {
		case faultCarryOver:
			return before != nil && asked > 0
		case faultFee:
			return before != nil && fee > 0 && before[feeAmount] > 0 && fee < 2*before[feeAmount] && before[feeAmount] < 2*fee
		}
		return true
	})
	printed := values{}
	printed.sum(cells)
	switch i.fault {
	case faultCarryOver:
		printed.add(synth.CarriedIn, synth.NaturalPerson, 1)
		printed.add(synth.Received, synth.NaturalPerson, -1)
	case faultFee:
		printed[feeAmount] *= 10_000
	default:
		return nil
	}
	for code, value := range printed {
		if value != cells[code] {
			i.wrong = append(i.wrong, wrongCell{code, cells[code].String(), value.String()})
		}
	}
	slices.SortFunc(i.wrong, func(a, b wrongCell) int { return strings.Compare(a.code, b.code) })
	return printed
}

// fewer are the numbers of a first issue, which lacks a request that came to light later; or the same where nobody asked.
func fewer(cells values) values {
	out := values{}
	out.sum(cells)
	result := "request.granted." + synth.NaturalPerson
	if cells["request."+synth.Received+"."+synth.NaturalPerson] > 0 && cells[result] > 0 {
		out.add("granted", synth.NaturalPerson, -1)
		out.add(synth.Concluded, synth.NaturalPerson, -1)
		out.add(synth.Received, synth.NaturalPerson, -1)
	}
	return out
}

// truths are numbers that a document prints.
func truths(cells values) map[string]synth.Truth {
	out := make(map[string]synth.Truth, len(cells))
	for code, value := range cells {
		out[code] = synth.Truth{State: report.Reported, Value: value}
	}
	return out
}

// day is when a report about a year was published: before it was due, or after.
func (a *author) day(year int, late bool) report.Date {
	due := report.Date{Year: year + 1, Month: a.post.month, Day: a.post.day}
	if late {
		return later(due, 1+a.random.IntN(90))
	}
	return later(due, -a.random.IntN(20))
}

// later is a day so many days after another.
func later(d report.Date, days int) report.Date {
	year, month, day := d.Time().AddDate(0, 0, days).Date()
	return report.Date{Year: year, Month: time.Month(month), Day: day}
}
