package style

import "strings"

// property is a property that is read here.
type property uint8

const (
	display property = iota
	visibility
	contentVisibility
	opacity
	fontSize
	ink
	fill // -webkit-text-fill-color
	ground
	image // whether there is a background image
	groundClip
	line // of text-decoration
	shadow
	stroke
	security
	family // whether the font is one of symbols
	direction
	bidi
	vertical
	variant // font-variant-position
	position
	top
	right
	bottom
	left
	marginLeft
	marginRight
	marginTop
	indent
	float
	overflow
	width
	height
	maxWidth
	maxHeight
	clip
	clipPath
	transform
	translate
	rotate
	scale
	filter
	mask
	blend
	flexDirection
	flexWrap
	order
	place // of a grid
	spacing
	listStyle
	content
	properties // how many there are
)

// keywords returns the words that a property of words takes, nil for a property of other values.
func keywords(name string) (property, []string) {
	switch name {
	case "visibility":
		return visibility, []string{"visible", "hidden", "collapse"}
	case "content-visibility":
		return contentVisibility, []string{"visible", "hidden", "auto"}
	case "direction":
		return direction, []string{"ltr", "rtl"}
	case "unicode-bidi":
		return bidi, []string{"normal", "embed", "isolate", "bidi-override", "isolate-override", "plaintext"}
	case "position":
		return position, []string{"static", "relative", "absolute", "fixed", "sticky"}
	case "float":
		return float, []string{"none", "left", "right", "inline-start", "inline-end"}
	case "flex-direction":
		return flexDirection, []string{"row", "row-reverse", "column", "column-reverse"}
	case "flex-wrap":
		return flexWrap, []string{"nowrap", "wrap", "wrap-reverse"}
	case "background-clip":
		return groundClip, []string{"border-box", "padding-box", "content-box", "text", "border-area"}
	case "mix-blend-mode":
		return blend, []string{
			"normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn",
			"hard-light", "soft-light", "difference", "exclusion", "hue", "saturation", "color", "luminosity", "plus-lighter",
		}
	case "font-variant-position":
		return variant, []string{"normal", "super", "sub"}
	case "text-security":
		return security, []string{"none", "disc", "circle", "square"}
	}
	return properties, nil
}

// displays are the words of display, of which the last that counts says how an element stands.
func displays() []string {
	return []string{
		"none", "inline", "block", "inline-block", "flex", "inline-flex", "grid", "inline-grid", "list-item", "contents",
		"flow-root", "flow", "table", "inline-table", "table-row", "table-cell", "table-row-group", "table-header-group",
		"table-footer-group", "table-column", "table-column-group", "table-caption", "ruby", "ruby-text", "ruby-base",
		"-webkit-box", "-webkit-inline-box", "-webkit-flex", "-webkit-inline-flex",
	}
}

// lengths returns the property that takes a length under a name.
func lengths(name string) property {
	switch name {
	case "top", "inset-block-start":
		return top
	case "right", "inset-inline-end":
		return right
	case "bottom", "inset-block-end":
		return bottom
	case "left", "inset-inline-start":
		return left
	case "margin-left", "margin-inline-start":
		return marginLeft
	case "margin-right", "margin-inline-end":
		return marginRight
	case "margin-top", "margin-block-start":
		return marginTop
	case "text-indent":
		return indent
	case "width", "inline-size":
		return width
	case "height", "block-size":
		return height
	case "max-width", "max-inline-size":
		return maxWidth
	case "max-height", "max-block-size":
		return maxHeight
	case "letter-spacing":
		return spacing
	}
	return properties
}

// SymbolFont reports whether the name of a font is that of one whose letters and digits are pictures. Those of Symbol are letters of
// Greek, and digits.
func SymbolFont(name string) bool {
	name = strings.ToLower(strings.Trim(name, `"' `))
	return strings.HasPrefix(name, "wingdings") || name == "webdings" || name == "marlett" || strings.HasSuffix(name, "dingbats")
}
