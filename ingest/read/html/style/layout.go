package style

import (
	"math"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read/printed"
)

// holdsTable reports whether an element is a table or holds one: then all of it moves together, and nothing is said by where
// it stands.
func (s *Sheet) holdsTable(n *html.Node) bool {
	if isPartOfTable(n) {
		return true
	}
	if s.tables == nil {
		root := n
		for root.Parent != nil {
			root = root.Parent
		}
		s.tables = map[*html.Node]bool{}
		for d := range root.Descendants() {
			if d.DataAtom != atom.Table {
				continue
			}
			for at := d; at != nil && !s.tables[at]; at = at.Parent {
				s.tables[at] = true
			}
		}
	}
	return s.tables[n]
}

// order works out whether things are shown in another order than they stand.
func (c *Computed) order(parent *Computed, n *html.Node, e *values, movable bool) {
	word := e.word(bidi)
	switch word {
	case "bidi-override", "isolate-override":
		c.override = c.rtl
	}
	apart := word == "isolate" || word == "plaintext" || c.flexible
	switch e.word(display) {
	case "inline-block", "inline-flex", "inline-grid", "inline-table":
		apart = true
	}
	c.Floats = e.word(float) != "" && e.word(float) != wordNone
	if !movable {
		return
	}
	if parent.rtl && apart && n != nil && !alone(n) {
		c.doubt |= printed.Moved
	}
	reversed := e.word(flexDirection) == "row-reverse" || e.word(flexDirection) == "column-reverse" || e.word(flexWrap) == "wrap-reverse"
	if c.flexible && (reversed || c.rtl) && n != nil && several(n) {
		c.doubt |= printed.Moved
	}
	if parent.flexible {
		if v := e.set(order); v != nil && v.word == "" && v.number != 0 && (n == nil || !alone(n)) {
			c.doubt |= printed.Moved
		}
		if e.word(place) == wordSet && (n == nil || !alone(n)) {
			c.doubt |= printed.Moved
		}
	}
}

// alone reports whether an element has no sibling with content.
func alone(n *html.Node) bool {
	return n.Parent == nil || !several(n.Parent)
}

// several reports whether an element holds more than one element or text.
func several(n *html.Node) bool {
	count := 0
	for c := n.FirstChild; c != nil && count < 2; c = c.NextSibling {
		if c.Type == html.ElementNode || c.Type == html.TextNode && !isSpace(c.Data) {
			count++
		}
	}
	return count > 1
}

func isSpace(s string) bool {
	for _, r := range s {
		switch r {
		case ' ', '\t', '\r', '\n', '\f':
		default:
			return false
		}
	}
	return true
}

// position works out where an element is moved to.
func (c *Computed) position(parent *Computed, n *html.Node, e *values, movable bool) {
	offset := func(p, other property, whole float64) (float64, bool) {
		if v := e.set(p); v != nil && v.word == "" {
			return v.px(c.size, whole), true
		}
		if v := e.set(other); v != nil && v.word == "" {
			return -v.px(c.size, whole), true
		}
		return 0, false
	}
	dx, hasX := offset(left, right, windowWidth/4)
	dy, hasY := offset(top, bottom, 2*textSize)
	switch e.word(position) {
	case "absolute", "fixed":
		farX := dx <= -farAway && e.set(left) != nil || math.Abs(dx) >= rightAway
		farY := dy <= -farAway && e.set(top) != nil || math.Abs(dy) >= 4*rightAway
		if hasX && farX || hasY && farY {
			c.look |= printed.Clipped
			return
		}
		if e.word(clip) == wordGone {
			c.look |= printed.Clipped
			return
		}
		if movable {
			c.doubt |= printed.Moved
			if e.word(clip) == wordPart {
				c.doubt |= printed.Covered
			}
			c.Covers = c.covers(n, e) && !c.isRule(n, e, dx, hasX, dy, hasY)
		}
	case "relative":
		switch {
		case math.Abs(dx) >= farAway || math.Abs(dy) >= farAway:
			c.look |= printed.Clipped
		case !movable:
		case math.Abs(dx) > charGap, math.Abs(dy) >= lineGap:
			c.doubt |= printed.Moved
			c.Covers = c.covers(n, e)
		case dy != 0 && !c.Block && (n == nil || !IsBlock(n)):
			c.raise(dy, parent)
		}
	}
	c.margins(n, e, movable)
}

// covers reports whether an element has anything that can lie over something: text, or a ground of its own.
func (c *Computed) covers(n *html.Node, e *values) bool {
	return filled(e) || prints(e.word(content)) || n != nil && hasText(n)
}

// filled reports whether an element has a ground of its own.
func filled(e *values) bool {
	v := e.set(ground)
	return v != nil && v.word != wordInitial && (v.word != "" || v.paint.alpha > 0) || e.word(image) == "gradient"
}

func hasText(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !isSpace(d.Data) {
			return true
		}
	}
	return false
}

// isRule reports whether a box that a style draws is a rule along an edge of its cell.
func (c *Computed) isRule(n *html.Node, e *values, dx float64, hasX bool, dy float64, hasY bool) bool {
	if n != nil && hasText(n) || prints(e.word(content)) {
		return false
	}
	thin := func(p property) bool { px, ok := e.px(p, c.size); return ok && px <= lineBox }
	atEdge := func(d float64, has bool) bool { return has && math.Abs(d) <= lineBox }
	return thin(height) && atEdge(dy, hasY) || thin(width) && atEdge(dx, hasX)
}

// margins works out what negative margins do.
func (c *Computed) margins(n *html.Node, e *values, movable bool) {
	inline := !c.Block && (n == nil || !IsBlock(n))
	for _, p := range []property{marginLeft, marginRight} {
		px, ok := e.px(p, c.size)
		switch {
		case !ok:
		case p == marginLeft && px <= -farAway:
			c.look |= printed.Clipped
		case movable && (px <= -indentDoubt || inline && px <= -charGap):
			c.doubt |= printed.Moved
			c.Covers = c.covers(n, e)
		}
	}
	px, ok := e.px(marginTop, c.size)
	boxed := !inline || e.word(display) == "inline-block"
	switch {
	case !ok || !boxed:
	case px <= -farAway:
		c.look |= printed.Clipped
	case movable && px <= -lineGap:
		c.doubt |= printed.Moved
		c.Covers = c.covers(n, e)
	}
}

// sizes works out whether a box has a size to show its text in.
func (c *Computed) sizes(n *html.Node, tag string, e *values) {
	hidden := false
	switch e.word(overflow) {
	case "hidden", "clip", "scroll", wordAuto:
		hidden = true
	}
	if c.indent <= -farAway || hidden && c.indent >= farAway {
		c.look |= printed.Clipped
	} else if c.indent <= -indentDoubt {
		c.doubt |= printed.Moved
	}
	if !hidden || !c.Block && (isCell(tag) || tag == "tr" || tag == "table") {
		return
	}
	boxed := c.Block || c.Floats || e.word(display) == "inline-block" || e.word(position) == "absolute" || e.word(position) == "fixed"
	if !boxed && (n == nil || !IsBlock(n)) {
		return
	}
	for _, p := range []property{width, height, maxWidth, maxHeight} {
		v := e.set(p)
		if v == nil || v.word != "" {
			continue
		}
		if px := v.px(c.size, windowWidth); px <= noSize {
			c.look |= printed.Clipped
		}
	}
}

// effects works out what transforms, clips, filters and blends do.
func (c *Computed) effects(parent *Computed, n *html.Node, e *values, movable bool) {
	for _, p := range []property{transform, translate, rotate, scale} {
		switch e.word(p) {
		case wordGone:
			c.look |= printed.Clipped
		case wordMirror:
			c.look |= printed.Moved
		case wordRise: // an inline box beside the text that it is a mark of
			if strings.HasPrefix(e.word(display), "inline-") && n != nil && !alone(n) {
				c.raise(e.set(p).number, parent)
			}
		case wordShift:
			if movable {
				c.doubt |= printed.Moved
				c.Covers = c.covers(n, e)
			}
		}
	}
	switch e.word(clipPath) {
	case wordGone:
		c.look |= printed.Clipped
	case wordPart:
		if movable {
			c.doubt |= printed.Covered
		}
	}
	switch e.word(filter) {
	case wordGone:
		c.look |= printed.Faint
	case wordBlur:
		c.doubt |= printed.Dim
	}
	if e.word(mask) == wordSet && movable {
		c.doubt |= printed.Covered
	}
	if word := e.word(blend); word != "" && word != "normal" && movable {
		c.doubt |= printed.Dim
	}
	if n != nil && prints(e.word(content)) {
		c.doubt |= printed.Replaced
	}
}

// settle puts together how the text looks.
func (c *Computed) settle() {
	c.Look = c.look | c.variant
	c.Doubt = c.doubt
	if c.None || !c.visible {
		c.Look |= printed.Hidden
	}
	if c.struck {
		c.Look |= printed.Struck
	}
	if c.override {
		c.Look |= printed.Moved
	}
	if c.secret || c.symbols {
		c.Doubt |= printed.Replaced
	}
	if c.size < tinySize {
		c.Look |= printed.Tiny
	} else if c.size < smallSize {
		c.Doubt |= printed.Dim
	}
	if c.spacing < 0 && c.spacing <= -0.3*c.size {
		c.Doubt |= printed.Moved
	}
	if c.alpha < faintAlpha {
		c.Look |= printed.Faint
		return
	}
	c.inkLook()
}

// inkLook works out whether the text can be told from its ground.
func (c *Computed) inkLook() {
	p, known := c.ink, c.inkKnown
	if c.filled {
		p, known = c.fill, true
	}
	if !known { // of a kind that is not worked out: it may be the ground's
		c.Vague = true
		return
	}
	alpha := p.alpha * c.alpha
	look := printed.Faint
	if alpha >= faintAlpha {
		look = printed.Ink(p.Over(c.ground.Colour, alpha), c.ground.Colour)
	}
	switch {
	case look == 0:
	case c.shadowed:
		c.Ink = printed.Dim
	case !c.groundKnown && alpha >= faintAlpha:
		c.Vague = true
	default:
		c.Ink = look
	}
}
