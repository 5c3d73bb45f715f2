package style

import (
	"math"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// value is what a declaration says: a word, a length or number, or a colour.
type value struct {
	word   string
	number float64
	unit   string // "" for a number and for a word
	paint  paint
}

// The sizes that relative units are taken from: a browser's window and its text.
const (
	windowWidth  = 1280
	windowHeight = 800
	textSize     = 16
)

func numberOf(t token) float64 {
	s := strings.TrimSuffix(t.raw, "%")
	if t.kind == css.DimensionToken {
		s = s[:len(s)-len(unitRaw(t.raw))]
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}

func unitOf(t token) string {
	switch t.kind {
	case css.PercentageToken:
		return "%"
	case css.DimensionToken:
		return strings.ToLower(unescape(unitRaw(t.raw)))
	}
	return ""
}

// unitRaw is the unit of a dimension as it stands: px of 12px, em of 1e3em.
func unitRaw(s string) string {
	i := 0
	for i < len(s) && strings.IndexByte("+-.0123456789", s[i]) >= 0 {
		i++
	}
	if i+1 < len(s) && s[i]|' ' == 'e' {
		j := i + 1
		if s[j] == '+' || s[j] == '-' {
			j++
		}
		if j < len(s) && s[j] >= '0' && s[j] <= '9' {
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			i = j
		}
	}
	return s[i:]
}

// length reads a length, a percentage, a number, or what calc() and its kin make of them.
func length(ts []token) (value, bool) {
	if len(ts) == 0 {
		return value{}, false
	}
	switch ts[0].kind {
	case css.NumberToken, css.DimensionToken, css.PercentageToken:
		if len(ts) == 1 {
			return value{number: numberOf(ts[0]), unit: unitOf(ts[0])}, true
		}
	case css.FunctionToken:
		px, ok := calculate(ts, 0)
		return value{number: px, unit: "px"}, ok
	}
	return value{}, false
}

// px is a length in pixels; relative ones are taken from the size of the text and a whole.
func (v value) px(size, whole float64) float64 {
	switch v.unit {
	case "", "px":
		return v.number
	case "pt":
		return v.number * 4 / 3
	case "pc":
		return v.number * 16
	case "in":
		return v.number * 96
	case "cm":
		return v.number * 96 / 2.54
	case "mm":
		return v.number * 96 / 25.4
	case "q":
		return v.number * 96 / 101.6
	case "em", "lh", "ic":
		return v.number * size
	case "ex", "ch":
		return v.number * size / 2
	case "rem", "rlh":
		return v.number * textSize
	case "%":
		return v.number * whole / 100
	case "vw", "vmax", "svw", "lvw", "dvw", "vi":
		return v.number * windowWidth / 100
	case "vh", "vmin", "svh", "lvh", "dvh", "vb":
		return v.number * windowHeight / 100
	}
	return math.NaN() // of a unit that is none: the declaration does not count
}

// maxCalc bounds brackets within brackets.
const maxCalc = 16

// calculate works out calc(), min(), max() and clamp() in pixels, for text of the common size.
func calculate(ts []token, depth int) (float64, bool) {
	if depth > maxCalc || len(ts) < 2 {
		return 0, false
	}
	inner := ts[1:]
	if ts[len(ts)-1].closes() {
		inner = ts[1 : len(ts)-1]
	}
	var parts []float64
	for _, arg := range splitTokens(inner, css.CommaToken) {
		v, ok := sum(arg, depth)
		if !ok {
			return 0, false
		}
		parts = append(parts, v)
	}
	name := "("
	if ts[0].kind == css.FunctionToken {
		name = strings.TrimPrefix(ts[0].name(), "-webkit-")
	}
	switch {
	case (name == "calc" || name == "(") && len(parts) == 1:
		return parts[0], true
	case name == "min" || name == "max":
		out := parts[0]
		for _, v := range parts {
			if name == "min" {
				out = min(out, v)
			} else {
				out = max(out, v)
			}
		}
		return out, true
	case name == "clamp" && len(parts) == 3:
		return max(parts[0], min(parts[1], parts[2])), true
	}
	return 0, false
}

// sum works out terms with their signs.
func sum(ts []token, depth int) (float64, bool) {
	total, term, sign, op := 0.0, 0.0, 1.0, byte('+')
	for i, w := range words(ts) {
		if i%2 == 1 {
			if len(w) != 1 || len(w[0].raw) != 1 {
				return 0, false
			}
			op = w[0].raw[0]
			continue
		}
		v, ok := operand(w, depth)
		if !ok {
			return 0, false
		}
		switch op {
		case '+', '-':
			total += sign * term
			term, sign = v, 1
			if op == '-' {
				sign = -1
			}
		case '*':
			term *= v
		case '/':
			if v == 0 {
				return 0, false
			}
			term /= v
		default:
			return 0, false
		}
	}
	return total + sign*term, true
}

func operand(w []token, depth int) (float64, bool) {
	if w[0].opens() {
		return calculate(w, depth+1)
	}
	v, ok := length(w)
	if !ok {
		return 0, false
	}
	px := v.px(textSize, windowWidth)
	return px, !math.IsNaN(px)
}
