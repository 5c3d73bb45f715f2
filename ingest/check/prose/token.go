package prose

import (
	"strings"

	"gongkai/internal/report"
)

// token is a word, a number or a run of unknown characters.
type token struct {
	name     string
	value    report.Value
	from, to int // in the runes of the section
	year     int16
	kind     kind
	counts   bool // of a number: whole, exact, with a unit of pieces
	bare     bool // of a number: without unit
	money    bool
}

// tokens cuts the runes from..to of a section into words and numbers.
func (c *Checker) tokens(out []token, runes []rune, from, to int) []token {
	for i := from; i < to; {
		r := runes[i]
		switch {
		case isDigit(r):
			t := c.number(runes, i, to)
			out = append(out, t)
			i = t.to
			continue
		case r == ',' || r == ';' || r == ':':
			out = append(out, token{kind: boundary, from: i, to: i + 1})
			i++
			continue
		case r == '(':
			out = append(out, token{kind: open, from: i, to: i + 1})
			i++
			continue
		case r == ')':
			out = append(out, token{kind: shut, from: i, to: i + 1})
			i++
			continue
		case r == '《':
			// The name of a document says nothing about this report.
			end := i + 1
			for end < to && runes[end] != '》' {
				end++
			}
			end = min(end+1, to)
			out = append(out, token{kind: filler, from: i, to: end})
			i = end
			continue
		}
		if w := c.main.find(runes[i:to]); w != nil {
			out = append(out, token{kind: w.kind, name: w.name, from: i, to: i + len(w.text)})
			i += len(w.text)
			continue
		}
		if t, ok := c.hanNumber(runes, i, to); ok {
			out = append(out, t)
			i = t.to
			continue
		}
		if n := len(out); n > 0 && out[n-1].kind == unknown && out[n-1].to == i {
			out[n-1].to++
		} else {
			out = append(out, token{kind: unknown, from: i, to: i + 1})
		}
		i++
	}
	return out
}

// number reads digits with what stands behind them. What is not surely one number becomes an unknown word.
func (c *Checker) number(runes []rune, from, to int) token {
	i := from
	var digits [24]byte
	n := 0
	junk := from > 0 && strings.ContainsRune("-.~/+*#%_—–－~∶", runes[from-1]) || from > 0 && isLatin(runes[from-1])
	fraction := false
	for i < to {
		r := runes[i]
		switch {
		case isDigit(r):
			if n < len(digits) {
				digits[n] = byte(r)
				n++
			} else {
				junk = true
			}
		case r == ',' && isGroup(runes, i, to) && !fraction:
		case r == '.' && i+1 < to && isDigit(runes[i+1]) && !fraction:
			fraction = true
			if n < len(digits) {
				digits[n] = '.'
				n++
			}
		case r == ' ':
			junk = true
		default:
			goto end
		}
		i++
	}
end:
	t := token{kind: number, from: from, to: i}
	v, err := report.ParseValue(string(digits[:n]))
	if err != nil || junk {
		return c.afterNumber(t, runes, to, false)
	}
	t.value = v
	if !fraction && n == 4 && i-from == 4 && i < to && isYearSign(runes[i]) && v >= report.Whole(1990) && v <= report.Whole(2099) {
		t.kind, t.year, t.to = year, int16(v/report.Whole(1)), i+1
		if t.to < to && isYearTail(runes[t.to]) {
			t.to++
		}
		return t
	}
	return c.afterNumber(t, runes, to, true)
}

// afterNumber reads what stands behind a number: 余, 万, % and the unit.
func (c *Checker) afterNumber(t token, runes []rune, to int, sure bool) token {
	exact := sure
	for t.to < to {
		if _, scale := hanDigit(runes[t.to]); scale > 1 {
			// 18万 is rounded, and 3万件 too.
			t.to++
			exact = false
			continue
		}
		w := c.units.find(runes[t.to:to])
		if w == nil {
			break
		}
		t.to += len(w.text)
		if w.kind == near {
			exact = false
			continue
		}
		t.name = w.name
		switch w.name {
		case "count":
			t.counts = exact && t.value.IsWhole()
			// Words behind the unit may still make it rough: 200件左右.
			if t.to < to {
				if a := c.units.find(runes[t.to:to]); a != nil && a.kind == near {
					t.counts = false
					t.to += len(a.text)
				}
			}
		case "money":
			t.money = exact
		}
		return t
	}
	// Without a unit only what punctuation ends is a count: a number at the end of a line may be a cell of a table.
	t.bare = exact && t.value.IsWhole() && t.to < len(runes) && strings.ContainsRune(",;、)。", runes[t.to])
	return t
}

// hanNumber reads a number in Chinese characters where a unit of pieces follows: 十二件, 两件.
func (c *Checker) hanNumber(runes []rune, from, to int) (token, bool) {
	i := from
	total, section, digit := int64(0), int64(0), int64(-1)
	for ; i < to; i++ {
		d, scale := hanDigit(runes[i])
		if d < 0 && scale == 0 {
			break
		}
		if scale == 0 {
			if digit > 0 {
				return token{}, false // 二三 is no number with a scale
			}
			digit = d
			continue
		}
		if digit < 0 {
			digit = 1
		}
		if scale == 10_000 {
			total = (total + section + max(digit, 0)) * scale
			section, digit = 0, 0
			continue
		}
		section += digit * scale
		digit = 0
	}
	if i == from || i-from > 12 || i >= to {
		return token{}, false
	}
	w := c.units.find(runes[i:to])
	if w == nil || w.kind != unit || w.name != "count" {
		return token{}, false
	}
	t := token{kind: number, from: from, to: i, value: report.Whole(total + section + max(digit, 0))}
	return c.afterNumber(t, runes, to, true), true
}

// hanDigit returns the digit (0–9) or the scale that a character stands for, -1 and 0 for any other.
func hanDigit(r rune) (digit, scale int64) {
	switch r {
	case '零', '〇':
		return 0, 0
	case '一':
		return 1, 0
	case '二', '两':
		return 2, 0
	case '三':
		return 3, 0
	case '四':
		return 4, 0
	case '五':
		return 5, 0
	case '六':
		return 6, 0
	case '七':
		return 7, 0
	case '八':
		return 8, 0
	case '九':
		return 9, 0
	case '十':
		return -1, 10
	case '百':
		return -1, 100
	case '千':
		return -1, 1000
	case '万':
		return -1, 10_000
	}
	return -1, 0
}

// isGroup reports whether the comma at i stands before exactly three digits, as in 1,234.
func isGroup(runes []rune, i, to int) bool {
	for n := 1; n <= 3; n++ {
		if i+n >= to || !isDigit(runes[i+n]) {
			return false
		}
	}
	return i+4 >= to || !isDigit(runes[i+4])
}

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func isYearSign(r rune) bool { return r == '年' }

func isYearTail(r rune) bool { return r == '度' || r == '内' }
