package recognise

import (
	"maps"
	"slices"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// judgeUnits doubts every amount that was not read for its unit, with the values that it may have, and one for
// all counts that were not.
func judgeUnits(c candidate) (v verdict) {
	t := c.t
	var counts []string
	for _, code := range slices.Sorted(maps.Keys(t.troubles)) {
		cell, trouble := t.cells[code], t.troubles[code]
		indicator, ok := c.voc.set.Indicator(code)
		switch {
		case !ok || cell.State != report.Unreadable:
		case c.voc.units[indicator.Unit].Class == lexicon.ClassCount:
			counts = append(counts, code)
		default:
			d := doubt{rule: ruleUnits, detail: cell.Raw, names: []string{indicator.Item}, codes: []string{code}, values: trouble.could}
			if trouble.trouble == unitMissing {
				d.rule = ruleUnit
			}
			v.doubts = append(v.doubts, d)
		}
	}
	if len(counts) > 0 {
		v.doubts = append(v.doubts, doubt{rule: ruleUnits, codes: counts})
	}
	return v
}
