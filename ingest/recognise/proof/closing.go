package proof

import (
	"slices"
	"strings"
)

// A row that adds up in one way alone is no proof of that way: where an office turned two digits of a number round, 32 0 0 0 0
// 0 23 for 23, the digits always have a way that adds up, 3 20 0 0 0 0 23, and it is never the printed one. So a cut is
// read only where every sum that it enters closes with it, that of its row and those of all its columns; where a row of such
// a sum cannot be read, the sum proves nothing.

// maxNodes bounds the search for ways to cut all rows of a table at once.
const maxNodes = 100_000

// Closing is the rows of a table 三 on the way to the proof of their cuts.
type Closing struct {
	Fixed map[string][]int64 // rows whose numbers are known
	Open  map[string]Glued   // rows with ways to cut them
}

// Proven returns the ways of open rows with which every sum closes that they enter. Where all sums close together, that is
// every row with the same way in each combination that closes. Where they do not, a row that enters one of them alone may
// still be proven by it. closed says that all sums close together.
func (c *Closing) Proven(sums []Column) (ways map[string][]int64, closed bool) {
	if len(sums) == 0 {
		return nil, false
	}
	if all := c.agreed(sums); len(all.ways) > 0 {
		return c.unturned(sums, all), true
	}
	out := map[string][]int64{}
	for i, sum := range sums {
		alone := []Column{sum}
		for item, way := range c.unturned(alone, c.agreed(alone)) {
			if !enters(sums[:i], item) && !enters(sums[i+1:], item) {
				out[item] = way
			}
		}
	}
	return out, false
}

// enters reports whether a row enters one of several sums.
func enters(sums []Column, item string) bool {
	return slices.ContainsFunc(sums, func(s Column) bool { return s.Has(item) })
}

// isAssessable reports whether each row of a sum is known or has ways.
func (c *Closing) isAssessable(sum Column) bool {
	return !slices.ContainsFunc(slices.Concat(sum.Left, sum.Right), func(item string) bool {
		_, isOpen := c.Open[item]
		return c.Fixed[item] == nil && !isOpen
	})
}

// agreement is the ways that open rows have in the combinations that close; none where no combination does, or where there
// are too many to look at.
type agreement struct {
	ways    map[string][][]int64
	tooMany bool
}

// ClosesNever reports whether no combination of ways closes a sum all of whose rows are known or have ways. One without open rows
// is for its rule to say.
func (c *Closing) ClosesNever(sum Column) bool {
	if !c.isAssessable(sum) {
		return false
	}
	found := c.agreed([]Column{sum})
	return !found.tooMany && len(found.ways) == 0 && slices.ContainsFunc(slices.Concat(sum.Left, sum.Right), func(item string) bool {
		_, isOpen := c.Open[item]
		return isOpen
	})
}

// certain returns the rows with one way.
func (a agreement) certain() map[string][]int64 {
	out := map[string][]int64{}
	for item, ways := range a.ways {
		if len(ways) == 1 {
			out[item] = ways[0]
		}
	}
	return out
}

// agreed looks for the combinations of ways with which sums close.
func (c *Closing) agreed(sums []Column) agreement {
	s := search{c: c, found: map[string][][]int64{}}
	for _, sum := range sums {
		if !c.isAssessable(sum) {
			return agreement{}
		}
		b := balance{sum: sum}
		for side, items := range [][]string{sum.Left, sum.Right} {
			for _, item := range items {
				if row, isOpen := c.Open[item]; isOpen {
					b.missing[side]++
					b.values[side] = plus(b.values[side], make([]int64, len(row.Ways[0])))
					if !slices.Contains(s.rows, item) {
						s.rows = append(s.rows, item)
					}
					continue
				}
				b.values[side] = plus(b.values[side], c.Fixed[item])
			}
		}
		s.balances = append(s.balances, b)
	}
	// A row that enters several sums first, then those with the fewest ways.
	count := func(item string) int {
		n := 0
		for _, sum := range sums {
			if sum.Has(item) {
				n++
			}
		}
		return n
	}
	slices.SortFunc(s.rows, func(a, b string) int {
		if d := count(b) - count(a); d != 0 {
			return d
		}
		if d := len(c.Open[a].Ways) - len(c.Open[b].Ways); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	s.try(0, s.balances)
	if s.nodes > maxNodes {
		return agreement{tooMany: true}
	}
	return agreement{ways: s.found}
}

// balance is a sum on the way to being closed: the values of both sides so far, and how many rows each still lacks.
type balance struct {
	sum     Column
	values  [2][]int64
	missing [2]int
}

// with returns a balance with the values of one more row.
func (b balance) with(item string, way []int64) balance {
	for side, items := range [][]string{b.sum.Left, b.sum.Right} {
		if slices.Contains(items, item) {
			b.values[side] = plus(b.values[side], way)
			b.missing[side]--
		}
	}
	return b
}

// canClose reports whether both sides can still be equal: a side that is whole is not smaller than the other one.
func (b balance) canClose() bool {
	for side := range b.values {
		if b.missing[side] > 0 {
			continue
		}
		for i, v := range b.values[side] {
			if other := b.values[1-side][i]; v < other || v != other && b.missing[1-side] == 0 {
				return false
			}
		}
	}
	return true
}

// plus adds numbers column by column.
func plus(a, b []int64) []int64 {
	out := slices.Clone(b)
	for i := range a {
		out[i] += a[i]
	}
	return out
}

// search goes through the combinations of ways of open rows.
type search struct {
	c        *Closing
	rows     []string
	balances []balance
	picked   [][]int64
	nodes    int
	found    map[string][][]int64
}

// try picks a way for row k and those behind it.
func (s *search) try(k int, balances []balance) {
	if s.nodes++; s.nodes > maxNodes || slices.ContainsFunc(balances, func(b balance) bool { return !b.canClose() }) {
		return
	}
	if k == len(s.rows) {
		for i, item := range s.rows {
			if !slices.ContainsFunc(s.found[item], func(way []int64) bool { return slices.Equal(way, s.picked[i]) }) {
				s.found[item] = append(s.found[item], s.picked[i])
			}
		}
		return
	}
	for _, way := range s.c.Open[s.rows[k]].Ways {
		next := make([]balance, len(balances))
		for i, b := range balances {
			next[i] = b.with(s.rows[k], way)
		}
		s.picked = append(s.picked[:k], way)
		s.try(k+1, next)
	}
}
