package proof

import "gongkai/internal/report"

// Row reports whether the values of a row add up to its last one, the total: 80 1 0 0 0 0 81 in table 三. It proves that each stands
// under its heading where something has put that in doubt, as a shift by one column would break the sum.
func Row(values []report.Value) bool {
	last := len(values) - 1
	if last < 0 {
		return true
	}
	var sum report.Sum
	for _, v := range values[:last] {
		sum = sum.Add(v)
	}
	return sum.Equal(report.Sum{}.Add(values[last]))
}

// Groups is Row for each group of n values, the tracks of table 四. A last group of fewer, which the edge of a page cuts off, has
// no total and proves nothing.
func Groups(values []report.Value, n int) bool {
	for ; len(values) >= n; values = values[n:] {
		if !Row(values[:n]) {
			return false
		}
	}
	return true
}
