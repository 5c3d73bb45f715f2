package doc

import (
	"encoding/binary"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/wordtable"
)

// The modifiers of characters that matter here ([MS-DOC] 2.6.1).
const (
	sprmDeleted      = 0x0800 // sprmCFRMarkDel
	sprmFieldHidden  = 0x0802 // sprmCFFldVanish
	sprmBinary       = 0x0806 // sprmCFData: the character 1 stands for the data of a form field
	sprmSymbol       = 0x6A09
	sprmMarker       = 0x2A0C // sprmCHighlight
	sprmMarkHidden   = 0x0818 // sprmCFSpecVanish: of a paragraph mark
	sprmCharStyle    = 0x4A30 // sprmCIstd
	sprmPlain        = 0x2A33
	sprmStrike       = 0x0837
	sprmHidden       = 0x083C // sprmCFVanish
	sprmOldColour    = 0x2A42 // sprmCIco
	sprmSize         = 0x4A43 // sprmCHps
	sprmRaise        = 0x4845 // sprmCHpsPos
	sprmScript       = 0x2A48 // sprmCIss
	sprmDoubleStrike = 0x2A53
	sprmCharShadeOld = 0x4866
	sprmScale        = 0x4852 // sprmCCharScale
	sprmSpacing      = 0x8840 // sprmCDxaSpace
	sprmColour       = 0x6870 // sprmCCv
	sprmCharShade    = 0xCA71
)

// toggles are the properties that a style or a run switches on and off.
type toggles uint8

const (
	struck toggles = 1 << iota
	doubleStruck
	deleted
	hidden
	fieldHidden
	markHidden
)

// character is how a run of characters looks. The zero value with a size is plain.
type character struct {
	toggles toggles
	symbol  bool
	binary  bool
	script  byte  // 1: superscript, 2: subscript
	raise   int16 // in half points
	size    uint16
	scale   uint16 // width of a character in percent; 0 is 100
	spacing int16  // twips between characters
	ink     paint
	ground  paint // its shading
	marker  paint // the colour of a highlighter, which lies over the shading
}

// defaultSize is that of a character of which nothing is said, in half points.
const defaultSize = 20

// look translates all but the colours.
func (c *character) look() printed.Look {
	var l printed.Look
	if c.toggles != 0 {
		if c.toggles&(struck|doubleStruck) != 0 {
			l |= printed.Struck
		}
		if c.toggles&deleted != 0 {
			l |= printed.Deleted
		}
		if c.toggles&(hidden|fieldHidden) != 0 {
			l |= printed.Hidden
		}
	}
	l |= wordtable.Size(int(c.size), int(c.scale), int(c.spacing))
	switch {
	case c.script == 1, c.raise > 0:
		l |= printed.Raised
	case c.script == 2, c.raise < 0:
		l |= printed.Lowered
	}
	return l
}

// apply changes c by modifiers. base is what a toggle goes back to: the paragraph style, or the style that a style is based on.
func (c *character) apply(modifiers []byte, base *character, styles *styleSheet) {
	if len(modifiers) == 0 {
		return
	}
	each(modifiers, func(sprm uint16, b []byte) {
		if sprm == sprmCharStyle {
			styles.applyCharacter(c, binary.LittleEndian.Uint16(b), base)
			return
		}
		c.applyOne(sprm, b, base)
	})
}

func (c *character) applyOne(sprm uint16, b []byte, base *character) {
	switch sprm {
	case sprmStrike:
		c.toggle(struck, b[0], base)
	case sprmDoubleStrike:
		c.toggle(doubleStruck, b[0], base)
	case sprmDeleted:
		c.toggle(deleted, b[0], base)
	case sprmHidden:
		c.toggle(hidden, b[0], base)
	case sprmFieldHidden:
		c.toggle(fieldHidden, b[0], base)
	case sprmMarkHidden:
		c.toggle(markHidden, b[0], base)
	case sprmBinary:
		c.binary = b[0] == 1
	case sprmSymbol:
		c.symbol = true
	case sprmPlain:
		*c = *base
	case sprmSize:
		c.size = binary.LittleEndian.Uint16(b)
	case sprmRaise:
		c.raise = int16(binary.LittleEndian.Uint16(b))
	case sprmScript:
		c.script = b[0]
	case sprmScale:
		c.scale = binary.LittleEndian.Uint16(b)
	case sprmSpacing:
		c.spacing = int16(binary.LittleEndian.Uint16(b))
	default:
		c.colour(sprm, b)
	}
}

// colour applies the modifiers of ink and ground.
func (c *character) colour(sprm uint16, b []byte) {
	switch sprm {
	case sprmOldColour:
		c.ink = oldColour(int(b[0]))
	case sprmColour:
		c.ink = readColour(b)
	case sprmMarker:
		c.marker = oldColour(int(b[0]))
	case sprmCharShadeOld:
		c.ground = readOldShading(binary.LittleEndian.Uint16(b))
	case sprmCharShade:
		c.ground = readShading(b)
	}
}

// toggle sets a property: 0 and 1 say so outright, 0x80 takes that of the style and 0x81 the opposite ([MS-DOC] 2.9.327).
func (c *character) toggle(t toggles, operand byte, base *character) {
	on := false
	switch operand {
	case 1:
		on = true
	case 0x80:
		on = base.toggles&t != 0
	case 0x81:
		on = base.toggles&t == 0
	}
	if on {
		c.toggles |= t
	} else {
		c.toggles &^= t
	}
}
