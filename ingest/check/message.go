package check

import (
	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/config/sentence"
	"gongkai/internal/report"
)

// messages fills the messages of a rule: {left} and {right} are the sums, {row} and {column} what the form calls the
// line of the relation, {cell} its first cell.
func (c *Checker) messages(f *report.Finding, rule *rules.Rule, rel *relation, left, right string) {
	rowZH, rowEN := c.set.Label(rule.Subject, forms.AxisItem, rel.item)
	columnZH, columnEN := c.set.Label(rule.Subject, forms.AxisHeading, rel.heading)
	cell := c.set.Indicators[rel.left.terms[0].place]
	fill := func(text, row, column, cell string) string {
		return sentence.Fill(text, "left", left, "right", right, "row", row, "column", column, "cell", cell)
	}
	f.MessageZH = fill(rule.MessageZH, rowZH, columnZH, cell.LabelZH)
	f.MessageEN = fill(rule.MessageEN, rowEN, columnEN, cell.LabelEN)
}

func sumText(sum report.Sum, missing bool) string {
	if missing {
		return "?"
	}
	return sum.String()
}
