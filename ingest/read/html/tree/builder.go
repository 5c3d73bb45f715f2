// Package tree makes the tree of a page from its tags, in one pass, for pages that need no repair.
//
// The tree is that of golang.org/x/net/html ("tree construction" of the HTML standard,
// https://html.spec.whatwg.org/multipage/parsing.html#tree-construction), with implied tags, cells and rows closed by the next, and
// tags that close nothing passed over. What needs more (text between the rows of a table, links that overlap, pictures in tags,
// frames, templates) it does not build: then the page goes to that parser. A test and a fuzz target hold the two equal.
package tree

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth is how deep elements nest; the parser refuses deeper ones.
const maxDepth = 512

// mode says what a tag or text means where it stands ("insertion mode" of the standard).
type mode uint8

const (
	beforeHTML mode = iota
	beforeHead
	inHead
	afterHead
	inBody
	inTable
	inColumns // a colgroup
	inSection // thead, tbody, tfoot
	inRow
	inCell
	inCaption
)

// Builder makes one tree.
type Builder struct {
	root, head *html.Node
	open       []*html.Node // the open elements, <html> first
	mode       mode
	form       *html.Node // the open one
	link       int        // where the open link of the cell stands in open, 0 for none
	outer      []int      // those of the cells around it
	raw        *html.Node // the open element that holds no tags
	doctype    doctype
	failed     bool
	joined     int // texts added to others
	pending    pending
	nodes      []html.Node
	attributes []html.Attribute
}

// New returns a builder of a page.
func New() *Builder { return &Builder{root: &html.Node{Type: html.DocumentNode}} }

// Failed reports whether the page needs more than is known here: its tree is not right.
func (b *Builder) Failed() bool { return b.failed }

// Root ends the page and returns its tree. It has no comments, and of the document type
// only that there is one.
func (b *Builder) Root() *html.Node {
	b.flush()
	if b.mode < inBody {
		b.toBody()
	}
	return b.root
}

// Doctype takes the document type over, as it stands in the page.
func (b *Builder) Doctype(raw string) {
	b.flush()
	if b.mode == beforeHTML && len(b.open) == 0 && b.doctype == none {
		b.doctype = readDoctype(raw)
		n := b.node()
		n.Type, n.Data = html.DoctypeNode, "html"
		appendChild(b.root, n)
	}
}

// Start takes a start tag over. Names are in lower case, attributes are copied. That a tag closes itself means nothing but in pictures,
// which are not built.
func (b *Builder) Start(name []byte, known atom.Atom, attributes []html.Attribute, _ bool) {
	b.flush()
	t := tag{name: name, known: known, attributes: attributes}
	for !b.failed && !b.start(t) {
	}
}

// Close takes an end tag over.
func (b *Builder) Close(name []byte, known atom.Atom) {
	b.flush()
	if b.raw != nil {
		b.raw = nil
		return
	}
	t := tag{name: name, known: known}
	for !b.failed && !b.close(t) {
	}
}

// tag is what is being taken over.
type tag struct {
	name       []byte
	known      atom.Atom
	attributes []html.Attribute
}

// start takes a start tag over, or changes the mode for it and returns false.
func (b *Builder) start(t tag) bool {
	switch b.mode {
	case beforeHTML:
		return b.startHTML(t)
	case beforeHead:
		return b.startHead(t)
	case inHead:
		return b.startInHead(t)
	case afterHead:
		return b.startAfterHead(t)
	case inTable:
		return b.startPart(t)
	case inColumns:
		return b.startColumn(t)
	case inSection:
		return b.startRow(t)
	case inRow:
		return b.startCell(t)
	case inCell, inCaption:
		switch t.known {
		case atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
			if t.known == atom.Th && b.mode == inCaption { // which the parser passes over
				return true
			}
			b.leaveCell()
			return false
		}
	case inBody:
	}
	b.startBody(t)
	return true
}

// close does the same with an end tag.
func (b *Builder) close(t tag) bool {
	switch b.mode {
	case beforeHTML, beforeHead, inHead, afterHead:
		return b.closeHead(t)
	case inTable:
		return b.closePart(t)
	case inColumns:
		return b.closeColumns(t)
	case inSection:
		return b.closeSection(t)
	case inRow:
		return b.closeRow(t)
	case inCell, inCaption:
		if taken, done := b.closeCell(t); taken {
			return done
		}
	case inBody:
	}
	b.closeBody(t)
	return true
}

func (b *Builder) top() *html.Node { return b.open[len(b.open)-1] }

// add adds an element to the innermost open one, and opens it.
func (b *Builder) add(t tag) *html.Node {
	n := b.addVoid(t)
	b.open = append(b.open, n)
	if len(b.open) > maxDepth {
		b.failed = true
	}
	return n
}

// addVoid adds an element that holds nothing.
func (b *Builder) addVoid(t tag) *html.Node {
	n := b.node()
	n.Type, n.DataAtom = html.ElementNode, t.known
	if n.Data = t.known.String(); t.known == 0 {
		n.Data = string(t.name)
	}
	if len(t.attributes) > 0 {
		from := len(b.attributes)
		b.attributes = append(b.attributes, t.attributes...)
		n.Attr = b.attributes[from:len(b.attributes):len(b.attributes)]
	}
	parent := b.root
	if len(b.open) > 0 {
		parent = b.top()
	}
	appendChild(parent, n)
	return n
}

// addRaw adds an element that holds no tags: what comes next is its text.
func (b *Builder) addRaw(t tag) {
	b.raw = b.addVoid(t)
}

// node returns an empty node. They are made many at a time.
func (b *Builder) node() *html.Node {
	const many = 256
	if len(b.nodes) == cap(b.nodes) {
		b.nodes = make([]html.Node, 0, many)
	}
	b.nodes = b.nodes[:len(b.nodes)+1]
	return &b.nodes[len(b.nodes)-1]
}

func appendChild(parent, n *html.Node) {
	n.Parent = parent
	if n.PrevSibling = parent.LastChild; n.PrevSibling != nil {
		n.PrevSibling.NextSibling = n
	} else {
		parent.FirstChild = n
	}
	parent.LastChild = n
}

// cut closes the open elements from one on. A link that is left open goes on in what comes next, which is not built here.
func (b *Builder) cut(from int) {
	if b.link >= from {
		b.failed = true
	}
	b.open = b.open[:from]
}

// without closes an open element and leaves those in it open, as </form> does.
func (b *Builder) without(at int) {
	b.open = slices.Delete(b.open, at, at+1)
	if b.link > at {
		b.link--
	}
}

// noAttributes is for tags that were written before, whose attributes would be added to theirs.
func (b *Builder) noAttributes(t tag) {
	if len(t.attributes) > 0 {
		b.failed = true
	}
}

func isBlank(s string) bool { return strings.Trim(s, space) == "" }

// space is the white space of HTML.
const space = " \t\r\n\f"
