package style

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"gongkai/internal/fault"
)

// Bounds on the sheets of a page. The largest real page seen has 400 rules in 90 KB.
const (
	maxBytes    = 4 << 20
	maxRules    = 20_000
	maxNesting  = 32
	maxImports  = 64
	maxInline   = 8192    // style attributes that are remembered
	matchBudget = 1 << 25 // tests of an element against a part of a selector; about a second
)

// rule is one selector with what it declares.
type rule struct {
	selector     *selector
	declarations []declaration
	order        int
	layered      bool // of a layer, which any rule without one overrides
	unsure       bool // behind a condition that is not worked out
}

// Builder gathers the sheets of a page in their order.
type Builder struct {
	// Import returns the text of a sheet that @import or a link names. found is false for one that is not in the file, err says of
	// one that is that it cannot be read. It may be nil.
	Import func(address string) (text string, found bool, err error)

	sheet     Sheet
	bytes     int
	imports   int
	selectors int
	variables map[string][]token
	err       error
}

// Sheet is all that the sheets of a page say, ready to be asked. It belongs to one page and one goroutine.
type Sheet struct {
	rules     int
	byID      map[string][]*rule
	byClass   map[string][]*rule
	byTag     map[string][]*rule
	others    []*rule
	telling   bool // some rule can make text look otherwise
	sizes     bool // … by its size
	colours   bool // … by its colour
	generates bool // some rule is about ::before or ::after
	firsts    bool // … about ::first-letter or ::first-line
	missing   bool // a sheet is named that is not in the file
	broken    bool // a sheet that should be in the file is not, or cannot be read
	variables map[string][]token
	names     map[string]bool // attributes that selectors ask for
	tags      map[string]bool // elements that they name
	anyTag    bool            // some asks how elements stand to each other, or for none by name
	inline    map[string][]declaration
	matcher   matcher
	tables    map[*html.Node]bool // what holds a table; nil until it is asked for
}

// context is where rules stand: in which layers and under which conditions.
type context struct {
	parent  string // the selector of the rule around
	layered bool
	unsure  bool
	depth   int
}

// Add adds the text of a sheet that holds for some media.
func (b *Builder) Add(sheet, media string) {
	if b.bytes += len(sheet); b.bytes > maxBytes {
		b.err = fmt.Errorf("style sheets of more than %d bytes: %w", maxBytes, fault.ErrTooLarge)
	}
	if b.err != nil {
		return
	}
	ts := tokens(sheet)
	if m := screen(tokens(media)); m != no {
		b.collect(ts)
		b.list(ts, context{unsure: m == maybe})
	}
}

// Link adds a sheet by its address.
func (b *Builder) Link(address, media string) {
	broken := false
	if b.imports++; b.imports <= maxImports {
		text, found := embedded(address)
		if !found && b.Import != nil {
			var err error
			text, found, err = b.Import(address)
			broken = err != nil
		}
		if found && !broken {
			b.Add(text, media)
			return
		}
	}
	b.sheet.missing = true
	lower := strings.ToLower(strings.TrimSpace(address))
	if broken || strings.HasPrefix(lower, "cid:") || strings.HasPrefix(lower, "data:") {
		b.sheet.broken, b.sheet.telling = true, true
	}
}

// Sheet returns what was gathered. It fails with fault.ErrTooLarge for more than a page can need.
func (b *Builder) Sheet() (*Sheet, error) {
	if b.err != nil {
		return nil, b.err
	}
	s := b.sheet
	s.variables = b.variables
	s.matcher.budget = matchBudget
	return &s, nil
}

// Telling reports whether any rule can make text unseen or other than it stands.
func (s *Sheet) Telling() bool { return s.telling }

// TellsSize reports whether some rule can give text no size: then all sizes matter.
func (s *Sheet) TellsSize() bool { return s.sizes }

// TellsColour reports whether some rule can give text the colour of its ground: then all colours matter.
func (s *Sheet) TellsColour() bool { return s.colours }

// Silent returns the sheet of a page of which no rule can make text look otherwise: it knows no rules, and computes faster.
func (s *Sheet) Silent() *Sheet {
	return &Sheet{missing: s.missing, variables: s.variables, matcher: s.matcher}
}

// Missing reports whether the page names a sheet that is not in the file.
func (s *Sheet) Missing() bool { return s.missing }

// Broken reports whether a sheet that should be in the file cannot be read. No number is read then from an element of a class that no
// other sheet knows.
func (s *Sheet) Broken() bool { return s.broken }

// Asks reports whether a selector asks for an attribute.
func (s *Sheet) Asks(attribute string) bool { return s.names[attribute] }

// NameAll makes Names report so of all: a style attribute lays out in flex or grid, where each thing stands for itself.
func (s *Sheet) NameAll() { s.anyTag = true }

// Names reports whether a rule may be about elements of a name that have no attributes, or about others because of them.
func (s *Sheet) Names(tag string) bool { return s.anyTag || s.tags[tag] }

// Err fails with fault.ErrTooLarge where matching the page's selectors took more than a page can need.
func (s *Sheet) Err() error {
	if s.matcher.budget < 0 {
		return fmt.Errorf("selectors that need more than %d steps: %w", matchBudget, fault.ErrTooLarge)
	}
	return nil
}

// add enters a rule under what its selectors ask for.
func (b *Builder) add(at context, declarations []declaration) {
	if len(declarations) == 0 || b.err != nil {
		return
	}
	s := &b.sheet
	list := selectors(at.parent, 0, &b.selectors)
	for i := range list {
		sel := &list[i]
		switch sel.element {
		case "", "before", "after", "first-letter", "first-line":
		case "marker": // stands before the item
			sel.element = "before"
		default:
			continue // ::selection, ::placeholder
		}
		if s.rules++; s.rules > maxRules {
			b.err = fmt.Errorf("more than %d style rules: %w", maxRules, fault.ErrTooLarge)
			return
		}
		r := &rule{sel, declarations, s.rules, at.layered, at.unsure}
		s.telling = s.telling || r.tells()
		for j := range declarations {
			switch d := &declarations[j]; d.property {
			case fontSize:
				s.sizes = s.sizes || d.tells()
			case ink, fill, ground, image, groundClip:
				s.colours = s.colours || d.tells()
			default: // what is kept on every page
			}
		}
		s.generates = s.generates || sel.element == "before" || sel.element == "after"
		s.firsts = s.firsts || strings.HasPrefix(sel.element, "first")
		s.enter(r)
	}
}

// enter puts a rule under the rarest thing that its last compound asks for.
func (s *Sheet) enter(r *rule) {
	if s.byID == nil {
		s.byID, s.byClass, s.byTag = map[string][]*rule{}, map[string][]*rule{}, map[string][]*rule{}
		s.names, s.tags = map[string]bool{}, map[string]bool{}
	}
	s.ask(r.selector)
	switch last := &r.selector.compounds[0]; {
	case len(last.ids) > 0:
		key := strings.ToLower(last.ids[0])
		s.byID[key] = append(s.byID[key], r)
	case len(last.classes) > 0:
		key := strings.ToLower(last.classes[0])
		s.byClass[key] = append(s.byClass[key], r)
	case last.tag != "":
		s.byTag[last.tag] = append(s.byTag[last.tag], r)
	default:
		s.others = append(s.others, r)
	}
	for _, d := range r.declarations {
		if d.property == display && (strings.Contains(d.value.word, "flex") || strings.Contains(d.value.word, "grid")) {
			s.anyTag = true // each thing within stands for itself
		}
		if d.property == content {
			for _, piece := range strings.Split(d.value.word, pieceAttribute)[1:] {
				end := strings.IndexAny(piece, pieceText+pieceOther)
				if end < 0 {
					end = len(piece)
				}
				s.names[piece[:end]] = true
			}
		}
	}
}

// ask notes the attributes that a selector asks for.
func (s *Sheet) ask(sel *selector) {
	for _, join := range sel.joins {
		s.anyTag = s.anyTag || join != ' '
	}
	for i := range sel.compounds {
		c := &sel.compounds[i]
		switch {
		case c.tag != "":
			s.tags[c.tag] = true
		case len(c.ids)+len(c.classes)+len(c.attrs) == 0:
			s.anyTag = true
		}
		for _, p := range c.pseudos {
			switch p.name {
			case "hover", "focus", "active", "visited", "link":
			default:
				s.anyTag = true
			}
		}
		for _, a := range sel.compounds[i].attrs {
			s.names[a.name] = true
		}
		for _, p := range sel.compounds[i].pseudos {
			for j := range p.list {
				s.ask(&p.list[j])
			}
		}
	}
}
