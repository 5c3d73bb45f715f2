package worksheet

import (
	"strings"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/worksheet/numberformat"
)

// Font is how characters are written. The zero value is plain and black.
type Font struct {
	Struck bool
	Mark   printed.Look // printed.Raised, printed.Lowered or 0
	Ink    printed.Colour
	// Points is the size, 0 where nothing is said.
	Points float64
	// Symbols: the font has pictures in place of letters and digits.
	Symbols bool
}

// IsSymbols reports whether a font has pictures in place of letters and digits.
func IsSymbols(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "wingdings") || strings.HasPrefix(name, "webdings") || strings.HasPrefix(name, "zapf dingbats")
}

// Sizes of text that nobody can read, and that some may.
const (
	tinyPoints  = 1
	smallPoints = 2
)

// look returns how text of the font looks on its grounds: white where there is none, several where a pattern mixes them.
func (f *Font) look(grounds []printed.Colour) printed.Look {
	l := f.Mark
	if f.Struck {
		l |= printed.Struck
	}
	switch {
	case f.Points > 0 && f.Points <= tinyPoints:
		l |= printed.Tiny
	case f.Points > 0 && f.Points <= smallPoints:
		l |= printed.Dim
	}
	if f.Symbols {
		l |= printed.Replaced
	}
	return l | ink(f.Ink, grounds)
}

func ink(colour printed.Colour, grounds []printed.Colour) printed.Look {
	if len(grounds) == 0 {
		if colour == (printed.Colour{}) {
			return 0
		}
		return printed.Ink(colour, printed.White())
	}
	first := printed.Ink(colour, grounds[0])
	for _, g := range grounds[1:] {
		if printed.Ink(colour, g) != first {
			return printed.Dim
		}
	}
	return first
}

// Style is how a cell is shown. The nil Style is plain.
type Style struct {
	font    Font
	grounds []printed.Colour
	format  *numberformat.Format
	look    printed.Look
	plain   bool
	fills   bool // the text is repeated as often as the cell has room for it
}

// Fills says that cells of the style show their text as often as they have room for it.
func (s *Style) Fills() {
	s.fills, s.plain = true, false
	s.look |= printed.Replaced
}

// NewStyle returns a Style. Grounds are the colours below the text, none for white; a nil format is General.
func NewStyle(font Font, grounds []printed.Colour, format *numberformat.Format) *Style {
	s := &Style{font: font, grounds: grounds, format: format, look: font.look(grounds)}
	s.plain = s.look == 0 && format.Plain()
	return s
}

// Alike reports whether two styles show every value alike.
func (s *Style) Alike(other *Style) bool {
	if s.Plain() && other.Plain() {
		return true
	}
	return s != nil && other != nil && s.look == other.look && s.format == other.format
}

// Plain reports whether a style shows every value as it is stored.
func (s *Style) Plain() bool { return s == nil || s.plain }

// OnWhite reports whether the style is plain and its cells are white.
func (s *Style) OnWhite() bool { return s == nil || s.plain && len(s.grounds) == 0 }

// Plain reports whether text of the font looks plain on white.
func (f *Font) Plain() bool { return f.look(nil) == 0 }

// with returns the style that a conditional format makes of a style.
func (s *Style) with(e Effect) *Style {
	var out Style
	if s != nil {
		out = *s
	}
	if e.Struck != nil {
		out.font.Struck = *e.Struck
	}
	if e.Ink != nil {
		out.font.Ink = *e.Ink
	}
	if e.Ground != nil {
		out.grounds = []printed.Colour{*e.Ground}
	}
	if e.Format != nil {
		out.format = e.Format
	}
	made := NewStyle(out.font, out.grounds, out.format)
	if out.fills {
		made.Fills()
	}
	return made
}
