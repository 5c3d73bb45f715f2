package style

import (
	"math"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// What transforms, clips, filters and masks come to.
const (
	wordNone   = "none"
	wordGone   = "gone"   // nothing is left to see
	wordMirror = "mirror" // turned round so that it reads otherwise
	wordShift  = "shift"  // moved, by value.number pixels at most
	wordRise   = "rise"   // moved up or down by a part of a line, value.number pixels
	wordPart   = "part"   // something of it is left, nobody knows what
	wordBlur   = "blur"
	wordSet    = "set" // of a property of which only this matters
)

// Distances in pixels.
const (
	farAway = 600 // nobody scrolls there
	lineGap = 12  // to another line
	charGap = 4   // to another place in the line
)

// transformOf reads a transform by multiplying its functions in the plane.
func transformOf(ts []token) (value, bool) {
	a, b, c, d, e, f := 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
	multiply := func(a2, b2, c2, d2, e2, f2 float64) {
		a, b, c, d, e, f = a*a2+c*b2, b*a2+d*b2, a*c2+c*d2, b*c2+d*d2, a*e2+c*f2+e, b*e2+d*f2+f
	}
	for _, w := range words(ts) {
		if len(w) == 1 && w[0].isWord("none") {
			continue
		}
		if w[0].kind != css.FunctionToken {
			return value{}, false
		}
		var n []float64 // the arguments, angles in radians and lengths in pixels
		for _, arg := range splitTokens(strip(w), css.CommaToken) {
			n = append(n, argument(arg))
		}
		for len(n) < 16 {
			n = append(n, math.NaN())
		}
		or := func(v, other float64) float64 {
			if math.IsNaN(v) {
				return other
			}
			return v
		}
		switch w[0].name() {
		case "translate", "translate3d":
			multiply(1, 0, 0, 1, or(n[0], 0), or(n[1], 0))
		case "translatex":
			multiply(1, 0, 0, 1, or(n[0], 0), 0)
		case "translatey":
			multiply(1, 0, 0, 1, 0, or(n[0], 0))
		case "scale", "scale3d":
			multiply(or(n[0], 1), 0, 0, or(n[1], or(n[0], 1)), 0, 0)
		case "scalex":
			multiply(or(n[0], 1), 0, 0, 1, 0, 0)
		case "scaley":
			multiply(1, 0, 0, or(n[0], 1), 0, 0)
		case "rotate", "rotatez":
			sin, cos := math.Sincos(or(n[0], 0))
			multiply(cos, sin, -sin, cos, 0, 0)
		case "rotatex":
			multiply(1, 0, 0, math.Cos(or(n[0], 0)), 0, 0)
		case "rotatey":
			multiply(math.Cos(or(n[0], 0)), 0, 0, 1, 0, 0)
		case "matrix":
			multiply(or(n[0], 1), or(n[1], 0), or(n[2], 0), or(n[3], 1), or(n[4], 0), or(n[5], 0))
		case "matrix3d":
			multiply(or(n[0], 1), or(n[1], 0), or(n[4], 0), or(n[5], 1), or(n[12], 0), or(n[13], 0))
		case "rotate3d":
			multiply(1, 0, 0, 1, charGap+1, 0) // nobody works it out
		}
	}
	return plane(a, b, c, d, e, f), true
}

// plane says what a matrix makes of text.
func plane(a, b, c, d, e, f float64) value {
	switch det := a*d - b*c; {
	case math.Abs(det) < 0.02:
		return value{word: wordGone}
	case det < 0 || a < -0.5 && d < -0.5:
		return value{word: wordMirror}
	case math.Abs(e) >= farAway || math.Abs(f) >= farAway:
		return value{word: wordGone}
	case math.Abs(e) > charGap || math.Abs(f) > lineGap:
		return value{word: wordShift}
	case f != 0:
		return value{word: wordRise, number: f}
	}
	return value{word: wordNone}
}

// argument reads an argument of a transform. A share of the element's own size is taken from a number of a few digits.
func argument(ts []token) float64 {
	if len(ts) == 1 {
		switch unitOf(ts[0]) {
		case "deg", "turn", "rad", "grad":
			return turnOf(ts[0]) * 2 * math.Pi
		}
	}
	v, ok := length(ts)
	if !ok {
		return math.NaN()
	}
	return v.px(textSize, 2*textSize)
}

// strip returns the arguments of a function.
func strip(w []token) []token {
	w = w[1:]
	if len(w) > 0 && w[len(w)-1].closes() {
		w = w[:len(w)-1]
	}
	return trimTokens(w)
}

// clipOf reads clip, whose rect() has the four edges.
func clipOf(ts []token) (value, bool) {
	if len(ts) == 1 && ts[0].isWord("auto") {
		return value{word: wordNone}, true
	}
	if len(ts) == 0 || ts[0].kind != css.FunctionToken || ts[0].name() != "rect" {
		return value{}, false
	}
	var edges []float64
	for _, w := range words(strip(ts)) {
		if v, ok := length(w); ok {
			edges = append(edges, v.px(textSize, 0))
		} else if len(w) == 1 && w[0].isWord("auto") {
			edges = append(edges, math.NaN())
		}
	}
	if len(edges) == 4 && (edges[2]-edges[0] <= 2 || edges[1]-edges[3] <= 2) {
		return value{word: wordGone}, true
	}
	for _, edge := range edges {
		if !math.IsNaN(edge) {
			return value{word: wordPart}, true
		}
	}
	return value{word: wordNone}, true
}

// clipPathOf reads clip-path.
func clipPathOf(ts []token) (value, bool) {
	if len(ts) == 0 {
		return value{}, false
	}
	if len(ts) == 1 && ts[0].kind == css.IdentToken { // none, and boxes
		return value{word: wordNone}, true
	}
	args := words(strip(ts))
	var n []value
	for _, w := range args {
		v, ok := length(w)
		if !ok {
			break
		}
		n = append(n, v)
	}
	if len(n) == 0 {
		return value{word: wordPart}, true
	}
	switch ts[0].name() {
	case "inset":
		for len(n) < 4 { // as margins are completed
			n = append(n, n[max(0, len(n)-2)])
		}
		whole := func(a, b value) bool {
			share := func(v value) float64 {
				if v.unit != "%" && v.number != 0 {
					return -100
				}
				return v.number
			}
			return share(a)+share(b) >= 99
		}
		none := true
		for _, v := range n[:4] {
			none = none && v.number <= 0
		}
		switch {
		case none:
			return value{word: wordNone}, true
		case whole(n[0], n[2]) || whole(n[1], n[3]):
			return value{word: wordGone}, true
		}
	case "circle", "ellipse":
		if n[0].number <= 1 {
			return value{word: wordGone}, true
		}
	case "polygon":
		first := rawOf(args[0])
		same := true
		for _, w := range args {
			raw := strings.TrimSuffix(rawOf(w), ",")
			same = same && (raw == first || raw == "")
		}
		if same {
			return value{word: wordGone}, true
		}
	}
	return value{word: wordPart}, true
}

// filterOf reads filter: the opacity that it leaves, and whether it blurs.
func filterOf(ts []token) (value, bool) {
	out := value{word: wordNone}
	for _, w := range words(ts) {
		if w[0].kind != css.FunctionToken {
			continue
		}
		v, ok := length(strip(w))
		switch name := w[0].name(); {
		case name == "opacity" && ok:
			share := v.number
			if v.unit == "%" {
				share /= 100
			}
			if share < faintAlpha {
				return value{word: wordGone}, true
			}
		case name == "blur" && ok && v.px(textSize, 0) >= 2, name == "contrast" && ok && v.number <= 0.1,
			name == "brightness" && ok && (v.number >= 5 && v.unit == "" || v.number >= 500), name == "url":
			out.word = wordBlur
		}
	}
	return out, true
}
