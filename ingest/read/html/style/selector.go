package style

import (
	"strconv"
	"strings"
)

// selector is one selector of a list, its compounds from the right.
type selector struct {
	compounds []compound
	joins     []byte // joins[i] stands between compounds[i+1] and compounds[i]: ' ', '>', '+', '~'
	element   string // the pseudo-element: before, after, first-letter, first-line, "" for the element itself
	weight    int    // the specificity, a number a byte
	invalid   bool
}

// compound is what one element must be.
type compound struct {
	tag     string // "" for any
	ids     []string
	classes []string
	attrs   []attrTest
	pseudos []pseudo
}

// attrTest is a condition on an attribute; op is 0 where it need only be there.
type attrTest struct {
	name, want string
	op         byte
	fold       bool
}

// pseudo is a pseudo-class.
type pseudo struct {
	name string
	step nth
	list []selector // of :is, :where, :not
}

// nth is a*n + b.
type nth struct{ a, b int }

// Bounds on one list of selectors.
const (
	maxSelectors = 4096
	maxCompounds = 64
	maxInside    = 8 // :not(:is(…))
)

// scan reads selectors.
type scan struct {
	s     string
	depth int
	count *int // selectors so far
}

// selectors reads a list of selectors. Of a list with one that is none nothing applies, as in a browser.
func selectors(s string, depth int, count *int) []selector {
	p := &scan{s: s, depth: depth, count: count}
	var out []selector
	for {
		p.space()
		sel := p.selector()
		if sel.invalid || len(sel.compounds) == 0 {
			return nil
		}
		out = append(out, sel)
		p.space()
		if p.s == "" {
			return out
		}
		if *count++; p.s[0] != ',' || *count > maxSelectors*8 || len(out) >= maxSelectors {
			return nil
		}
		p.s = p.s[1:]
	}
}

func (p *scan) space() { p.s = strings.TrimLeft(p.s, " \t\r\n\f") }

// selector reads up to a comma or the end.
func (p *scan) selector() selector {
	var sel selector
	join := byte(0)
	if p.s != "" && strings.IndexByte(">+~", p.s[0]) >= 0 { // of :has, or nested: the caller puts what goes before
		sel.invalid = true
		return sel
	}
	for {
		c, element, weight, ok := p.compound()
		if !ok || len(sel.compounds) == maxCompounds {
			sel.invalid = true
			return sel
		}
		if len(sel.compounds) > 0 {
			sel.joins = append([]byte{join}, sel.joins...)
		}
		sel.compounds = append([]compound{c}, sel.compounds...)
		sel.weight += weight
		sel.element = element
		before := len(p.s)
		p.space()
		if p.s == "" || p.s[0] == ',' || p.s[0] == ')' {
			return sel
		}
		switch {
		case strings.IndexByte(">+~", p.s[0]) >= 0:
			join = p.s[0]
			p.s = p.s[1:]
			p.space()
		case len(p.s) < before:
			join = ' '
		default:
			sel.invalid = true
			return sel
		}
		if element != "" { // nothing stands below a pseudo-element
			sel.invalid = true
			return sel
		}
	}
}

// The parts of a specificity.
const (
	weightTag   = 1
	weightClass = 1 << 10
	weightID    = 1 << 20
)

// compound reads what stands together.
func (p *scan) compound() (c compound, element string, weight int, ok bool) {
	for p.s != "" {
		switch p.s[0] {
		case '*':
			p.s = strings.TrimPrefix(p.s[1:], "|")
		case '#', '.':
			kind := p.s[0]
			p.s = p.s[1:]
			name := p.ident()
			if name == "" {
				return c, "", 0, false
			}
			if kind == '#' {
				c.ids = append(c.ids, name)
				weight += weightID
			} else {
				c.classes = append(c.classes, name)
				weight += weightClass
			}
		case '[':
			a, good := p.attr()
			if !good {
				return c, "", 0, false
			}
			c.attrs = append(c.attrs, a)
			weight += weightClass
		case ':':
			p.s = p.s[1:]
			double := strings.HasPrefix(p.s, ":")
			p.s = strings.TrimPrefix(p.s, ":")
			name := strings.ToLower(p.ident())
			switch {
			case name == "":
				return c, "", 0, false
			case double || name == "before" || name == "after" || name == "first-letter" || name == "first-line":
				element = name
				if strings.HasPrefix(p.s, "(") {
					p.brackets()
				}
				weight += weightTag
			default:
				ps, w, good := p.pseudo(name)
				if !good {
					return c, "", 0, false
				}
				c.pseudos = append(c.pseudos, ps)
				weight += w
			}
		default:
			name := p.ident()
			if name == "" {
				return c, element, weight, ok
			}
			if ok {
				return c, "", 0, false // a tag behind something else
			}
			c.tag = strings.ToLower(name)
			p.s = strings.TrimPrefix(p.s, "|")
			weight += weightTag
		}
		ok = true
	}
	return c, element, weight, ok
}

// ident reads an identifier with its escapes.
func (p *scan) ident() string {
	i := 0
	for i < len(p.s) {
		c := p.s[i]
		switch {
		case c == '\\' && i+1 < len(p.s):
			i += 2
			for n := 0; n < 5 && isHex(p.s[i-1]) && i < len(p.s) && isHex(p.s[i]); n++ {
				i++
			}
			if isHex(p.s[i-1]) && i < len(p.s) && p.s[i] == ' ' {
				i++
			}
		case c == '-' || c == '_' || c >= 0x80 || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || i > 0 && c >= '0' && c <= '9':
			i++
		default:
			name := unescape(p.s[:i])
			p.s = p.s[i:]
			return name
		}
	}
	name := unescape(p.s)
	p.s = ""
	return name
}

// brackets takes what stands in round brackets, without them.
func (p *scan) brackets() (string, bool) {
	depth, quote := 0, byte(0)
	for i := 0; i < len(p.s); i++ {
		c := p.s[i]
		switch {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				inner := p.s[1:i]
				p.s = p.s[i+1:]
				return inner, true
			}
		}
	}
	return "", false
}

// attr reads [name op "value" i].
func (p *scan) attr() (attrTest, bool) {
	p.s = p.s[1:]
	p.space()
	a := attrTest{name: strings.ToLower(p.ident())}
	p.space()
	if a.name == "" || p.s == "" {
		return a, false
	}
	if strings.IndexByte("~|^$*", p.s[0]) >= 0 {
		a.op = p.s[0]
		p.s = p.s[1:]
	}
	if strings.HasPrefix(p.s, "=") {
		if a.op == 0 {
			a.op = '='
		}
		p.s = p.s[1:]
		p.space()
		if p.s == "" {
			return a, false
		}
		if quote := p.s[0]; quote == '"' || quote == '\'' {
			end := strings.IndexByte(p.s[1:], quote)
			if end < 0 {
				return a, false
			}
			a.want = unescape(p.s[1 : 1+end])
			p.s = p.s[end+2:]
		} else {
			a.want = p.ident()
		}
		p.space()
		if flag := strings.ToLower(p.ident()); flag == "i" {
			a.fold = true
		}
		p.space()
	} else if a.op != 0 {
		return a, false
	}
	if !strings.HasPrefix(p.s, "]") {
		return a, false
	}
	p.s = p.s[1:]
	return a, true
}

// pseudo reads the arguments of a pseudo-class. weight is its part of the specificity.
func (p *scan) pseudo(name string) (ps pseudo, weight int, ok bool) {
	ps.name = name
	inner := ""
	if strings.HasPrefix(p.s, "(") {
		if inner, ok = p.brackets(); !ok {
			return ps, 0, false
		}
	}
	switch name {
	case "is", "where", "not", "matches", "-webkit-any", "-moz-any":
		if p.depth >= maxInside {
			return ps, 0, false
		}
		ps.list = selectors(inner, p.depth+1, p.count)
		if ps.list == nil {
			// :is() forgives what it does not know and then matches nothing; :not() of it is no selector.
			return ps, 0, name != "not"
		}
		for _, sel := range ps.list {
			weight = max(weight, sel.weight)
		}
		if name == "where" {
			weight = 0
		}
		return ps, weight, true
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		before, _, filtered := strings.Cut(strings.ToLower(inner), " of ")
		if filtered {
			ps.name = "unknown"
			return ps, weightClass, true
		}
		ps.step, ok = nthOf(before)
		return ps, weightClass, ok
	}
	return ps, weightClass, true
}

// nthOf reads 2n+1, odd, -n+3.
func nthOf(s string) (nth, bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), " ", "")
	switch s {
	case "odd":
		return nth{2, 1}, true
	case "even":
		return nth{2, 0}, true
	}
	a, b, found := strings.Cut(s, "n")
	if !found {
		v, err := strconv.Atoi(s)
		return nth{0, v}, err == nil
	}
	var n nth
	var err error
	switch a {
	case "", "+":
		n.a = 1
	case "-":
		n.a = -1
	default:
		if n.a, err = strconv.Atoi(a); err != nil {
			return n, false
		}
	}
	if b != "" {
		n.b, err = strconv.Atoi(b)
	}
	return n, err == nil
}

// has reports whether the step reaches a number counted from 1.
func (n nth) has(at int) bool {
	if n.a == 0 {
		return at == n.b
	}
	return (at-n.b)%n.a == 0 && (at-n.b)/n.a >= 0
}
