package recognise

import (
	"strconv"

	"gongkai/internal/report"
)

// judgeLabels looks at the rows of values that have no known label. Such a row is harmless where exactly one row of the
// form is due at its place, or where the office printed a label of its own between two rows that belong together. A
// row without any label elsewhere means that labels may have slipped against values: then nothing of the table is read.
func judgeLabels(c candidate) (v verdict) {
	if c.t.slipped {
		return verdict{all: true}
	}
	order, lines := c.voc.order(report.Request, c.t.items), c.band.lines
	for i, l := range lines {
		if l.item != "" || !l.text {
			continue
		}
		before, after := neighbours(lines, i)
		if before == "" {
			before = c.band.above
		}
		due := order.between(before, after)
		switch {
		case len(due) == 1 || len(due) > 1 && !isBlank(l.label):
			v.doubts = append(v.doubts, doubt{rule: ruleLabel, names: due, detail: l.label, codes: c.t.codesUnder(due, c.band.head.names)})
		case !isBlank(l.label):
			// Kept as an extra.
		default:
			v.doubts = append(v.doubts, doubt{rule: ruleSlipped, detail: strconv.Itoa(l.row + 1), codes: c.t.all()})
			v.all, v.slipped = true, true
			return v
		}
	}
	return v
}

// neighbours returns the items of the nearest known rows before and after a row.
func neighbours(lines []line, i int) (before, after string) {
	for j := i - 1; j >= 0 && before == ""; j-- {
		before = lines[j].item
	}
	for j := i + 1; j < len(lines) && after == ""; j++ {
		after = lines[j].item
	}
	return before, after
}
