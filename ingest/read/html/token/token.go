// Package token cuts a page into tags and texts as the tokenizer of golang.org/x/net/html does, which follows the HTML standard
// (https://html.spec.whatwg.org/multipage/parsing.html#tokenization). A test holds the two equal.
//
// It is there for speed: the whole page is at hand, so that texts, comments and quoted values are passed over at once, and the
// attributes of a tag, of which a page pasted from Word has thousands, are taken apart only where somebody asks for them.
package token

import "strings"

// Kind is what a token is.
type Kind uint8

// The kinds. A page that ends within a tag ends before it.
const (
	End Kind = iota // of the page
	Text
	Start
	SelfClosing
	Close   // an end tag
	Comment // also what only looks like one: <?xml …?>, <![if …]>
	Doctype
)

// Scanner cuts a page. Its token is valid until the next.
type Scanner struct {
	page     string
	from, to int    // of the token
	name     int    // where the name of a tag ends
	raw      string // the element whose content comes next and holds no tags
	rawText  bool   // the token is such a content
	lower    []byte // the name of the tag
	values   attributes
}

// New returns a scanner of a page.
func New(page string) *Scanner { return &Scanner{page: page} }

// Raw returns the token as it stands.
func (s *Scanner) Raw() string { return s.page[s.from:s.to] }

// Range returns where the token stands.
func (s *Scanner) Range() (from, to int) { return s.from, s.to }

// IsRaw reports whether a text is the content of an element that holds no tags, as <script>.
func (s *Scanner) IsRaw() bool { return s.rawText }

// Name returns the name of a tag in lower case.
func (s *Scanner) Name() []byte {
	start := s.from + 1
	if s.page[start] == '/' {
		start++
	}
	s.lower = appendLower(s.lower[:0], s.page[start:s.name])
	return s.lower
}

// Next goes on to the next token.
func (s *Scanner) Next() Kind {
	s.from, s.rawText = s.to, false
	if s.raw != "" {
		name := s.raw
		s.raw = ""
		if s.to = s.rawEnd(name); s.to > s.from {
			s.rawText = true
			return Text
		}
	}
	for at := s.from; ; {
		next := strings.IndexByte(s.page[at:], '<')
		if next < 0 || at+next+1 == len(s.page) {
			return s.text(len(s.page))
		}
		at += next
		c := s.page[at+1]
		if !isLetter(c) && c != '/' && c != '!' && c != '?' {
			at++
			continue
		}
		if at > s.from {
			return s.text(at)
		}
		if c == '/' && at+2 == len(s.page) {
			return s.text(len(s.page))
		}
		return s.markup(c)
	}
}

func (s *Scanner) text(to int) Kind {
	s.to = to
	if s.from == to {
		return End
	}
	return Text
}

// markup reads what begins with < and c.
func (s *Scanner) markup(c byte) Kind {
	switch {
	case isLetter(c):
		return s.start()
	case c == '/':
		switch next := s.page[s.from+2]; {
		case next == '>':
			s.to = s.from + len("</>")
			return Comment
		case isLetter(next):
			end, _ := s.tag(s.from + 2)
			if end < 0 {
				return s.cut()
			}
			s.to = end
			return Close
		}
		s.to = s.angle(s.from + 2)
		return Comment
	case c == '?':
		s.to = s.angle(s.from + 1)
		return Comment
	}
	rest := s.page[s.from+2:]
	switch {
	case strings.HasPrefix(rest, "--"):
		s.to = s.comment(s.from + len("<!--"))
		return Comment
	case len(rest) >= len("doctype") && strings.EqualFold(rest[:len("doctype")], "doctype"):
		s.to = s.angle(s.from + len("<!doctype"))
		return Doctype
	}
	s.to = s.angle(s.from + 2)
	return Comment
}

// cut ends a page within a tag.
func (s *Scanner) cut() Kind {
	s.from, s.to = len(s.page), len(s.page)
	return End
}

// start reads a start tag.
func (s *Scanner) start() Kind {
	end, slash := s.tag(s.from + 1)
	if end < 0 {
		return s.cut()
	}
	s.to = end
	name := s.page[s.from+1 : s.name]
	for _, raw := range [...]string{
		"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp",
	} {
		if len(name) == len(raw) && name[0]|' ' == raw[0] && strings.EqualFold(name, raw) {
			s.raw = raw
		}
	}
	// The slash of <p a=/> belongs to the value, but for that of an attribute named before, which counts as not written.
	if s.page[end-2] == '/' && (!slash || !s.lastCounts(end-2)) {
		return SelfClosing
	}
	return Start
}

// tag returns where a tag ends whose name begins at at, -1 where it does not. slash says that its last attribute has a value
// without quotes that ends with a slash.
func (s *Scanner) tag(at int) (end int, slash bool) {
	for at < len(s.page) && !isSpace(s.page[at]) && s.page[at] != '/' && s.page[at] != '>' {
		at++
	}
	s.name = at
	for {
		at = skipSpace(s.page, at)
		if at == len(s.page) {
			return -1, false
		}
		if s.page[at] == '>' {
			return at + 1, slash
		}
		a := readAttribute(s.page, at)
		at, slash = a.end, a.slash
	}
}

// lastCounts reports whether the last attribute of the tag, whose value ends behind at, is the first of its name.
func (s *Scanner) lastCounts(at int) bool {
	s.Attributes()
	counts := false
	for s.values.next() {
		counts = s.values.now.valueEnd == at+1
	}
	return counts
}

// angle returns where the next > ends.
func (s *Scanner) angle(at int) int {
	next := strings.IndexByte(s.page[at:], '>')
	if next < 0 {
		return len(s.page)
	}
	return at + next + 1
}

// comment returns where a comment ends whose text begins at at.
func (s *Scanner) comment(at int) int {
	dashes := at
	for dashes < len(s.page) && s.page[dashes] == '-' {
		dashes++
	}
	if dashes < len(s.page) && s.page[dashes] == '>' { // <!-->, <!--->, <!---->
		return dashes + 1
	}
	for {
		next := strings.Index(s.page[at:], "--")
		if next < 0 {
			return len(s.page)
		}
		at += next + 2
		for at < len(s.page) && s.page[at] == '-' {
			at++
		}
		rest := s.page[at:]
		switch {
		case strings.HasPrefix(rest, ">"):
			return at + 1
		case strings.HasPrefix(rest, "!>"):
			return at + 2
		}
	}
}

func isLetter(c byte) bool { return c|' ' >= 'a' && c|' ' <= 'z' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' }

func skipSpace(page string, at int) int {
	for at < len(page) && isSpace(page[at]) {
		at++
	}
	return at
}

// appendLower appends a name in lower case; a NUL is a character that cannot be read.
func appendLower(b []byte, name string) []byte {
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'A' && c <= 'Z':
			b = append(b, c|' ')
		case c == 0:
			b = append(b, "\ufffd"...)
		default:
			b = append(b, c)
		}
	}
	return b
}
