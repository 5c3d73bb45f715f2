package check

import "gongkai/internal/report"

// Sum is a sum that a form prints: the cells of both sides add up to the same number.
type Sum struct {
	Rule        string
	Left, Right []string // codes
	Optional    bool     // compares with a subtotal, which few reports print
}

// Sums returns the sums of a form for a subject, in the order of the rules and of the form.
func (c *Checker) Sums(formName string, subject report.Subject) []Sum {
	var out []Sum
	for _, g := range c.groups[form{formName, subject}] {
		if !g.rule.Expression.IsSum() {
			continue
		}
		for _, rel := range g.relations {
			out = append(out, Sum{g.rule.ID, c.cells(rel.left), c.cells(rel.right), rel.optional})
		}
	}
	return out
}

// Relations returns how many printed sums a form has for a subject: 39 for table 三 of 2021, 37 for 2019, 3 for table 四.
func (c *Checker) Relations(formName string, subject report.Subject) int {
	n := 0
	for _, s := range c.Sums(formName, subject) {
		if !s.Optional {
			n++
		}
	}
	return n
}
