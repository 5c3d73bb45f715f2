package style

import (
	"math"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"gongkai/ingest/read/printed"
)

// paint is a colour with its alpha, from 0 to 1.
type paint struct {
	printed.Colour
	alpha float64
}

// names are the colours of CSS and those of systems that Office writes, in hexadecimal.
const names = ` black:000000 silver:c0c0c0 gray:808080 grey:808080 white:ffffff maroon:800000 red:ff0000 purple:800080 fuchsia:ff00ff
 magenta:ff00ff green:008000 lime:00ff00 olive:808000 yellow:ffff00 navy:000080 blue:0000ff teal:008080 aqua:00ffff cyan:00ffff
 aliceblue:f0f8ff antiquewhite:faebd7 aquamarine:7fffd4 azure:f0ffff beige:f5f5dc bisque:ffe4c4 blanchedalmond:ffebcd
 blueviolet:8a2be2 brown:a52a2a burlywood:deb887 cadetblue:5f9ea0 chartreuse:7fff00 chocolate:d2691e coral:ff7f50
 cornflowerblue:6495ed cornsilk:fff8dc crimson:dc143c darkblue:00008b darkcyan:008b8b darkgoldenrod:b8860b darkgray:a9a9a9
 darkgreen:006400 darkgrey:a9a9a9 darkkhaki:bdb76b darkmagenta:8b008b darkolivegreen:556b2f darkorange:ff8c00
 darkorchid:9932cc darkred:8b0000 darksalmon:e9967a darkseagreen:8fbc8f darkslateblue:483d8b darkslategray:2f4f4f
 darkslategrey:2f4f4f darkturquoise:00ced1 darkviolet:9400d3 deeppink:ff1493 deepskyblue:00bfff dimgray:696969
 dimgrey:696969 dodgerblue:1e90ff firebrick:b22222 floralwhite:fffaf0 forestgreen:228b22 gainsboro:dcdcdc ghostwhite:f8f8ff
 gold:ffd700 goldenrod:daa520 greenyellow:adff2f honeydew:f0fff0 hotpink:ff69b4 indianred:cd5c5c indigo:4b0082 ivory:fffff0
 khaki:f0e68c lavender:e6e6fa lavenderblush:fff0f5 lawngreen:7cfc00 lemonchiffon:fffacd lightblue:add8e6 lightcoral:f08080
 lightcyan:e0ffff lightgoldenrodyellow:fafad2 lightgray:d3d3d3 lightgreen:90ee90 lightgrey:d3d3d3 lightpink:ffb6c1
 lightsalmon:ffa07a lightseagreen:20b2aa lightskyblue:87cefa lightslategray:778899 lightslategrey:778899
 lightsteelblue:b0c4de lightyellow:ffffe0 limegreen:32cd32 linen:faf0e6 mediumaquamarine:66cdaa mediumblue:0000cd
 mediumorchid:ba55d3 mediumpurple:9370db mediumseagreen:3cb371 mediumslateblue:7b68ee mediumspringgreen:00fa9a
 mediumturquoise:48d1cc mediumvioletred:c71585 midnightblue:191970 mintcream:f5fffa mistyrose:ffe4e1 moccasin:ffe4b5
 navajowhite:ffdead oldlace:fdf5e6 olivedrab:6b8e23 orange:ffa500 orangered:ff4500 orchid:da70d6 palegoldenrod:eee8aa
 palegreen:98fb98 paleturquoise:afeeee palevioletred:db7093 papayawhip:ffefd5 peachpuff:ffdab9 peru:cd853f pink:ffc0cb
 plum:dda0dd powderblue:b0e0e6 rebeccapurple:663399 rosybrown:bc8f8f royalblue:4169e1 saddlebrown:8b4513 salmon:fa8072
 sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee sienna:a0522d skyblue:87ceeb slateblue:6a5acd slategray:708090
 slategrey:708090 snow:fffafa springgreen:00ff7f steelblue:4682b4 tan:d2b48c thistle:d8bfd8 tomato:ff6347 turquoise:40e0d0
 violet:ee82ee wheat:f5deb3 whitesmoke:f5f5f5 yellowgreen:9acd32 transparent:00000000
 window:ffffff windowtext:000000 canvas:ffffff canvastext:000000 field:ffffff fieldtext:000000 buttontext:000000
 infotext:000000 infobackground:ffffe1 menutext:000000 captiontext:000000 graytext:808080 linktext:0000ee highlight:3399ff
 highlighttext:ffffff `

// linkInk is how a browser colours a link.
func linkInk() paint { return paint{printed.Colour{Blue: 0xee}, 1} }

// colourOf reads a colour. word is currentcolor where it is that, and ok false where it is none or of a kind that is not known.
func colourOf(ts []token) (p paint, ok bool) {
	if len(ts) == 0 {
		return paint{}, false
	}
	switch t := ts[0]; t.kind {
	case css.HashToken:
		return hexColour(t.raw[1:])
	case css.IdentToken:
		return namedColour(t.name())
	case css.FunctionToken:
		return colourFunction(t.name(), ts[1:len(ts)-1])
	}
	return paint{}, false
}

func namedColour(name string) (paint, bool) {
	at := strings.Index(names, " "+name+":")
	if at < 0 || strings.ContainsAny(name, " :") {
		return paint{}, false
	}
	hex, _, _ := strings.Cut(names[at+len(name)+2:], " ")
	return hexColour(strings.TrimSpace(hex))
}

func hexColour(s string) (paint, bool) {
	if len(s) == 3 || len(s) == 4 {
		wide := make([]byte, 0, 8)
		for i := range len(s) {
			wide = append(wide, s[i], s[i])
		}
		s = string(wide)
	}
	v, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		return paint{}, false
	}
	switch len(s) {
	case 6:
		return paint{printed.Colour{Red: uint8(v >> 16), Green: uint8(v >> 8), Blue: uint8(v)}, 1}, true
	case 8:
		return paint{printed.Colour{Red: uint8(v >> 24), Green: uint8(v >> 16), Blue: uint8(v >> 8)}, float64(v&0xff) / 255}, true
	}
	return paint{}, false
}

// legacyColour reads a colour as the attributes color, bgcolor and text are read: what is no hexadecimal digit counts as 0, and
// a third of the digits makes each part (HTML standard, rules for parsing a legacy colour value).
func legacyColour(s string) (paint, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "" || s == "transparent" {
		return paint{}, false
	}
	if p, ok := namedColour(s); ok {
		return p, true
	}
	if len(s) == 4 && s[0] == '#' {
		if p, ok := hexColour(s[1:]); ok {
			return p, true
		}
	}
	s = strings.TrimPrefix(s[:min(len(s), 128)], "#")
	b := []byte(s)
	for i := range b {
		if !isHex(b[i]) {
			b[i] = '0'
		}
	}
	for len(b) == 0 || len(b)%3 != 0 {
		b = append(b, '0')
	}
	n := len(b) / 3
	parts := [][]byte{b[:n], b[n : 2*n], b[2*n:]}
	for n > 2 && parts[0][0] == '0' && parts[1][0] == '0' && parts[2][0] == '0' || n > 8 {
		for i := range parts {
			parts[i] = parts[i][1:]
		}
		n--
	}
	var rgb [3]uint8
	for i, part := range parts {
		v, err := strconv.ParseUint(string(part[:min(n, 2)]), 16, 8)
		if err != nil {
			return paint{}, false
		}
		rgb[i] = uint8(v)
	}
	return paint{printed.Colour{Red: rgb[0], Green: rgb[1], Blue: rgb[2]}, 1}, true
}

// colourFunction reads rgb(), hsl(), hwb() and color() of screens with their alphas; of the lab() family white and black alone.
func colourFunction(name string, ts []token) (paint, bool) {
	var parts []token
	for _, t := range ts {
		switch t.kind {
		case css.NumberToken, css.PercentageToken, css.DimensionToken, css.IdentToken:
			parts = append(parts, t)
		case css.WhitespaceToken, css.CommaToken, css.DelimToken:
		default:
			return paint{}, false
		}
	}
	if len(parts) < 3 {
		return paint{}, false
	}
	alpha := 1.0
	if len(parts) > 3 {
		alpha = share(parts[3], 1)
	}
	switch name {
	case "rgb", "rgba":
		return paint{printed.Colour{
			Red: part(share(parts[0], 255)), Green: part(share(parts[1], 255)), Blue: part(share(parts[2], 255)),
		}, alpha}, true
	case "hsl", "hsla":
		r, g, b := css.HSL2RGB(turnOf(parts[0]), percent(parts[1]), percent(parts[2]))
		return paint{printed.Colour{Red: part(r), Green: part(g), Blue: part(b)}, alpha}, true
	case "hwb":
		white, black := percent(parts[1]), percent(parts[2])
		if sum := white + black; sum > 1 {
			white, black = white/sum, black/sum
		}
		r, g, b := css.HSL2RGB(turnOf(parts[0]), 1, 0.5)
		mix := func(v float64) uint8 { return part(v*(1-white-black) + white) }
		return paint{printed.Colour{Red: mix(r), Green: mix(g), Blue: mix(b)}, alpha}, true
	case "color":
		if len(parts) < 4 || parts[0].kind != css.IdentToken || !strings.HasPrefix(parts[0].name(), "srgb") && !parts[0].isWord("display-p3") {
			return paint{}, false
		}
		alpha = 1
		if len(parts) > 4 {
			alpha = share(parts[4], 1)
		}
		return paint{printed.Colour{
			Red: part(share(parts[1], 1)), Green: part(share(parts[2], 1)), Blue: part(share(parts[3], 1)),
		}, alpha}, true
	case "lab", "lch", "oklab", "oklch":
		full := 100.0
		if strings.HasPrefix(name, "ok") {
			full = 1
		}
		if light := share(parts[0], full); light >= 0.97 || light <= 0.03 {
			grey := part(light)
			return paint{printed.Colour{Red: grey, Green: grey, Blue: grey}, alpha}, true
		}
	}
	return paint{}, false
}

// share reads a number of which full is the whole, or a percentage, as a part of one.
func share(t token, full float64) float64 {
	v := numberOf(t)
	if t.kind == css.PercentageToken {
		return v / 100
	}
	return v / full
}

// percent reads a percentage, also without its sign.
func percent(t token) float64 { return min(max(numberOf(t)/100, 0), 1) }

// turnOf reads an angle as a part of a whole turn.
func turnOf(t token) float64 {
	turn := numberOf(t)
	switch unitOf(t) {
	case "turn":
	case "rad":
		turn /= 2 * math.Pi
	case "grad":
		turn /= 400
	default:
		turn /= 360
	}
	return turn - math.Floor(turn)
}

func part(v float64) uint8 { return uint8(min(max(v, 0), 1)*255 + 0.5) }
