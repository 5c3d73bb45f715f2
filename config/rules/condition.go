package rules

import (
	"cmp"
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
type Condition struct {
	claim claim
	// Forms are those that it names, whether it takes them in or leaves them out.
	Forms []string
}

// Facts are what a condition asks for. An empty text and the year 0 are unknown.
type Facts struct {
	Kind, Level, Scope, Form, Unit string
	Year                           int
}

// Truth is what a condition comes to. What is not known about a report neither holds nor fails, and makes no rule apply.
type Truth int

// The truths. They are ordered: "and" is the least of what it joins, "or" the greatest.
const (
	No Truth = iota
	Unknown
	Yes
)

// claim is a condition or a part of one.
type claim func(Facts) Truth

// Holds tells whether the condition holds.
func (c Condition) Holds(f Facts) Truth {
	if c.claim == nil {
		return Yes
	}
	return c.claim(f)
}

func truth(holds bool) Truth {
	if holds {
		return Yes
	}
	return No
}

func not(c claim) claim { return func(f Facts) Truth { return Yes - c(f) } }

// among asks whether a fact is one of some values.
func among(fact string, list ...string) claim {
	return func(f Facts) Truth {
		value := f.of(fact)
		if value == "" {
			return Unknown
		}
		return truth(slices.Contains(list, value))
	}
}

// inYears compares the year with another.
func inYears(op Op, year int) claim {
	return func(f Facts) Truth {
		if f.Year == 0 {
			return Unknown
		}
		return truth(op.Orders(cmp.Compare(f.Year, year)))
	}
}

func (f Facts) of(fact string) string {
	if fact == "year" && f.Year != 0 {
		return strconv.Itoa(f.Year)
	}
	return map[string]string{"kind": f.Kind, "level": f.Level, "scope": f.Scope, "form": f.Form, "unit": f.Unit}[fact]
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
	var c Condition
	if c.claim, err = p.any(&c); err != nil {
		return Condition{}, err
	}
	return c, p.end("and, or, or the end")
}

func (p *parser) any(c *Condition) (claim, error) { return p.joined(c, "or", p.all) }

func (p *parser) all(c *Condition) (claim, error) { return p.joined(c, "and", p.one) }

// joined reads parts with a word between them.
func (p *parser) joined(c *Condition, word string, part func(*Condition) (claim, error)) (claim, error) {
	left, err := part(c)
	for err == nil {
		if _, more := p.accept(word); !more {
			break
		}
		a := left
		var b claim
		b, err = part(c)
		if word == "or" {
			left = func(f Facts) Truth { return max(a(f), b(f)) }
		} else {
			left = func(f Facts) Truth { return min(a(f), b(f)) }
		}
	}
	return left, err
}

func (p *parser) one(c *Condition) (claim, error) {
	if _, ok := p.accept("not"); ok {
		inner, err := p.one(c)
		return not(inner), err
	}
	if _, ok := p.accept("("); ok {
		inner, err := p.any(c)
		if err != nil {
			return nil, err
		}
		return inner, p.expect(")")
	}
	fact := p.take()
	if _, known := factValues(fact.text); !known {
		return nil, expected("one of kind, level, scope, form, year, unit", fact)
	}
	return p.comparison(c, fact.text)
}

func (p *parser) comparison(c *Condition, fact string) (claim, error) {
	value := func() (string, error) {
		v, err := p.value(fact)
		if fact == "form" && err == nil {
			c.Forms = append(c.Forms, v)
		}
		return v, err
	}
	switch op := p.take(); op.text {
	case "=", "!=":
		v, err := value()
		if op.text == "!=" {
			return not(among(fact, v)), err
		}
		return among(fact, v), err
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
		if op.text == "not" {
			return not(among(fact, list...)), err
		}
		return among(fact, list...), err
	case "<=", "<", ">=", ">":
		if fact != "year" {
			return nil, expected("=, != or in, since only years have an order", op)
		}
		v, err := value()
		if err != nil {
			return nil, err
		}
		year, err := strconv.Atoi(v)
		return inYears(Op(op.text), year), err
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
