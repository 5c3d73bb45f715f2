package style

import (
	"strings"

	"golang.org/x/net/html"
)

// Dress begins the name of an element that stands for one that dresses text: dress-b for b. The parser of HTML re-opens
// those in every paragraph behind them and nests them without bound; it does not know these.
const Dress = "dress-"

// tagOf returns the name of an element as the page has it.
func tagOf(n *html.Node) string { return strings.TrimPrefix(n.Data, Dress) }

// match is whether a selector matches: surely, or nobody can tell.
type match uint8

const (
	no match = iota
	maybe
	yes
)

// matcher tests selectors against elements and counts what that costs.
type matcher struct {
	quirks bool // names of classes and ids may differ in case
	budget int
}

// selector tests the compounds from number i on, i and all to its left, against an element.
func (m *matcher) selector(s *selector, i int, n *html.Node) match {
	if m.budget--; m.budget < 0 || n == nil || n.Type != html.ElementNode {
		return no
	}
	own := m.compound(&s.compounds[i], n)
	if own == no || i+1 == len(s.compounds) {
		return own
	}
	switch s.joins[i] {
	case '>':
		return min(own, m.selector(s, i+1, n.Parent))
	case '+':
		return min(own, m.selector(s, i+1, before(n)))
	case '~':
		for at := before(n); at != nil; at = before(at) {
			if got := m.selector(s, i+1, at); got != no {
				return min(own, got)
			}
		}
		return no
	}
	for at := n.Parent; at != nil; at = at.Parent {
		if m.budget--; m.budget < 0 {
			return no
		}
		if got := m.selector(s, i+1, at); got != no {
			return min(own, got)
		}
		// What goes on with a descendant fails for all ancestors where it fails for the nearest: they have fewer of their own.
		if i+2 >= len(s.compounds) || s.joins[i+1] != ' ' {
			continue
		}
		if at.Type == html.ElementNode && m.compound(&s.compounds[i+1], at) != no {
			return no
		}
	}
	return no
}

func before(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; n = n.PrevSibling {
	}
	return n
}

func after(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
	}
	return n
}

func (m *matcher) compound(c *compound, n *html.Node) match {
	if c.tag != "" && c.tag != tagOf(n) {
		return no
	}
	for _, id := range c.ids {
		if !m.same(attribute(n, "id"), id) {
			return no
		}
	}
	if len(c.classes) > 0 {
		list := attribute(n, "class")
		for _, class := range c.classes {
			if !m.hasWord(list, class) {
				return no
			}
		}
	}
	for i := range c.attrs {
		if !c.attrs[i].holds(n) {
			return no
		}
	}
	out := yes
	for i := range c.pseudos {
		if out = min(out, m.pseudo(&c.pseudos[i], n)); out == no {
			return no
		}
	}
	return out
}

func (m *matcher) same(a, b string) bool { return a == b || m.quirks && strings.EqualFold(a, b) }

func (m *matcher) hasWord(list, word string) bool {
	m.budget -= len(list) / 16
	for list != "" {
		end := strings.IndexAny(list, " \t\r\n\f")
		if end < 0 {
			end = len(list)
		}
		if end > 0 && m.same(list[:end], word) {
			return true
		}
		list = list[min(end+1, len(list)):]
	}
	return false
}

// holds tests a condition on an attribute.
func (a *attrTest) holds(n *html.Node) bool {
	for _, attr := range n.Attr {
		if attr.Key != a.name {
			continue
		}
		got, want := attr.Val, a.want
		if a.fold || foldedValue(a.name) {
			got, want = strings.ToLower(got), strings.ToLower(want)
		}
		switch a.op {
		case 0:
			return true
		case '=':
			return got == want
		case '~':
			for _, word := range strings.Fields(got) {
				if word == want {
					return true
				}
			}
			return false
		case '|':
			return got == want || strings.HasPrefix(got, want+"-")
		case '^':
			return want != "" && strings.HasPrefix(got, want)
		case '$':
			return want != "" && strings.HasSuffix(got, want)
		case '*':
			return want != "" && strings.Contains(got, want)
		}
		return false
	}
	return false
}

// foldedValue reports whether HTML takes the values of an attribute in either case.
func foldedValue(name string) bool {
	switch name {
	case "align", "valign", "bgcolor", "color", "dir", "type", "lang", "rel", "media", "method", "checked", "disabled", "selected":
		return true
	}
	return false
}

// pseudo tests a pseudo-class. What a pointer, a visit or a form in use would need never holds; what is not known here
// may.
func (m *matcher) pseudo(p *pseudo, n *html.Node) match {
	sure := func(b bool) match {
		if b {
			return yes
		}
		return no
	}
	switch p.name {
	case "is", "where", "matches", "-webkit-any", "-moz-any", "not":
		out := no
		for i := range p.list {
			out = max(out, m.selector(&p.list[i], 0, n))
		}
		if p.name == "not" {
			return yes - out
		}
		return out
	case "first-child":
		return sure(before(n) == nil)
	case "last-child":
		return sure(after(n) == nil)
	case "only-child":
		return sure(before(n) == nil && after(n) == nil)
	case "first-of-type":
		return sure(m.count(n, before, true) == 1)
	case "last-of-type":
		return sure(m.count(n, after, true) == 1)
	case "only-of-type":
		return sure(m.count(n, before, true) == 1 && m.count(n, after, true) == 1)
	case "nth-child":
		return sure(p.step.has(m.count(n, before, false)))
	case "nth-last-child":
		return sure(p.step.has(m.count(n, after, false)))
	case "nth-of-type":
		return sure(p.step.has(m.count(n, before, true)))
	case "nth-last-of-type":
		return sure(p.step.has(m.count(n, after, true)))
	case "root", "scope":
		return sure(n.Parent != nil && n.Parent.Type == html.DocumentNode)
	case "empty":
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode || c.Type == html.TextNode && c.Data != "" {
				return no
			}
		}
		return yes
	case "link", "any-link", "-webkit-any-link":
		return sure(tagOf(n) == "a" && attribute(n, "href") != "")
	case "hover", "focus", "active", "visited", "target", "focus-within", "focus-visible", "target-within", "fullscreen",
		"popover-open", "playing", "modal", "user-invalid", "user-valid", "autofill", "-webkit-autofill", "-moz-focusring",
		"-webkit-full-screen", "-moz-full-screen", "-ms-fullscreen", "host", "current", "past", "picture-in-picture":
		return no
	case "defined":
		return yes
	}
	return maybe
}

// count is the number of an element among its siblings in a direction, from 1; typed counts those of its name alone.
func (m *matcher) count(n *html.Node, next func(*html.Node) *html.Node, typed bool) int {
	count, tag := 1, tagOf(n)
	for at := next(n); at != nil; at = next(at) {
		if m.budget--; m.budget < 0 {
			return 0
		}
		if !typed || tagOf(at) == tag {
			count++
		}
	}
	return count
}
