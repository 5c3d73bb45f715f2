package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"gongkai/ingest/read/printed"
)

type paintKind int8

const (
	paintUnsaid paintKind = iota
	paintAuto             // what can be seen
	paintNone             // nothing is painted
	paintSet
	paintUnknown
)

// paint is a colour as a format gives it: by its parts, or by a name of the theme.
type paint struct {
	kind        paintKind
	set         printed.Colour
	theme       string
	tint, shade uint8 // 0 where there is none
	clear       uint8 // how transparent, per cent
}

// over returns c where it is said, else base.
func (c paint) over(base paint) paint {
	if c.kind == paintUnsaid {
		return base
	}
	return c
}

// before returns c where it paints anything, else what is behind it.
func (c paint) before(behind paint) paint {
	switch c.kind {
	case paintUnsaid, paintAuto, paintNone:
		return behind
	case paintSet, paintUnknown:
	}
	return c
}

// on returns how letters of the colour look on a ground, of which the colour may not be known.
func (c paint) on(ground printed.Colour, known bool, theme *theme) printed.Look {
	if c.kind == paintNone {
		return printed.Faint
	}
	letters, ok := c.colour(theme)
	switch {
	case !ok:
		return 0
	case !known:
		return printed.Dim
	}
	return printed.Ink(letters.Over(ground, 1-float64(c.clear)/100), ground)
}

// colour returns the colour, and false where nobody knows it.
func (c paint) colour(theme *theme) (printed.Colour, bool) {
	colour, known := c.set, c.kind == paintSet
	if c.theme != "" {
		if themed, ok := theme.colour(c.theme); ok {
			colour, known = themed, true
			// Shade is how much is kept beside black, tint beside white.
			if c.shade != 0 {
				colour = colour.Over(printed.Colour{}, float64(c.shade)/255)
			}
			if c.tint != 0 {
				colour = colour.Over(printed.White(), float64(c.tint)/255)
			}
		}
	}
	return colour, known
}

// paintOf reads a colour with its theme: color and themeColor, fill and themeFill.
func paintOf(start xml.StartElement, literal, prefix string) paint {
	c := hex(attribute(start, literal))
	name := "themeColor"
	if prefix == "themeFill" {
		name = prefix
	}
	if s := attribute(start, name); s != "" && s != "none" {
		if c.kind != paintSet {
			c = paint{kind: paintUnknown}
		}
		c.theme = s
		c.tint, c.shade = hexByte(attribute(start, prefix+"Tint")), hexByte(attribute(start, prefix+"Shade"))
	}
	return c
}

func hexByte(s string) uint8 {
	v, err := strconv.ParseUint(s, 16, 8)
	if err != nil {
		return 0
	}
	return uint8(v)
}

// hex reads a colour of six digits, or a name.
func hex(s string) paint {
	s = strings.TrimPrefix(strings.TrimSpace(s), "#")
	switch {
	case s == "":
		return paint{}
	case s == "auto":
		return paint{kind: paintAuto}
	case len(s) == 6:
		if v, err := strconv.ParseUint(s, 16, 32); err == nil {
			return paint{kind: paintSet, set: printed.Colour{Red: uint8(v >> 16), Green: uint8(v >> 8), Blue: uint8(v)}}
		}
	}
	return named(s)
}

// named reads the name of a highlight.
func named(s string) paint {
	const half, light = 128, 192
	colours := map[string]printed.Colour{
		"black": {}, "white": printed.White(), "blue": {Blue: 255}, "cyan": {Green: 255, Blue: 255}, "green": {Green: 255},
		"magenta": {Red: 255, Blue: 255}, "red": {Red: 255}, "yellow": {Red: 255, Green: 255},
		"darkblue": {Blue: half}, "darkcyan": {Green: half, Blue: half}, "darkgreen": {Green: half},
		"darkmagenta": {Red: half, Blue: half}, "darkred": {Red: half}, "darkyellow": {Red: half, Green: half},
		"darkgray": {Red: half, Green: half, Blue: half}, "lightgray": {Red: light, Green: light, Blue: light},
	}
	name := strings.ToLower(s)
	if name == "none" {
		return paint{kind: paintNone}
	}
	if c, known := colours[name]; known {
		return paint{kind: paintSet, set: c}
	}
	return paint{kind: paintUnknown}
}

// shading reads a ground: a fill, a pattern of its colour on the fill, or the colour alone.
func shading(start xml.StartElement) paint {
	fill := paintOf(start, "fill", "themeFill")
	pattern := value(start)
	switch pattern {
	case "", "clear", "nil":
		if fill.kind == paintAuto {
			fill.kind = paintNone
		}
		return fill
	}
	colour := paintOf(start, "color", "theme")
	if colour.kind == paintAuto || colour.kind == paintUnsaid {
		colour = paint{kind: paintSet}
	}
	if pattern == "solid" {
		return colour
	}
	percent, ok := strings.CutPrefix(pattern, "pct")
	share, known := measured(percent)
	if !ok || !known || colour.theme != "" || fill.theme != "" || colour.kind != paintSet {
		return paint{kind: paintUnknown}
	}
	ground := printed.White()
	if fill.kind == paintSet {
		ground = fill.set
	}
	return paint{kind: paintSet, set: colour.set.Over(ground, float64(share)/100)}
}

// textFill reads how the letters, or their outlines, are filled. Of a gradient the first colour that is not white counts: some of
// the letters can be seen.
func (p *tokens) textFill(into *paint) error {
	var fill paint
	var descend func(start xml.StartElement) error
	descend = func(start xml.StartElement) error {
		switch start.Name.Local {
		case "noFill":
			fill = paint{kind: paintNone}
		case "srgbClr":
			if c := hex(value(start)); fill.kind == paintUnsaid || fill.set == printed.White() {
				fill = c
			}
		case "schemeClr":
			if fill.kind == paintUnsaid || fill.set == printed.White() {
				fill = paint{kind: paintUnknown, theme: value(start)}
			}
		case "alpha": // how transparent it is, other than in drawings
			if v, ok := measured(strings.TrimSuffix(value(start), "%")); ok {
				if v > 100 {
					v /= 1000
				}
				fill.clear = uint8(min(max(v, 0), 100))
			}
		case "lumMod", "lumOff": // of a hundred thousand
			if v, ok := measured(value(start)); ok {
				share := min(max(v, 0), 100_000) * 255 / 100_000
				if start.Name.Local == "lumMod" {
					fill.shade = uint8(max(share, 1))
				} else {
					fill.tint = uint8(max(255-share, 1))
				}
			}
		}
		return p.children(descend)
	}
	err := p.children(descend)
	*into = fill
	return err
}

// theme holds the colours of a theme by their names in it: dk1, lt1, accent1 …
type theme struct{ colours map[string]printed.Colour }

// colour returns a colour by the name that a run gives it. Without a theme light is white and dark is black, as in every theme
// that Word brings.
func (t *theme) colour(name string) (printed.Colour, bool) {
	switch name {
	case "background1", "light1", "bg1":
		name = "lt1"
	case "text1", "dark1", "tx1":
		name = "dk1"
	case "background2", "light2", "bg2":
		name = "lt2"
	case "text2", "dark2", "tx2":
		name = "dk2"
	case "hyperlink":
		name = "hlink"
	case "followedHyperlink":
		name = "folHlink"
	}
	if t != nil {
		if c, ok := t.colours[name]; ok {
			return c, true
		}
	}
	switch name {
	case "lt1":
		return printed.White(), true
	case "dk1":
		return printed.Colour{}, true
	}
	return printed.Colour{}, false
}

// themePart reads a theme of which the root has started.
func (p *tokens) themePart(t *theme) error {
	t.colours = map[string]printed.Colour{}
	return p.children(func(start xml.StartElement) error {
		if start.Name.Local != "themeElements" {
			return p.skip()
		}
		return p.children(func(start xml.StartElement) error {
			if start.Name.Local != "clrScheme" {
				return p.skip()
			}
			return p.children(func(start xml.StartElement) error {
				name := start.Name.Local
				return p.children(func(start xml.StartElement) error {
					literal := "val"
					if start.Name.Local == "sysClr" {
						literal = "lastClr"
					}
					if c := hex(attribute(start, literal)); c.kind == paintSet && len(t.colours) < 64 {
						t.colours[name] = c.set
					}
					return p.skip()
				})
			})
		})
	})
}
