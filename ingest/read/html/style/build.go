package style

import (
	"math"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read/printed"
)

// Distances and sizes in pixels from which on a style matters.
const (
	noSize      = 2 // of a box that shows nothing
	indentDoubt = 150
	rightAway   = 2 * windowWidth
	lineBox     = 3 // of a box that is a rule
)

// build works out how an element looks. n is nil for a pseudo-element, which is of no kind of its own.
func (s *Sheet) build(parent *Computed, n *html.Node, e *values) *Computed {
	c := &Computed{inherited: parent.inherited, carried: parent.carried}
	tag := ""
	if n != nil {
		tag = tagOf(n)
		s.own(c, n, tag, e)
	}
	c.inherit(parent, e)
	c.shown(n, tag, e)
	if tag == "body" || tag == "html" {
		// A page that hides all of itself waits for a script to show it: nobody publishes a page without content.
		c.None, c.visible, c.alpha = false, true, 1
	}
	c.colour(n, tag, e)
	movable := n == nil || !s.holdsTable(n)
	c.lines(parent, n, tag, e, movable)
	c.order(parent, n, e, movable)
	c.position(parent, n, e, movable)
	c.sizes(n, tag, e)
	c.effects(parent, n, e, movable)
	c.settle()
	return c
}

// own fills in how browsers show an element where no style says otherwise, and the attributes that dress.
func (s *Sheet) own(c *Computed, n *html.Node, tag string, e *values) {
	or := func(p property, v value) {
		if e[p] == nil {
			e[p] = &v
		}
	}
	colour := func(p property, text string) {
		if v, ok := legacyColour(text); ok {
			or(p, value{paint: v})
		}
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			or(display, value{word: wordNone})
		case "bgcolor":
			colour(ground, a.Val)
		case "background":
			or(image, value{word: wordSet})
		case "color":
			if tag == "font" {
				colour(ink, a.Val)
			}
		case "face":
			first, _, _ := strings.Cut(a.Val, ",")
			if SymbolFont(first) {
				or(family, value{word: wordSet})
			}
		case "text":
			if tag == "body" {
				colour(ink, a.Val)
			}
		case "dir":
			if a.Val == "rtl" || a.Val == "RTL" {
				or(direction, value{word: "rtl"})
			} else {
				or(direction, value{word: "ltr"})
			}
		case "href":
			if tag == "a" {
				or(ink, value{paint: linkInk()})
			}
		}
	}
	switch tag {
	case "del", "s", "strike":
		or(line, value{word: "line-through"})
	case "sup", "sub":
		word := "super"
		if tag == "sub" {
			word = "sub"
		}
		or(vertical, value{word: word})
		or(fontSize, value{number: 0.83, unit: "em"})
	case "small":
		or(fontSize, value{number: 0.83, unit: "em"})
	case "bdo":
		or(bidi, value{word: "bidi-override"})
	case "bdi":
		or(bidi, value{word: "isolate"})
	case "dialog":
		if !has(n, "open") {
			or(display, value{word: wordNone})
		}
	case "mark":
		or(ground, value{paint: paint{printed.Colour{Red: 255, Green: 255}, 1}})
		or(ink, value{paint: paint{alpha: 1}})
	case "ol":
		or(listStyle, value{word: wordSet})
	case "ul":
		or(listStyle, value{word: "disc"})
	case "table":
		if s.matcher.quirks {
			or(fontSize, value{number: textSize, unit: "px"})
		}
	}
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// set returns a value that says something of its own, nil where the parent's or the usual counts.
func (e *values) set(p property) *value {
	v := e[p]
	if v == nil || v.word == wordUnset || v.word == wordInherit {
		return nil
	}
	return v
}

// word returns the word of a property, "" where it is not said.
func (e *values) word(p property) string {
	if v := e.set(p); v != nil && v.word != wordInitial {
		return v.word
	}
	return ""
}

// px returns a length of a property, false where it is none.
func (e *values) px(p property, size float64) (float64, bool) {
	v := e.set(p)
	if v == nil || v.word != "" {
		return 0, false
	}
	px := v.px(size, 2*textSize)
	return px, !math.IsNaN(px)
}

// inherit works out what children inherit.
func (c *Computed) inherit(parent *Computed, e *values) {
	if v := e.set(fontSize); v != nil {
		if v.word == wordInitial {
			c.size = textSize
		} else if px := v.px(parent.size, parent.size); !math.IsNaN(px) {
			c.size = px
		}
	}
	if word := e.word(visibility); word != "" {
		c.visible = word == "visible"
		c.Collapsed = word == "collapse"
	} else if e[visibility] != nil && e[visibility].word == wordInitial {
		c.visible = true
	}
	if word := e.word(direction); word != "" {
		c.rtl = word == "rtl"
	}
	if word := e.word(security); word != "" {
		c.secret = word != wordNone
	}
	if v := e.set(family); v != nil {
		c.symbols = v.word == wordSet
	}
	switch e.word(variant) {
	case "normal":
		c.variant = 0
	case "super":
		c.variant = printed.Raised
	case "sub":
		c.variant = printed.Lowered
	}
	if px, ok := e.px(spacing, c.size); ok {
		c.spacing = px
	} else if e.word(spacing) == "normal" {
		c.spacing = 0
	}
	if v := e.set(indent); v != nil && v.word == "" {
		c.indent = v.px(c.size, windowWidth)
	}
	if word := e.word(listStyle); word != "" {
		c.listStyle = word
	}
	for _, p := range []property{shadow, stroke} {
		if word := e.word(p); word != "" {
			c.shadowed = word == wordSet
		}
	}
}

// shown works out whether an element is shown, and as a block.
func (c *Computed) shown(n *html.Node, tag string, e *values) {
	switch word := e.word(display); word {
	case "":
	case wordNone:
		c.None = true
	case "flex", "grid", "-webkit-flex", "-webkit-box":
		c.Block, c.flexible = true, true
	case "inline-flex", "inline-grid", "-webkit-inline-flex", "-webkit-inline-box":
		c.flexible = true
	case "block", "list-item", "flow-root", "table", "table-cell", "table-row", "table-caption":
		c.Block = true
	}
	if n != nil && (tag == "li" || e.word(display) == "list-item") {
		c.Listed = c.listStyle == wordSet
	}
	if e.word(contentVisibility) == "hidden" {
		c.look |= printed.Hidden
	}
	if v := e.set(opacity); v != nil && v.word == "" {
		c.alpha *= min(max(v.number, 0), 1)
	}
}

// colour works out ink and ground.
func (c *Computed) colour(n *html.Node, tag string, e *values) {
	if v := e.set(ink); v != nil {
		switch v.word {
		case "":
			c.ink, c.inkKnown = v.paint, true
		case wordInitial:
			c.ink, c.inkKnown = paint{alpha: 1}, true
		case wordUnknown:
			c.inkKnown = false
		}
	}
	if v := e.set(fill); v != nil {
		c.fill, c.filled = v.paint, v.word == ""
	}
	if v := e.set(ground); v != nil {
		p := v.paint
		switch v.word {
		case wordUnknown:
			c.groundKnown = false
		case wordCurrent:
			p = c.ink
		}
		if v.word == "" || v.word == wordCurrent {
			if p.alpha > 0.99 {
				c.groundKnown = true
			}
			c.ground.Colour = p.Over(c.ground.Colour, p.alpha)
		}
	}
	switch word := e.word(image); word {
	case "", wordNone:
	default:
		c.groundKnown = false
		if word == "gradient" && n != nil && !IsBlock(n) && !c.Block && tag != "a" {
			c.doubt |= printed.Covered // a line may be drawn with it
		}
	}
	if e.word(groundClip) == "text" {
		c.shadowed = true
	}
}

// lines works out what strikes text out and raises it.
func (c *Computed) lines(parent *Computed, n *html.Node, tag string, e *values, movable bool) {
	if !movable && n != nil && !IsBlock(n) && !isPartOfTable(n) {
		return // a <s> or a span left open strikes out and raises nobody's report
	}
	boxed := e.word(float) != "" && e.word(float) != wordNone
	switch e.word(position) {
	case "absolute", "fixed":
		boxed = true
	}
	switch e.word(display) {
	case "inline-block", "inline-flex", "inline-grid", "inline-table":
		boxed = true
	}
	if boxed { // no line runs into such a box
		c.struck = false
	}
	if e.word(line) == "line-through" {
		c.struck = true
	}
	v := e.set(vertical)
	if boxed || v == nil || c.Block || isCell(tag) || tag == "img" {
		return
	}
	smaller := c.size < parent.size*0.9
	switch {
	case v.word == "super":
		c.look |= printed.Raised
	case v.word == "sub":
		c.look |= printed.Lowered
	case smaller && (v.word == "top" || v.word == "text-top"):
		c.look |= printed.Raised
	case v.word == "":
		c.raise(-v.px(c.size, c.size), parent)
	}
}

// raise notes that text stands so many pixels lower than its line, or higher where they are less than none.
func (c *Computed) raise(down float64, parent *Computed) {
	least := 0.35 * parent.size
	if c.size < parent.size*0.9 {
		least = 0.1 * parent.size
	}
	switch {
	case down <= -least:
		c.look |= printed.Raised
	case down >= least:
		c.look |= printed.Lowered
	}
}

// isPartOfTable reports whether an element is a table or a section of one.
func isPartOfTable(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot:
		return true
	}
	return false
}

func isCell(tag string) bool { return tag == "td" || tag == "th" }

// IsBlock reports whether an element starts and ends a line of its own where no style says otherwise.
func IsBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details,
		atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer,
		atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Html,
		atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Option, atom.P, atom.Section, atom.Summary,
		atom.Ul, atom.Td, atom.Th, atom.Tr:
		return true
	}
	return false
}
