package pdf

import (
	"bytes"
	"math"
	"strconv"
)

// glancer reads the operators of a content stream, only to see what kinds of them occur.
type glancer struct {
	*traits
	rest     []byte
	operands []float64
	name     bool // the last operand is a name
	dark     bool // the colour that fills
	saved    []bool
	boxes    int  // of the path so far
	large    bool // the last of them is about a page
	scaled   bool // units may be smaller than points
}

// maxSaved is the depth of saved states that is followed.
const maxSaved = 256

func (g *glancer) read() {
	g.marks = g.marks || bytes.Contains(g.rest, []byte("/ActualText"))
	g.dark = true
	for {
		token, kind := g.token()
		switch kind {
		case end:
			// What is shown next may be of another stream that goes on where this one stops.
			for _, dark := range append(g.saved, g.dark) {
				g.colour = g.colour || !dark
			}
			return
		case number:
			v, err := strconv.ParseFloat(string(token), 64)
			if err != nil {
				v = math.NaN()
			}
			if len(g.operands) > 8 {
				g.operands = g.operands[1:]
			}
			g.operands = append(g.operands, v)
			g.name = false
		case operand:
			g.name = token != nil
		case operator:
			g.operator(string(token))
			g.operands, g.name = g.operands[:0], false
		}
	}
}

func (g *glancer) operator(op string) {
	switch op {
	case "q":
		if len(g.saved) > maxSaved {
			*g.traits = allTraits()
			return
		}
		g.saved = append(g.saved, g.dark)
	case "Q":
		if n := len(g.saved); n > 0 {
			g.dark, g.saved = g.saved[n-1], g.saved[:n-1]
		}
	case "g", "rg", "k", "sc", "scn", "cs":
		g.dark = g.fills(op)
	case "Tj", "TJ", "'", `"`, "Do":
		g.colour = g.colour || !g.dark
	case "Tr":
		g.mode = g.mode || len(g.operands) != 1 || g.operands[0] != 0
	case "cm":
		m := g.operands
		g.scaled = g.scaled || len(m) != 6 || math.Hypot(m[0], m[1]) < 0.95 || math.Hypot(m[2], m[3]) < 0.95
	case "re":
		g.boxes++
		g.large = len(g.operands) == 4 && min(math.Abs(g.operands[2]), math.Abs(g.operands[3])) > 550 &&
			max(math.Abs(g.operands[2]), math.Abs(g.operands[3])) > 750
	case "m", "l", "c", "v", "y":
		g.boxes = 2
	case "W", "W*":
		g.clip = g.clip || g.boxes != 1 || !g.large || g.scaled
	case "n", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*":
		g.boxes = 0
	case "ID":
		g.image()
	}
}

// fills reports whether an operator sets a dark colour.
func (g *glancer) fills(op string) bool {
	if g.name || op == "cs" {
		return false
	}
	switch len(g.operands) {
	case 1:
		return op == "g" && g.operands[0] <= 0.6
	case 3:
		return g.operands[0] <= 0.6 && g.operands[1] <= 0.6 && g.operands[2] <= 0.6
	case 4:
		return op == "k" && g.operands[3] >= 0.4
	}
	return false
}

// image passes over the bytes of an image within the content.
func (g *glancer) image() {
	i := bytes.Index(g.rest, []byte("EI"))
	for i >= 0 && i+2 < len(g.rest) && !(space(g.rest[i+2]) && i > 0 && space(g.rest[i-1])) {
		k := bytes.Index(g.rest[i+2:], []byte("EI"))
		if k < 0 {
			i = -1
			break
		}
		i += 2 + k
	}
	if i < 0 {
		*g.traits = allTraits()
		g.rest = nil
		return
	}
	g.rest = g.rest[i+2:]
}

type tokenKind int

const (
	end tokenKind = iota
	number
	operand // a name, which is given, or a string or part of a dictionary
	operator
)

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func delimiter(c byte) bool { return space(c) || bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (g *glancer) token() ([]byte, tokenKind) {
	for len(g.rest) > 0 && space(g.rest[0]) {
		g.rest = g.rest[1:]
	}
	if len(g.rest) == 0 {
		return nil, end
	}
	take := func() []byte {
		n := 1 + word(g.rest[1:])
		w := g.rest[:n]
		g.rest = g.rest[n:]
		return w
	}
	switch c := g.rest[0]; {
	case c == '/':
		return take(), operand
	case c == '(':
		g.rest = g.rest[literal(g.rest):]
	case c == '%':
		if i := bytes.IndexAny(g.rest, "\r\n"); i >= 0 {
			g.rest = g.rest[i:]
		} else {
			g.rest = nil
		}
	case delimiter(c):
		g.rest = g.rest[1:]
		if i := bytes.IndexByte(g.rest, '>'); c == '<' && i >= 0 && len(bytes.Trim(g.rest[:i], "0123456789abcdefABCDEF \r\n\t")) == 0 {
			g.rest = g.rest[i+1:] // a string of hexadecimal digits
		}
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		return take(), number
	default:
		return take(), operator
	}
	return nil, operand
}

// literal returns the length of a string in round brackets.
func literal(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(b)
}
