package tree

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The scopes of the standard: how far out an end tag finds its element.
type scope uint8

const (
	anywhere scope = iota
	inList         // not out of a list
	inButton       // not out of a button
	inTables       // not out of a table
)

// within returns where the innermost open element stands that is one of names, 0 if none is in scope: no name asked for is <html>.
func (b *Builder) within(s scope, names ...atom.Atom) int {
	for i := len(b.open) - 1; i > 0; i-- {
		at := b.open[i].DataAtom
		for _, name := range names {
			if at == name {
				return i
			}
		}
		switch at {
		case atom.Table, atom.Template:
			return 0
		case atom.Applet, atom.Caption, atom.Td, atom.Th, atom.Marquee, atom.Object, atom.Select:
			if s != inTables {
				return 0
			}
		case atom.Ol, atom.Ul:
			if s == inList {
				return 0
			}
		case atom.Button:
			if s == inButton {
				return 0
			}
		}
	}
	return 0
}

// closeWithin closes the innermost open element of names, if one is in scope.
func (b *Builder) closeWithin(s scope, names ...atom.Atom) bool {
	i := b.within(s, names...)
	if i > 0 {
		b.cut(i)
	}
	return i > 0
}

// closeParagraph closes the open paragraph, as what begins a block does.
func (b *Builder) closeParagraph() { b.closeWithin(inButton, atom.P) }

// closeImplied closes what needs no end tag, up to one of a name.
func (b *Builder) closeImplied(but atom.Atom) {
	i := len(b.open)
	for ; i > 1; i-- {
		at := b.open[i-1].DataAtom
		if !endsImplied(at) || at == but {
			break
		}
	}
	b.cut(i)
}

func endsImplied(name atom.Atom) bool {
	switch name {
	case atom.Dd, atom.Dt, atom.Li, atom.Optgroup, atom.Option, atom.P, atom.Rb, atom.Rp, atom.Rt, atom.Rtc:
		return true
	}
	return false
}

// isSpecial reports whether an element is of the category "special" of the standard: end tags of others do not reach over it.
func isSpecial(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Applet, atom.Area, atom.Article, atom.Aside, atom.Base, atom.Basefont, atom.Bgsound, atom.Blockquote, atom.Body,
		atom.Br, atom.Button, atom.Caption, atom.Center, atom.Col, atom.Colgroup, atom.Dd, atom.Details, atom.Dir, atom.Div, atom.Dl, atom.Dt,
		atom.Embed, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Frame, atom.Frameset, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Head, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Iframe, atom.Img, atom.Input, atom.Keygen,
		atom.Li, atom.Link, atom.Listing, atom.Main, atom.Marquee, atom.Menu, atom.Meta, atom.Nav, atom.Noembed, atom.Noframes, atom.Noscript,
		atom.Object, atom.Ol, atom.P, atom.Param, atom.Plaintext, atom.Pre, atom.Script, atom.Section, atom.Select, atom.Source, atom.Style,
		atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Template, atom.Textarea, atom.Tfoot, atom.Th, atom.Thead, atom.Title, atom.Tr,
		atom.Track, atom.Ul, atom.Wbr, atom.Xmp:
		return true
	}
	return false
}
