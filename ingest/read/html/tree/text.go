package tree

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxJoined is how many texts are added to others, between which tags stand that mean nothing. Each copies what came before.
const maxJoined = 200

// pending is text that is not yet in the tree: what stands between two tags may come in pieces, for tags that only dress it are gone.
type pending struct {
	one    string
	pieces []byte // where there are several
}

// Text takes text over as it stands in the page.
func (b *Builder) Text(raw string) {
	p := &b.pending
	switch {
	case len(p.pieces) > 0:
		p.pieces = append(p.pieces, raw...)
	case p.one == "":
		p.one = raw
	default:
		p.pieces = append(append(p.pieces, p.one...), raw...)
		p.one = ""
	}
}

// RawText takes the content of an element over that holds no tags; that of a title and a text field has signs.
func (b *Builder) RawText(s string) {
	if b.raw == nil {
		b.failed = true
		return
	}
	s = newlines(s)
	s = strings.ReplaceAll(s, "\x00", "\ufffd")
	switch b.raw.DataAtom {
	case atom.Title:
		s = html.UnescapeString(s)
	case atom.Textarea:
		s = withoutNewline(html.UnescapeString(s))
	}
	if s == "" {
		return
	}
	n := b.node()
	n.Type, n.Data = html.TextNode, s
	appendChild(b.raw, n)
}

// flush puts the text that came into the tree.
func (b *Builder) flush() {
	p := &b.pending
	s := p.one
	if len(p.pieces) > 0 {
		s = string(p.pieces)
	}
	p.one, p.pieces = "", p.pieces[:0]
	if s == "" || b.failed {
		return
	}
	s = newlines(s)
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	if strings.IndexByte(s, 0) >= 0 {
		b.failed = true
		return
	}
	b.place(s)
}

// place puts text where it belongs.
func (b *Builder) place(s string) {
	switch b.mode {
	case beforeHTML, beforeHead:
		if s = strings.TrimLeft(s, space); s == "" {
			return
		}
		b.toBody()
	case inHead, afterHead:
		if s = b.leading(s); s == "" {
			return
		}
		b.toBody()
	case inColumns:
		if s = b.leading(s); s != "" {
			b.failed = true
		}
		return
	case inTable, inSection, inRow:
		if !isBlank(s) { // the parser puts it before the table
			b.failed = true
			return
		}
	case inBody, inCell, inCaption:
	}
	if top := b.top(); top.DataAtom == atom.Pre && top.FirstChild == nil {
		s = withoutNewline(s)
	}
	b.append(s)
}

// leading adds the white space before a text and returns the rest.
func (b *Builder) leading(s string) string {
	rest := strings.TrimLeft(s, space)
	b.append(s[:len(s)-len(rest)])
	return rest
}

// append adds text to the innermost open element.
func (b *Builder) append(s string) {
	if s == "" {
		return
	}
	top := b.top()
	if last := top.LastChild; last != nil && last.Type == html.TextNode {
		last.Data += s
		b.joined++
		b.failed = b.failed || b.joined > maxJoined
		return
	}
	n := b.node()
	n.Type, n.Data = html.TextNode, s
	appendChild(top, n)
}

// withoutNewline takes the line break away that follows <pre> in the source.
func withoutNewline(s string) string {
	s = strings.TrimPrefix(s, "\r")
	return strings.TrimPrefix(s, "\n")
}

func newlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
