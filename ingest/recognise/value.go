package recognise

import (
	"slices"
	"strings"
	"unicode"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// parsed is what one printed cell says.
type parsed struct {
	value report.Value
	state report.State
	// trouble says why a number that was printed is not read.
	trouble trouble
	// could are the values that the number may have where it is not certain in which unit it is printed.
	could []report.Value
}

// trouble is what keeps a number from being read that is printed as one.
type trouble int

const (
	noTrouble    trouble = iota
	unitMissing          // an amount whose unit stands nowhere
	unitConflict         // the text around it says several units, or one that no indicator has
	notWhole             // what is counted is whole
)

// values reads printed cells.
type values struct{ words *lexicon.Values }

// maxCell is the longest cell that can be a number with a note; anything longer is prose.
const maxCell = 200

// object stands in the text of a cell for something that is not surely text, as a picture over the number.
const object = '\uFFFC'

// read returns what the text of a cell says for an indicator whose unit is want (件, 项, 万元, 元). around is what the text
// about the cell says of the units of its class; a unit behind the number itself goes before it. It reads one number or none:
// whatever could be two numbers, a number cut in two, one that is corrected behind it, or one of another measure is
// unreadable.
func (v values) read(text string, want lexicon.Unit, around claim) parsed {
	if isLonger(text, maxCell) || strings.ContainsRune(text, object) {
		return parsed{state: report.Unreadable}
	}
	s := narrow(text)
	if s == "" {
		return parsed{state: report.Blank}
	}
	if v.words.Placeholders[s] {
		return parsed{state: report.Placeholder}
	}
	rest, isSigned := v.words.Currency(s)
	number, own, ok := v.number(rest, want.Class)
	if !ok || isSigned && want.Class != lexicon.ClassMoney {
		return parsed{state: report.Unreadable}
	}
	if len(own.factors) == 0 {
		own = around
		if isSigned && len(own.factors) > 0 {
			// ¥12 is 12元, whatever the heading says.
			own.add(1)
		}
	}
	return inUnit(number, own, want)
}

// isValue reports whether a text is one number, or says that there is none, as a cell of counts does. A number that is
// not whole is a value too, though none that is read.
func (v values) isValue(text string, want lexicon.Unit) bool {
	got := v.read(text, want, claim{})
	return got.state != report.Unreadable || got.trouble == notWhole
}

// number reads the number that a text is, with what is printed beside it about its unit.
func (v values) number(s, class string) (value report.Value, own claim, ok bool) {
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
		return 0, claim{}, false
	}
	value, err := report.ParseValue(digits)
	if err != nil {
		return 0, claim{}, false
	}
	if negative {
		value = -value
	}
	behind, ok := v.behind(rest)
	for _, u := range behind {
		switch {
		case u.Class == class, u.Class == lexicon.ClassAny:
			own.add(u.Factor)
		case u.Class == lexicon.ClassCurrency && class == lexicon.ClassMoney:
		default:
			return 0, claim{}, false
		}
	}
	return value, own, ok
}

// inUnit turns a number into the unit of an indicator. 0 is 0 in every unit.
func inUnit(number report.Value, stated claim, want lexicon.Unit) parsed {
	factor, certain := stated.is()
	switch {
	case certain:
	case slices.Contains(stated.factors, 0):
		return parsed{state: report.Unreadable, trouble: unitConflict}
	case number == 0:
		return parsed{state: report.Reported}
	case len(stated.factors) > 1:
		return parsed{state: report.Unreadable, trouble: unitConflict, could: could(number, stated.factors, want.Factor)}
	case want.Class == lexicon.ClassMoney:
		return parsed{state: report.Unreadable, trouble: unitMissing, could: could(number, []int64{1, tenThousand}, want.Factor)}
	default:
		factor = want.Factor
	}
	value, ok := rescale(number, factor, want.Factor)
	switch {
	case !ok:
		return parsed{state: report.Unreadable}
	case want.Class == lexicon.ClassCount && !value.IsWhole():
		return parsed{state: report.Unreadable, trouble: notWhole}
	}
	return parsed{value: value, state: report.Reported}
}

// tenThousand is what 万元 is worth in 元: the two units in which amounts are reported.
const tenThousand = 10_000

// could returns the values that a number has in several units.
func could(number report.Value, factors []int64, want int64) []report.Value {
	var out []report.Value
	for _, factor := range factors {
		if value, ok := rescale(number, factor, want); ok {
			out = append(out, value)
		}
	}
	return out
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
		case unicode.IsControl(r) && r != '\t' && r != '\v' && r != '\f' && r != 0x85:
			// Not printed, and nobody knows what it does to the digits beside it.
			out.WriteRune(r)
		case lexicon.IsSpace(r):
			out.WriteByte(' ')
		case r >= 'A' && r <= 'Z':
			out.WriteRune(r + 'a' - 'A')
		default:
			out.WriteRune(r)
		}
	}
	return strings.TrimFunc(out.String(), func(r rune) bool { return lexicon.IsSpace(r) })
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
