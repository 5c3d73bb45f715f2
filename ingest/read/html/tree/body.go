package tree

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// startBody takes a start tag over in running text.
func (b *Builder) startBody(t tag) {
	switch t.known {
	case atom.Html, atom.Body:
		b.noAttributes(t)
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta, atom.Noframes, atom.Script, atom.Style, atom.Title:
		b.startMeta(t)
	case atom.Iframe, atom.Noembed, atom.Noscript, atom.Textarea:
		b.addRaw(t)
	case atom.Caption, atom.Col, atom.Colgroup, atom.Frame, atom.Head, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		// Parts of a table outside of one.
	case atom.Frameset, atom.Template, atom.Math, atom.Svg, atom.Applet, atom.Marquee, atom.Object, atom.Xmp, atom.Listing, atom.Plaintext,
		atom.Rb, atom.Rtc, atom.Rp, atom.Rt:
		b.failed = true
	case atom.Area, atom.Br, atom.Embed, atom.Img, atom.Keygen, atom.Wbr, atom.Param, atom.Source, atom.Track:
		b.addVoid(t)
	case atom.Image:
		t.known = atom.Img
		b.addVoid(t)
	case atom.Input:
		b.failed = b.failed || b.within(anywhere, atom.Select) > 0
		b.addVoid(t)
	case atom.A:
		b.startLink(t)
	case atom.Table:
		if b.within(inButton, atom.P) > 0 {
			switch b.doctype {
			case standard:
				b.closeParagraph()
			case unknown:
				b.failed = true
			case none, quirky:
			}
		}
		b.add(t)
		b.mode = inTable
	default:
		if !b.startBlock(t) {
			b.add(t)
		}
	}
}

// startBlock takes a start tag over that ends what is open before it.
func (b *Builder) startBlock(t tag) bool {
	switch t.known {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P,
		atom.Search, atom.Section, atom.Summary, atom.Ul, atom.Pre:
		b.closeParagraph()
		b.add(t)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.closeParagraph()
		if isHeading(b.top().DataAtom) {
			b.cut(len(b.open) - 1)
		}
		b.add(t)
	case atom.Form:
		if b.form != nil {
			return true
		}
		b.closeParagraph()
		b.form = b.add(t)
	case atom.Li:
		b.closeItem(atom.Li)
		b.closeParagraph()
		b.add(t)
	case atom.Dd, atom.Dt:
		b.closeItem(atom.Dd, atom.Dt)
		b.closeParagraph()
		b.add(t)
	case atom.Button:
		if b.within(anywhere, atom.Button) > 0 {
			b.closeImplied(0)
			b.closeWithin(anywhere, atom.Button)
		}
		b.add(t)
	case atom.Hr:
		if b.within(inButton, atom.P) > 0 {
			b.closeImplied(atom.P)
			b.closeWithin(anywhere, atom.P)
		}
		if b.within(anywhere, atom.Select) > 0 {
			b.closeImplied(0)
		}
		b.addVoid(t)
	case atom.Select, atom.Option, atom.Optgroup:
		b.startChoice(t)
	default:
		return false
	}
	return true
}

// startChoice takes a list to choose from over, and what it offers.
func (b *Builder) startChoice(t tag) {
	inside := b.within(anywhere, atom.Select) > 0
	switch {
	case t.known == atom.Select:
		b.failed = b.failed || inside
	case inside && t.known == atom.Option:
		b.closeImplied(atom.Optgroup)
	case inside:
		b.closeImplied(0)
	case b.top().DataAtom == atom.Option:
		b.cut(len(b.open) - 1)
	}
	b.add(t)
}

// closeItem closes the item of a list before the next begins.
func (b *Builder) closeItem(names ...atom.Atom) {
	for i := len(b.open) - 1; i > 0; i-- {
		n := b.open[i]
		switch {
		case slices.Contains(names, n.DataAtom):
			b.cut(i)
			return
		case n.DataAtom == atom.Address, n.DataAtom == atom.Div, n.DataAtom == atom.P:
		case isSpecial(n):
			return
		}
	}
}

// startLink takes a link over. One within another ends that in the middle of its text.
func (b *Builder) startLink(t tag) {
	if b.link > 0 {
		b.failed = true
		return
	}
	n := b.add(t)
	slices.SortFunc(n.Attr, func(x, y html.Attribute) int { return strings.Compare(x.Key, y.Key) })
	b.link = len(b.open) - 1
}

// closeBody takes an end tag over in running text.
func (b *Builder) closeBody(t tag) {
	switch t.known {
	case atom.Body, atom.Html:
		// What comes after the end of the page is read as if it had not ended.
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Button, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div,
		atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Listing, atom.Main, atom.Menu,
		atom.Nav, atom.Ol, atom.Pre, atom.Search, atom.Section, atom.Select, atom.Summary, atom.Ul:
		if b.within(anywhere, t.known) > 0 {
			b.closeImplied(0)
			b.closeWithin(anywhere, t.known)
		}
	case atom.Form:
		b.closeForm()
	case atom.P:
		if !b.closeWithin(inButton, atom.P) {
			b.addVoid(tag{known: atom.P})
		}
	case atom.Li:
		b.closeWithin(inList, atom.Li)
	case atom.Dd, atom.Dt:
		b.closeWithin(anywhere, t.known)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.closeWithin(anywhere, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
	case atom.A:
		b.closeLink(t)
	case atom.Br:
		b.startBody(tag{name: t.name, known: atom.Br})
	case atom.Applet, atom.Marquee, atom.Object, atom.Template:
		b.failed = true
	default:
		b.closeOther(t)
	}
}

func (b *Builder) closeForm() {
	form := b.form
	b.form = nil
	at := b.within(anywhere, atom.Form)
	if form == nil || at == 0 || b.open[at] != form {
		return
	}
	b.closeImplied(0)
	b.without(at)
}

func (b *Builder) closeLink(t tag) {
	if b.link == 0 {
		b.closeOther(t)
		return
	}
	if slices.ContainsFunc(b.open[b.link:], isSpecial) { // it goes on in the block that is open in it
		b.failed = true
		return
	}
	b.open, b.link = b.open[:b.link], 0
}

// closeOther closes the innermost element of a name, unless one that it may not reach over stands in between.
func (b *Builder) closeOther(t tag) {
	for i := len(b.open) - 1; i > 0; i-- {
		n := b.open[i]
		if n.DataAtom == t.known && (t.known != 0 || n.Data == string(t.name)) {
			b.cut(i)
			return
		}
		if isSpecial(n) {
			return
		}
	}
}

func isHeading(name atom.Atom) bool {
	switch name {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
