package recognise

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// reading is what one printed cell says.
type reading struct {
	value report.Value
	state report.State
	// stated: a unit was printed with the number or in its heading.
	stated bool
}

// values reads printed cells.
type values struct{ words *lexicon.Values }

// maxCell is the longest cell that can be a number with a note; anything longer is prose.
const maxCell = 200

// read returns what the text of a cell says for an indicator of a unit (件, 项, 万元, 元). heading is the unit that
// the column's heading prints, empty where it prints none. It reads one number or none: whatever could be two
// numbers, or a number cut in two, is unreadable.
func (v values) read(text, unit, heading string) reading {
	if utf8.RuneCountInString(text) > maxCell {
		return reading{state: report.Unreadable}
	}
	s := narrow(text)
	if s == "" {
		return reading{state: report.Blank}
	}
	if v.words.Placeholders[s] {
		return reading{state: report.Placeholder}
	}
	s = trimNote(s)
	negative, s := v.sign(s)
	number, rest := splitNumber(s)
	if number == "" {
		for word := range v.words.Zeros {
			if trimmed, ok := strings.CutPrefix(s, word); ok {
				number, rest = "0", trimmed
			}
		}
	}
	digits, ok := joinDigits(number)
	if !ok {
		return reading{state: report.Unreadable}
	}
	value, err := report.ParseValue(digits)
	if err != nil {
		return reading{state: report.Unreadable}
	}
	if negative {
		value = -value
	}
	printed := strings.TrimSpace(rest)
	stated := printed != "" || heading != ""
	if printed == "" {
		printed = heading
	}
	value, ok = v.scale(value, printed, unit)
	if !ok {
		return reading{state: report.Unreadable}
	}
	return reading{value: value, state: report.Reported, stated: stated}
}

// narrow makes full-width characters ASCII, every kind of white space one plain space or line break, and trims.
func narrow(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	for _, r := range text {
		r = lexicon.Narrow(r)
		switch {
		case r == '\n' || r == '\r':
			out.WriteByte('\n')
		case r == 0x200B || r == 0x200C || r == 0x200D || r == 0x2060 || r == 0xFEFF || r == 0xAD || r == 0x200E || r == 0x200F:
		case lexicon.IsSpace(r):
			out.WriteByte(' ')
		case r >= 'A' && r <= 'Z':
			out.WriteRune(r + 'a' - 'A')
		default:
			out.WriteRune(r)
		}
	}
	return strings.TrimSpace(out.String())
}

// trimNote takes a note in brackets from behind a number: 22（其中修订16件）. A bracket with digits alone is not a
// note: it may be a second number, or a negative one.
func trimNote(s string) string {
	open := strings.IndexAny(s, "([")
	if open <= 0 || !strings.ContainsAny(s[len(s)-1:], ")]") {
		return s
	}
	for _, r := range s[open:] {
		if unicode.IsLetter(r) {
			return strings.TrimSpace(s[:open])
		}
	}
	return s
}

// sign takes a leading sign: +19, -185, 减4.
func (v values) sign(s string) (negative bool, rest string) {
	for _, words := range []struct {
		list     []string
		negative bool
	}{{v.words.Minus, true}, {v.words.Plus, false}} {
		best := ""
		for _, word := range words.list {
			if len(word) > len(best) && strings.HasPrefix(s, word) {
				best = word
			}
		}
		if best != "" {
			return words.negative, strings.TrimLeft(s[len(best):], " ")
		}
	}
	return false, s
}

// splitNumber cuts off the leading run of digits, points, commas and white space between them.
func splitNumber(s string) (number, rest string) {
	end := 0
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' || c == '.' || c == ',' || c == ' ' || c == '\n' {
			if c >= '0' && c <= '9' {
				end = i + 1
			}
			continue
		}
		break
	}
	return s[:end], s[end:]
}

// joinDigits takes thousands separators out. A line break is allowed only where nothing but one number can be meant:
// beside the point or a separator. 1,234 and 59237.↵2449 are numbers; 12↵34, 1 234, 1,23 and 1.2.3 are not.
func joinDigits(number string) (string, bool) {
	var out strings.Builder
	lastComma, point := -1, false
	for i := 0; i < len(number); i++ {
		switch c := number[i]; c {
		case '.':
			if point || lastComma >= 0 && digitsSince(number, lastComma, i) != 3 {
				return "", false
			}
			point = true
			out.WriteByte('.')
		case ',':
			if point || i == 0 || lastComma >= 0 && digitsSince(number, lastComma, i) != 3 ||
				lastComma < 0 && digitsSince(number, -1, i) > 3 {
				return "", false
			}
			lastComma = i
		case ' ', '\n':
			before, after := neighbour(number, i, -1), neighbour(number, i, 1)
			if before != '.' && before != ',' && after != '.' && after != ',' {
				return "", false
			}
		default:
			out.WriteByte(c)
		}
	}
	if lastComma >= 0 && !point && digitsSince(number, lastComma, len(number)) != 3 {
		return "", false
	}
	return out.String(), out.Len() > 0
}

// digitsSince counts the digits in s after position from and before position to.
func digitsSince(s string, from, to int) int {
	n := 0
	for i := from + 1; i < to; i++ {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// neighbour returns the nearest character of s that is not white space, going from i in a direction.
func neighbour(s string, i, step int) byte {
	for i += step; i >= 0 && i < len(s); i += step {
		if s[i] != ' ' && s[i] != '\n' {
			return s[i]
		}
	}
	return 0
}

// scale turns a number with a printed unit into the indicator's unit: 251000元 under 万元 is 25.1. A unit of another
// class (件 under 万元) makes the cell unreadable.
func (v values) scale(value report.Value, printed, unit string) (report.Value, bool) {
	if printed == "" {
		return value, true
	}
	want, ok := v.unit(unit)
	if !ok {
		return 0, false
	}
	have, ok := v.unit(printed)
	if !ok {
		return 0, false
	}
	if have.Class == "any" {
		have.Class = want.Class
	}
	if have.Class != want.Class {
		return 0, false
	}
	return rescale(value, have.Factor, want.Factor)
}

// rescale multiplies value by have/want exactly, or refuses.
func rescale(value report.Value, have, want int64) (report.Value, bool) {
	for have > want {
		const limit = 1_000_000_000_000_000_000 / 10
		if have%10 != 0 || value >= limit || value <= -limit {
			return 0, false
		}
		value *= 10
		have /= 10
	}
	for have < want {
		if want%10 != 0 || value%10 != 0 {
			return 0, false
		}
		value /= 10
		want /= 10
	}
	return value, have == want
}

func (v values) unit(text string) (lexicon.Unit, bool) {
	text = strings.TrimRight(strings.TrimSpace(text), "。.")
	for _, u := range v.words.Units {
		if u.Text == text {
			return u, true
		}
	}
	return lexicon.Unit{}, false
}

// headingUnit returns the unit that a heading prints in brackets or behind its words, as in
// 本年收费金额（单位：万元）; empty where it prints none.
func (v values) headingUnit(heading string) string {
	s := lexicon.Normalise(heading)
	for _, mark := range []string{"单位:", "单位", "("} {
		at := strings.LastIndex(s, mark)
		if at < 0 {
			continue
		}
		text := strings.Trim(s[at+len(mark):], "()")
		if u, ok := v.unit(text); ok {
			return u.Text
		}
	}
	return ""
}
