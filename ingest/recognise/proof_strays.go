package recognise

import "slices"

// judgeStrays withholds a table 三 with printed columns that have no heading, unless the page ends there or every other heading stands
// at its place: which label belongs to which column is not proven.
func judgeStrays(c candidate) (v verdict) {
	if len(c.band.stray) == 0 {
		return v
	}
	v.doubts = []doubt{{rule: ruleHeader, names: missingFrom(c.voc.applicants, c.t.headings)}}
	v.all = !c.band.sound && !isPrefix(c.t.headings, c.voc.applicants)
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
			if l.item != "" && !l.drifted && beginsAt(s, l.row, c) {
				stray = append(stray, c)
				break
			}
		}
	}
	return stray
}

// strayValue reports whether a row prints something in one of the columns.
func strayValue(s sheet, row int, stray []int) bool {
	return slices.ContainsFunc(stray, func(c int) bool { return beginsAt(s, row, c) })
}

// beginsAt reports whether a cell with text begins at a row and column.
func beginsAt(s sheet, row, column int) bool {
	cell := s.cell(row, column)
	return cell != nil && cell.Column == column && cell.Row == row && !isBlank(cell.Text)
}
