package html

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read/html/style"
)

// Bounds on the attributes kept of a tag: each that is read here, twice; in a page whose styles matter also those that
// selectors ask for.
const (
	maxAttributes       = 12
	maxStyledAttributes = 40
)

// keepAttributes appends the attributes of a tag that are read here.
func (u *undresser) keepAttributes(name string) {
	// What is written with entities a look at the tag as it stands did not see.
	encoded := !u.styled && bytes.ContainsAny(u.z.Raw(), "&\x00")
	most := maxAttributes
	if u.styled {
		most = maxStyledAttributes
	}
	for kept := 0; kept < most; {
		key, value, more := u.z.TagAttr()
		if encoded && suspects(name, string(key), value) {
			u.suspect, u.lays = true, u.lays || laysOut(value)
		}
		if isRead(name, string(key), value, u.styled) || u.styled && u.sheet.Asks(string(key)) {
			u.out = append(append(u.out, ' '), key...)
			u.out = append(append(append(u.out, `="`...), html.EscapeString(string(value))...), '"')
			kept++
		}
		if !more {
			break
		}
	}
}

// suspects reports whether an attribute sets a size or a colour that matters. Then all of the page's do.
func suspects(name, key string, value []byte) bool {
	switch key {
	case "style":
		_, suspect := styleTells(value, false)
		return suspect
	case "color", "text":
		return (name == "font" || name == "body") && style.SuspectInk(value)
	case "bgcolor":
		return style.SuspectGround(value)
	case "background":
		return true
	case "dir":
		return bytes.EqualFold(bytes.TrimSpace(value), []byte("rtl"))
	}
	return false
}

// isRead reports whether an attribute of an element matters; styled says that the page has styles that do.
func isRead(name, key string, value []byte, styled bool) bool {
	switch key {
	case "hidden", "dir":
		return true
	case "style":
		if styled {
			return true
		}
		tells, _ := styleTells(value, isCell(name))
		return tells || name == "tr" && bytes.Contains(bytes.ToLower(value), []byte("height"))
	case "class", "id", "bgcolor", "background":
		return styled
	case "color":
		return styled && name == "font"
	case "text":
		return styled && name == "body"
	case "rowspan", "colspan":
		return isCell(name)
	case "height":
		return name == "tr"
	case "span":
		return name == "col" || name == "colgroup"
	case "open":
		return name == "details" || name == "dialog"
	case "selected", "label":
		return name == "option"
	case "multiple", "size":
		return name == "select"
	case "alt":
		return name == "img" || name == "image"
	case "name", "property", "content":
		return name == "meta"
	case "type", "value":
		return name == "input"
	case "href", "src", "data", "title", "download":
		return name == "a" || name == "iframe" || name == "embed" || name == "frame" || name == "object"
	}
	return false
}

func isCell(name string) bool { return name == "td" || name == "th" }

// hasOwn reports whether an element has attributes of its own that are read and that mayTell does not look for.
func hasOwn(name atom.Atom) bool {
	switch name {
	case atom.Body, atom.Col, atom.Colgroup, atom.Details, atom.Dialog, atom.Image, atom.Img, atom.Input, atom.Meta, atom.Option, atom.Select:
		return true
	}
	return false
}

// mayTell reports whether a tag, as it stands in the page, may have an attribute that isRead takes: some name that it knows, or
// a word of a style, stands in it. Nearly no tag of a Word paste has one, and its attributes need not be taken apart. What
// is written with an entity (&#104;idden) or holds a NUL may be anything. suspect says that it has a size or a colour that matters.
func mayTell(tag []byte) (tells, suspect bool) {
	start := bytes.IndexAny(tag, " \t\r\n\f/")
	if start < 0 {
		return false, false
	}
	if tag = tag[start:]; tag[0] == '/' && len(tag) == 2 {
		return false, false
	}
	before := byte(0)
	for i, c := range tag {
		if c == '&' || c == 0 || c == '\\' {
			return true, suspect || c == '\\'
		}
		if !isAlpha(c) || isAlpha(before) { // words begin behind what is no letter
			before = c
			continue
		}
		rest := tag[i:]
		switch c | ' ' { // the letter in lower case
		case 'b':
			if begins(rest, "bgcolor") {
				suspect = suspect || style.SuspectGround(rest[len("bgcolor"):])
			}
		case 'c':
			tells = tells || begins(rest, "colspan")
		case 'd':
			tells = tells || begins(rest, "data") || begins(rest, "download") || begins(rest, "dir")
			suspect = suspect || begins(rest, "dir=") && bytes.Contains(bytes.ToLower(rest[:min(len(rest), 12)]), []byte("rtl"))
		case 'h':
			tells = tells || begins(rest, "hidden") || begins(rest, "height") || begins(rest, "href")
		case 'n':
			tells = tells || begins(rest, "name")
		case 'p':
			tells = tells || begins(rest, "property")
		case 'r':
			tells = tells || begins(rest, "rowspan")
		case 's':
			tells = tells || begins(rest, "src")
		case 't':
			tells = tells || begins(rest, "title")
		}
		t, s := wordTells(rest, before)
		tells, suspect, before = tells || t, suspect || s, c
	}
	return tells || suspect, suspect
}

// styleTells reports the same of the text of a style. That of a cell may say how its text stands in it.
func styleTells(value []byte, ofCell bool) (tells, suspect bool) {
	before := byte(0)
	for i, c := range value {
		if c == '\\' || c == 0 { // an escape may hide any word
			return true, true
		}
		if !isAlpha(before) && isAlpha(c) && !(ofCell && c|' ' == 'v' && begins(value[i:], "vertical-align")) {
			t, s := wordTells(value[i:], before)
			tells, suspect = tells || t, suspect || s
		}
		before = c
	}
	return tells, suspect
}

func isAlpha(c byte) bool { return c|' ' >= 'a' && c|' ' <= 'z' }

// wordTells reports whether a word of a style begins here that can make text look otherwise, and whether it is a size, a colour or a way
// to lay out, on which all of the page's others bear. before is the character before it.
func wordTells(rest []byte, before byte) (tells, suspect bool) {
	switch rest[0] | ' ' {
	case 'b':
		switch {
		case begins(rest, "background-image"):
			return false, bytes.IndexByte(declared(rest), '(') >= 0
		case begins(rest, "background-color"):
			return false, style.SuspectGround(rest[len("background-color"):])
		case begins(rest, "background:"), begins(rest, "background ="), begins(rest, "background="), begins(rest, "background "):
			return false, suspectShorthand(rest[len("background"):])
		}
		return begins(rest, "blend"), false
	case 'c':
		if begins(rest, "color") && !inName(before) {
			return false, style.SuspectInk(rest[len("color"):])
		}
		return begins(rest, "clip") || begins(rest, "content"), false
	case 'd':
		if begins(rest, "display") {
			value := bytes.ToLower(declared(rest))
			return true, bytes.Contains(value, []byte("flex")) || bytes.Contains(value, []byte("grid"))
		}
		if begins(rest, "direction") {
			return true, bytes.Contains(bytes.ToLower(declared(rest)), []byte("rtl"))
		}
		return false, false
	case 'f':
		switch {
		case begins(rest, "font-size"):
			return false, style.SuspectSize(rest[len("font-size"):])
		case begins(rest, "font:"):
			return false, suspectFont(declared(rest))
		case begins(rest, "fill-color"):
			return false, true
		}
		return begins(rest, "float") || begins(rest, "filter") || begins(rest, "flex"), false
	case 'g':
		return begins(rest, "grid") && !inName(before), false
	case 'i':
		return begins(rest, "indent") && bytes.IndexByte(declared(rest), '-') > 0 && !isSmall(declared(rest)), false
	case 'l':
		return begins(rest, "line-through") || begins(rest, "list-style"), false
	case 'm':
		return begins(rest, "mask") || begins(rest, "margin") && negative(declared(rest)), false
	case 'o':
		return begins(rest, "opacity") || begins(rest, "overflow") || begins(rest, "order") && !inName(before), false
	case 'p':
		return begins(rest, "position"), false
	case 'r':
		return begins(rest, "rotate"), false
	case 's':
		return begins(rest, "scale") || begins(rest, "security") || begins(rest, "spacing") && negative(declared(rest)), false
	case 't':
		return begins(rest, "transform") || begins(rest, "translate"), false
	case 'u':
		return begins(rest, "unicode-bidi"), false
	case 'v':
		return begins(rest, "vertical-align") || begins(rest, "visibility") || begins(rest, "variant-position"), false
	}
	return false, false
}

// laysOut reports whether a tag may lay out what it holds by flex or grid.
func laysOut(tag []byte) bool {
	lower := bytes.ToLower(tag)
	for _, word := range []string{"flex", "grid", "rtl"} {
		if bytes.Contains(lower, []byte(word)) {
			return true
		}
	}
	return bytes.ContainsAny(lower, "&\\")
}

// inName reports whether a character may stand within a name: color is no word of its own in mso-themecolor.
func inName(c byte) bool { return c == '-' || isAlpha(c) }

// declared cuts at the end of a declaration.
func declared(rest []byte) []byte {
	if end := bytes.IndexAny(rest, ";>"); end >= 0 {
		return rest[:end]
	}
	return rest
}

// negative reports whether a declaration holds a number below zero.
func negative(rest []byte) bool {
	for i := 1; i+1 < len(rest); i++ {
		if rest[i] != '-' || bytes.IndexByte([]byte(" \t:"), rest[i-1]) < 0 {
			continue
		}
		if c := rest[i+1]; c == '.' || c >= '0' && c <= '9' {
			return true
		}
	}
	return bytes.IndexByte(rest, '(') >= 0
}

// isSmall reports whether an indent is one of two digits, as Word writes for a hanging first line.
func isSmall(rest []byte) bool {
	_, number, _ := bytes.Cut(rest, []byte("-"))
	digits := 0
	for digits < len(number) && number[digits] >= '0' && number[digits] <= '9' {
		digits++
	}
	return digits <= 2 && bytes.IndexByte(rest, '(') < 0
}

// suspectShorthand reports whether the value of background may be a dark ground or a picture.
func suspectShorthand(rest []byte) bool {
	value := declared(rest)
	return bytes.IndexByte(value, '(') >= 0 || style.SuspectGround(value)
}

// suspectFont reports whether the value of font may have no size: one of its lengths may be none.
func suspectFont(rest []byte) bool {
	for _, word := range bytes.Fields(bytes.TrimPrefix(rest, []byte("font:"))) {
		if c := word[0]; c == '.' || c >= '0' && c <= '9' {
			size, _, _ := bytes.Cut(word, []byte("/"))
			if style.SuspectSize(size) {
				return true
			}
		}
	}
	return false
}

// begins reports whether b begins with a word, in letters of either case.
func begins(b []byte, word string) bool {
	if len(b) < len(word) {
		return false
	}
	for i := range len(word) {
		c := b[i]
		if c >= 'A' && c <= 'Z' {
			c |= ' '
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
