package nation

import (
	"context"
	"fmt"
	"strconv"

	"gongkai/config/forms"
	"gongkai/internal/report"
)

// regionTotal is what a region adds up to in a year by one basis; a code that nobody gave a value for is not there.
type regionTotal struct {
	region string
	level  string
	year   int
	basis  string // published or built
	values values
}

// walk goes through a nation.
type walk struct {
	*Nation
	ctx     context.Context
	issue   func(*issue) error
	total   func(regionTotal) error
	summary Summary
}

// each hands on every document and every total, region by region, what lies below before what lies above.
func (n *Nation) each(ctx context.Context, issue func(*issue) error, total func(regionTotal) error) (Summary, error) {
	w := &walk{Nation: n, ctx: ctx, issue: issue, total: total}
	w.summary = Summary{Bodies: n.bodies, Years: n.options.Years, Formats: map[string]int{}}
	_, _, err := w.region(n.root)
	return w.summary, err
}

// years are numbers by the year, from the first on.
type years []values

func (n *Nation) newYears() years {
	out := make(years, n.options.Years[1]-n.options.Years[0]+1)
	for i := range out {
		out[i] = values{}
	}
	return out
}

func (y years) sum(o years) {
	for i := range y {
		y[i].sum(o[i])
	}
}

// region goes through a region. It returns what is true of all its bodies, and what the region hands up: what its area
// report prints, or where it has none what its bodies and regions print.
func (w *walk) region(at *node) (truth, handed years, err error) {
	truth, built := w.newYears(), w.newYears()
	for i := range truth {
		for _, p := range w.form(w.options.Years[0] + i).Positions {
			if p.Role == forms.RoleCell {
				truth[i][p.Indicator.Code] = 0
			}
		}
	}
	usual := w.style(w.random("site " + at.region.Code))
	for n, p := range at.posts[:at.bodies] {
		random := w.random(at.region.Code + " " + p.name)
		a := &author{post: p, code: at.region.Code, scope: report.ScopeOwn, random: random, usual: usual}
		l := newLife(random, p, w.shares, w.source.Words.One("amount"))
		for i := range truth {
			cells := l.year(w.form(w.options.Years[0] + i))
			printed, err := w.publish(a, w.options.Years[0]+i, cells)
			if err != nil {
				return nil, nil, fmt.Errorf("body %d of %s: %w", n, at.region.Code, err)
			}
			if p.kind == kindVertical {
				continue // it belongs to no area
			}
			truth[i].sum(cells)
			built[i].sum(printed)
		}
	}
	for _, child := range at.chosen {
		below, given, err := w.region(child)
		if err != nil {
			return nil, nil, err
		}
		truth.sum(below)
		built.sum(given)
	}
	if at.region.Code == w.root.region.Code {
		return truth, built, nil
	}
	w.summary.Regions++
	handed = built
	if at.government != nil {
		if handed, err = w.area(at, usual, truth, built); err != nil {
			return nil, nil, err
		}
	}
	for i := range built {
		if err := w.sum(at, i, "built", built[i]); err != nil {
			return nil, nil, err
		}
	}
	return truth, handed, nil
}

// area publishes the area reports of a region and returns what it hands up.
func (w *walk) area(at *node, usual style, truth, built years) (years, error) {
	handed := w.newYears()
	a := &author{
		post: *at.government, code: at.region.Code, scope: report.ScopeArea, usual: usual,
		random: w.random(at.region.Code + " " + at.government.name),
	}
	for i := range truth {
		printed, err := w.publish(a, w.options.Years[0]+i, truth[i])
		if err != nil {
			return nil, err
		}
		if printed == nil {
			handed[i] = built[i]
			continue
		}
		handed[i] = printed
		if err := w.sum(at, i, "published", printed); err != nil {
			return nil, err
		}
	}
	return handed, nil
}

// sum hands on a total, where there is anything in it.
func (w *walk) sum(at *node, year int, basis string, v values) error {
	if len(v) == 0 {
		return nil
	}
	return w.total(regionTotal{at.region.Code, at.region.Level, w.options.Years[0] + year, basis, v})
}

// publish hands on the documents of a body about a year and returns the numbers that the one that counts prints, nil where
// there is none.
func (w *walk) publish(a *author, year int, cells values) (values, error) {
	if err := w.ctx.Err(); err != nil {
		return nil, err
	}
	issues := w.issues(a, w.form(year), year, cells)
	if len(issues) == 0 {
		w.summary.Missing++
		return nil, nil
	}
	w.summary.Reissued += len(issues) - 1
	var printed values
	for _, i := range issues {
		w.summary.Documents++
		w.summary.Formats[i.look.Format]++
		facts := i.facts()
		w.summary.Cells += len(facts.Cells)
		i.path = a.code[:2] + "/" + a.code[:4] + "/" + strconv.Itoa(1_000_000 + w.summary.Documents)[1:] + "." + i.look.Extension
		if i.fault != "" {
			w.summary.Faulty++
		}
		if i.counts {
			if i.late {
				w.summary.Late++
			}
			printed = values{}
			for code, truth := range facts.Cells {
				if truth.State.HasValue() {
					printed[code] = truth.Value
				}
			}
		}
		if err := w.issue(i); err != nil {
			return nil, err
		}
	}
	return printed, nil
}
