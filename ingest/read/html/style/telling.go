package style

import (
	"bytes"
	"strings"
	"unicode"

	"gongkai/ingest/read/printed"
)

// Sizes and alphas below which text is not seen, or hardly.
const (
	tinySize   = 1.5 // pixels
	smallSize  = 3.5
	faintAlpha = 0.05
)

// A colour of text that is not light and a ground that is not dark can always be told apart, so that most pages need no
// colours at all. Between them lies a contrast of 1.3.
const (
	lightInk   = 0.4
	darkGround = 0.55
)

// lightness is that of package printed: of a colour with an alpha, on white.
func lightness(p paint) float64 {
	c := p.Over(printed.White(), p.alpha)
	part := func(v uint8) float64 { f := float64(v) / 255; return f * f }
	return 0.2126*part(c.Red) + 0.7152*part(c.Green) + 0.0722*part(c.Blue)
}

// tells reports whether a rule can make text look otherwise than it stands.
func (r *rule) tells() bool {
	switch r.selector.compounds[0].tag {
	case "sup", "sub", "del", "s", "strike", "bdo", "bdi":
		return true
	}
	for i := range r.declarations {
		if r.declarations[i].tells() {
			return true
		}
	}
	return false
}

func (d *declaration) tells() bool {
	v := &d.value
	px := 0.0
	if v.word == "" {
		px = v.px(textSize, textSize)
	}
	switch d.property {
	case display:
		switch v.word {
		case "inline", "inline-block", "contents", "table-row", "table-row-group", "table-header-group", "table-footer-group", "flow":
			return false
		}
		return true
	case visibility:
		return v.word == "hidden" || v.word == "collapse"
	case contentVisibility:
		return v.word == "hidden"
	case opacity:
		return v.number < 0.4
	case fontSize:
		return v.word == "" && px < smallSize
	case ink, fill:
		return v.word != wordInherit && v.word != wordCurrent && (v.word != "" || lightness(v.paint) > lightInk)
	case ground:
		return v.word != "" && v.word != wordInherit || lightness(v.paint) < darkGround
	case image:
		return v.word == "gradient"
	case line:
		return v.word == "line-through"
	case vertical:
		return v.word == "super" || v.word == "sub" || v.word == "" && px != 0
	case security, family, clip, clipPath, transform, translate, rotate, scale, filter, mask:
		return v.word != wordNone
	case direction:
		return v.word == "rtl"
	case bidi:
		return v.word != "normal" && v.word != "embed"
	case variant, blend:
		return v.word != "normal"
	case position:
		return v.word != "static" && v.word != "sticky"
	case marginLeft, marginRight, marginTop:
		return px <= -charGap
	case indent:
		return px <= -indentDoubt || px >= farAway || v.unit == "%"
	case float:
		return v.word != wordNone
	case width, height, maxWidth, maxHeight:
		return v.word == "" && px <= noSize
	case flexDirection, flexWrap:
		return strings.Contains(v.word, "reverse")
	case order:
		return v.number != 0
	case spacing:
		return px <= -charGap
	case content:
		return prints(v.word)
	case place:
		return v.word == wordSet
	default: // top, left and the like without a position, and what only takes back
		return false
	}
}

// SuspectInk reports whether the value of color in a style attribute, or of an attribute color, may be light or is of a kind that
// must be worked out. It looks at most at a few characters: nearly every tag of a Word paste has one, and black.
func SuspectInk(value []byte) bool {
	p, ok := quickColour(value, paint{alpha: 1})
	return !ok || lightness(p) > lightInk
}

// SuspectGround reports the same of grounds that may be dark.
func SuspectGround(value []byte) bool {
	p, ok := quickColour(value, paint{printed.White(), 1})
	return !ok || lightness(p) < darkGround
}

// SuspectSize reports whether a size of text may be none.
func SuspectSize(value []byte) bool {
	value = bytes.TrimLeft(value, " \t\r\n:")
	if len(value) < 2 || value[0] < '1' || value[0] > '9' {
		return !isLetter(value) // 0, .5px, calc(…); of words none is small
	}
	if value[1] >= '0' && value[1] <= '9' {
		return false
	}
	end := 1
	for end < len(value) && (value[end] == '.' || value[end] >= '0' && value[end] <= '9') {
		end++
	}
	unit := value[end:]
	large := bytes.HasPrefix(unit, []byte("em")) || bytes.HasPrefix(unit, []byte("rem")) || value[0] >= '4'
	return !large || bytes.HasPrefix(unit, []byte("%"))
}

func isLetter(value []byte) bool {
	at := bytes.IndexAny(value, ";\"'>")
	if at < 0 {
		at = len(value)
	}
	return at > 0 && unicode.IsLetter(rune(value[0])) && bytes.IndexByte(value[:at], '(') < 0
}

// quickColour reads a colour that is written in the common ways, up to what ends it; where nothing stands, usual is it.
func quickColour(value []byte, usual paint) (paint, bool) {
	value = bytes.TrimLeft(value[:min(len(value), 40)], " \t\r\n:='\"")
	end := bytes.IndexAny(value, ";\"'> \t\r\n!}")
	if end >= 0 {
		value = value[:end]
	}
	switch {
	case len(value) == 0:
		return usual, true
	case value[0] == '#':
		return hexColour(string(value[1:]))
	case bytes.IndexByte(value, '(') >= 0:
		ts := tokens(string(value))
		if len(ts) == 0 || !ts[len(ts)-1].closes() { // rgb(0, 0, 0): cut at its spaces
			return paint{}, false
		}
		return colourOf(ts)
	}
	switch name := strings.ToLower(string(value)); name {
	case wordInherit, wordInitial, wordUnset, "revert", wordCurrent:
		return paint{}, false
	case "transparent":
		return paint{}, true
	default: // what is no colour says nothing in a style, and is one in an attribute
		return legacyColour(name)
	}
}
