package recognise

import "slices"

// judgeStrays withholds a table 三 with printed columns that have no heading, unless the page ends there or every other heading stands
// at its place: which label belongs to which column is not proven.
func judgeStrays(c candidate) (v verdict) {
	if len(c.band.stray) == 0 {
		return v
	}
	v.doubts = []doubt{{rule: ruleHeader, names: missingFrom(c.m.applicants, c.t.headings)}}
	v.all = !c.band.sound && !isPrefix(c.t.headings, c.m.applicants)
	return v
}

// strayColumns returns the columns without a heading, right of the first with one, in which some row prints a value.
func strayColumns(s sheet, columns []column, lines []line) []int {
	first := slices.IndexFunc(columns, func(c column) bool { return c.heading != "" })
	var stray []int
	for c := first + 1; c < len(columns); c++ {
		if columns[c].heading != "" {
			continue
		}
		for _, l := range lines {
			if cell := s.cell(l.row, c); l.item != "" && !l.drifted && cell != nil && cell.Column == c && cell.Row == l.row && !isBlank(cell.Text) {
				stray = append(stray, c)
				break
			}
		}
	}
	return stray
}

// strayValue reports whether a row prints something in one of the columns.
func strayValue(s sheet, row int, stray []int) bool {
	for _, c := range stray {
		if cell := s.cell(row, c); cell != nil && cell.Column == c && cell.Row == row && !isBlank(cell.Text) {
			return true
		}
	}
	return false
}
