package proof

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

// Glued is a row whose numbers lost the white space between them, with the ways to cut it.
type Glued struct {
	Item   string
	Tokens []string // what it prints, parted where white space is left
	Ways   [][]int64
}

// NewGlued returns a row of n numbers with the ways to cut it.
func NewGlued(item string, tokens []string, n int) Glued {
	return Glued{item, tokens, Cuts(tokens, n, 1)}
}

// Digits returns what a row prints, without the white space that is left in it.
func (r Glued) Digits() string { return strings.Join(r.Tokens, "") }

// Fits reports whether a row has one digit for each of n numbers, so that there is nothing to cut, and they add up. A blank
// among them is no danger: of numbers that add up, the longer ones would need digits that do not.
func (r Glued) Fits(n int) bool { return len(r.Digits()) == n && len(r.Ways) == 1 }

// HasWays reports whether a row adds up in some ways and not in more than were kept.
func (r Glued) HasWays() bool { return len(r.Ways) > 0 && len(r.Ways) <= maxWays }

// IsZeros reports whether digits are n zeros: as many zeros as numbers, which no empty cell among them could leave.
func IsZeros(tokens []string, n int) bool { return strings.Join(tokens, "") == strings.Repeat("0", n) }

// Cuts returns the ways to take apart digits that lost the white space between them, groups of n numbers each, at most maxWays+1:
// 801000081 is 80 1 0 0 0 0 81, since of all ways to cut it into seven numbers without leading zeros only this one adds up. The last
// number of a group is the sum of the others. White space that is left in the text is a border between numbers for sure.
func Cuts(tokens []string, n, groups int) [][]int64 {
	var ways [][]int64
	if !eachCut(tokens, n, groups, true, func(numbers []int64) bool {
		ways = append(ways, slices.Clone(numbers))
		return len(ways) <= maxWays
	}) {
		return nil
	}
	return ways
}

// AddsUpNever reports whether each way to cut digits into groups of n numbers was looked at and none adds up.
func AddsUpNever(tokens []string, n, groups int) bool {
	never := true
	complete := eachCut(tokens, n, groups, true, func([]int64) bool {
		never = false
		return false
	})
	return complete && never
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

// IsPlain reports whether each group of n numbers of table 四 needs no other sum to prove how it was cut.
func IsPlain(numbers []int64, n int) bool {
	for group := range slices.Chunk(numbers, n) {
		if !isPlain(group) {
			return false
		}
	}
	return true
}

// isPlain reports whether a group of table 四 needs no other sum to prove how it was cut: every number of it is one digit, or
// it has one number beside zeros, which stands there twice with a zero between and does not end with one, as 12 0 0 0 12.
// Any other group that adds up may be the false cut of one with a slip: 0 20 0 1 21 of 0 2 0 0 12 and the 1 behind it,
// 0 0 0 77 77 of 0 0 0 7 777, 7 0 0 0 7 | 0 50 0 0 50 of 7 0 0 0 70 | 5 0 0 0 50.
func isPlain(group []int64) bool {
	last := len(group) - 1
	nonzero, long := 0, false
	for i, v := range group {
		long = long || v > 9
		if i < last && v > 0 {
			nonzero++
		}
	}
	return !long || nonzero == 1 && group[last-1] == 0 && group[last]%10 != 0
}
