package style

import (
	"math"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// declaration sets a property.
type declaration struct {
	property  property
	value     value
	important bool
}

// The words that every property takes.
const (
	wordInherit = "inherit"
	wordInitial = "initial"
	wordUnset   = "unset" // also revert: what browsers have as their own is small
	wordCurrent = "currentcolor"
	wordUnknown = "unknown" // a colour that is not worked out
	wordAuto    = "auto"
)

// declare appends what a declaration of a name says of the properties that are read here. What a browser would not take is not
// taken either, so that the one before it counts.
func declare(out []declaration, name string, ts []token) []declaration {
	ts = trimTokens(ts)
	important := false
	if n := len(ts); n >= 2 && ts[n-1].isWord("important") {
		rest := trimTokens(ts[:n-1])
		if m := len(rest); m > 0 && rest[m-1].raw == "!" {
			important, ts = true, trimTokens(rest[:m-1])
		}
	}
	if len(ts) == 0 {
		return out
	}
	name = strings.TrimPrefix(name, "-webkit-")
	start := len(out)
	if len(ts) == 1 && ts[0].kind == css.IdentToken {
		word := ts[0].name()
		switch word {
		case wordInherit, wordInitial, wordUnset, "revert", "revert-layer":
			if strings.HasPrefix(word, "revert") {
				word = wordUnset
			}
			for _, p := range expand(name) {
				out = append(out, declaration{p, value{word: word}, important})
			}
			return out
		}
	}
	out = worded(out, name, ts)
	if len(out) == start {
		out = measured(out, name, ts)
	}
	if len(out) == start {
		out = painted(out, name, ts)
	}
	for i := start; i < len(out); i++ {
		out[i].important = important
	}
	return out
}

// expand lists the properties that a name sets.
func expand(name string) []property {
	if p, words := keywords(name); words != nil {
		return []property{p}
	}
	if p := lengths(name); p != properties {
		return []property{p}
	}
	switch name {
	case "display":
		return []property{display}
	case "opacity":
		return []property{opacity}
	case "font":
		return []property{fontSize, family}
	case "font-size":
		return []property{fontSize}
	case "font-family":
		return []property{family}
	case "color":
		return []property{ink}
	case "text-fill-color":
		return []property{fill}
	case "background":
		return []property{ground, image, groundClip}
	case "background-color":
		return []property{ground}
	case "background-image":
		return []property{image}
	case "text-decoration", "text-decoration-line":
		return []property{line}
	case "text-shadow":
		return []property{shadow}
	case "vertical-align":
		return []property{vertical}
	case "clip":
		return []property{clip}
	case "clip-path":
		return []property{clipPath}
	case "transform":
		return []property{transform}
	case "filter":
		return []property{filter}
	case "content":
		return []property{content}
	case "overflow":
		return []property{overflow}
	case "inset":
		return []property{top, right, bottom, left}
	case "margin":
		return []property{marginTop, marginRight, marginLeft}
	case "list-style", "list-style-type":
		return []property{listStyle}
	}
	return nil
}

// worded reads the properties whose values are words.
func worded(out []declaration, name string, ts []token) []declaration {
	one := func(p property, word string) []declaration {
		return append(out, declaration{property: p, value: value{word: word}})
	}
	if p, allowed := keywords(name); allowed != nil {
		if len(ts) == 1 && ts[0].kind == css.IdentToken && slices.Contains(allowed, ts[0].name()) {
			return one(p, ts[0].name())
		}
		return out
	}
	switch name {
	case "display":
		word := ""
		for _, w := range words(ts) {
			if len(w) != 1 || !slices.Contains(displays(), w[0].name()) {
				return out
			}
			// block flex, inline flow-root
			switch inner := w[0].name(); {
			case word == "inline" && inner != "flow":
				word = "inline-" + strings.Replace(inner, "flow-root", "block", 1)
			case inner != "flow" || word == "":
				word = inner
			}
		}
		return one(display, word)
	case "flex-flow":
		for _, w := range words(ts) {
			switch word := w[0].name(); word {
			case "row", "row-reverse", "column", "column-reverse":
				out = one(flexDirection, word)
			case "nowrap", "wrap", "wrap-reverse":
				out = one(flexWrap, word)
			}
		}
	case "box-direction":
		if ts[0].isWord("reverse") {
			return one(flexDirection, "row-reverse")
		}
	case "text-decoration", "text-decoration-line":
		word := wordNone
		for _, w := range words(ts) {
			if w[0].isWord("line-through") {
				word = "line-through"
			}
		}
		return one(line, word)
	case "text-shadow", "text-stroke", "text-stroke-width":
		p := stroke
		if name == "text-shadow" {
			p = shadow
		}
		if ts[0].isWord(wordNone) || len(ts) == 1 && ts[0].kind != css.FunctionToken && numberOf(ts[0]) == 0 {
			return one(p, wordNone)
		}
		return one(p, wordSet)
	case "overflow", "overflow-x", "overflow-y":
		switch word := ts[0].name(); word {
		case "visible", "hidden", "clip", "scroll", wordAuto, "overlay":
			return one(overflow, word)
		}
	case "mask", "mask-image":
		if ts[0].isWord(wordNone) {
			return one(mask, wordNone)
		}
		return one(mask, wordSet)
	case "grid-area", "grid-row", "grid-column", "grid-row-start", "grid-column-start":
		if ts[0].isWord(wordAuto) {
			return one(place, wordAuto)
		}
		return one(place, wordSet)
	case "list-style", "list-style-type":
		for _, w := range words(ts) {
			switch word := w[0].name(); word {
			case wordNone, "disc", "circle", "square", "disclosure-open", "disclosure-closed":
				return one(listStyle, word)
			case "inside", "outside":
			default:
				if w[0].kind == css.IdentToken || w[0].kind == css.StringToken {
					return one(listStyle, wordSet)
				}
			}
		}
	case "content":
		return one(content, generated(ts))
	case "font-family":
		if SymbolFont(ts[0].raw) {
			return one(family, wordSet)
		}
		return one(family, wordNone)
	case "font-feature-settings":
		for i := range ts {
			switch strings.Trim(ts[i].raw, `"'`) {
			case "sups":
				return one(variant, "super")
			case "subs", "sinf":
				return one(variant, "sub")
			}
		}
	}
	return out
}

// measured reads the properties whose values are lengths and numbers.
func measured(out []declaration, name string, ts []token) []declaration {
	add := func(p property, v value) { out = append(out, declaration{property: p, value: v}) }
	if p := lengths(name); p != properties {
		if v, ok := lengthOrWord(ts); ok {
			add(p, v)
		}
		return out
	}
	switch name {
	case "opacity":
		if v, ok := length(ts); ok {
			if v.unit == "%" {
				v.number /= 100
			}
			add(opacity, value{number: v.number})
		}
	case "order", "box-ordinal-group":
		if v, ok := length(ts); ok {
			if name != "order" {
				v.number-- // the first group is 1
			}
			add(order, v)
		}
	case "font-size":
		if v, ok := sizeOf(ts); ok {
			add(fontSize, v)
		}
	case "font":
		for _, w := range words(ts) { // the size is the first length; 400 is a weight
			if v, ok := sizeOf(w); ok && (v.unit != "" || v.number == 0) {
				add(fontSize, v)
				break
			}
		}
		word := wordNone
		if slices.ContainsFunc(ts, func(t token) bool { return SymbolFont(t.raw) }) {
			word = wordSet
		}
		add(family, value{word: word})
	case "vertical-align":
		if v, ok := lengthOrWord(ts); ok {
			add(vertical, v)
		}
	case "inset", "margin":
		edges := []property{top, right, bottom, left}
		if name == "margin" {
			edges = []property{marginTop, marginRight, properties, marginLeft}
		}
		var vs []value
		for _, w := range words(ts) {
			v, ok := lengthOrWord(w)
			if !ok {
				return out
			}
			vs = append(vs, v)
		}
		if len(vs) > 4 {
			return out
		}
		for len(vs) < 4 {
			vs = append(vs, vs[max(0, len(vs)-2)])
		}
		for i, p := range edges {
			if p != properties {
				add(p, vs[i])
			}
		}
	case "clip":
		if v, ok := clipOf(ts); ok {
			add(clip, v)
		}
	case "clip-path":
		if v, ok := clipPathOf(ts); ok {
			add(clipPath, v)
		}
	case "transform":
		if v, ok := transformOf(ts); ok {
			add(transform, v)
		}
	case "translate", "rotate", "scale":
		return single(out, name, ts)
	case "filter":
		if v, ok := filterOf(ts); ok {
			add(filter, v)
		}
	}
	return out
}

// single reads translate, rotate and scale as properties of their own, through transform's reading.
func single(out []declaration, name string, ts []token) []declaration {
	p := map[string]property{"translate": translate, "rotate": rotate, "scale": scale}[name]
	if len(ts) == 1 && ts[0].isWord(wordNone) {
		return append(out, declaration{property: p, value: value{word: wordNone}})
	}
	function := []token{{css.FunctionToken, name + "("}}
	for i, w := range words(ts) {
		if w[0].kind == css.IdentToken { // x 180deg
			function = []token{{css.FunctionToken, name + w[0].name() + "("}}
			continue
		}
		if i > 0 && len(function) > 1 {
			function = append(function, token{css.CommaToken, ","})
		}
		function = append(function, w...)
	}
	if v, ok := transformOf(append(function, token{css.RightParenthesisToken, ")"})); ok {
		out = append(out, declaration{property: p, value: v})
	}
	return out
}

func lengthOrWord(ts []token) (value, bool) {
	if len(ts) == 1 && ts[0].kind == css.IdentToken {
		return value{word: ts[0].name()}, true
	}
	v, ok := length(ts)
	return v, ok && !math.IsNaN(v.px(1, 1))
}

// sizeOf reads a size of text.
func sizeOf(ts []token) (value, bool) {
	if len(ts) == 1 && ts[0].kind == css.IdentToken {
		px := map[string]float64{
			"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32, "xxx-large": 48,
		}[ts[0].name()]
		switch {
		case px > 0:
			return value{number: px, unit: "px"}, true
		case ts[0].isWord("smaller"):
			return value{number: 0.83, unit: "em"}, true
		case ts[0].isWord("larger"):
			return value{number: 1.2, unit: "em"}, true
		}
		return value{}, false
	}
	v, ok := length(ts)
	return v, ok && v.number >= 0 && !math.IsNaN(v.px(1, 1))
}
