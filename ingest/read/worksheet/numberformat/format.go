// Package numberformat shows the value of a spreadsheet's cell as its number format does (ECMA-376 part 1, 18.8.30 and 18.8.31):
// 7611000 under 0!.0, is 761.1, 45296 under m"月"d"日" is 1月5日, 97355000 under 0, is 97355.
//
// The invariant: the text is what the eye sees, digit for digit, or the look says that it is not known. What depends on the
// column's width (General shortens a long fraction, a narrow column shows ####) is no part of a format.
//
// Not worked out, and so doubtful: Chinese numerals ([DBNum1]), fractions, years of an emperor, a character that fills the cell (*9),
// negative numbers under conditions, formats that nobody defines. A value that its format shows as nothing (;;;) is doubtful too.
package numberformat

import (
	"strings"

	"gongkai/ingest/read/printed"
)

// Format is a number format. The nil Format is General.
type Format struct {
	sections []section
	general  bool
}

// Shown is what a format makes of a value.
type Shown struct {
	Text string
	// Look is printed.Replaced where nobody can tell what is shown. Text is what is stored, then, or empty where
	// nothing is shown.
	Look printed.Look
	// Colour is the colour that the format gives to the text, nil where it gives none.
	Colour *printed.Colour
}

// maxCode is the longest code that is looked at. Excel allows 255 characters.
const maxCode = 1024

// Parse reads a format code. There is no code that it refuses: what it does not know is doubtful.
func Parse(code string) *Format {
	if isGeneral(strings.TrimSpace(code)) || code == "@" || code == "" {
		return &Format{general: true}
	}
	if len(code) > maxCode {
		return unknown()
	}
	f := &Format{}
	for _, s := range split(code) {
		f.sections = append(f.sections, parseSection(s))
	}
	return f
}

// unknown is a format of which nothing is known.
func unknown() *Format { return &Format{sections: []section{{doubt: true}}} }

// Plain reports whether the format shows every value as it is stored.
func (f *Format) Plain() bool { return f == nil || f.general }

// Show returns how a number is shown. stored is its decimal text; date1904 is whether the workbook counts its days from 1904.
func (f *Format) Show(stored string, date1904 bool) Shown {
	if f.Plain() {
		return Shown{Text: stored}
	}
	d, ok := parseDecimal(stored)
	if !ok {
		return Shown{Text: stored, Look: printed.Replaced}
	}
	s, sign, ok := f.choose(d)
	if !ok || s.doubt {
		return Shown{Text: stored, Look: printed.Replaced, Colour: s.colour}
	}
	text := ""
	switch {
	case s.isGeneral():
		text = s.words(stored, d, sign)
	case s.isDate():
		text, ok = s.date(d, date1904)
	default:
		text, ok = s.number(d, sign)
	}
	switch {
	case !ok:
		return Shown{Text: stored, Look: printed.Replaced, Colour: s.colour}
	case strings.TrimSpace(text) == "":
		return Shown{Look: printed.Replaced, Colour: s.colour}
	case s.isDate() && strings.Trim(text, "0123456789., ") == "":
		return Shown{Text: text, Look: printed.Replaced, Colour: s.colour} // 3.5 under m.d is a day, not a number
	case s.speaks(d, text):
		return Shown{Text: text, Look: printed.Replaced, Colour: s.colour}
	}
	return Shown{Text: text, Colour: s.colour}
}

// Text returns how a text is shown: as it is, unless the format has a section for text.
func (f *Format) Text(text string) Shown {
	if f.Plain() || strings.TrimSpace(text) == "" {
		return Shown{Text: text}
	}
	last := &f.sections[len(f.sections)-1]
	switch {
	case len(f.sections) == 1 && last.doubt && last.tokens == nil:
		return Shown{Text: text} // nothing is known of the format; a text stands as it is under nearly all
	case len(f.sections) < 4 && !last.has(tokenText):
		return Shown{Text: text}
	case last.doubt:
		return Shown{Text: text, Look: printed.Replaced}
	}
	var b strings.Builder
	for _, t := range last.tokens {
		switch t.kind {
		case tokenText:
			b.WriteString(text)
		case tokenLiteral, tokenPercent:
			b.WriteString(t.text)
		case tokenDigit, tokenPoint, tokenComma, tokenExponent, tokenGeneral, tokenDate, tokenElapsed, tokenNoon:
			return Shown{Text: text, Look: printed.Replaced}
		}
	}
	if strings.TrimSpace(b.String()) == "" {
		return Shown{Look: printed.Replaced, Colour: last.colour}
	}
	return Shown{Text: b.String(), Colour: last.colour}
}

// choose returns the section for a number, and the sign that is written before it.
func (f *Format) choose(d decimal) (s *section, sign string, ok bool) {
	numbers := f.sections[:min(3, len(f.sections))]
	if len(numbers) > 1 && len(f.sections) < 4 && numbers[len(numbers)-1].has(tokenText) {
		numbers = numbers[:len(numbers)-1] // the last one is for text
	}
	for i := range numbers {
		if numbers[i].condition != nil {
			return chooseByCondition(numbers, d)
		}
	}
	switch {
	case d.negative && len(numbers) > 1:
		return &numbers[1], "", true
	case d.isZero() && len(numbers) > 2:
		return &numbers[2], "", true
	case d.negative:
		return &numbers[0], "-", true
	}
	return &numbers[0], "", true
}

// chooseByCondition returns the first section whose condition holds, or the one that has none. A number that none takes is
// shown as it is where there is but one section: Excel adds one with General.
func chooseByCondition(numbers []section, d decimal) (*section, string, bool) {
	if d.negative {
		return &numbers[0], "", false // whether it shows its sign depends on the conditions
	}
	for i := range numbers {
		s := &numbers[i]
		switch {
		case s.condition == nil && i == len(numbers)-1:
			return s, "", true
		case s.condition == nil && i == 0 && !d.isZero():
			return s, "", true // above zero, where nothing else is said
		case s.condition == nil && i == 0:
			return s, "", false
		case s.condition != nil && s.condition.holds(d):
			return s, "", true
		}
	}
	if len(numbers) == 1 {
		return &section{tokens: []token{{kind: tokenGeneral}}}, "", true
	}
	return &numbers[0], "", false
}

func (s *section) words(stored string, d decimal, sign string) string {
	if d.negative {
		stored = strings.TrimPrefix(stored, "-")
	}
	var b strings.Builder
	b.WriteString(sign)
	for _, t := range s.tokens {
		if t.kind == tokenGeneral || t.kind == tokenText {
			b.WriteString(stored)
		} else {
			b.WriteString(t.text)
		}
	}
	return b.String()
}
