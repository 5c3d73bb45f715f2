// Package render sets the pages of package page for people: as text for a terminal, as Markdown to send, as HTML to print. One
// model of a page is laid out once and set in each of the three, so that they cannot say different things.
//
// The invariant: text of a document is text on every page. No control character steers a terminal, no mark becomes Markdown, no
// markup becomes HTML, and a line break of a document ends no line of a list.
//
// The package reads nothing and decides nothing: what is shown comes in as a struct of package page, and every sentence from the
// catalogue of messages.
//
//	err := render.Cards(out, say, []page.Card{card}, render.Markdown())
package render

import (
	"embed"

	"gongkai/config/messages"
	"gongkai/rows"
)

//go:embed templates/*.tmpl
var templates embed.FS

// Style is how a page is set that is not HTML: the marks at the beginning of its lines, and what makes a text harmless.
type Style struct {
	Title, Heading, Item string
	Text                 func(string) string
	Terminal             bool // what is not there is dim
}

func (s Style) isMarkdown() bool { return s.Heading != "" }

// Plain is the style of a terminal.
func Plain() Style { return Style{Item: "  ", Text: rows.OneLine} }

// Markdown is the style of a page to send.
func Markdown() Style { return Style{Title: "# ", Heading: "## ", Item: "- ", Text: rows.MarkdownText} }

// Or returns a text, or what stands for one that is not there.
func Or(text *string, otherwise string) string {
	if text == nil {
		return otherwise
	}
	return *text
}

// unsettled says that nobody knows.
func unsettled(say messages.Printer) string { return say.Text("extract.unknown") }

// either returns the text of the language.
func either(say messages.Printer, zh, en string) string {
	if say.Language == messages.Chinese {
		return zh
	}
	return en
}
