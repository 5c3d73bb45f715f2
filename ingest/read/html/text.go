package html

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// text gathers the text of one block as a browser shows it: white space of the source becomes one space, <br> a line
// break. &nbsp; and U+3000 are characters like others, trimmed only at the ends.
type text struct {
	b        strings.Builder
	last     rune // the last character written, 0 at the start of a line
	space    bool // white space is waiting for a next character
	newline  bool // … and a line of the source ends within it
	verbatim int  // inside how many <pre>
}

func (t *text) write(s string) {
	if t.verbatim > 0 {
		s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
		t.b.WriteString(s)
		t.last, _ = utf8.DecodeLastRuneInString(s)
		t.space, t.newline = false, false
		return
	}
	for len(s) > 0 {
		end := strings.IndexAny(s, " \t\r\n\f")
		if end != 0 {
			if end < 0 {
				end = len(s)
			}
			t.word(s[:end])
			s = s[end:]
			continue
		}
		t.space = true
		if s[0] == '\n' || s[0] == '\r' {
			t.newline = true
		}
		s = s[1:]
	}
}

func (t *text) word(s string) {
	if t.space {
		first, _ := utf8.DecodeRuneInString(s)
		// Word wraps the lines of its HTML in the middle of Chinese words; there is no space in 主动公开\n政府信息.
		wrapped := t.newline && isWide(t.last) && isWide(first)
		if t.last != 0 && t.last != '\n' && !wrapped {
			t.b.WriteByte(' ')
		}
		t.space, t.newline = false, false
	}
	t.b.WriteString(s)
	t.last, _ = utf8.DecodeLastRuneInString(s)
}

// lineBreak ends a line, as <br> does.
func (t *text) lineBreak() {
	t.space, t.newline = false, false
	t.last = '\n'
	t.b.WriteByte('\n')
}

// mark writes the text of a raised or lowered element. A footnote mark behind a number must not become its last digit.
func (t *text) mark(s string) {
	s = trim(s)
	if isDigits(s) && !t.space && unicode.IsDigit(t.last) {
		s = "[" + s + "]"
	}
	t.write(s)
}

// take returns the text and empties t.
func (t *text) take() string {
	s := trim(t.b.String())
	*t = text{verbatim: t.verbatim}
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

// isWide reports whether a character is of a script that is written without spaces: from the CJK radicals on, with the
// full-width forms, and the dashes and quotes that Chinese uses.
func isWide(r rune) bool {
	return r >= 0x2e80 || r >= 0x2014 && r <= 0x2026
}
