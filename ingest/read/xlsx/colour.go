package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"gongkai/ingest/read/printed"
)

// colourRef is a colour as a part of the workbook names it.
type colourRef struct {
	kind  colourKind
	index int
	rgb   printed.Colour
	tint  float64
}

type colourKind int

const (
	colourNone colourKind = iota // nothing is said, or the system's own
	colourRGB
	colourTheme
	colourIndexed
)

func readColour(attributes []xml.Attr) colourRef {
	var c colourRef
	for _, a := range attributes {
		switch a.Name.Local {
		case "rgb":
			if rgb, ok := parseRGB(a.Value); ok {
				c.kind, c.rgb = colourRGB, rgb
			}
		case "theme":
			if n, err := strconv.Atoi(a.Value); err == nil {
				c.kind, c.index = colourTheme, n
			}
		case "indexed":
			if n, err := strconv.Atoi(a.Value); err == nil {
				c.kind, c.index = colourIndexed, n
			}
		case "tint":
			if v, err := strconv.ParseFloat(a.Value, 64); err == nil {
				c.tint = min(max(v, -1), 1)
			}
		}
	}
	return c
}

// parseRGB reads RRGGBB with or without an alpha before it, which Excel does not look at.
func parseRGB(s string) (printed.Colour, bool) {
	if len(s) > 6 {
		s = s[len(s)-6:]
	}
	v, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 6 {
		return printed.Colour{}, false
	}
	return printed.Colour{Red: uint8(v >> 16), Green: uint8(v >> 8), Blue: uint8(v)}, true
}

// palette resolves colours.
type palette struct {
	indexed []printed.Colour // of the workbook, in place of the first of the standard ones
	theme   []printed.Colour // by the index that colours have: lt1, dk1, lt2, dk2, accents, links
	load    func() []printed.Colour
}

// colour returns a colour, and false where it is that of the system: black text, white ground.
func (p *palette) colour(c colourRef) (printed.Colour, bool) {
	var rgb printed.Colour
	switch c.kind {
	case colourNone:
		return rgb, false
	case colourRGB:
		rgb = c.rgb
	case colourTheme:
		if p.theme == nil {
			p.theme = p.load()
		}
		if c.index < 0 || c.index >= len(p.theme) {
			return rgb, false
		}
		rgb = p.theme[c.index]
	case colourIndexed:
		switch {
		case c.index == systemGround:
			rgb = printed.White()
		case c.index >= 0 && c.index < len(p.indexed):
			rgb = p.indexed[c.index]
		default:
			var ok bool
			if rgb, ok = printed.Indexed(c.index); !ok {
				return rgb, false
			}
		}
	}
	if c.tint < 0 {
		rgb = printed.Colour{}.Over(rgb, -c.tint)
	} else if c.tint > 0 {
		rgb = printed.White().Over(rgb, c.tint)
	}
	return rgb, true
}

// systemGround is the index of the ground of a window; 64 is that of its text.
const systemGround = 65

// standardTheme are the colours of a theme that cannot be read: light and dark, and what is seen on both.
func standardTheme() []printed.Colour {
	grey := printed.Colour{Red: 128, Green: 128, Blue: 128}
	return []printed.Colour{
		printed.White(),
		{},
		{Red: 0xe7, Green: 0xe6, Blue: 0xe6},
		{Red: 0x44, Green: 0x54, Blue: 0x6a},
		grey, grey, grey, grey, grey, grey, grey, grey,
	}
}

// theme handles a theme part up to the end of its colours.
type theme struct {
	colours map[string]printed.Colour
	slot    string
	finish  bool
}

func (t *theme) start(name string, attributes []xml.Attr) {
	switch name {
	case "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink":
		t.slot = name
	case "srgbClr", "sysClr":
		value := attribute(attributes, "lastClr")
		if name == "srgbClr" {
			value = attribute(attributes, "val")
		}
		if rgb, ok := parseRGB(value); ok && t.slot != "" {
			t.colours[t.slot] = rgb
		}
	}
}

func (t *theme) end(name string) error {
	t.finish = t.finish || name == "clrScheme"
	return nil
}

func (t *theme) text([]byte) {}

func (t *theme) done() bool { return t.finish }

// readTheme returns the colours of a theme part in the order of their indexes. One that is damaged gives the standard ones.
func (p *parts) readTheme(part string) []printed.Colour {
	out := standardTheme()
	if part == "" || !p.has(part) {
		return out
	}
	t := &theme{colours: map[string]printed.Colour{}}
	if err := p.tokens(part, t); err != nil {
		return out
	}
	for i, name := range strings.Fields("lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink") {
		if rgb, ok := t.colours[name]; ok {
			out[i] = rgb
		}
	}
	return out
}
