package recognise

import (
	"slices"

	"gongkai/config/forms"
	"gongkai/internal/report"
)

// Rows that changed places keep every sum of their columns, and columns that changed places that of their rows: only the order of the
// labels can tell.

// ranks number the names of a form's cells in their order. They are made once a form.
type ranks struct {
	items    map[report.Subject]map[string]int
	headings map[string]int            // of table 三
	over     map[string]map[string]int // the headings over each row of table 二
}

func newRanks(form *forms.Form) ranks {
	out := ranks{items: map[report.Subject]map[string]int{}, headings: map[string]int{}, over: map[string]map[string]int{}}
	for _, subject := range []report.Subject{report.Disclosure, report.Request, report.Appeal} {
		rank := map[string]int{}
		out.items[subject] = rank
		for _, p := range form.Of(subject) {
			if p.Role != forms.RoleCell {
				continue
			}
			item, heading := p.Indicator.Item, p.Indicator.Heading
			number(rank, item)
			switch subject {
			case report.Request:
				number(out.headings, heading)
			case report.Disclosure:
				if out.over[item] == nil {
					out.over[item] = map[string]int{}
				}
				number(out.over[item], heading)
			case report.Appeal:
			}
		}
	}
	return out
}

// number gives a name the next number, if it is new.
func number(rank map[string]int, name string) {
	if _, ok := rank[name]; !ok && name != "" {
		rank[name] = len(rank)
	}
}

// judgeRowOrder doubts rows that do not stand in the order of the form.
func judgeRowOrder(c candidate) (v verdict) {
	rank := c.voc.ranks[c.form].items[c.t.subject]
	if rows := misplaced(c.t.items, rank); len(rows) > 0 {
		v.doubts = []doubt{{rule: ruleOrder, names: rows, codes: c.t.codesOf(
			func(item, _ string) bool { return slices.Contains(rows, item) })}}
	}
	return v
}

// judgeColumnOrder doubts columns of table 三 that do not stand in the order of the form.
func judgeColumnOrder(c candidate) (v verdict) {
	if columns := misplaced(c.t.headings, c.voc.ranks[c.form].headings); len(columns) > 0 {
		v.doubts = []doubt{{rule: ruleOrder, names: columns, codes: c.t.codesOf(
			func(_, heading string) bool { return slices.Contains(columns, heading) })}}
	}
	return v
}

// judgeHeadingOrder doubts rows of table 二 over which the headings do not stand in the order of the form.
func judgeHeadingOrder(c candidate) (v verdict) {
	over := c.voc.ranks[c.form].over
	for _, item := range c.t.items {
		if columns := misplaced(c.t.rows[item], over[item]); len(columns) > 0 {
			v.doubts = append(v.doubts, doubt{rule: ruleOrder, names: columns, codes: c.t.codesOf(
				func(of, heading string) bool { return of == item && slices.Contains(columns, heading) })})
		}
	}
	return v
}

// misplaced returns the names that stand out of the order of the form: those at whose place another one is due.
// Names that the form does not know are passed over.
func misplaced(sequence []string, rank map[string]int) []string {
	var known []string
	for _, name := range sequence {
		if _, ok := rank[name]; ok {
			known = append(known, name)
		}
	}
	due := slices.Clone(known)
	slices.SortStableFunc(due, func(a, b string) int { return rank[a] - rank[b] })
	var out []string
	for i := range known {
		if known[i] != due[i] {
			out = append(out, known[i])
		}
	}
	return out
}
