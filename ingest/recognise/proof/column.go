package proof

import (
	"slices"

	"gongkai/internal/report"
)

// Column is a relation between rows that holds in every column: the results of table 三 that add up to 总计, and its balance, what
// came in against what was concluded and carried on.
type Column struct{ Left, Right []string }

// Has reports whether a row enters the relation.
func (c Column) Has(item string) bool { return c.side(item) != 0 }

// side returns 1 for a row of the left side, -1 for one of the right, 0 for any other.
func (c Column) side(item string) int {
	switch {
	case slices.Contains(c.Left, item):
		return 1
	case slices.Contains(c.Right, item):
		return -1
	}
	return 0
}

// Closes reports whether both sides add up to the same in one column, where value returns what a row has in it.
func (c Column) Closes(value func(item string) report.Value) bool {
	var left, right report.Sum
	for _, item := range c.Left {
		left = left.Add(value(item))
	}
	for _, item := range c.Right {
		right = right.Add(value(item))
	}
	return left.Equal(right)
}
