package recognise

import (
	"slices"

	"gongkai/internal/report"
)

// judgeUnruled withholds a table whose rows and columns no line parts, unless every row of a form is there with a value in
// every cell: then just as many rows of numbers as labels follow each other, and no label can have those of another. A blank,
// or a row that is missing, leaves open which numbers are whose.
func judgeUnruled(c candidate) (v verdict) {
	t := c.t
	if !t.unruled {
		return v
	}
	for _, item := range c.voc.order(report.Request, t.items) {
		if _, ok := t.values(c.voc.rowCodes(t, item)); !ok {
			return verdict{all: true, doubts: []doubt{{rule: ruleSlipped}}}
		}
	}
	// The label of a group, which stands in a line of its own here, and no printed subtotal.
	v.gone = slices.DeleteFunc(t.codesOf(func(item, _ string) bool { return c.voc.isSubtotal(item) }), func(code string) bool {
		return t.cells[code].State.HasValue()
	})
	return v
}
