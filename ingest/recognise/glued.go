package recognise

import (
	"slices"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/report"
)

// maxGlued is the longest run of glued digits that is taken apart; a row of table 三 has seven numbers.
const maxGlued = 64

// maxCuts bounds the search for ways to cut: a run of digits with more ways is not looked at further.
const maxCuts = 200_000

// maxWays is how many ways to cut one row are kept, and maxJoint how many combinations of rows are tried.
const (
	maxWays  = 64
	maxJoint = 100_000
)

// gluedRow is a row whose numbers lost the white space between them, with the ways to cut it.
type gluedRow struct {
	item string
	ways [][]report.Value
	// forced: as many zeros as numbers, which no empty cell among them could leave.
	forced bool
}

// isZeros reports whether digits are n zeros.
func isZeros(tokens []string, n int) bool { return strings.Join(tokens, "") == strings.Repeat("0", n) }

// gluedNames returns the rows with glued numbers.
func (t *table) gluedNames() []string {
	var out []string
	for _, row := range t.glued {
		out = append(out, row.item)
	}
	return out
}

// unglue returns the ways to take apart digits that lost the white space between them, at most maxWays+1: 801000081 is
// 80 1 0 0 0 0 81, since of all ways to cut it into seven numbers without leading zeros only this one adds up. The
// last number is the sum of the others. White space that is left in the text is a border between numbers for sure.
func unglue(tokens []string, n int) [][]report.Value { return unglueGroups(tokens, n, 1) }

// unglueGroups takes apart several groups of n numbers each, the last of each group being its sum.
func unglueGroups(tokens []string, n, groups int) [][]report.Value {
	joined := strings.Join(tokens, "")
	if len(joined) > maxGlued || len(joined) < n*groups {
		return nil
	}
	for i := range len(joined) {
		if joined[i] < '0' || joined[i] > '9' {
			return nil
		}
	}
	s := solver{digits: joined, n: n, total: n * groups, border: map[int]bool{}}
	at := 0
	for _, t := range tokens {
		at += len(t)
		s.border[at] = true
	}
	s.cut(0, 0, nil)
	if s.cuts > maxCuts {
		return nil
	}
	return s.ways
}

// solveGlued gives the glued rows of table 三 their values: those with one way to cut them, and the others where, with
// every row read, exactly one combination of ways closes the results and the balance of every column. 220000022 may be
// 22 0 0 0 0 0 22 or 2 20 0 0 0 0 22; the columns tell.
func (m *mapper) solveGlued(t *table) {
	var open []gluedRow
	complete := true
	for _, row := range t.glued {
		switch {
		case len(row.ways) == 0 || len(row.ways) > maxWays:
			complete = false
		case len(row.ways) == 1 && row.forced:
			m.infer(t, row.item, row.ways[0])
		default:
			open = append(open, row)
		}
	}
	if !complete || len(t.items) < len(m.order(report.Request, t.items)) {
		// A cut that leaves a choice holds only where every column can be added up: an empty cell leaves no trace
		// among glued digits.
		return
	}
	combinations := 1
	for _, row := range open {
		if combinations *= len(row.ways); combinations > maxJoint {
			return
		}
	}
	if len(open) == 0 {
		return
	}
	if picks := m.joint(t, open); len(picks) == 1 {
		for i, row := range open {
			m.infer(t, row.item, row.ways[picks[0][i]])
		}
		return
	}
	for _, row := range open {
		// The columns do not close, so that they prove nothing: a row that has one way all the same is read, and the
		// failed sums are findings.
		if len(row.ways) == 1 {
			m.infer(t, row.item, row.ways[0])
		}
	}
}

// infer gives a row its values.
func (m *mapper) infer(t *table, item string, values []report.Value) {
	for i, heading := range m.applicants {
		code := t.code(item, heading)
		cell, ok := t.cells[code]
		if !ok || slices.Contains(t.withheld, code) {
			continue
		}
		cell.State, cell.Value = report.Inferred, values[i]
		t.cells[code] = cell
	}
}

// joint returns the combinations of ways, at most two, with which every column closes.
func (m *mapper) joint(t *table, open []gluedRow) [][]int {
	sums := m.columnSums(m.order(report.Request, t.items))
	var found [][]int
	pick := make([]int, len(open))
	var try func(k int)
	try = func(k int) {
		if len(found) > 1 {
			return
		}
		if k == len(open) {
			if m.closes(t, sums, open, pick) {
				found = append(found, append([]int(nil), pick...))
			}
			return
		}
		for pick[k] = range open[k].ways {
			try(k + 1)
		}
	}
	try(0)
	return found
}

// columnSum is a relation between rows that holds in every column.
type columnSum struct{ left, right []string }

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
			if p.Subject == string(report.Request) && p.Axis == forms.AxisItem && p.Total == term.Item.Word && slices.Contains(rows, p.Part) {
				out = append(out, p.Part)
			}
		}
	}
	return out
}

// closes reports whether every column closes with one way picked for each open row.
func (m *mapper) closes(t *table, sums []columnSum, open []gluedRow, pick []int) bool {
	value := func(item string, column int) (report.Value, bool) {
		for i, row := range open {
			if row.item == item {
				return row.ways[pick[i]][column], true
			}
		}
		cell := t.cells[t.code(item, m.applicants[column])]
		return cell.Value, cell.State.HasValue()
	}
	for column := range m.applicants {
		for _, sum := range sums {
			var left, right report.Sum
			for _, item := range sum.left {
				v, ok := value(item, column)
				if !ok {
					return false
				}
				left = left.Add(v)
			}
			for _, item := range sum.right {
				v, ok := value(item, column)
				if !ok {
					return false
				}
				right = right.Add(v)
			}
			if !left.Equal(right) {
				return false
			}
		}
	}
	return true
}

// solver looks for the ways to cut digits into numbers of which every n-th is the sum of those before it.
type solver struct {
	digits   string
	n, total int
	border   map[int]bool
	cuts     int
	ways     [][]report.Value
}

// cut places the number that begins at position at; sum is that of its group so far.
func (s *solver) cut(at int, sum int64, numbers []int64) {
	s.cuts++
	if len(s.ways) > maxWays || s.cuts > maxCuts {
		return
	}
	if len(numbers) == s.total {
		if at == len(s.digits) {
			way := make([]report.Value, len(numbers))
			for i, v := range numbers {
				way[i] = report.Whole(v)
			}
			s.ways = append(s.ways, way)
		}
		return
	}
	left := s.total - 1 - len(numbers)
	isSum := (len(numbers)+1)%s.n == 0
	for end := at + 1; end <= len(s.digits)-left; end++ {
		v, ok := s.number(at, end)
		if !ok || isSum && v > sum {
			break
		}
		switch {
		case !isSum:
			s.cut(end, sum+v, append(numbers, v))
		case v == sum:
			s.cut(end, 0, append(numbers, v))
		}
	}
}

// number reads the digits [from, to) as one number: no leading zero, at most 12 digits, no border inside.
func (s *solver) number(from, to int) (int64, bool) {
	if to-from > report.MaxDigits || s.digits[from] == '0' && to-from > 1 {
		return 0, false
	}
	var v int64
	for i := from; i < to; i++ {
		if i > from && s.border[i] {
			return 0, false
		}
		v = v*10 + int64(s.digits[i]-'0')
	}
	return v, true
}
