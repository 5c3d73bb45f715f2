package worksheet

import "strings"

// Test is what a conditional format asks of a cell.
type Test struct {
	Kind     TestKind
	Operator string   // of TestValue: equal, lessThan, between …, as in ECMA-376
	Formulas []string // the operands, or the one expression
	Text     string   // of the tests of a text
}

// TestKind is a kind of test.
type TestKind int

// The kinds of tests. The zero value is one that is not worked out: ranks, averages, duplicates.
const (
	TestUnknown TestKind = iota
	TestAlways
	TestValue
	TestExpression
	TestContains
	TestNotContains
	TestBegins
	TestEnds
	TestBlank
	TestNotBlank
	TestError
	TestNotError
)

// answer says whether something holds.
type answer int

const (
	maybe answer = iota
	no
	yes
)

func answerOf(b bool) answer {
	if b {
		return yes
	}
	return no
}

func (a answer) not() answer {
	switch a {
	case yes:
		return no
	case no:
		return yes
	case maybe:
	}
	return maybe
}

func (c *Contents) holds(r *Rule, cell *Cell) answer {
	if r.Test.Kind == TestAlways {
		return yes
	}
	f := formula{contents: c, row: cell.Row, column: cell.Column}
	if len(r.Areas) == 1 { // of several nobody knows which one a reference counts from
		f.fromRow, f.fromColumn, f.relative = r.Areas[0].Top, r.Areas[0].Left, true
	}
	v := valueOf(cell)
	switch r.Test.Kind {
	case TestExpression:
		if len(r.Test.Formulas) == 1 {
			return f.evaluate(r.Test.Formulas[0]).truth()
		}
	case TestValue:
		return r.Test.compare(&f, v)
	case TestContains, TestNotContains, TestBegins, TestEnds:
		return r.Test.search(v)
	case TestBlank:
		return answerOf(v.kind == valueText && strings.TrimSpace(v.text) == "")
	case TestNotBlank:
		return answerOf(v.kind != valueText || strings.TrimSpace(v.text) != "")
	case TestError, TestNotError:
		if v.kind == valueUnknown {
			return maybe
		}
		return answerOf((v.kind == valueError) == (r.Test.Kind == TestError))
	case TestUnknown, TestAlways:
	}
	return maybe
}

// compare says whether a value stands to the operands as the operator says.
func (t *Test) compare(f *formula, v value) answer {
	if len(t.Formulas) == 0 {
		return maybe
	}
	first := v.order(f.evaluate(t.Formulas[0]))
	if t.Operator == "between" || t.Operator == "notBetween" {
		if len(t.Formulas) < 2 {
			return maybe
		}
		second := v.order(f.evaluate(t.Formulas[1]))
		if first == unordered || second == unordered {
			return maybe
		}
		inside := first >= 0 && second <= 0 || first <= 0 && second >= 0
		return answerOf(inside == (t.Operator == "between"))
	}
	return compared(first, map[string]string{
		"equal": "=", "notEqual": "<>", "lessThan": "<", "lessThanOrEqual": "<=", "greaterThan": ">", "greaterThanOrEqual": ">=",
	}[t.Operator])
}

// compared says what an order means for an operator.
func compared(order int, operator string) answer {
	if order == unordered {
		return maybe
	}
	switch operator {
	case "=":
		return answerOf(order == 0)
	case "<>":
		return answerOf(order != 0)
	}
	if order == different {
		return maybe
	}
	switch operator {
	case "<":
		return answerOf(order < 0)
	case "<=":
		return answerOf(order <= 0)
	case ">":
		return answerOf(order > 0)
	case ">=":
		return answerOf(order >= 0)
	}
	return maybe
}

// search looks for the text of the test in a value.
func (t *Test) search(v value) answer {
	if t.Text == "" || v.kind == valueUnknown || v.kind == valueError {
		return maybe
	}
	text, want := strings.ToLower(v.text), strings.ToLower(t.Text)
	switch t.Kind {
	case TestContains:
		return answerOf(strings.Contains(text, want))
	case TestNotContains:
		return answerOf(!strings.Contains(text, want))
	case TestBegins:
		return answerOf(strings.HasPrefix(text, want))
	case TestEnds:
		return answerOf(strings.HasSuffix(text, want))
	default:
		return maybe
	}
}
