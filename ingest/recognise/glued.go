package recognise

import (
	"slices"
	"strings"

	"gongkai/internal/report"
)

// maxGlued is the longest run of glued digits that is taken apart; a row of table 三 has seven numbers.
const maxGlued = 64

// maxCuts bounds the search for ways to cut: a run of digits with more ways is not looked at further.
const maxCuts = 200_000

// maxWays is how many ways to cut one row are kept.
const maxWays = 64

// gluedRow is a row whose numbers lost the white space between them, with the ways to cut it.
type gluedRow struct {
	item   string
	tokens []string
	ways   [][]int64
}

// digits returns what a row prints, without the white space that is left in it.
func (r gluedRow) digits() string { return strings.Join(r.tokens, "") }

// fits reports whether a row has one digit for each of n numbers, so that there is nothing to cut, and they add up. A blank
// among them is no danger: of numbers that add up, the longer ones would need digits that do not.
func (r gluedRow) fits(n int) bool { return len(r.digits()) == n && len(r.ways) == 1 }

// addsUpNever reports whether each way to cut a row into n numbers was looked at and none adds up.
func (r gluedRow) addsUpNever(n int) bool {
	never := true
	complete := eachCut(r.tokens, n, 1, true, func([]int64) bool {
		never = false
		return false
	})
	return complete && never
}

// isZeros reports whether digits are n zeros: as many zeros as numbers, which no empty cell among them could leave.
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
func unglue(tokens []string, n int) [][]int64 { return unglueGroups(tokens, n, 1) }

// unglueGroups takes apart several groups of n numbers each, the last of each group being its sum.
func unglueGroups(tokens []string, n, groups int) [][]int64 {
	var ways [][]int64
	if !eachCut(tokens, n, groups, true, func(numbers []int64) bool {
		ways = append(ways, slices.Clone(numbers))
		return len(ways) <= maxWays
	}) {
		return nil
	}
	return ways
}

// eachCut calls take with every way to cut digits into groups of n numbers without leading zeros, until it returns false;
// with adding, those alone in which the last number of each group is the sum of the others. It returns false where there are
// too many ways to look at all, or where something else than digits is among them.
func eachCut(tokens []string, n, groups int, adding bool, take func(numbers []int64) bool) bool {
	joined := strings.Join(tokens, "")
	if len(joined) > maxGlued {
		return false
	}
	for i := range len(joined) {
		if joined[i] < '0' || joined[i] > '9' {
			return false
		}
	}
	if len(joined) < n*groups {
		return true
	}
	s := solver{digits: joined, n: n, total: n * groups, adding: adding, take: take, border: make([]bool, len(joined)+1)}
	at := 0
	for _, t := range tokens {
		at += len(t)
		s.border[at] = true
	}
	s.cut(0, 0, make([]int64, 0, s.total))
	return s.cuts <= maxCuts
}

// solver looks for the ways to cut digits into numbers.
type solver struct {
	digits   string
	n, total int
	adding   bool   // every n-th number is the sum of those before it
	border   []bool // a number ends before the digit
	take     func(numbers []int64) bool
	done     bool
	cuts     int
}

// cut places the number that begins at position at; sum is that of its group so far.
func (s *solver) cut(at int, sum int64, numbers []int64) {
	s.cuts++
	if s.done || s.cuts > maxCuts {
		return
	}
	if len(numbers) == s.total {
		if at == len(s.digits) {
			s.done = !s.take(numbers)
		}
		return
	}
	left := s.total - 1 - len(numbers)
	isSum := (len(numbers)+1)%s.n == 0
	for end := at + 1; end <= len(s.digits)-left; end++ {
		v, ok := s.number(at, end)
		if !ok || s.adding && isSum && v > sum {
			break
		}
		switch {
		case !isSum:
			s.cut(end, sum+v, append(numbers, v))
		case v == sum || !s.adding:
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
