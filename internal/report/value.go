package report

import (
	"errors"
	"fmt"
	"strings"
)

// Value is an exact decimal number in units of one millionth, so that money never passes through a float.
// The warehouse stores it as DECIMAL(18,6): at most 12 integer and 6 fractional digits.
type Value int64

// unit is how many Values make one.
const unit = 1_000_000

// MaxDigits and MaxDecimals are the digits before and after the point that a Value may have.
const (
	MaxDigits   = 12
	MaxDecimals = 6
)

// ErrValue is returned by ParseValue for what is not a number or does not fit a Value.
var ErrValue = errors.New("not a decimal number of at most 12 integer and 6 fractional digits")

// Whole returns the Value of an integer.
func Whole(n int64) Value { return Value(n * unit) }

// ParseValue reads plain ASCII digits with an optional sign and point, as "-1234.5". It refuses, rather than
// rounds, what does not fit: DuckDB would silently round the seventh decimal.
func ParseValue(s string) (Value, error) {
	negative := false
	rest := s
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		negative = rest[0] == '-'
		rest = rest[1:]
	}
	whole, fraction, point := strings.Cut(rest, ".")
	if whole == "" || (point && fraction == "") {
		return 0, fmt.Errorf("%q: %w", s, ErrValue)
	}
	whole = strings.TrimLeft(whole, "0")
	fraction = strings.TrimRight(fraction, "0")
	if len(whole) > MaxDigits || len(fraction) > MaxDecimals {
		return 0, fmt.Errorf("%q: %w", s, ErrValue)
	}
	var n int64
	for _, digits := range []string{whole, fraction} {
		for i := range len(digits) {
			if digits[i] < '0' || digits[i] > '9' {
				return 0, fmt.Errorf("%q: %w", s, ErrValue)
			}
			n = n*10 + int64(digits[i]-'0')
		}
	}
	for range MaxDecimals - len(fraction) {
		n *= 10
	}
	if negative {
		n = -n
	}
	return Value(n), nil
}

// IsWhole reports whether v has no fraction.
func (v Value) IsWhole() bool { return v%unit == 0 }

// String prints v without trailing zeros: 3511, not 3511.000000.
func (v Value) String() string { return Sum{}.Add(v).String() }

// Sum adds Values without overflow for any number of cells that a report can have.
type Sum struct{ whole, millionths int64 }

// Add returns the sum with v added.
func (s Sum) Add(v Value) Sum {
	s.whole += int64(v) / unit
	s.millionths += int64(v) % unit
	return s
}

// Sub returns the sum with v taken away.
func (s Sum) Sub(v Value) Sum { return s.Add(-v) }

// Plus returns the sum of s and o.
func (s Sum) Plus(o Sum) Sum {
	return Sum{s.whole + o.whole, s.millionths + o.millionths}
}

// Minus returns s less o.
func (s Sum) Minus(o Sum) Sum {
	return Sum{s.whole - o.whole, s.millionths - o.millionths}
}

// normal carries whole units out of the millionths and gives both parts one sign.
func (s Sum) normal() Sum {
	s.whole += s.millionths / unit
	s.millionths %= unit
	if s.whole > 0 && s.millionths < 0 {
		s.whole--
		s.millionths += unit
	}
	if s.whole < 0 && s.millionths > 0 {
		s.whole++
		s.millionths -= unit
	}
	return s
}

// Equal reports whether both sums are the same number.
func (s Sum) Equal(o Sum) bool { return s.normal() == o.normal() }

// Sign returns -1, 0 or 1, as the sum is below, at or above zero.
func (s Sum) Sign() int {
	s = s.normal()
	switch {
	case s.whole < 0 || s.millionths < 0:
		return -1
	case s.whole > 0 || s.millionths > 0:
		return 1
	}
	return 0
}

// Value returns the sum as a Value, and false where it has more than 12 integer digits.
func (s Sum) Value() (Value, bool) {
	s = s.normal()
	const limit = 1_000_000_000_000
	if s.whole >= limit || s.whole <= -limit {
		return 0, false
	}
	return Value(s.whole*unit + s.millionths), true
}

// String prints the sum without trailing zeros.
func (s Sum) String() string {
	s = s.normal()
	sign := ""
	if s.whole < 0 || s.millionths < 0 {
		sign = "-"
		s.whole, s.millionths = -s.whole, -s.millionths
	}
	if s.millionths == 0 {
		return fmt.Sprintf("%s%d", sign, s.whole)
	}
	return sign + strings.TrimRight(fmt.Sprintf("%d.%06d", s.whole, s.millionths), "0")
}
