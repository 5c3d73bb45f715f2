package recognise

import (
	"slices"

	"gongkai/internal/report"
)

// maxGaps is how many cells may be blank in a table or row that is printed in full otherwise: a slip of the values by one
// place leaves one blank row or a blank cell or two, an office that prints no zeros leaves most blank.
const maxGaps = 3

// judgeEdges withholds a table 三 that is printed in full but for its first or last row: the values have slipped by a
// row, or these blanks are meant, and nobody can tell.
func judgeEdges(c candidate) (v verdict) {
	t, rows := c.t, itemsOf(c.form, report.Request)
	if len(rows) == 0 || len(t.headings) == 0 {
		return v
	}
	blank := func(item string) int {
		n := 0
		for _, heading := range t.headings {
			cell, ok := t.cells[t.code(item, heading)]
			if ok && cell.State == report.Blank || !ok && item == rows[0] {
				// A text has nothing behind the label of a blank row.
				n++
			}
		}
		return n
	}
	if blank(rows[0]) < len(t.headings) && blank(rows[len(rows)-1]) < len(t.headings) {
		return v
	}
	inside := 0
	for _, item := range rows[1 : len(rows)-1] {
		inside += blank(item)
	}
	if inside <= maxGaps && len(t.items) > len(rows)/2 {
		return verdict{all: true, doubts: []doubt{{rule: ruleSlipped}}}
	}
	return v
}

// judgeGaps withholds the rows of table 二 that have a blank beside numbers in a table that is printed in full otherwise:
// a value that was left out moves those behind it, and nothing adds up here.
func judgeGaps(c candidate) (v verdict) {
	t := c.t
	isBlank := func(code string) bool { return t.cells[code].State == report.Blank }
	blanks := slices.DeleteFunc(t.all(), func(code string) bool { return !isBlank(code) })
	if len(blanks) == 0 || len(blanks) > maxGaps {
		return v
	}
	for _, item := range t.items {
		codes := t.codesOf(func(of, _ string) bool { return of == item })
		if len(codes) > 1 && slices.ContainsFunc(codes, isBlank) &&
			slices.ContainsFunc(codes, func(code string) bool { return t.cells[code].State.HasValue() }) {
			v.withhold = append(v.withhold, codes...)
			v.doubts = append(v.doubts, doubt{rule: ruleRow, names: []string{item}, codes: codes})
		}
	}
	return v
}
