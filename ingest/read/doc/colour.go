package doc

import (
	"encoding/binary"

	"gongkai/ingest/read/printed"
)

// paint is a colour of ink or ground. Without set it is the automatic one: black on light ground, white on dark, and no ground.
type paint struct {
	set    bool
	colour printed.Colour
}

func painted(r, g, b uint8) paint { return paint{true, printed.Colour{Red: r, Green: g, Blue: b}} }

// oldColours are the 16 of Word 97 ([MS-DOC] 2.9.119); 0 is automatic.
func oldColours() [17]paint {
	return [17]paint{
		{},
		painted(0, 0, 0), painted(0, 0, 255), painted(0, 255, 255), painted(0, 255, 0), painted(255, 0, 255), painted(255, 0, 0),
		painted(255, 255, 0), painted(255, 255, 255), painted(0, 0, 128), painted(0, 128, 128), painted(0, 128, 0), painted(128, 0, 128),
		painted(128, 0, 0), painted(128, 128, 0), painted(128, 128, 128), painted(192, 192, 192),
	}
}

func oldColour(i int) paint {
	if all := oldColours(); i < len(all) {
		return all[i]
	}
	return paint{}
}

// readColour reads a COLORREF; the automatic colour has 0xFF in its last byte.
func readColour(b []byte) paint {
	if len(b) < 4 || b[3] != 0 {
		return paint{}
	}
	return painted(b[0], b[1], b[2])
}

// readShading reads an SHD: two colours and a pattern.
func readShading(b []byte) paint {
	if len(b) < 10 {
		return paint{}
	}
	pattern := binary.LittleEndian.Uint16(b[8:])
	if pattern == 0xFFFF { // none
		return paint{}
	}
	return shade(readColour(b), readColour(b[4:]), int(pattern))
}

// readOldShading reads a Shd80: the same in two bytes.
func readOldShading(v uint16) paint {
	if v == 0xFFFF { // none
		return paint{}
	}
	return shade(oldColour(int(v&0x1F)), oldColour(int(v>>5&0x1F)), int(v>>10))
}

// patterns are how much of the front colour a pattern has, in percent: solid, and those from 5 % to 90 % ([MS-DOC] 2.9.121). All
// others are lines, of which half is taken.
func patternShare(pattern int) float64 {
	shares := [...]float64{0, 1, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9}
	if pattern < len(shares) {
		return shares[pattern]
	}
	return 0.5
}

func shade(front, back paint, pattern int) paint {
	share := patternShare(pattern)
	if share == 0 {
		return back
	}
	ground := printed.White()
	if back.set {
		ground = back.colour
	}
	return paint{true, front.colour.Over(ground, share)} // an automatic front is black
}
