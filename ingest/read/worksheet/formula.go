package worksheet

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// formula works out the formulas that conditional formats of reports have: TRUE, B3>5, AND(ISNUMBER(B3),B3=0). What it does
// not know is unknown, and never false.
type formula struct {
	contents            *Contents
	row, column         int // of the cell that is asked about
	fromRow, fromColumn int // of the cell that relative references count from
	relative            bool
	rest                string
	depth               int
}

// Bounds on formulas.
const (
	maxFormula      = 512
	maxFormulaDepth = 16
)

func (f *formula) evaluate(text string) value {
	if len(text) > maxFormula {
		return value{}
	}
	f.rest, f.depth = strings.TrimPrefix(strings.TrimSpace(text), "="), 0
	v, ok := f.comparison()
	if !ok || strings.TrimSpace(f.rest) != "" {
		return value{}
	}
	return v
}

// comparison reads a term, or two with an operator between them.
func (f *formula) comparison() (value, bool) {
	if f.depth++; f.depth > maxFormulaDepth {
		return value{}, false
	}
	defer func() { f.depth-- }()
	left, ok := f.term()
	if !ok {
		return value{}, false
	}
	f.space()
	for _, operator := range []string{"<=", ">=", "<>", "=", "<", ">"} {
		if f.skip(operator) {
			right, ok := f.term()
			if !ok {
				return value{}, false
			}
			return truthOf(compared(left.order(right), operator)), true
		}
	}
	return left, true
}

func (f *formula) space() { f.rest = strings.TrimLeft(f.rest, " \t\r\n") }

func (f *formula) skip(s string) bool {
	f.space()
	rest, ok := strings.CutPrefix(f.rest, s)
	if ok {
		f.rest = rest
	}
	return ok
}

// term reads a number, a text, a name, a reference, a call or a bracket.
func (f *formula) term() (value, bool) {
	f.space()
	switch {
	case f.rest == "":
		return value{}, false
	case f.skip("("):
		v, ok := f.comparison()
		return v, ok && f.skip(")")
	case f.rest[0] == '"':
		return f.quoted()
	case f.rest[0] >= '0' && f.rest[0] <= '9' || f.rest[0] == '-' || f.rest[0] == '.':
		n := 1
		for n < len(f.rest) && strings.IndexByte("0123456789.", f.rest[n]) >= 0 {
			n++
		}
		v, err := strconv.ParseFloat(f.rest[:n], 64)
		f.rest = f.rest[n:]
		return numberOf(v), err == nil
	}
	n := 0
	for n < len(f.rest) && isName(f.rest[n]) {
		n++
	}
	name := f.rest[:n]
	f.rest = f.rest[n:]
	switch {
	case f.skip("("):
		return f.call(strings.ToUpper(name))
	case strings.EqualFold(name, "TRUE"):
		return truthOf(yes), true
	case strings.EqualFold(name, "FALSE"):
		return truthOf(no), true
	}
	return f.reference(name)
}

func isName(c byte) bool {
	return c == '$' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func (f *formula) quoted() (value, bool) {
	var b strings.Builder
	for i := 1; i < len(f.rest); i++ {
		if f.rest[i] != '"' {
			b.WriteByte(f.rest[i])
			continue
		}
		if i+1 < len(f.rest) && f.rest[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		f.rest = f.rest[i+1:]
		return value{kind: valueText, text: b.String()}, true
	}
	return value{}, false
}

// reference returns the value of a cell, moved by as much as the cell that is asked about lies away from the first of the area.
func (f *formula) reference(name string) (value, bool) {
	row, column, ok := ParsePosition(strings.ReplaceAll(name, "$", ""))
	if !ok {
		return value{}, false
	}
	fixedColumn := strings.HasPrefix(name, "$")
	fixedRow := strings.Contains(name[1:], "$")
	if (!fixedColumn || !fixedRow) && !f.relative {
		return value{}, true
	}
	if !fixedRow {
		row += f.row - f.fromRow
	}
	if !fixedColumn {
		column += f.column - f.fromColumn
	}
	return f.contents.at(row, column), true
}

// at returns the value of a cell. The cells are in order.
func (c *Contents) at(row, column int) value {
	i, ok := slices.BinarySearchFunc(c.cells, [2]int{row, column}, func(one Cell, place [2]int) int {
		if one.Row != place[0] {
			return one.Row - place[0]
		}
		return one.Column - place[1]
	})
	if !ok {
		return value{kind: valueBlank}
	}
	for i+1 < len(c.cells) && c.cells[i+1].Row == row && c.cells[i+1].Column == column {
		i++ // the last of several counts
	}
	return valueOf(&c.cells[i])
}

// call works out a function whose arguments follow.
func (f *formula) call(name string) (value, bool) {
	var arguments []value
	for !f.skip(")") {
		if len(arguments) > 0 && !f.skip(",") {
			return value{}, false
		}
		v, ok := f.comparison()
		if !ok {
			return value{}, false
		}
		arguments = append(arguments, v)
	}
	switch {
	case len(arguments) == 0:
		return f.place(name), true
	case name == "AND" || name == "OR":
		return truthOf(several(name, arguments)), true
	case len(arguments) == 1:
		return single(name, arguments[0]), true
	case name == "MOD" && len(arguments) == 2:
		a, b := arguments[0], arguments[1]
		if a.kind == valueNumber && b.kind == valueNumber && b.num != 0 {
			return numberOf(a.num - b.num*math.Floor(a.num/b.num)), true
		}
	}
	return value{}, true
}

func (f *formula) place(name string) value {
	switch name {
	case "ROW":
		return numberOf(float64(f.row + 1))
	case "COLUMN":
		return numberOf(float64(f.column + 1))
	case "TRUE":
		return truthOf(yes)
	case "FALSE":
		return truthOf(no)
	}
	return value{}
}

func several(name string, arguments []value) answer {
	out := answerOf(name == "AND")
	for _, v := range arguments {
		switch t := v.truth(); {
		case t == maybe || v.kind == valueError || v.kind == valueText:
			out = maybe
		case t != answerOf(name == "AND"):
			return t
		}
	}
	return out
}

func single(name string, v value) value {
	if v.kind == valueUnknown {
		return value{}
	}
	switch name {
	case "NOT":
		if v.kind != valueError && v.kind != valueText {
			return truthOf(v.truth().not())
		}
	case "ISBLANK":
		return truthOf(answerOf(v.kind == valueBlank))
	case "ISNUMBER":
		return truthOf(answerOf(v.kind == valueNumber))
	case "ISTEXT":
		return truthOf(answerOf(v.kind == valueText))
	case "ISERROR":
		return truthOf(answerOf(v.kind == valueError))
	case "ISERR":
		return truthOf(answerOf(v.kind == valueError && v.text != "#N/A"))
	case "ISNA":
		return truthOf(answerOf(v.kind == valueError && v.text == "#N/A"))
	case "LEN":
		if v.kind != valueError {
			return numberOf(float64(len([]rune(v.text))))
		}
	}
	return value{}
}
