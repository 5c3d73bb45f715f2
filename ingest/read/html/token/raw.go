package token

import "strings"

// rawEnd returns where the content of an element ends that holds no tags: before its end tag, or with the page.
func (s *Scanner) rawEnd(name string) int {
	switch name {
	case "plaintext":
		return len(s.page)
	case "script":
		return s.scriptEnd()
	}
	for at := s.from; ; {
		next := strings.IndexByte(s.page[at:], '<')
		if next < 0 {
			return len(s.page)
		}
		at += next
		if endsElement(s.page[at:], name) {
			return at
		}
		at++
	}
}

// scriptEnd returns the same of a script, in which <!-- hides end tags of scripts that were begun after it ("script data escaped
// state" of the standard).
func (s *Scanner) scriptEnd() int {
	const name = "script"
	escaped, twice, dashes := false, false, 0
	for at := s.from; at < len(s.page); at++ {
		c := s.page[at]
		rest := s.page[at:]
		switch {
		case c == '-':
			dashes++
			continue
		case c == '>' && dashes >= 2:
			escaped, twice = false, false
		case c == '<' && twice:
			if endsElement(rest, name) {
				twice = false
				at += len("</script>") - 1
			}
		case c == '<' && endsElement(rest, name):
			return at
		case c == '<' && !escaped:
			if strings.HasPrefix(rest, "<!--") {
				escaped, dashes = true, 2
				at += len("<!--") - 1
				continue
			}
		case c == '<' && begins(rest[1:], name):
			twice = true
			at += len("<script>") - 1
		}
		dashes = 0
	}
	return len(s.page)
}

// endsElement reports whether an end tag of an element begins here.
func endsElement(rest, name string) bool {
	return len(rest) > 2 && rest[1] == '/' && begins(rest[2:], name)
}

// begins reports whether a tag goes on with a name.
func begins(rest, name string) bool {
	if len(rest) <= len(name) || !equalASCII(rest[:len(name)], name) {
		return false
	}
	c := rest[len(name)]
	return isSpace(c) || c == '/' || c == '>'
}
