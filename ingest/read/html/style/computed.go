package style

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read/printed"
)

// Computed is how an element looks. It does not change once it is made.
type Computed struct {
	None      bool // not shown at all, and takes no place
	Block     bool // stands on lines of its own
	Collapsed bool // visibility: collapse, which takes the place of a row or column away
	Listed    bool // an item of a list that numbers its items

	// Look is how the text looks, wherever it stands.
	Look printed.Look
	// Ink is Faint or Dim where the text is in the colour of its ground.
	Ink printed.Look
	// Vague says that the ground is a picture, and that text in this colour would not be seen on what lies below it, or that the
	// colour of the text is not worked out.
	Vague bool
	// Doubt is how text in a cell looks besides: moved or covered, which matters for a number alone.
	Doubt printed.Look
	// Covers says that the element may lie over what stands beside it, Floats that it goes to one side.
	Covers, Floats bool

	inherited
	carried
	flexible bool // what it holds is laid out as flex or grid
	plain    *Computed
}

// inherited is what an element has of its parent where nothing is said.
type inherited struct {
	visible   bool
	size      float64 // of text, in pixels
	ink       paint
	inkKnown  bool
	fill      paint
	filled    bool
	shadowed  bool // a shadow or an outline of letters shows text that has no ink
	secret    bool
	symbols   bool // letters and digits of its font are pictures
	rtl       bool
	variant   printed.Look
	indent    float64
	spacing   float64
	listStyle string
}

// carried is what an element does to all that is in it.
type carried struct {
	ground      paint
	groundKnown bool
	alpha       float64
	struck      bool
	override    bool // the order of characters is turned round
	look, doubt printed.Look
}

// Root returns how a page looks before anything is said. A page without a doctype is read by the old rules.
func (s *Sheet) Root(document *html.Node) *Computed {
	s.matcher.quirks = true
	for c := document.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.DoctypeNode {
			s.matcher.quirks = false
		}
	}
	white := paint{printed.White(), 1}
	return &Computed{
		inherited: inherited{visible: true, size: textSize, ink: paint{alpha: 1}, inkKnown: true},
		carried:   carried{ground: white, groundKnown: true, alpha: 1},
	}
}

// values are the declarations that won, by property.
type values [properties]*value

// Compute returns how an element looks whose parent looks as given.
func (s *Sheet) Compute(parent *Computed, n *html.Node) *Computed {
	inline := s.inlineOf(n)
	if len(inline) == 0 && s.rules == 0 && !s.broken && !dresses(n) {
		return parent.child()
	}
	matched, unsure := s.matching(n, "")
	unresolved := s.broken && s.unresolved(n)
	if len(matched) == 0 && len(inline) == 0 && !unresolved && !s.firsts && !dresses(n) {
		return parent.child()
	}
	var e values
	win(&e, matched, inline, false)
	c := s.build(parent, n, &e)
	if unsure {
		var all values
		win(&all, matched, inline, true)
		if o := s.build(parent, n, &all); o.None != c.None || o.Look != c.Look || o.Ink != c.Ink || o.Doubt != c.Doubt || o.Covers != c.Covers {
			c.doubt |= printed.Replaced
			c.Doubt |= printed.Replaced
		}
	}
	if unresolved {
		c.doubt |= printed.Replaced
		c.Doubt |= printed.Replaced
	}
	if s.firsts {
		for _, which := range []string{"first-letter", "first-line"} {
			if g := s.pseudo(c, n, which); g != nil && (g.Look != c.Look || g.Ink != c.Ink || g.Doubt != c.Doubt || g.Floats || g.None) {
				c.doubt |= printed.Replaced
				c.Doubt |= printed.Replaced
			}
		}
	}
	return c
}

// unresolved reports whether an element has classes of which no sheet says anything.
func (s *Sheet) unresolved(n *html.Node) bool {
	classes := strings.Fields(strings.ToLower(attribute(n, "class")))
	for _, class := range classes {
		if len(s.byClass[class]) > 0 {
			return false
		}
	}
	return len(classes) > 0
}

// child is how an element looks of which nothing is said.
func (c *Computed) child() *Computed {
	if c.plain == nil {
		c.plain = &Computed{inherited: c.inherited, carried: c.carried, Look: c.Look, Ink: c.Ink, Vague: c.Vague, Doubt: c.Doubt}
		c.plain.plain = c.plain
	}
	return c.plain
}

// dresses reports whether an element looks like something by itself.
func dresses(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Sup, atom.Sub, atom.Del, atom.S, atom.Strike, atom.Dialog, atom.Bdo, atom.Ol, atom.Ul, atom.Li:
		return true
	case atom.Table:
		return true
	case 0:
		if strings.HasPrefix(n.Data, Dress) {
			return true
		}
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden", "bgcolor", "color", "text", "background", "dir":
			return true
		case "face":
			return SymbolFont(a.Val)
		case "href":
			return n.DataAtom == atom.A
		}
	}
	return false
}

// inlineOf returns the declarations of a style attribute.
func (s *Sheet) inlineOf(n *html.Node) []declaration {
	text := attribute(n, "style")
	if text == "" {
		return nil
	}
	if known, ok := s.inline[text]; ok {
		return known
	}
	var out []declaration
	ts := tokens(text)
	for i := 0; i < len(ts); i++ {
		stop := i
		for stop < len(ts) && ts[stop].raw != ";" {
			if ts[stop].opens() {
				stop = block(ts, stop)
				continue
			}
			stop++
		}
		out = declared(out, trimTokens(ts[i:stop]), s.variables)
		i = stop
	}
	if s.inline == nil {
		s.inline = map[string][]declaration{}
	}
	if len(s.inline) < maxInline {
		s.inline[text] = out
	}
	return out
}

// found is a rule that matches.
type found struct {
	*rule
	unsure bool
}

// matching returns the rules that match an element or one of its pseudo-elements, the strongest last.
func (s *Sheet) matching(n *html.Node, element string) (out []found, unsure bool) {
	if s.rules == 0 {
		return nil, false
	}
	try := func(list []*rule) {
		for _, r := range list {
			if r.selector.element != element {
				continue
			}
			m := s.matcher.selector(r.selector, 0, n)
			if m == no {
				continue
			}
			f := found{r, m == maybe || r.unsure}
			unsure = unsure || f.unsure
			out = append(out, f)
		}
	}
	if id := attribute(n, "id"); id != "" && len(s.byID) > 0 {
		try(s.byID[strings.ToLower(id)])
	}
	if list := attribute(n, "class"); list != "" && len(s.byClass) > 0 {
		for class := range strings.FieldsSeq(strings.ToLower(list)) {
			try(s.byClass[class])
		}
	}
	try(s.byTag[tagOf(n)])
	try(s.others)
	if len(out) > 1 {
		slices.SortStableFunc(out, func(a, b found) int {
			switch {
			case a.layered != b.layered:
				if a.layered {
					return -1
				}
				return 1
			case a.selector.weight != b.selector.weight:
				return a.selector.weight - b.selector.weight
			}
			return a.order - b.order
		})
	}
	return out, unsure
}

// win fills in the declarations that count. all also takes those of which nobody can tell whether they hold.
func win(e *values, matched []found, inline []declaration, all bool) {
	for _, important := range []bool{false, true} {
		take := func(ds []declaration) {
			for i := range ds {
				if ds[i].important == important {
					e[ds[i].property] = &ds[i].value
				}
			}
		}
		for _, f := range matched {
			if all || !f.unsure {
				take(f.declarations)
			}
		}
		take(inline)
	}
}

// pseudo computes a pseudo-element, nil where no rule is about it.
func (s *Sheet) pseudo(c *Computed, n *html.Node, which string) *Computed {
	matched, _ := s.matching(n, which)
	if len(matched) == 0 {
		return nil
	}
	var e values
	win(&e, matched, nil, true)
	return s.build(c, nil, &e)
}

// Generated is what ::before or ::after of an element prints.
type Generated struct {
	Text  string
	Style *Computed
}

// Generated returns what a style prints before or after the content of an element, false for nothing. Its style is doubtful
// where it is not known what is printed.
func (s *Sheet) Generated(c *Computed, n *html.Node, which string) (Generated, bool) {
	if !s.generates {
		return Generated{}, false
	}
	matched, unsure := s.matching(n, which)
	if len(matched) == 0 {
		return Generated{}, false
	}
	var e values
	win(&e, matched, nil, true)
	said := e.word(content)
	if said == "" {
		return Generated{}, false
	}
	style := s.build(c, nil, &e)
	if style.None {
		return Generated{}, false
	}
	text, known := generatedText(said, n)
	if isOrnament(text) {
		text = ""
	}
	if !known {
		style.Doubt |= printed.Replaced
	} else if text == "" && !style.Covers {
		return Generated{}, false
	}
	if unsure {
		style.Doubt |= printed.Replaced
	}
	return Generated{text, style}, true
}
