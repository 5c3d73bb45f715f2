package recognise

import (
	"slices"

	"gongkai/config/forms"
	"gongkai/internal/report"
)

// Rows that changed places keep every sum of their columns, and columns that changed places that of their rows: only the order of the
// labels can tell.

// judgeRowOrder doubts rows that do not stand in the order of the form.
func judgeRowOrder(c candidate) (v verdict) {
	rank := rankOf(c.form, c.t.subject, func(p forms.Position) string { return p.Indicator.Item })
	if rows := misplaced(c.t.items, rank); len(rows) > 0 {
		v.doubts = []doubt{{rule: ruleOrder, names: rows, codes: c.t.codesOf(
			func(item, _ string) bool { return slices.Contains(rows, item) })}}
	}
	return v
}

// judgeColumnOrder doubts columns of table 三 that do not stand in the order of the form.
func judgeColumnOrder(c candidate) (v verdict) {
	rank := rankOf(c.form, report.Request, func(p forms.Position) string { return p.Indicator.Heading })
	if columns := misplaced(c.t.headings, rank); len(columns) > 0 {
		v.doubts = []doubt{{rule: ruleOrder, names: columns, codes: c.t.codesOf(
			func(_, heading string) bool { return slices.Contains(columns, heading) })}}
	}
	return v
}

// judgeHeadingOrder doubts rows of table 二 over which the headings do not stand in the order of the form.
func judgeHeadingOrder(c candidate) (v verdict) {
	for _, item := range c.t.items {
		rank := rankOf(c.form, report.Disclosure, func(p forms.Position) string {
			if p.Indicator.Item != item {
				return ""
			}
			return p.Indicator.Heading
		})
		if columns := misplaced(c.t.rows[item], rank); len(columns) > 0 {
			v.doubts = append(v.doubts, doubt{rule: ruleOrder, names: columns, codes: c.t.codesOf(
				func(of, heading string) bool { return of == item && slices.Contains(columns, heading) })})
		}
	}
	return v
}

// rankOf numbers the names of a form's cells in their order, those without one left out.
func rankOf(form *forms.Form, subject report.Subject, name func(forms.Position) string) map[string]int {
	rank := map[string]int{}
	for _, p := range form.Of(subject) {
		if p.Role != forms.RoleCell || name(p) == "" {
			continue
		}
		if _, ok := rank[name(p)]; !ok {
			rank[name(p)] = len(rank)
		}
	}
	return rank
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
