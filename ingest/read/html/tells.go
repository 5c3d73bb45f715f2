package html

import (
	"bytes"

	"gongkai/ingest/read/html/style"
)

// styleTells reports the same of the text of a style. That of a cell may say how its text stands in it.
func styleTells(value []byte, ofCell bool) (tells bool, suspect suspicion) {
	before := byte(0)
	for i, c := range value {
		if c == '\\' || c == 0 {
			return true, ofAll
		}
		if !isAlpha(before) && isAlpha(c) && !(ofCell && c|' ' == 'v' && begins(value[i:], "vertical-align")) {
			t, s := wordTells(value[i:], before)
			tells, suspect = tells || t, suspect|s
		}
		before = c
	}
	return tells, suspect
}

func isAlpha(c byte) bool { return c|' ' >= 'a' && c|' ' <= 'z' }

// wordTells reports whether a word of a style begins here that can make text look otherwise, and what else of the page that bears
// on. before is the character before it.
func wordTells(rest []byte, before byte) (tells bool, suspect suspicion) {
	if !mayTellWord(rest) {
		return false, 0
	}
	when := func(is bool, s suspicion) suspicion {
		if is {
			return s
		}
		return 0
	}
	switch rest[0] | ' ' {
	case 'b':
		switch {
		case begins(rest, "background-image"):
			return false, when(bytes.IndexByte(declared(rest), '(') >= 0, ofColour)
		case begins(rest, "background-color"):
			return false, when(style.SuspectGround(rest[len("background-color"):]), ofColour)
		case begins(rest, "background:"), begins(rest, "background ="), begins(rest, "background="), begins(rest, "background "):
			return false, when(suspectShorthand(rest[len("background"):]), ofColour)
		}
		return begins(rest, "blend"), 0
	case 'c':
		if begins(rest, "color") && !inName(before) {
			return false, when(style.SuspectInk(rest[len("color"):]), ofColour)
		}
		return begins(rest, "clip") || begins(rest, "content"), 0
	case 'd':
		if begins(rest, "display") {
			value := bytes.ToLower(declared(rest))
			return true, when(bytes.Contains(value, []byte("flex")) || bytes.Contains(value, []byte("grid")), ofOrder)
		}
		if begins(rest, "direction") {
			return true, when(bytes.Contains(bytes.ToLower(declared(rest)), []byte("rtl")), ofOrder)
		}
		return false, 0
	case 'f':
		switch {
		case begins(rest, "font-size"):
			return false, when(style.SuspectSize(rest[len("font-size"):]), ofSize)
		case begins(rest, "font:"):
			return false, when(suspectFont(declared(rest[len("font:"):])), ofSize)
		case begins(rest, "fill-color"):
			return false, ofColour
		}
		return begins(rest, "float") || begins(rest, "filter") || begins(rest, "flex") || begins(rest, "feature-settings"), 0
	case 'g':
		return begins(rest, "grid") && !inName(before), 0
	case 'i':
		return begins(rest, "indent") && bytes.IndexByte(declared(rest), '-') > 0 && !isSmall(declared(rest)), 0
	case 'l':
		return begins(rest, "line-through") || begins(rest, "list-style"), 0
	case 'm':
		return begins(rest, "mask") || begins(rest, "margin") && negative(declared(rest)), 0
	case 'o':
		return begins(rest, "opacity") || begins(rest, "overflow") || begins(rest, "order") && !inName(before), 0
	case 'p':
		return begins(rest, "position"), 0
	case 'r':
		return begins(rest, "rotate"), 0
	case 's':
		return begins(rest, "scale") || begins(rest, "security") || begins(rest, "spacing") && negative(declared(rest)), 0
	case 't':
		return begins(rest, "transform") || begins(rest, "translate"), 0
	case 'u':
		return begins(rest, "unicode-bidi"), 0
	case 'w', 'z':
		return begins(rest, "wingdings") || begins(rest, "webdings") || begins(rest, "zapfdingbats"), 0
	case 'v':
		return begins(rest, "vertical-align") || begins(rest, "visibility") || begins(rest, "variant-position"), 0
	}
	return false, 0
}

// mayTellWord reports whether a word begins as one that wordTells knows: most words of a page are class, style, width and align.
func mayTellWord(rest []byte) bool {
	if len(rest) < len("flex") {
		return false
	}
	switch uint16(rest[0]|' ')<<8 | uint16(rest[1]|' ') {
	case 'b'<<8 | 'a', 'b'<<8 | 'l', 'c'<<8 | 'l', 'c'<<8 | 'o', 'd'<<8 | 'i', 'f'<<8 | 'e', 'f'<<8 | 'i', 'f'<<8 | 'l', 'f'<<8 | 'o',
		'g'<<8 | 'r', 'i'<<8 | 'n', 'l'<<8 | 'i', 'm'<<8 | 'a', 'o'<<8 | 'p', 'o'<<8 | 'r', 'o'<<8 | 'v', 'p'<<8 | 'o', 'r'<<8 | 'o',
		's'<<8 | 'c', 's'<<8 | 'e', 's'<<8 | 'p', 't'<<8 | 'r', 'u'<<8 | 'n', 'v'<<8 | 'a', 'v'<<8 | 'e', 'v'<<8 | 'i', 'w'<<8 | 'e',
		'w'<<8 | 'i', 'z'<<8 | 'a':
		return true
	}
	return false
}

// inName reports whether a character may stand within a name: color is no word of its own in mso-themecolor.
func inName(c byte) bool { return c == '-' || isAlpha(c) }

// declared cuts at the end of a declaration.
func declared(rest []byte) []byte {
	for end, c := range rest {
		if c == ';' || c == '>' {
			return rest[:end]
		}
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

// isSmall reports whether an indent is one of two digits, in points or pixels, as Word writes for a hanging first line.
func isSmall(rest []byte) bool {
	_, number, _ := bytes.Cut(rest, []byte("-"))
	digits := 0
	for digits < len(number) && number[digits] >= '0' && number[digits] <= '9' {
		digits++
	}
	unit := bytes.TrimLeft(number[digits:], ".0123456789")
	return digits <= 2 && (len(unit) > 0 && unit[0]|' ' == 'p' || digits == 0) && bytes.IndexByte(rest, '(') < 0
}

// suspectShorthand reports whether the value of background may be a dark ground or a picture.
func suspectShorthand(rest []byte) bool {
	value := declared(rest)
	return bytes.IndexByte(value, '(') >= 0 || style.SuspectGround(value)
}

// suspectFont reports whether the value of font may have no size: one of its lengths may be none.
func suspectFont(rest []byte) bool {
	for _, word := range bytes.Fields(rest) {
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
