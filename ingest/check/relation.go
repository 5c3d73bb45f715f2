package check

import (
	"gongkai/config/rules"
	"gongkai/internal/report"
)

// group is a rule spelled out over a form, for cells of one unit.
type group struct {
	rule      *rules.Rule
	unit      string
	relations []relation
}

// relation is a rule spelled out for one row or column.
type relation struct {
	left, right   side
	item, heading string // the row and the column, empty where it spans several
	optional      bool   // compares with a subtotal, which few reports print
}

// side is what stands on one side: cells, each taken some times, and a number.
type side struct {
	terms    []term
	constant report.Sum
}

type term struct {
	place  int
	factor int64
}

// assess compares the sides of every relation of a rule. It passes over those of which nothing is printed, and those
// with a subtotal that is not.
func (c *Checker) assess(g *group, printed []slot, out *Outcome) {
	for i := range g.relations {
		rel := &g.relations[i]
		left, missingLeft, anyLeft := rel.left.add(printed)
		if missingLeft && g.rule.Expression.Op == rules.OpWhole {
			if cell := &printed[rel.left.terms[0].place]; cell.state == slotBroken {
				out.fail(c.failure(g.rule, rel, report.Sum{}.Add(cell.value), report.Sum{}))
			}
			continue
		}
		right, missingRight, anyRight := rel.right.add(printed)
		switch {
		case missingLeft || missingRight:
			if rel.optional || !anyLeft && !anyRight {
				continue
			}
			out.NotAssessable++
			f := c.finding(g.rule, rel)
			f.Severity, f.Status = report.Info, report.NotAssessable
			c.messages(&f, g.rule, rel, sumText(left, missingLeft), sumText(right, missingRight))
			out.Findings = append(out.Findings, f)
		case holds(g.rule.Expression.Op, left, right):
			out.Passed++
		default:
			out.fail(c.failure(g.rule, rel, left, right))
		}
	}
}

// failure returns the finding of a relation that does not hold. It takes the sums as copies: only those of a failed
// relation go to the heap.
func (c *Checker) failure(rule *rules.Rule, rel *relation, left, right report.Sum) report.Finding {
	f := c.finding(rule, rel)
	f.Left = &left
	if rule.Expression.Op != rules.OpWhole {
		f.Right = &right
	}
	c.messages(&f, rule, rel, left.String(), right.String())
	return f
}

// fail adds the finding of a relation that does not hold.
func (o *Outcome) fail(f report.Finding) {
	switch f.Status {
	case report.Uncertain:
		o.Uncertain++
	case report.NotAssessable:
		o.NotAssessable++
	case report.Fail, report.Pass:
		o.Failed++
	}
	o.Findings = append(o.Findings, f)
}

// holds compares two sums.
func holds(op rules.Op, left, right report.Sum) bool {
	switch op {
	case rules.OpEqual:
		return left.Equal(right)
	case rules.OpWhole:
		v, ok := left.Value()
		return ok && v.IsWhole()
	case rules.OpAtMost, rules.OpLess, rules.OpAtLeast, rules.OpMore, rules.OpRelaxed:
	}
	return op.Orders(left.Minus(right).Sign())
}

// add adds the cells of a side; missing where one has no value, any where one has.
func (s *side) add(printed []slot) (sum report.Sum, missing, any bool) {
	sum = s.constant
	for _, t := range s.terms {
		cell := &printed[t.place]
		if cell.state != slotValue {
			missing = true
			continue
		}
		any = true
		sum = times(sum, cell.value, t.factor)
	}
	return sum, missing, any
}

// times adds a value some times. Nearly all factors are 1 or -1, and a value times a factor may not fit a Value.
func times(sum report.Sum, value report.Value, factor int64) report.Sum {
	for ; factor > 0; factor-- {
		sum = sum.Add(value)
	}
	for ; factor < 0; factor++ {
		sum = sum.Sub(value)
	}
	return sum
}

// finding returns a finding of a rule on the cells of a relation.
func (c *Checker) finding(rule *rules.Rule, rel *relation) report.Finding {
	return report.Finding{
		Rule: rule.ID, Subject: rule.Subject, Severity: rule.Severity,
		Status: rule.Status, Cells: c.cells(rel.left, rel.right),
	}
}

// cells returns the codes of some sides.
func (c *Checker) cells(sides ...side) []string {
	var out []string
	for _, s := range sides {
		for _, t := range s.terms {
			out = append(out, c.codes[t.place])
		}
	}
	return out
}
