package numberformat

import (
	"strings"
	"unicode/utf8"

	"gongkai/ingest/read/printed"
)

// section is one of the parts of a format, which semicolons divide.
type section struct {
	tokens    []token
	condition *condition
	colour    *printed.Colour
	slash     bool // a stroke that nothing escapes: of a fraction, or of a date
	doubt     bool // something in it is not worked out
}

type token struct {
	kind tokenKind
	text string // of a literal; the letter of a date, in lower case; the placeholder of a digit
	n    int    // how often the letter stands; for seconds' fractions the digits
}

type tokenKind int

const (
	tokenLiteral tokenKind = iota
	tokenDigit
	tokenPoint
	tokenComma
	tokenPercent
	tokenExponent
	tokenGeneral
	tokenText
	tokenDate
	tokenElapsed
	tokenNoon // AM/PM
)

// split cuts a code at its semicolons, but not within quotes, brackets or behind an escape.
func split(code string) []string {
	var parts []string
	from, quoted, bracket := 0, false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '!' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case c == ';' && !bracket:
			parts = append(parts, code[from:i])
			from = i + 1
		}
	}
	return append(parts, code[from:])
}

func parseSection(code string) section {
	p := sectionParser{rest: code}
	for p.rest != "" && !p.section.doubt {
		p.step()
	}
	p.section.sort()
	return p.section
}

type sectionParser struct {
	rest    string
	section section
}

func (p *sectionParser) add(kind tokenKind, text string, n int) {
	p.section.tokens = append(p.section.tokens, token{kind, text, n})
}

// take cuts n bytes off.
func (p *sectionParser) take(n int) string {
	s := p.rest[:n]
	p.rest = p.rest[n:]
	return s
}

// next cuts a character off.
func (p *sectionParser) next() string {
	_, n := utf8.DecodeRuneInString(p.rest)
	return p.take(n)
}

// The marks of noon that a format may have.
const (
	noonLatin   = "am/pm"
	noonShort   = "a/p"
	noonChinese = "上午/下午"
)

// step reads one token.
func (p *sectionParser) step() {
	lower := strings.ToLower(p.rest)
	if n := generalLength(p.rest); n > 0 {
		p.take(n)
		p.add(tokenGeneral, "", 0)
		return
	}
	for _, noon := range []string{noonLatin, noonShort, noonChinese} {
		if strings.HasPrefix(lower, noon) {
			p.take(len(noon))
			p.add(tokenNoon, noon, 0)
			return
		}
	}
	switch c := p.next(); c {
	case `"`:
		text, rest, _ := strings.Cut(p.rest, `"`)
		p.rest = rest
		p.add(tokenLiteral, text, 0)
	case `\`, "!":
		// Chinese editions write ! for a backslash: 0!.0, shows 万元 of an amount in 元.
		if p.rest == "" {
			p.add(tokenLiteral, c, 0)
			return
		}
		p.add(tokenLiteral, p.next(), 0)
	case "_":
		if p.rest != "" {
			p.next()
		}
		p.add(tokenLiteral, " ", 0)
	case "*":
		if p.rest != "" && p.next() != " " {
			p.section.doubt = true // 12 under *90 is a row of nines
		}
	case "[":
		p.bracket()
	case "0", "#", "?":
		p.add(tokenDigit, c, 1)
	case ".":
		p.add(tokenPoint, c, 0)
	case ",":
		p.add(tokenComma, c, 0)
	case "%":
		p.add(tokenPercent, c, 0)
	case "@":
		p.add(tokenText, "", 0)
	default:
		p.letter(c)
	}
}

// letter reads a letter of a date or an exponent; every other character stands for itself.
func (p *sectionParser) letter(c string) {
	l := strings.ToLower(c)
	if l == "e" && p.section.has(tokenDigit) && p.rest != "" && (p.rest[0] == '+' || p.rest[0] == '-') {
		p.add(tokenExponent, p.take(1), 0)
		return
	}
	switch l {
	case "y", "m", "d", "h", "s", "e", "a":
		n := 1
		for p.rest != "" && strings.EqualFold(p.rest[:1], l) {
			p.take(1)
			n++
		}
		p.add(tokenDate, l, n)
	case "g", "b", "n", "r": // years of an emperor, of Buddha; keywords that no edition agrees on
		p.section.doubt = true
	default:
		p.section.slash = p.section.slash || c == "/"
		p.add(tokenLiteral, c, 0)
	}
}

// bracket reads what stands in [ ]: a colour, a condition, a currency, a time that may pass 24 hours.
func (p *sectionParser) bracket() {
	text, rest, ok := strings.Cut(p.rest, "]")
	p.rest = rest
	lower := strings.ToLower(text)
	switch {
	case !ok:
		p.section.doubt = true
	case strings.HasPrefix(text, "$"):
		currency, locale, _ := strings.Cut(text[1:], "-")
		// The upper half of the locale names a script of digits or a calendar.
		if len(locale) > 4 && strings.Trim(locale[:len(locale)-4], "0") != "" {
			p.section.doubt = true
		}
		p.add(tokenLiteral, currency, 0)
	case lower != "" && strings.Trim(lower, lower[:1]) == "" && strings.Contains("hms", lower[:1]):
		p.add(tokenElapsed, lower[:1], len(lower))
	case strings.ContainsAny(text[:min(1, len(text))], "<>="):
		p.section.condition = parseCondition(text)
		p.section.doubt = p.section.doubt || p.section.condition == nil
	default:
		p.section.colour, ok = colour(lower)
		p.section.doubt = p.section.doubt || !ok // [DBNum1] and what nobody knows
	}
}

// sort finds what the tokens of a section have to be together, and marks as doubtful what nobody can show.
func (s *section) sort() {
	dates, digits, text := s.isDate(), s.has(tokenDigit), s.has(tokenText)
	general := s.has(tokenGeneral)
	switch {
	case dates:
		s.sortDate()
		s.doubt = s.doubt || text || general || s.has(tokenDigit) || s.has(tokenPercent)
	case digits:
		s.doubt = s.doubt || text || general || s.slash
	case general || text:
		s.doubt = s.doubt || s.has(tokenPercent)
	}
}

func (s *section) has(kind tokenKind) bool {
	for _, t := range s.tokens {
		if t.kind == kind {
			return true
		}
	}
	return false
}

func (s *section) isDate() bool {
	return s.has(tokenDate) || s.has(tokenElapsed) || s.has(tokenNoon)
}

func (s *section) isGeneral() bool { return s.has(tokenGeneral) || s.has(tokenText) }

// generalNames are what General is called in the files of English and Chinese editions.
func generalNames() []string { return []string{"general", "g/通用格式"} }

func generalLength(s string) int {
	for _, name := range generalNames() {
		if len(s) >= len(name) && strings.EqualFold(s[:len(name)], name) {
			return len(name)
		}
	}
	return 0
}

func isGeneral(code string) bool { return code != "" && generalLength(code) == len(code) }
