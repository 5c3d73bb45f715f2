package cards

import "gongkai/rows/plain"

// Style is how a page is set that is not HTML: the marks at the beginning of its lines, and what makes a text harmless.
type Style struct {
	Title, Heading, Item string
	Text                 func(string) string
	Terminal             bool // what is not there is dim
}

// IsMarkdown reports whether the page is Markdown.
func (s Style) IsMarkdown() bool { return s.Heading != "" }

// Plain is the style of a terminal.
func Plain() Style { return Style{Item: "  ", Text: plain.OneLine} }

// Markdown is the style of a page to send.
func Markdown() Style {
	return Style{Title: "# ", Heading: "## ", Item: "- ", Text: plain.MarkdownText}
}
