// Package render sets the pages of package page for people: as text for a terminal, as Markdown to send, as HTML to print. One
// model of a page is laid out once and set in each of the three, so that they cannot say different things.
//
// The invariant: text of a document is text on every page. No control character steers a terminal, no mark becomes Markdown, no
// markup becomes HTML, and a line break of a document ends no line of a list.
//
// The package reads nothing and decides nothing: what is shown comes in as a struct of package page, and every sentence from the
// catalogue of messages.
//
//	err := render.Region(out, say, region, render.Markdown())
package render

import (
	"embed"

	"gongkai/config/messages"
	"gongkai/render/cards"
)

//go:embed templates/*.tmpl
var templates embed.FS

// Style is how a page is set that is not HTML.
type Style = cards.Style

// Plain is the style of a terminal.
func Plain() Style { return cards.Plain() }

// Markdown is the style of a page to send.
func Markdown() Style { return cards.Markdown() }

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
