package printed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text gathers the runs of a paragraph or cell. The zero value is empty.
type Text struct {
	b     strings.Builder
	last  rune
	looks Look
	// marks is raised or lowered text that waits for what stands behind it.
	marks strings.Builder
	// tail are the digits that the text ends with, at most three of them.
	tail string
}

// Write adds a run. Runs may come a character at a time.
func (t *Text) Write(s string, look Look) {
	if s == "" {
		return
	}
	blank := IsBlank(s)
	if !blank {
		t.looks |= look
	}
	switch {
	case look&LeftOut != 0: // not printed: the text goes, its looks stay and become a note
	case look&Doubts != 0 && !blank:
		t.settle(0)
		t.show(Object + s)
	case look&Marks != 0:
		t.marks.WriteString(s)
	default:
		first, _ := utf8.DecodeRuneInString(s)
		t.settle(first)
		t.show(s)
	}
}

// settle decides about the raised or lowered text that waits. next is the character behind it, 0 where there is none.
//
// Behind a number it is a note mark and is left out: 64250¹, and behind a label: 行政许可①. Where a digit follows, or it follows a
// point, it may be a digit that stands out of line, or the cents of a price; behind 10 it may be a power. Then it is doubtful.
// Everywhere else it is text: a cell whose whole number is raised keeps its number, m² its square. One or two raised digits alone
// may be the mark of a number that is blank.
func (t *Text) settle(next rune) {
	if t.marks.Len() == 0 {
		return
	}
	s := t.marks.String()
	t.marks.Reset()
	behind := unicode.IsDigit(t.last) || t.last == '.' || t.last == '．'
	label := unicode.Is(unicode.Han, t.last) || strings.ContainsRune("）)”》", t.last)
	last, _ := utf8.DecodeLastRuneInString(Trim(s))
	switch mark := Trim(s); {
	case label && isMark(mark) && strings.ContainsFunc(mark, isNumeral):
	case next == 0 && t.b.Len() == 0 && utf8.RuneCountInString(mark) <= maxLone && strings.ContainsFunc(mark, isNumeral):
		t.show(Object + s)
	case mark == "" || !behind && (!unicode.IsDigit(last) || !goesOn(next)):
		t.show(s)
	case !behind:
		t.show(s + Object)
	case !isMark(mark):
		t.show(s)
	case goesOn(next) || !unicode.IsDigit(t.last) || narrow(t.tail) == "10":
		t.show(Object + s)
	}
}

// maxMark is the longest note mark, as in [注12].
const maxMark = 8

// maxLone is the longest mark that may stand alone.
const maxLone = 2

// isMark reports whether a raised text can be a note mark: 1, [1], ①, *, 注1, a. A raised 万 or % belongs to the number.
func isMark(s string) bool {
	if utf8.RuneCountInString(s) > maxMark {
		return false
	}
	for _, r := range s {
		switch {
		case unicode.IsDigit(r) || unicode.IsSpace(r), r >= '①' && r <= '⓿', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		case strings.ContainsRune("[]()（）【】〔〕［］*＊†‡§#＃,，、注", r):
		default:
			return false
		}
	}
	return true
}

// isNumeral reports whether a character of a mark numbers a note.
func isNumeral(r rune) bool {
	return unicode.IsDigit(r) || r >= '①' && r <= '⓿' || r == '*' || r == '＊'
}

// goesOn reports whether a number would go on with a character.
func goesOn(r rune) bool {
	return unicode.IsDigit(r) || r == '.' || r == ',' || r == '．' || r == '，'
}

func (t *Text) show(s string) {
	t.b.WriteString(s)
	t.last, _ = utf8.DecodeLastRuneInString(s)
	for _, r := range s[max(0, len(s)-4*utf8.UTFMax):] {
		switch {
		case !unicode.IsDigit(r):
			t.tail = ""
		case utf8.RuneCountInString(t.tail) < 3:
			t.tail += string(r)
		}
	}
}

// See notes looks of something that has no text: a picture, a symbol.
func (t *Text) See(looks Look) { t.looks |= looks }

// Last is the last character shown, 0 where there is none.
func (t *Text) Last() rune {
	t.settle(0)
	return t.last
}

// Take returns what is shown and the looks of all that was written, and empties t.
func (t *Text) Take() (string, Look) {
	t.settle(0)
	s, looks := t.b.String(), t.looks
	*t = Text{}
	return s, looks
}

// Trim cuts white space of every kind at both ends, with the zero-width marks that editors leave behind.
func Trim(s string) string { return strings.TrimRightFunc(trimLeft(s), isSpace) }

// IsBlank reports whether nothing but such white space is in a text.
func IsBlank(s string) bool { return trimLeft(s) == "" }

// trimLeft cuts at the start. Between the tags of a page most texts are line ends and tabs, and nearly all others begin with a Chinese
// character: neither is worth asking the tables of Unicode.
func trimLeft(s string) string {
	for s != "" && (s[0] == ' ' || s[0] >= '\t' && s[0] <= '\r') {
		s = s[1:]
	}
	if s == "" || s[0] >= firstHan && s[0] <= lastHan {
		return s
	}
	return strings.TrimLeftFunc(s, isSpace)
}

// With these bytes begin the characters from U+4000 to U+9FFF, of which none is white space.
const firstHan, lastHan = 0xE4, 0xE9

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }

// narrow makes full-width digits ASCII.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}
