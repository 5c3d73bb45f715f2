package docx

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// text gathers the text of one paragraph.
type text struct {
	b    strings.Builder
	last rune
}

func (t *text) write(s string) {
	if s == "" {
		return
	}
	t.b.WriteString(s)
	t.last, _ = utf8.DecodeLastRuneInString(s)
}

// mark writes raised or lowered text. A footnote mark behind a number must not become its last digit.
func (t *text) mark(s string) {
	if s = trim(s); isDigits(s) && unicode.IsDigit(t.last) {
		s = "[" + s + "]"
	}
	t.write(s)
}

// take returns the text and empties t.
func (t *text) take() string {
	s := trim(t.b.String())
	*t = text{}
	return s
}

// trim cuts white space of every kind at both ends, with the zero-width marks that editors leave behind.
func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b'
	})
}

func isDigits(s string) bool {
	for _, r := range s {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return s != ""
}
