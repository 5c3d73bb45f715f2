package rules

import (
	"slices"
	"strings"
)

// Expression is what a rule claims. Its grammar:
//
//	expression = sum ( "=" | "<=" | "<" | ">=" | ">" ) sum
//	           | "whole" "(" pattern ")"
//	           | "relaxed" "(" word { "," word } ")"
//	sum        = [ "-" ] term { ( "+" | "-" ) term }
//	term       = number | [ number "*" ] pattern
//	pattern    = name "." name
//	name       = word | "parts" "(" word ")" | glob | "{" glob { "," glob } "}" | "except" "(" glob { "," glob } ")"
//	glob       = a word in which * stands for any letters
//
// The first name of a pattern is an item, the second a heading. A word is that item or heading; parts(x) is the sum of
// the parts of x (config/forms/parts.csv) that the form prints. The other names are open: the claim is made once for every
// item or heading that they match, and in one place they stand for the same one throughout: in
// {regulation,normative_document}.in_force >= *.issued - *.repealed the star is the item of the left side.
//
// whole(…) claims that a value has no fraction. relaxed(a,b) claims that the sums of the rules a and b of the subject,
// not assessable because of blanks, all close if every blank is zero.
type Expression struct {
	Op          Op
	Left, Right Sum      // Right is empty for OpWhole, both for OpRelaxed
	Rules       []string // of OpRelaxed: words of rules of the subject
}

// Op is how the sides of an expression are compared. It is empty for a rule that has no expression.
type Op string

// The operators.
const (
	OpEqual   Op = "="
	OpAtMost  Op = "<="
	OpLess    Op = "<"
	OpAtLeast Op = ">="
	OpMore    Op = ">"
	OpWhole   Op = "whole"
	OpRelaxed Op = "relaxed"
)

// Orders reports whether a comparison of two numbers, as cmp.Compare and Sign give it, is what the operator claims.
func (op Op) Orders(compared int) bool {
	switch op {
	case OpEqual:
		return compared == 0
	case OpAtMost:
		return compared <= 0
	case OpLess:
		return compared < 0
	case OpAtLeast:
		return compared >= 0
	case OpMore:
		return compared > 0
	case OpWhole, OpRelaxed:
	}
	return false
}

// Sum is one side of an expression.
type Sum struct {
	Terms    []Term
	Constant int64
}

// Term is a pattern of cells, taken Factor times.
type Term struct {
	Factor        int64
	Item, Heading Name
}

// Name is one place of a pattern.
type Name struct {
	Kind   NameKind
	Word   string   // of Named and Parts
	Any    []string // of Open: globs of which one must match
	Except []string // of Open: globs of which none may
}

// NameKind is what a Name stands for.
type NameKind string

// The kinds of names.
const (
	Named NameKind = "named" // the item or heading of that word
	Parts NameKind = "parts" // the parts of it, added up
	Open  NameKind = "open"  // each that matches, one relation for each
)

// Axis is a place of a pattern.
type Axis string

// The axes, named as in config/forms/parts.csv.
const (
	AxisItem    Axis = "item"
	AxisHeading Axis = "heading"
)

// On returns the name that a term has on an axis.
func (t Term) On(axis Axis) Name {
	if axis == AxisItem {
		return t.Item
	}
	return t.Heading
}

// Matches reports whether an open name stands for a word.
func (n Name) Matches(word string) bool {
	matches := func(glob string) bool { return match(glob, word) }
	return n.Kind == Open && slices.ContainsFunc(n.Any, matches) && !slices.ContainsFunc(n.Except, matches)
}

// match reports whether a word fits a glob, in which * stands for any letters.
func match(glob, word string) bool {
	head, tail, star := strings.Cut(glob, "*")
	if !star {
		return glob == word
	}
	if !strings.HasPrefix(word, head) {
		return false
	}
	word = word[len(head):]
	for i := range len(word) + 1 {
		if match(tail, word[i:]) {
			return true
		}
	}
	return false
}

// Terms returns the terms of both sides.
func (e Expression) Terms() []Term { return slices.Concat(e.Left.Terms, e.Right.Terms) }

// IsSum reports whether cells are added up on both sides and must be equal: a sum that a form prints.
func (e Expression) IsSum() bool {
	if e.Op != OpEqual || len(e.Left.Terms) == 0 || len(e.Right.Terms) == 0 || e.Left.Constant != 0 || e.Right.Constant != 0 {
		return false
	}
	return !slices.ContainsFunc(e.Terms(), func(t Term) bool { return t.Factor != 1 })
}

// Adds reports whether the expression is a sum along an axis that repeats over everything on the other one.
func (e Expression) Adds(axis Axis) bool {
	return e.IsSum() && !slices.ContainsFunc(e.Terms(), func(t Term) bool {
		across := t.On(other(axis))
		return t.On(axis).Kind == Open || across.Kind != Open || !slices.Equal(across.Any, []string{"*"}) || len(across.Except) > 0
	})
}

// IsOpen reports whether the expression is claimed for each of several items or headings.
func (e Expression) IsOpen(axis Axis) bool {
	return slices.ContainsFunc(e.Terms(), func(t Term) bool { return t.On(axis).Kind == Open })
}

// hasLine reports whether all cells of a relation stand in one row or column.
func (e Expression) hasLine(axis Axis) bool {
	words := map[string]bool{}
	for _, t := range e.Terms() {
		n := t.On(axis)
		if n.Kind == Parts {
			return false
		}
		words[string(n.Kind)+n.Word] = true
	}
	return len(words) == 1
}

func other(axis Axis) Axis {
	if axis == AxisItem {
		return AxisHeading
	}
	return AxisItem
}
