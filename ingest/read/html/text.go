package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/ingest/read/printed"
)

// text gathers the text of one block as a browser shows it: white space of the source becomes one space, <br> a line
// break. &nbsp; and U+3000 are characters like others, trimmed only at the ends. What becomes of text that is hidden,
// raised or in doubt package printed decides; text that looks plain does not go through it.
type text struct {
	b        strings.Builder // all of it, as long as nothing but plain text came
	runs     printed.Text    // all of it from then on
	looked   bool            // that runs has it
	last     rune            // the last character written, 0 at the start of a line
	space    bool            // white space is waiting for a next character
	newline  bool            // … and a line of the source ends within it
	turned   bool            // a character that turns the order round came
	verbatim int             // inside how many <pre>
}

// The marks that turn the order of characters round, and the one that ends that.
const (
	turnRight = "\u202e"
	turnLeft  = "\u202d"
	turnEnd   = "\u202c"
)

func (t *text) write(s string, look printed.Look) {
	if look&printed.LeftOut != 0 {
		if !printed.IsBlank(s) {
			t.put(s, look)
		}
		return
	}
	if t.turned || strings.Contains(s, turnRight) {
		t.turn(s, look)
		return
	}
	t.show(s, look)
}

// turn writes text in which the order of characters is turned round by marks of its own.
func (t *text) turn(s string, look printed.Look) {
	for s != "" {
		end := strings.IndexAny(s, turnRight+turnLeft+turnEnd)
		if end < 0 {
			end = len(s)
		}
		if end > 0 {
			if t.turned {
				t.show(s[:end], look|printed.Moved)
			} else {
				t.show(s[:end], look)
			}
		}
		if end < len(s) {
			t.turned = strings.HasPrefix(s[end:], turnRight)
			end += len(turnRight)
		}
		s = s[end:]
	}
}

func (t *text) show(s string, look printed.Look) {
	if t.verbatim > 0 {
		s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
		t.put(s, look)
		t.last, _ = utf8.DecodeLastRuneInString(s)
		t.space, t.newline = false, false
		return
	}
	for len(s) > 0 {
		end := 0
		for end < len(s) && (s[end] > ' ' || !isBreak(s[end])) {
			end++
		}
		if end != 0 {
			t.word(s[:end], look)
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

// isBreak reports whether a byte is white space of HTML.
func isBreak(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' }

func (t *text) word(s string, look printed.Look) {
	marks := look&printed.Marks != 0 && look&printed.Doubts == 0
	if t.space {
		first, _ := utf8.DecodeRuneInString(s)
		// Word wraps the lines of its HTML in the middle of Chinese words; there is no space in 主动公开\n政府信息.
		wrapped := t.newline && isWide(t.last) && isWide(first)
		// A mark belongs to the number before it also where the editor left a space between them.
		if t.last != 0 && t.last != '\n' && !wrapped && !(marks && unicode.IsDigit(t.last)) {
			t.put(" ", 0)
		}
		t.space, t.newline = false, false
	}
	t.put(s, look)
	if !marks || t.last == 0 || t.last == '\n' {
		t.last, _ = utf8.DecodeLastRuneInString(s)
	}
}

// put takes a run in as it is.
func (t *text) put(s string, look printed.Look) {
	if look == 0 && !t.looked {
		t.b.WriteString(s)
		return
	}
	if !t.looked {
		t.looked = true
		t.runs.Write(t.b.String(), 0)
	}
	t.runs.Write(s, look)
}

// see notes a look of something that has no text here.
func (t *text) see(look printed.Look) {
	if !t.looked {
		t.looked = true
		t.runs.Write(t.b.String(), 0)
	}
	t.runs.See(look)
}

// lineBreak ends a line, as <br> does.
func (t *text) lineBreak() {
	t.space, t.newline = false, false
	t.last = '\n'
	t.put("\n", 0)
}

// take returns the text with its looks and empties t.
func (t *text) take() (string, printed.Look) {
	s, looks := "", printed.Look(0)
	if t.looked {
		s, looks = t.runs.Take()
	} else {
		s = t.b.String()
	}
	*t = text{verbatim: t.verbatim}
	return printed.Trim(s), looks
}

// countDigits counts the digits of a text, and the numerals of Chinese.
func countDigits(s string) int {
	count := 0
	for _, r := range s {
		if unicode.IsDigit(r) || r >= 0x2e80 && unicode.IsNumber(r) {
			count++
		}
	}
	return count
}

// isWide reports whether a character is of a script that is written without spaces: from the CJK radicals on, with the
// full-width forms, and the dashes and quotes that Chinese uses.
func isWide(r rune) bool {
	return r >= 0x2e80 || r >= 0x2014 && r <= 0x2026
}
