package proof

import (
	"slices"
	"strconv"
	"strings"
)

// That all columns close with some ways does not yet prove them, where two rows are cut so that a slip in the digits of one is
// made up for by the other.

// unturned returns the rows with one way in all combinations that close, without those whose way a slip explains as well.
func (c *Closing) unturned(sums []Column, found agreement) map[string][]int64 {
	out := found.certain()
	for item, way := range found.certain() {
		if c.isTurned(sums, item, way, found) {
			delete(out, item)
		}
	}
	return out
}

// isTurned reports whether a row and another one could be cut otherwise, with the sums closing as well and one number of them
// misprinted. A misprinted number that was added up in its column stands in two rows: 32 0 0 0 0 0 23 in 予以公开 and in 总计 closes
// as 3 20 0 0 0 0 23 in both. And the false way of one row closes with that of another which has a true one besides.
func (c *Closing) isTurned(sums []Column, item string, way []int64, found agreement) bool {
	row := c.Open[item]
	var cuts [][]int64
	if !eachCut(row.Tokens, len(way), 1, false, func(cut []int64) bool {
		if !slices.Equal(cut, way) && hasSlip(cut) {
			cuts = append(cuts, slices.Clone(cut))
		}
		return true
	}) {
		return true
	}
	for name, other := range c.Open {
		sign := balancing(sums, item, name)
		if sign == 0 || name == item {
			continue
		}
		for _, theirs := range found.ways[name] {
			for _, cut := range cuts {
				if isSlip(moved(theirs, way, cut, sign), other.Digits()) {
					return true
				}
			}
			for _, cut := range other.Ways {
				if !slices.Equal(cut, theirs) && isSlip(moved(way, theirs, cut, sign), row.Digits()) {
					return true
				}
			}
		}
	}
	return false
}

// balancing returns 1 where what is added to both of two rows leaves every sum closed, -1 where what is added to one has to be
// taken from the other, 0 where one of them enters a sum alone.
func balancing(sums []Column, a, b string) int64 {
	var sign int64
	for _, sum := range sums {
		x, y := sum.side(a), sum.side(b)
		switch {
		case x == 0 && y == 0:
		case x == 0 || y == 0:
			return 0
		case x == y:
			sign = -1
		default:
			sign = 1
		}
	}
	return sign
}

// moved returns the digits of a row to which the difference between two cuts of another one is added, or from which it is taken;
// none where a number would be negative.
func moved(row, from, to []int64, sign int64) string {
	var out strings.Builder
	for i, v := range row {
		if v += sign * (to[i] - from[i]); v < 0 {
			return ""
		}
		out.WriteString(strconv.FormatInt(v, 10))
	}
	return out.String()
}

// hasSlip reports whether the numbers of a row add up, or would but for one slip in one of them.
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
		// A digit more or less makes a number ten times as large at most.
		if meant >= 0 && meant <= 10*v+9 && v <= 10*meant+9 && isSlip(strconv.FormatInt(v, 10), strconv.FormatInt(meant, 10)) {
			return true
		}
	}
	return false
}

// isSlip reports whether some digits are others with two of them turned round, or with one too few, too many or wrong.
func isSlip(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
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
