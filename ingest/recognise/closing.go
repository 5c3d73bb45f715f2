package recognise

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/report"
)

// A row that adds up in one way alone is no proof of that way: where an office turned two digits of a number round, 32 0 0 0 0
// 0 23 for 23, the digits always have a way that adds up, 3 20 0 0 0 0 23, and it is never the printed one. So a cut is
// read only where every sum that it enters closes with it, that of its row and those of all its columns; where a row of such
// a sum cannot be read, the sum proves nothing.

// maxNodes bounds the search for ways to cut all rows of a table at once.
const maxNodes = 100_000

// columnSum is a relation between rows that holds in every column.
type columnSum struct{ left, right []string }

// has reports whether a row enters a sum.
func (s columnSum) has(item string) bool {
	return s.side(item) != 0
}

// side returns 1 for a row of the left side, -1 for one of the right, 0 for any other.
func (s columnSum) side(item string) int {
	switch {
	case slices.Contains(s.left, item):
		return 1
	case slices.Contains(s.right, item):
		return -1
	}
	return 0
}

// columnSums returns the relations that the rules state between the given rows: the results and the balance.
func (m *mapper) columnSums(rows order) []columnSum {
	var out []columnSum
	for _, rule := range m.sums {
		sum := columnSum{m.terms(rule.Expression.Left.Terms, rows), m.terms(rule.Expression.Right.Terms, rows)}
		if len(sum.left) > 0 && len(sum.right) > 0 {
			out = append(out, sum)
		}
	}
	return out
}

// terms spells out one side of a rule over rows, empty where a named row is not among them.
func (m *mapper) terms(terms []rules.Term, rows order) []string {
	var out []string
	for _, term := range terms {
		if term.Item.Kind == rules.Named {
			if !slices.Contains(rows, term.Item.Word) {
				return nil
			}
			out = append(out, term.Item.Word)
			continue
		}
		for _, p := range m.set.Parts {
			if p.Subject == report.Request && p.Axis == forms.AxisItem && p.Total == term.Item.Word && slices.Contains(rows, p.Part) {
				out = append(out, p.Part)
			}
		}
	}
	return out
}

// solveGlued gives the glued rows of table 三 the values that are proven.
func (m *mapper) solveGlued(t *table) {
	if len(t.glued) == 0 {
		return
	}
	n := len(m.applicants)
	rows := m.order(report.Request, t.items)
	// A cut that leaves a choice holds only where every row is there: an empty cell leaves no trace among glued digits, and
	// the digits of a row whose label is lost stand behind another label.
	whole := !slices.ContainsFunc(rows, func(item string) bool { return !slices.Contains(t.items, item) })
	gaps := slices.ContainsFunc(t.glued, func(row gluedRow) bool { return len(row.digits()) < n })
	c := closing{fixed: map[string][]int64{}, open: map[string]gluedRow{}}
	for _, row := range t.glued {
		switch {
		case isZeros(row.tokens, n), whole && !gaps && row.fits(n):
			m.infer(t, row.item, row.ways[0])
			if len(t.withheld) == 0 {
				c.fixed[row.item] = row.ways[0]
			}
		case len(row.ways) > 0 && len(row.ways) <= maxWays:
			c.open[row.item] = row
		}
	}
	if !whole {
		return
	}
	for _, item := range rows {
		if c.fixed[item] != nil {
			continue
		}
		if values, ok := m.rowValues(t, item); ok {
			c.fixed[item] = values
		}
	}
	sums := m.columnSums(rows)
	ways, closed := c.proven(sums)
	for item, way := range ways {
		m.infer(t, item, way)
	}
	if !gaps && !closed {
		m.tellUnclosed(t, c, sums)
	}
}

// tellUnclosed adds doubts about what cannot be: glued rows that do not add up in any way, and sums between rows that no
// combination of ways closes. The latter are about the rows of one digit a number too, which are read as printed.
func (m *mapper) tellUnclosed(t *table, c closing, sums []columnSum) {
	var broken []string
	for _, row := range t.glued {
		if len(row.ways) == 0 && row.addsUpNever(len(m.applicants)) {
			broken = append(broken, row.item)
		}
	}
	if len(broken) > 0 {
		t.doubt(doubt{rule: ruleUnclosed, names: broken, codes: m.rowsCodes(t, broken)})
	}
	for _, sum := range sums {
		if c.isAssessable(sum) && c.closesNever(sum) {
			t.doubt(doubt{rule: ruleColumns, names: sum.right, codes: m.rowsCodes(t, slices.Concat(sum.left, sum.right))})
		}
	}
}

// rowsCodes returns the codes of rows.
func (m *mapper) rowsCodes(t *table, items []string) []string {
	var codes []string
	for _, item := range items {
		codes = append(codes, m.rowCodes(t, item)...)
	}
	return codes
}

// rowValues returns the numbers of a row, and false where one of its cells has none or is no whole number.
func (m *mapper) rowValues(t *table, item string) ([]int64, bool) {
	var out []int64
	for _, heading := range m.applicants {
		cell := t.cells[t.code(item, heading)]
		if !cell.State.HasValue() {
			return nil, false
		}
		v, err := strconv.ParseInt(cell.Value.String(), 10, 64)
		if err != nil {
			return nil, false
		}
		out = append(out, v)
	}
	return out, true
}

// infer gives a row its values.
func (m *mapper) infer(t *table, item string, values []int64) {
	for i, heading := range m.applicants {
		code := t.code(item, heading)
		cell, ok := t.cells[code]
		if !ok || slices.Contains(t.withheld, code) {
			continue
		}
		cell.State, cell.Value = report.Inferred, report.Whole(values[i])
		t.cells[code] = cell
	}
}

// printsZeros reports whether a table 三 is seen to print a number in every cell: every row is there, more of them are read
// in full than are not, and those are glued rows with digits enough.
func (m *mapper) printsZeros(t *table) bool {
	rows := m.order(report.Request, t.items)
	if slices.ContainsFunc(rows, func(item string) bool { return !slices.Contains(t.items, item) }) {
		return false
	}
	unread := map[string]bool{}
	for code, cell := range t.cells {
		if !cell.State.HasValue() {
			item, _ := splitCode(code)
			unread[item] = true
		}
	}
	for _, row := range t.glued {
		if unread[row.item] && len(row.digits()) < len(m.applicants) {
			return false
		}
	}
	glued := t.gluedNames()
	for item := range unread {
		if !slices.Contains(glued, item) {
			return false
		}
	}
	return len(unread)*2 < len(rows)
}

// closing is the rows of a table 三 on the way to the proof of their cuts.
type closing struct {
	fixed map[string][]int64  // rows whose numbers are known
	open  map[string]gluedRow // rows with ways to cut them
}

// proven returns the ways of open rows with which every sum closes that they enter. Where all sums close together, that is
// every row with the same way in each combination that closes. Where they do not, a row that enters one of them alone may
// still be proven by it. closed says that all sums close together.
func (c *closing) proven(sums []columnSum) (ways map[string][]int64, closed bool) {
	if len(sums) == 0 {
		return nil, false
	}
	if all := c.agreed(sums); len(all.ways) > 0 {
		return c.unturned(sums, all), true
	}
	out := map[string][]int64{}
	for i, sum := range sums {
		alone := []columnSum{sum}
		for item, way := range c.unturned(alone, c.agreed(alone)) {
			if !enters(sums[:i], item) && !enters(sums[i+1:], item) {
				out[item] = way
			}
		}
	}
	return out, false
}

// enters reports whether a row enters one of several sums.
func enters(sums []columnSum, item string) bool {
	return slices.ContainsFunc(sums, func(s columnSum) bool { return s.has(item) })
}

// isAssessable reports whether each row of a sum is known or has ways.
func (c *closing) isAssessable(sum columnSum) bool {
	return !slices.ContainsFunc(slices.Concat(sum.left, sum.right), func(item string) bool {
		_, isOpen := c.open[item]
		return c.fixed[item] == nil && !isOpen
	})
}

// agreement is the ways that open rows have in the combinations that close; none where no combination does, or where there
// are too many to look at.
type agreement struct {
	ways    map[string][][]int64
	tooMany bool
}

// closesNever reports whether no combination of ways closes a sum. One without open rows is for its rule to say.
func (c *closing) closesNever(sum columnSum) bool {
	found := c.agreed([]columnSum{sum})
	return !found.tooMany && len(found.ways) == 0 && slices.ContainsFunc(slices.Concat(sum.left, sum.right), func(item string) bool {
		_, isOpen := c.open[item]
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
func (c *closing) agreed(sums []columnSum) agreement {
	s := search{c: c, found: map[string][][]int64{}}
	for _, sum := range sums {
		if !c.isAssessable(sum) {
			return agreement{}
		}
		b := balance{sum: sum}
		for side, items := range [][]string{sum.left, sum.right} {
			for _, item := range items {
				if row, isOpen := c.open[item]; isOpen {
					b.missing[side]++
					b.values[side] = plus(b.values[side], make([]int64, len(row.ways[0])))
					if !slices.Contains(s.rows, item) {
						s.rows = append(s.rows, item)
					}
					continue
				}
				b.values[side] = plus(b.values[side], c.fixed[item])
			}
		}
		s.balances = append(s.balances, b)
	}
	// A row that enters several sums first, then those with the fewest ways.
	count := func(item string) int {
		n := 0
		for _, sum := range sums {
			if sum.has(item) {
				n++
			}
		}
		return n
	}
	slices.SortFunc(s.rows, func(a, b string) int {
		if d := count(b) - count(a); d != 0 {
			return d
		}
		if d := len(c.open[a].ways) - len(c.open[b].ways); d != 0 {
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
	sum     columnSum
	values  [2][]int64
	missing [2]int
}

// with returns a balance with the values of one more row.
func (b balance) with(item string, way []int64) balance {
	for side, items := range [][]string{b.sum.left, b.sum.right} {
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
	c        *closing
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
	for _, way := range s.c.open[s.rows[k]].ways {
		next := make([]balance, len(balances))
		for i, b := range balances {
			next[i] = b.with(s.rows[k], way)
		}
		s.picked = append(s.picked[:k], way)
		s.try(k+1, next)
	}
}
