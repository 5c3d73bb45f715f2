package numberformat

import (
	"strings"
	"unicode"
)

// speaks reports whether what is shown is the format's own saying and not the number's: "99" whatever is stored, or 97355万 for 97355,
// where nobody knows which of the two is meant. A word or a stroke for zero is no such thing.
func (s *section) speaks(d decimal, text string) bool {
	for _, t := range s.tokens {
		if t.kind == tokenLiteral && strings.ContainsFunc(t.text, unicode.IsDigit) {
			return true
		}
	}
	if d.negative && !strings.ContainsAny(text, "-−(（") && strings.ContainsAny(text, "123456789") {
		return true // 0;[Red]0 shows -5 as 5
	}
	if !s.has(tokenDigit) && !s.isGeneral() {
		return !d.isZero() && !s.isDate()
	}
	return !s.isDate() && s.multiplies() && !isMultiple(d, text)
}

// multiplier returns the power of ten of a character that multiplies.
func multiplier(r rune) (int, bool) {
	switch r {
	case '十':
		return 1, true
	case '百':
		return 2, true
	case '千':
		return 3, true
	case '万', '萬':
		return 4, true
	case '亿', '億':
		return 8, true
	}
	return 0, false
}

// multiplies reports whether the literals of a section multiply the number. 万元 is the unit of an amount, with a meaning of its own.
func (s *section) multiplies() bool {
	var words strings.Builder
	for _, t := range s.tokens {
		if t.kind == tokenLiteral {
			words.WriteString(t.text)
		}
	}
	return !strings.ContainsRune(words.String(), '元') && strings.ContainsFunc(words.String(), func(r rune) bool {
		_, ok := multiplier(r)
		return ok
	})
}

// isMultiple reports whether the number that is shown with its multipliers is the one that is stored: 761.1万 and 7611000.
func isMultiple(stored decimal, text string) bool {
	var digits strings.Builder
	power := 0
	for _, r := range text {
		p, ok := multiplier(r)
		switch {
		case ok:
			power += p
		case r >= '0' && r <= '9' || r == '.' || r == '-':
			if power > 0 {
				return false
			}
			digits.WriteRune(r)
		}
	}
	shown, ok := parseDecimal(digits.String())
	if !ok {
		return false
	}
	if !shown.isZero() {
		shown.point += power
	}
	return shown.compare(stored) == 0
}
