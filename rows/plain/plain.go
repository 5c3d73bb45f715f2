// Package plain makes text of documents harmless where it is shown: on a terminal, in a table, in Markdown.
//
// The invariant: what comes out steers no terminal and is no mark of Markdown; what it says stays as it is. It stands on nothing, so
// that a page in a browser shows texts as the program does.
//
//	plain.OneLine("a\n\x1b[31mb") // "a �[31mb"
package plain

import (
	"fmt"
	"strings"
	"unicode"
)

// Printable replaces control characters, those that turn the direction of text among them: text from a document
// must not steer the terminal of the person who looks at it.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r < 0x20, r >= 0x7f && r < 0xa0, r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return '\ufffd'
		}
		return r
	}, s)
}

// Escaped writes out the characters of a name that are not seen or that steer a terminal, line breaks and those that turn the direction
// among them, as \u202e: two names that differ look different, and a name stays on its line.
func Escaped(name string) string {
	if !strings.ContainsFunc(name, isUnseen) {
		return name
	}
	var b strings.Builder
	for _, r := range name {
		if isUnseen(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isUnseen(r rune) bool {
	return unicode.Is(unicode.C, r) && r != unicode.ReplacementChar || r == 0x2028 || r == 0x2029
}

// OneLine puts a text on one line, printable.
func OneLine(s string) string { return Printable(strings.Join(strings.Fields(s), " ")) }

// MarkdownCell keeps a text inside its cell of a table of data: what it says stays as it is, marks of Markdown too.
func MarkdownCell(s string) string {
	return strings.NewReplacer("|", `\|`, "\r\n", "<br>", "\n", "<br>").Replace(Printable(s))
}

// MarkdownText keeps text of a document from being read as marks on a page: a label with a * must not turn the rest into italics,
// and no link or HTML of a document may reach the person who gets the page.
func MarkdownText(s string) string {
	var b strings.Builder
	for _, r := range OneLine(s) {
		if strings.ContainsRune("\\`*_{}[]<>#|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
