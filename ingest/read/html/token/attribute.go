package token

import (
	"strings"

	"golang.org/x/net/html"
)

// attribute is one of a tag, by where its parts stand. One without a name is none.
type attribute struct {
	key, keyEnd     int
	value, valueEnd int
	end             int
	slash           bool // the value has no quotes and ends with a slash
}

// readAttribute reads the attribute at at.
func readAttribute(page string, at int) attribute {
	a := attribute{key: at}
	for at < len(page) {
		c := page[at]
		// An equals sign that begins a name is part of it.
		if isSpace(c) || c == '/' || c == '>' || c == '=' && at > a.key {
			break
		}
		at++
	}
	a.keyEnd, a.value, a.valueEnd = at, at, at
	a.end = skipSpace(page, at)
	if a.end == len(page) {
		return a
	}
	switch page[a.end] {
	case '/':
		a.end++
		return a
	case '=':
	default:
		return a
	}
	at = skipSpace(page, a.end+1)
	a.end = at
	if at == len(page) || page[at] == '>' {
		return a
	}
	if quote := page[at]; quote == '"' || quote == '\'' {
		a.value = at + 1
		length := strings.IndexByte(page[a.value:], quote)
		if length < 0 {
			a.valueEnd, a.end = len(page), len(page)
			return a
		}
		a.valueEnd = a.value + length
		a.end = a.valueEnd + 1
		return a
	}
	a.value = at
	for at < len(page) && !isSpace(page[at]) && page[at] != '>' {
		at++
	}
	a.valueEnd, a.end = at, at
	a.slash = page[at-1] == '/'
	return a
}

// maxListed is how many names are compared one by one.
const maxListed = 16

// attributes goes through those of a tag. The second of a name does not count.
type attributes struct {
	page   string
	at     int
	now    attribute
	listed []string
	seen   map[string]bool // once there are many
	key    []byte
}

// Attributes begins with the attributes of the tag, which Attribute returns.
func (s *Scanner) Attributes() {
	v := &s.values
	v.page, v.at = s.page, s.name
	v.listed = v.listed[:0]
	clear(v.seen)
}

// Attribute returns the next attribute: its name in lower case, valid until the next, and its value. ok is false after the last.
func (s *Scanner) Attribute() (key []byte, value string, ok bool) {
	v := &s.values
	if !v.next() {
		return nil, "", false
	}
	v.key = appendLower(v.key[:0], v.page[v.now.key:v.now.keyEnd])
	return v.key, v.text(), true
}

func (v *attributes) next() bool {
	for {
		v.at = skipSpace(v.page, v.at)
		if v.at == len(v.page) || v.page[v.at] == '>' {
			return false
		}
		v.now = readAttribute(v.page, v.at)
		v.at = v.now.end
		if name := v.page[v.now.key:v.now.keyEnd]; name != "" && v.isNew(name) {
			return true
		}
	}
}

// isNew reports whether no attribute of this name came before. A tag may have a million of them.
func (v *attributes) isNew(name string) bool {
	if len(v.listed) < maxListed {
		for _, other := range v.listed {
			if len(other) == len(name) && equalASCII(other, name) {
				return false
			}
		}
		v.listed = append(v.listed, name)
		return true
	}
	if len(v.seen) == 0 {
		v.seen = make(map[string]bool, 2*maxListed)
		for _, other := range v.listed {
			v.seen[lowerASCII(other)] = true
		}
	}
	name = lowerASCII(name)
	if v.seen[name] {
		return false
	}
	v.seen[name] = true
	return true
}

// text returns the value as it is meant.
func (v *attributes) text() string {
	value := v.page[v.now.value:v.now.valueEnd]
	switch {
	case strings.IndexByte(value, '&') < 0 && strings.IndexByte(value, '\r') < 0 && strings.IndexByte(value, 0) < 0:
		return value
	case strings.IndexByte(value, '\r') < 0 && strings.IndexByte(value, 0) < 0 && closed(value):
		return html.UnescapeString(value)
	}
	// What & means in a value has rules of its own, which html keeps to itself: &copy=1 of an address is no sign.
	z := html.NewTokenizer(strings.NewReader("<a " + v.page[v.now.key:v.now.end] + ">"))
	z.Next()
	_, text, _ := z.TagAttr()
	return string(text)
}

// closed reports whether each & of a value begins a sign of those that mean the same in any place.
func closed(value string) bool {
	for {
		at := strings.IndexByte(value, '&')
		if at < 0 {
			return true
		}
		value = value[at+1:]
		end := strings.IndexByte(value, ';')
		if end < 0 {
			return false
		}
		switch name := value[:end]; name {
		case "amp", "lt", "gt", "quot", "nbsp":
		default:
			if len(name) < 2 || name[0] != '#' || strings.Trim(name[1:], "0123456789") != "" {
				return false
			}
		}
	}
}

func equalASCII(a, b string) bool {
	for i := range len(a) {
		if x, y := a[i], b[i]; x != y && (x|' ' != y|' ' || !isLetter(x)) {
			return false
		}
	}
	return true
}

func lowerASCII(name string) string {
	for i := range len(name) {
		if c := name[i]; c >= 'A' && c <= 'Z' {
			b := []byte(name)
			for j := i; j < len(b); j++ {
				if b[j] >= 'A' && b[j] <= 'Z' {
					b[j] |= ' '
				}
			}
			return string(b)
		}
	}
	return name
}
