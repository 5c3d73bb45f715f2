package docx

import (
	"cmp"
	"encoding/xml"
	"strings"

	"gongkai/ingest/read/printed"
)

// toggle is a property that is on, off, or not said.
type toggle int8

const (
	unsaid toggle = iota
	off
	on
)

func toggleOf(start xml.StartElement) toggle {
	if isOn(start) {
		return on
	}
	return off
}

// measure is a number that may not be said.
type measure struct {
	said bool
	v    int
}

func measureOf(start xml.StartElement) measure {
	v, ok := measured(value(start))
	return measure{ok, v}
}

// align is where a run stands against its line.
type align int8

const (
	alignUnsaid align = iota
	alignBase
	alignRaised
	alignLowered
)

// format is what of a run's properties changes whether and how its text is seen. What is not said is inherited.
type format struct {
	vanish, strike, dstrike toggle
	combine, symbols        toggle // two lines in one; a font of symbols, in which digits are pictures
	align                   align
	position                measure // half points above the line
	size                    measure // half points
	scale                   measure // of the width, per cent
	spacing                 measure // between characters, twips
	ink, highlight, ground  paint
	fill, outline           paint // of the letters, before ink (Word 2010)
	style                   string
}

// over returns f with what it does not say taken from base.
func (f format) over(base format) format {
	f.vanish, f.strike, f.dstrike = cmp.Or(f.vanish, base.vanish), cmp.Or(f.strike, base.strike), cmp.Or(f.dstrike, base.dstrike)
	f.combine, f.symbols = cmp.Or(f.combine, base.combine), cmp.Or(f.symbols, base.symbols)
	f.align = cmp.Or(f.align, base.align)
	f.position, f.size = f.position.over(base.position), f.size.over(base.size)
	f.scale, f.spacing = f.scale.over(base.scale), f.spacing.over(base.spacing)
	f.ink, f.highlight, f.ground = f.ink.over(base.ink), f.highlight.over(base.highlight), f.ground.over(base.ground)
	f.fill, f.outline = f.fill.over(base.fill), f.outline.over(base.outline)
	return f
}

func (m measure) over(base measure) measure {
	if m.said {
		return m
	}
	return base
}

// level is f as a style on top of the styles below it: of table, paragraph and character style, an odd number that hide or strike
// do so, an even number do not (ECMA-376 part 1, 17.7.3).
func (f format) level(below format) format {
	vanish, strike := f.vanish.either(below.vanish), f.strike.either(below.strike)
	f = f.over(below)
	f.vanish, f.strike = vanish, strike
	return f
}

func (t toggle) either(below toggle) toggle {
	if t == on && below == on {
		return off
	}
	if t == on || below == on {
		return on
	}
	return cmp.Or(t, below)
}

// Sizes in half points, widths in per cent and heights in twips of which nobody sees anything, and below which not surely.
const (
	tinySize, smallSize     = 2, 6
	tinyScale, smallScale   = 5, 20
	tinyHeight, smallHeight = 60, 120
	raised                  = 6
	usualSize               = 21
)

// look returns how text of the format looks on a ground.
func (f *format) look(theme *theme, below paint) printed.Look {
	var look printed.Look
	if f.vanish == on {
		look |= printed.Hidden
	}
	if f.strike == on || f.dstrike == on {
		look |= printed.Struck
	}
	if f.symbols == on {
		look |= printed.Replaced
	}
	if f.combine == on {
		look |= printed.Moved
	}
	return look | f.place() | f.extent() | f.colours(theme, below)
}

// extent tells text that is too small, too narrow or too dense.
func (f *format) extent() (look printed.Look) {
	size := usualSize
	if f.size.said {
		switch size = f.size.v; {
		case size <= tinySize:
			return printed.Tiny
		case size <= smallSize:
			look |= printed.Dim
		}
	}
	if f.scale.said && f.scale.v > 0 {
		switch {
		case f.scale.v <= tinyScale:
			return printed.Tiny
		case f.scale.v <= smallScale:
			look |= printed.Dim
		}
	}
	// A digit is some five twips wide for each half point: condensed by more than half of that, digits lie on each other.
	if f.spacing.said && f.spacing.v < 0 && -f.spacing.v >= 3*size {
		look |= printed.Covered
	}
	return look
}

// place tells raised and lowered text. Three points are surely seen; programs that convert pages leave text a point or two off
// its line.
func (f *format) place() printed.Look {
	switch f.align {
	case alignRaised:
		return printed.Raised
	case alignLowered:
		return printed.Lowered
	case alignUnsaid, alignBase:
	}
	switch {
	case f.position.v >= raised:
		return printed.Raised
	case f.position.v <= -raised:
		return printed.Lowered
	}
	return 0
}

// colours compares the letters with what is behind them.
func (f *format) colours(theme *theme, below paint) printed.Look {
	ink := f.fill.over(f.ink)
	if ink.kind == paintUnsaid || ink.kind == paintAuto {
		// Black, or white where the ground is dark; but programs do not agree about a highlight.
		if marker, ok := f.highlight.colour(theme); ok && printed.Ink(printed.Colour{}, marker) != 0 {
			return printed.Dim
		}
		return 0
	}
	ground := printed.White()
	behind, known := f.highlight.before(f.ground).before(below).before(paint{}), true
	if behind.kind != paintUnsaid {
		ground, known = behind.colour(theme)
	}
	look := ink.on(ground, known, theme)
	if look != 0 && f.outline.kind != paintUnsaid && f.outline.kind != paintNone && f.outline.on(ground, known, theme) == 0 {
		return 0
	}
	return look
}

// runProperties reads the properties of a run into f. What a tracked change keeps of the old ones (rPrChange) is not read.
func (p *tokens) runProperties(f *format) error {
	return p.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "rStyle":
			f.style = value(start)
		case "vanish":
			f.vanish = toggleOf(start)
		case "strike":
			f.strike = toggleOf(start)
		case "dstrike":
			f.dstrike = toggleOf(start)
		case "vertAlign":
			f.align = alignOf(value(start))
		case "position":
			f.position = measureOf(start)
		case "sz":
			f.size = measureOf(start)
		case "w":
			f.scale = measureOf(start)
		case "spacing":
			f.spacing = measureOf(start)
		case "eastAsianLayout":
			f.combine = off
			if truth(attribute(start, "combine"), false) {
				f.combine = on
			}
		case "rFonts":
			f.font(attribute(start, "ascii"))
		case "color":
			f.ink = paintOf(start, "val", "theme")
		case "highlight":
			f.highlight = named(value(start))
		case "shd":
			f.ground = shading(start)
		case "textFill":
			return p.textFill(&f.fill)
		case "textOutline":
			return p.textFill(&f.outline)
		}
		return p.skip()
	})
}

// font notes a font in which digits are pictures.
func (f *format) font(name string) {
	if name == "" {
		return
	}
	f.symbols = off
	switch name = strings.ToLower(name); {
	case strings.HasPrefix(name, "wingdings"), name == "webdings", name == "marlett", strings.HasSuffix(name, "dingbats"):
		f.symbols = on
	}
}

func alignOf(s string) align {
	switch s {
	case "superscript":
		return alignRaised
	case "subscript":
		return alignLowered
	}
	return alignBase
}
