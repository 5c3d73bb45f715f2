package tree

import "strings"

// doctype says whether a page is laid out as old browsers did: there a table may stand in a paragraph.
type doctype uint8

const (
	none doctype = iota // quirky too
	standard
	quirky
	unknown // not one of those that nearly all pages have
)

// readDoctype reads a document type as it stands in the page ("the initial insertion mode" of the standard has the list). It is as
// exact about capitals as the parser is.
func readDoctype(raw string) doctype {
	rest := strings.TrimLeft(strings.TrimSuffix(raw[len("<!doctype"):], ">"), space)
	end := strings.IndexAny(rest, space)
	if end < 0 {
		end = len(rest)
	}
	if rest[:end] != "html" {
		return quirky
	}
	rest = strings.TrimLeft(rest[end:], space)
	if rest == "" {
		return standard
	}
	if len(rest) < len("public") || !strings.EqualFold(rest[:len("public")], "public") {
		return unknown
	}
	rest, isQuoted := strings.CutPrefix(strings.TrimLeft(rest[len("public"):], space), `"`)
	id, rest, isEnded := strings.Cut(rest, `"`)
	if !isQuoted || !isEnded {
		return unknown
	}
	switch strings.ToLower(id) {
	case "-//w3c//dtd xhtml 1.0 transitional//en", "-//w3c//dtd xhtml 1.0 strict//en", "-//w3c//dtd html 4.01 transitional//en",
		"-//w3c//dtd html 4.01//en":
	default:
		return unknown
	}
	if rest = strings.TrimLeft(rest, space); rest == "" {
		return quirky
	}
	system, isQuoted := strings.CutPrefix(rest, `"`)
	if !isQuoted || strings.IndexByte(system, '"') != len(system)-1 || strings.Contains(system, "ibm") {
		return unknown
	}
	return standard
}
