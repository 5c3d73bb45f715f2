package style

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// painted reads the properties whose values are colours.
func painted(out []declaration, name string, ts []token) []declaration {
	add := func(p property, v value) { out = append(out, declaration{property: p, value: v}) }
	switch name {
	case "color":
		if v, ok := paintValue(ts); ok {
			add(ink, v)
		}
	case "text-fill-color":
		if v, ok := paintValue(ts); ok {
			add(fill, v)
		}
	case "background-color":
		if v, ok := paintValue(ts); ok {
			add(ground, v)
		}
	case "background-image":
		add(image, imageValue(ts))
	case "background":
		p, picture, clipped := value{}, value{word: wordNone}, "border-box"
		for _, w := range words(ts) {
			if v, ok := paintValue(w); ok {
				p = v
			} else if v := imageValue(w); v.word != wordNone {
				picture = v
			} else if len(w) == 1 && w[0].isWord("text") {
				clipped = "text"
			}
		}
		add(ground, p)
		add(image, picture)
		add(groundClip, value{word: clipped})
	}
	return out
}

// paintValue reads a colour, or the words that stand for one.
func paintValue(ts []token) (value, bool) {
	if len(ts) == 1 && ts[0].isWord(wordCurrent) {
		return value{word: wordCurrent}, true
	}
	if p, ok := colourOf(ts); ok {
		return value{paint: p}, true
	}
	if len(ts) > 0 && ts[0].kind == css.FunctionToken && !isImage(ts[0].name()) {
		return value{word: wordUnknown}, true
	}
	return value{}, false
}

func isImage(function string) bool {
	return function == "url" || strings.Contains(function, "gradient") || strings.Contains(function, "image") || function == "element"
}

// imageValue says what kind of picture lies behind: none, a picture, or a gradient, with which lines are drawn too.
func imageValue(ts []token) value {
	for _, t := range ts {
		switch {
		case t.kind == css.URLToken:
			return value{word: wordSet}
		case t.kind == css.FunctionToken && strings.Contains(t.name(), "gradient"):
			return value{word: "gradient"}
		case t.kind == css.FunctionToken && isImage(t.name()):
			return value{word: wordSet}
		}
	}
	return value{word: wordNone}
}
