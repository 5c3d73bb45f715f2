package rules

import (
	"fmt"
	"slices"
	"strconv"
)

// Condition says which reports a rule is meant for. Its grammar:
//
//	condition = all { "or" all }
//	all       = one { "and" one }
//	one       = "not" one | "(" condition ")"
//	          | fact ( "=" | "!=" ) value | fact [ "not" ] "in" "(" value { "," value } ")"
//	          | "year" ( "<=" | "<" | ">=" | ">" ) number
//	fact      = "kind" | "level" | "scope" | "form" | "year" | "unit"
//
// kind and level are those of the body, scope and form those of the rule's subject, unit that of the compared cells.
// The zero Condition holds always.
type Condition struct{ root node }

// Facts are what a condition asks for. An empty text and the year 0 are unknown.
type Facts struct {
	Kind, Level, Scope, Form, Unit string
	Year                           int
}

// Truth is what a condition comes to. What is not known about a report neither holds nor fails, and makes no rule apply.
type Truth int

// The truths.
const (
	No Truth = iota
	Unknown
	Yes
)

// Holds tells whether the condition holds.
func (c Condition) Holds(f Facts) Truth {
	if c.root == nil {
		return Yes
	}
	return c.root.holds(f)
}

// IsAlways reports whether there is no condition.
func (c Condition) IsAlways() bool { return c.root == nil }

// Values returns the values that the condition compares a fact with.
func (c Condition) Values(fact string) []string {
	if c.root == nil {
		return nil
	}
	return c.root.values(fact)
}

type node interface {
	holds(Facts) Truth
	values(fact string) []string
}

// either is an "or", both an "and".
type either struct{ left, right node }

func (n either) holds(f Facts) Truth      { return max(n.left.holds(f), n.right.holds(f)) }
func (n either) values(f string) []string { return slices.Concat(n.left.values(f), n.right.values(f)) }

type both struct{ left, right node }

func (n both) holds(f Facts) Truth      { return min(n.left.holds(f), n.right.holds(f)) }
func (n both) values(f string) []string { return slices.Concat(n.left.values(f), n.right.values(f)) }

type not struct{ inner node }

func (n not) holds(f Facts) Truth      { return Yes - n.inner.holds(f) }
func (n not) values(f string) []string { return n.inner.values(f) }

// among asks whether a fact is one of some values.
type among struct {
	fact string
	list []string
}

func (n among) holds(f Facts) Truth {
	value := f.of(n.fact)
	switch {
	case value == "":
		return Unknown
	case slices.Contains(n.list, value):
		return Yes
	}
	return No
}

func (n among) values(fact string) []string {
	if n.fact == fact {
		return n.list
	}
	return nil
}

// years compares the year.
type years struct {
	op   Op
	year int
}

func (n years) holds(f Facts) Truth {
	if f.Year == 0 {
		return Unknown
	}
	holds := false
	switch n.op {
	case OpAtMost:
		holds = f.Year <= n.year
	case OpLess:
		holds = f.Year < n.year
	case OpAtLeast:
		holds = f.Year >= n.year
	case OpMore:
		holds = f.Year > n.year
	case OpEqual, OpWhole, OpRelaxed:
	}
	if holds {
		return Yes
	}
	return No
}

func (n years) values(string) []string { return nil }

func (f Facts) of(fact string) string {
	switch fact {
	case "kind":
		return f.Kind
	case "level":
		return f.Level
	case "scope":
		return f.Scope
	case "form":
		return f.Form
	case "unit":
		return f.Unit
	case "year":
		if f.Year != 0 {
			return strconv.Itoa(f.Year)
		}
	}
	return ""
}

// factValues are the values that a fact can have; form and unit depend on the forms.
func factValues(fact string) (allowed []string, known bool) {
	switch fact {
	case "kind":
		return []string{"government", "office", "department", "zone_committee", "township", "vertical", "other"}, true
	case "level":
		return []string{"nation", "province", "city", "county", "town"}, true
	case "scope":
		return []string{"own", "level", "area", "system"}, true
	case "form", "unit", "year":
		return nil, true
	}
	return nil, false
}

// parseCondition reads a condition; an empty text holds always.
func parseCondition(text string) (Condition, error) {
	p, err := newParser(text)
	if err != nil || p.peek().kind == endToken {
		return Condition{}, err
	}
	root, err := p.any()
	if err != nil {
		return Condition{}, err
	}
	return Condition{root}, p.end("and, or, or the end")
}

func (p *parser) any() (node, error) {
	left, err := p.all()
	for err == nil {
		if _, more := p.accept("or"); !more {
			break
		}
		var right node
		right, err = p.all()
		left = either{left, right}
	}
	return left, err
}

func (p *parser) all() (node, error) {
	left, err := p.one()
	for err == nil {
		if _, more := p.accept("and"); !more {
			break
		}
		var right node
		right, err = p.one()
		left = both{left, right}
	}
	return left, err
}

func (p *parser) one() (node, error) {
	if _, ok := p.accept("not"); ok {
		inner, err := p.one()
		return not{inner}, err
	}
	if _, ok := p.accept("("); ok {
		inner, err := p.any()
		if err != nil {
			return nil, err
		}
		return inner, p.expect(")")
	}
	fact := p.take()
	if _, known := factValues(fact.text); !known {
		return nil, expected("one of kind, level, scope, form, year, unit", fact)
	}
	return p.comparison(fact.text)
}

func (p *parser) comparison(fact string) (node, error) {
	value := func() (string, error) { return p.value(fact) }
	switch op := p.take(); op.text {
	case "=", "!=":
		v, err := value()
		if err != nil || op.text == "=" {
			return among{fact, []string{v}}, err
		}
		return not{among{fact, []string{v}}}, nil
	case "in", "not":
		if op.text == "not" {
			if err := p.expect("in"); err != nil {
				return nil, err
			}
		}
		if err := p.expect("("); err != nil {
			return nil, err
		}
		list, err := p.list(")", value)
		if err != nil || op.text == "in" {
			return among{fact, list}, err
		}
		return not{among{fact, list}}, nil
	case "<=", "<", ">=", ">":
		if fact != "year" {
			return nil, expected("=, != or in, since only years have an order", op)
		}
		v, err := value()
		if err != nil {
			return nil, err
		}
		year, err := strconv.Atoi(v)
		return years{Op(op.text), year}, err
	default:
		return nil, expected("=, != or in", op)
	}
}

func (p *parser) value(fact string) (string, error) {
	t := p.take()
	allowed, _ := factValues(fact)
	switch {
	case t.kind != wordToken && t.kind != numberToken:
		return "", expected("a value of "+fact, t)
	case fact == "year" && (t.kind != numberToken || len(t.text) != 4):
		return "", expected("a year of four digits", t)
	case allowed != nil && !slices.Contains(allowed, t.text):
		return "", expected(fmt.Sprintf("a value of %s, which is one of %v", fact, allowed), t)
	}
	return t.text, nil
}
