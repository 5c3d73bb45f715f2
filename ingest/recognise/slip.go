package recognise

import (
	"slices"
	"strconv"
	"strings"
)

// copied reports whether one slip that stands in two rows, as where a row's misprinted number was added up in its column,
// would print the digits of a row as well: 32 0 0 0 0 0 23 in 予以公开 and in 总计 closes as 3 20 0 0 0 0 23 in both. Then the sums
// say nothing that the row itself does not.
func (c *closing) copied(sums []columnSum, item string, way []int64, found agreement) bool {
	for other, row := range c.open {
		if !enters(sums, item) || slices.ContainsFunc(sums, func(s columnSum) bool { return s.side(item)+s.side(other) != 0 }) {
			// What is added to both leaves some sum open.
			continue
		}
		digits := row.digits()
		is := false
		complete := eachCut(c.open[item].tokens, len(way), 1, false, func(cut []int64) bool {
			if slices.Equal(cut, way) || !hasSlip(cut) {
				return true
			}
			for _, theirs := range found.ways[other] {
				is = is || moved(theirs, way, cut) == digits
			}
			return !is
		})
		if is || !complete {
			return true
		}
	}
	return false
}

// moved returns the digits of a row to which the difference between two cuts of another one is added, the empty string where
// a number would be negative.
func moved(row, from, to []int64) string {
	var out strings.Builder
	for i, v := range row {
		if v += to[i] - from[i]; v < 0 {
			return ""
		}
		out.WriteString(strconv.FormatInt(v, 10))
	}
	return out.String()
}

// hasSlip reports whether the numbers of a row would add up but for one slip in one of them.
func hasSlip(row []int64) bool {
	last := len(row) - 1
	excess := -row[last]
	for _, v := range row[:last] {
		excess += v
	}
	for i, v := range row {
		meant := v - excess
		if i == last {
			meant = v + excess
		}
		if meant >= 0 && isSlip(strconv.FormatInt(v, 10), strconv.FormatInt(meant, 10)) {
			return true
		}
	}
	return false
}

// isSlip reports whether one number can be the other with two digits turned round, or with a digit too few, too many or wrong.
func isSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	from := 0
	for from < len(a) && a[from] == b[from] {
		from++
	}
	to := 0
	for to < len(a)-from && a[len(a)-1-to] == b[len(b)-1-to] {
		to++
	}
	rest, other := a[from:len(a)-to], b[from:len(b)-to]
	turned := len(rest) == 2 && len(other) == 2 && rest[0] == other[1] && rest[1] == other[0]
	return len(other) <= 1 || turned
}
