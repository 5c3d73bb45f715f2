package recognise

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/config/lexicon"
)

// A bracket behind a number may state its unit（万元）, say what is in it（其中修订16件）, or take it back（更正为13）. Which words
// do no harm is data; whatever is not known to do none makes the number unreadable.

// behind returns the units that stand behind a number, and false where something else stands there that may change it.
func (v values) behind(rest string) (stated []lexicon.Unit, ok bool) {
	rest = strings.TrimSuffix(strings.TrimSpace(rest), "。")
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		text := rest
		closing := closingOf(rest)
		switch {
		case closing != 0:
			end := closes(rest, closing)
			if end < 0 {
				return nil, false
			}
			_, size := utf8.DecodeRuneInString(rest)
			last, _ := utf8.DecodeLastRuneInString(rest[:end])
			text, rest = strings.TrimSpace(rest[size:end-utf8.RuneLen(last)]), rest[end:]
		default:
			end := strings.IndexFunc(rest, func(r rune) bool { return closingOf(string(r)) != 0 })
			if end < 0 {
				end = len(rest)
			}
			text, rest = rest[:end], rest[end:]
		}
		u, isUnit := v.beside(text)
		switch {
		case isUnit:
			stated = append(stated, u)
		case closing == 0 || !v.isNote(text):
			return nil, false
		}
	}
	return stated, true
}

// closingOf returns the bracket that closes the one a text begins with, 0 where it begins with none.
func closingOf(s string) rune {
	const opening, closing = "([{〔【﹝〈〖", ")]}〕】﹞〉〗"
	r, _ := utf8.DecodeRuneInString(s)
	for i, o := range []rune(opening) {
		if o == r {
			return []rune(closing)[i]
		}
	}
	return 0
}

// closes returns where the bracket that a text begins with ends, its like inside it taken into account; -1 where it does
// not.
func closes(s string, closing rune) int {
	opening, _ := utf8.DecodeRuneInString(s)
	depth := 0
	for i, r := range s {
		switch r {
		case opening:
			depth++
		case closing:
			if depth--; depth == 0 {
				return i + utf8.RuneLen(r)
			}
		}
	}
	return -1
}

// beside reads a text beside a number that is a unit, or announces one: 万元, 单位：万元, 注：单位为元.
func (v values) beside(text string) (lexicon.Unit, bool) {
	if u, ok := v.words.Unit(text); ok {
		return u, true
	}
	s := lexicon.Normalise(text)
	for _, word := range v.words.UnitWords {
		before, after, ok := strings.Cut(s, word)
		if !ok || strings.IndexFunc(before, isNumeral) >= 0 {
			continue
		}
		for trimmed := v.withoutLink(after); trimmed != after; trimmed = v.withoutLink(after) {
			after = trimmed
		}
		if u, ok := v.words.Unit(after); ok {
			return u, true
		}
	}
	return lexicon.Unit{}, false
}

// isNote reports whether the text of a bracket leaves the number before it as it is: it begins with a word that is known to
// do no harm, and nowhere takes the number back, gives another one for the same thing, or names a unit without a number.
func (v values) isNote(text string) bool {
	s := lexicon.Normalise(text)
	has := func(list []string) bool {
		return slices.ContainsFunc(list, func(word string) bool { return strings.Contains(s, word) })
	}
	if has(v.words.Corrections) || has(v.words.UnitWords) || strings.IndexFunc(s, isOdd) >= 0 || v.says(s) || v.namesUnit(s) {
		return false
	}
	if slices.Contains(v.words.WholeNotes, s) {
		return true
	}
	for _, kind := range []struct {
		words    []string
		harmless func(rest string) bool
	}{
		{v.words.Notes, func(rest string) bool { return strings.IndexFunc(rest, unicode.IsLetter) >= 0 }},
		{v.words.Remarks, func(rest string) bool {
			// 注1 is the number of the note.
			return strings.Trim(rest, "0123456789") == "" || strings.IndexFunc(rest, isNumeral) < 0
		}},
		{v.words.References, func(rest string) bool { return !v.countsOf(rest) }},
		{v.words.Dates, func(rest string) bool { return strings.Trim(rest, "0123456789"+v.words.DateLetters) == "" }},
	} {
		for _, word := range kind.words {
			if rest, ok := strings.CutPrefix(s, word); ok {
				return kind.harmless(rest)
			}
		}
	}
	return false
}

// says reports whether a note gives a number for the same thing: 共13件.
func (v values) says(s string) bool {
	for _, word := range v.words.Same {
		for rest := s; ; {
			_, after, ok := strings.Cut(rest, word)
			if !ok {
				break
			}
			if first, _ := utf8.DecodeRuneInString(after); isNumeral(first) {
				return true
			}
			rest = after
		}
	}
	return false
}

// namesUnit reports whether a note names a unit that belongs to no number of its own: 含税，万元.
func (v values) namesUnit(s string) bool {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;:/", r) }) {
		if u, ok := v.words.Unit(part); ok && (u.Factor != 1 || u.Class != lexicon.ClassCount) {
			return true
		}
	}
	return !hasDigit(s) && len(v.label(s).money.factors) > 0
}

// countsOf reports whether a text has a number with a unit behind it.
func (v values) countsOf(s string) bool {
	for i, r := range s {
		if !isDigit(r) {
			continue
		}
		rest := strings.TrimLeft(s[i:], "0123456789")
		for end := range rest + " " {
			if end > 0 && end <= 4*maxSuffix {
				if _, ok := v.words.Unit(rest[:end]); ok {
					return true
				}
			}
		}
	}
	return false
}

func isNumeral(r rune) bool {
	return isDigit(r) || isHanDigit(r) || strings.ContainsRune("〇零百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟", r)
}

// isOdd reports whether a character has no business in a note: a control character, a sign that turns the direction of
// the text, a mark that is drawn over another.
func isOdd(r rune) bool { return unicode.In(r, unicode.C, unicode.M, unicode.Co) || r == object }
