package rows

import "gongkai/rows/plain"

// Printable replaces control characters, as plain.Printable does.
func Printable(s string) string { return plain.Printable(s) }

// OneLine puts a text on one line, as plain.OneLine does.
func OneLine(s string) string { return plain.OneLine(s) }

// MarkdownCell keeps a text inside its cell of a table of data, as plain.MarkdownCell does.
func MarkdownCell(s string) string { return plain.MarkdownCell(s) }

// MarkdownText keeps text of a document from being read as marks on a page, as plain.MarkdownText does.
func MarkdownText(s string) string { return plain.MarkdownText(s) }
