package html

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read/html/style"
)

// suspicion says what of a page's styles bears on all the others: then they are all kept.
type suspicion uint8

const (
	ofSize   suspicion = 1 << iota // some text may have no size
	ofColour                       // some text may be in the colour of its ground
	ofOrder                        // something is laid out so that each thing in it stands for itself
	ofAll    = ofSize | ofColour | ofOrder
)

// Bounds on the attributes kept of a tag: each that is read here, twice; in a page whose styles matter also those that
// selectors ask for.
const (
	maxAttributes       = 12
	maxStyledAttributes = 40
)

// keepAttributes gathers the attributes of a tag that are read here.
func (u *undresser) keepAttributes(name string) {
	// What is written with entities a look at the tag as it stands did not see.
	encoded := !u.styled && strings.ContainsAny(u.z.Raw(), "&\x00")
	most := maxAttributes
	if u.styled {
		most = maxStyledAttributes
	}
	u.z.Attributes()
	for len(u.attributes) < most {
		key, value, ok := u.z.Attribute()
		if !ok {
			return
		}
		u.value = append(u.value[:0], value...)
		if encoded {
			u.suspect |= suspects(name, string(key), u.value)
		}
		if u.reads(name, string(key), u.value) {
			u.attributes = append(u.attributes, html.Attribute{Key: atom.String(key), Val: value})
		}
	}
}

// suspects says what an attribute sets that bears on the whole page.
func suspects(name, key string, value []byte) suspicion {
	switch key {
	case "style":
		_, suspect := styleTells(value, false)
		return suspect
	case "color", "text":
		if (name == "font" || name == "body") && style.SuspectInk(value) {
			return ofColour
		}
	case "bgcolor":
		if style.SuspectGround(value) {
			return ofColour
		}
	case "background":
		return ofColour
	case "dir":
		if bytes.EqualFold(bytes.TrimSpace(value), []byte("rtl")) {
			return ofOrder
		}
	}
	return 0
}

// reads reports whether an attribute is kept. In a page with styles that matter these are also those that selectors ask for, and of
// styles all but what the page's do not bear on.
func (u *undresser) reads(name, key string, value []byte) bool {
	if !u.styled {
		return isRead(name, key, value)
	}
	switch key {
	case "class", "id":
		return true
	case "style":
		return u.readsStyle(value) || isRead(name, key, value)
	case "bgcolor", "background":
		return u.matters&ofColour != 0
	case "color":
		return u.matters&ofColour != 0 && name == "font"
	case "text":
		return u.matters&ofColour != 0 && name == "body"
	}
	return isRead(name, key, value) || u.sheet.Asks(key)
}

// readsStyle reports whether a style declares anything that may bear on how text looks in this page.
func (u *undresser) readsStyle(value []byte) bool {
	if bytes.IndexByte(value, '\\') >= 0 || u.sheet.Asks("style") {
		return true
	}
	for declaration := range bytes.SplitSeq(value, []byte{';'}) {
		name := bytes.TrimLeft(declaration, " \t\r\n\f")
		switch {
		case begins(name, "font-family"):
			if tells, _ := styleTells(name, false); tells {
				return true
			}
		case len(name) == 0, begins(name, "mso-"), begins(name, "font-weight"), begins(name, "font-style"),
			begins(name, "line-height"), begins(name, "border"), begins(name, "text-align"), begins(name, "text-autospace"),
			begins(name, "layout-grid"), begins(name, "tab-stops"), begins(name, "punctuation"):
		case begins(name, "font"):
			if tells, _ := styleTells(name, false); tells || u.matters&ofSize != 0 {
				return true
			}
		case begins(name, "color"), begins(name, "background"):
			if u.matters&ofColour != 0 {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// isRead reports whether an attribute of an element matters in any page.
func isRead(name, key string, value []byte) bool {
	switch key {
	case "hidden", "dir":
		return true
	case "style":
		tells, _ := styleTells(value, isCell(name))
		return tells || name == "tr" && bytes.Contains(bytes.ToLower(value), []byte("height"))
	case "rowspan", "colspan":
		return isCell(name)
	case "face":
		return name == "font" && style.SymbolFont(string(value))
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
// is written with an entity (&#104;idden) or holds a NUL may be anything.
func mayTell(tag []byte) (tells bool, suspect suspicion) {
	start := 0
	for start < len(tag) && tag[start] != '/' && (tag[start] > ' ' || !isBreak(tag[start])) {
		start++
	}
	if start == len(tag) {
		return false, 0
	}
	if tag = tag[start:]; tag[0] == '/' && len(tag) == 2 {
		return false, 0
	}
	inWord := false
	for i, c := range tag {
		if isAlpha(c) {
			if inWord {
				continue
			}
			inWord = true // words begin behind what is no letter
		} else {
			switch c {
			case '&', 0:
				return true, suspect
			case '\\': // an escape may hide any word
				return true, ofAll
			}
			inWord = false
			continue
		}
		rest := tag[i:]
		if !mayTellWord(rest) && !mayTellName(rest) {
			continue
		}
		before := byte(0)
		if i > 0 {
			before = tag[i-1]
		}
		switch c | ' ' { // the letter in lower case
		case 'b':
			if begins(rest, "bgcolor") && style.SuspectGround(rest[len("bgcolor"):]) {
				suspect |= ofColour
			}
		case 'c':
			tells = tells || begins(rest, "colspan")
		case 'd':
			tells = tells || begins(rest, "data") || begins(rest, "download") || begins(rest, "dir")
			if begins(rest, "dir=") && bytes.Contains(bytes.ToLower(rest[:min(len(rest), 12)]), []byte("rtl")) {
				suspect |= ofOrder
			}
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
		tells, suspect = tells || t, suspect|s
	}
	return tells || suspect != 0, suspect
}

// mayTellName reports whether a word begins as an attribute that mayTell looks for and no word of a style does. It and mayTellWord leave
// few words of a tag to be compared.
func mayTellName(rest []byte) bool {
	if len(rest) < len("src") {
		return false
	}
	switch uint16(rest[0]|' ')<<8 | uint16(rest[1]|' ') {
	case 'b'<<8 | 'g', 'd'<<8 | 'a', 'd'<<8 | 'i', 'd'<<8 | 'o', 'c'<<8 | 'o', 'h'<<8 | 'e', 'h'<<8 | 'i', 'h'<<8 | 'r', 'n'<<8 | 'a',
		'p'<<8 | 'r', 'r'<<8 | 'o', 's'<<8 | 'r', 't'<<8 | 'i':
		return true
	}
	return false
}
