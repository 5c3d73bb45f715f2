package worksheet

import (
	"strconv"
	"strings"
)

// value is what a formula works with.
type value struct {
	kind valueKind
	text string // of a number too
	num  float64
}

type valueKind int

const (
	valueUnknown valueKind = iota
	valueBlank
	valueNumber
	valueText
	valueTruth // num is 1 or 0
	valueError
)

func numberOf(n float64) value {
	return value{kind: valueNumber, num: n, text: strconv.FormatFloat(n, 'f', -1, 64)}
}

func truthOf(a answer) value {
	switch a {
	case yes:
		return value{kind: valueTruth, num: 1, text: "TRUE"}
	case no:
		return value{kind: valueTruth, text: "FALSE"}
	case maybe:
	}
	return value{}
}

func valueOf(c *Cell) value {
	text := c.Text
	switch c.Kind {
	case KindText:
		return value{kind: valueText, text: text}
	case KindNumber:
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return value{kind: valueNumber, num: n, text: text}
		}
	case KindFixed:
		switch {
		case text == "TRUE":
			return truthOf(yes)
		case text == "FALSE":
			return truthOf(no)
		case strings.HasPrefix(text, "#"):
			return value{kind: valueError, text: text}
		}
	case KindUnknown, KindLost:
	}
	return value{}
}

// truth says whether a value counts as true.
func (v value) truth() answer {
	switch v.kind {
	case valueNumber, valueTruth:
		return answerOf(v.num != 0)
	case valueBlank, valueError, valueText:
		return no
	case valueUnknown:
	}
	return maybe
}

// What order returns where there is no order.
const (
	unordered = 1 << 20 // nobody knows
	different = 1 << 21 // not equal, but texts have an order of their own in every language
)

// order is below 0 where v comes before w. Numbers come before texts, texts before truth values.
func (v value) order(w value) int {
	if v.kind == valueUnknown || w.kind == valueUnknown || v.kind == valueError || w.kind == valueError {
		return unordered
	}
	v, w = v.beside(w), w.beside(v)
	switch {
	case v.kind != w.kind:
		return int(v.kind) - int(w.kind)
	case v.kind == valueText && strings.EqualFold(v.text, w.text):
		return 0
	case v.kind == valueText:
		return different
	case v.num < w.num:
		return -1
	case v.num > w.num:
		return 1
	}
	return 0
}

// beside gives a blank the kind of what it is compared with.
func (v value) beside(w value) value {
	if v.kind != valueBlank {
		return v
	}
	switch w.kind {
	case valueText:
		return value{kind: valueText}
	case valueTruth:
		return truthOf(no)
	case valueUnknown, valueBlank, valueNumber, valueError:
	}
	return numberOf(0)
}
