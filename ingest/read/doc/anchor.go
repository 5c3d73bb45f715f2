package doc

import (
	"encoding/binary"

	"gongkai/ingest/read/wordtable"
)

const (
	anchorSize   = 26 // FSPA
	positionSize = 4
	noteSize     = 2 // FRD
	boxSize      = 22
)

// Values of FSPA ([MS-DOC] 2.9.86).
const (
	toColumn    = 2 // bx
	toParagraph = 2 // by
	noWrap      = 3 // wr
)

// readAnchors reads where the drawings of the main text lie (PlcfSpa), by the character of their anchor.
func readAnchors(b []byte) map[int]wordtable.Shape {
	count := (len(b) - positionSize) / (positionSize + anchorSize)
	if count <= 0 {
		return nil
	}
	out := make(map[int]wordtable.Shape, count)
	for i := range count {
		f := b[positionSize*(count+1)+anchorSize*i:]
		side := func(at int) int { return int(int32(binary.LittleEndian.Uint32(f[at:]))) }
		flags := binary.LittleEndian.Uint16(f[20:])
		out[int(binary.LittleEndian.Uint32(b[positionSize*i:]))] = wordtable.Shape{
			Left: side(4), Top: side(8), Right: side(12), Bottom: side(16),
			Placed: flags>>1&3 == toColumn && flags>>3&3 == toParagraph,
			Over:   flags>>5&0xF == noWrap,
		}
	}
	return out
}

// readOwnMarks reads where foot- or endnotes are that have a mark of the writer's own (PlcffndRef): a character of the text, which is
// no digit of a number.
func readOwnMarks(b []byte, out map[int]bool) {
	count := (len(b) - positionSize) / (positionSize + noteSize)
	for i := range max(0, count) {
		if binary.LittleEndian.Uint16(b[positionSize*(count+1)+noteSize*i:]) == 0 {
			out[int(binary.LittleEndian.Uint32(b[positionSize*i:]))] = true
		}
	}
}

// countBoxes returns how many text boxes a document has (PlcftxbxTxt), of which the last entry is none.
func countBoxes(b []byte) int {
	return max(1, (len(b)-positionSize)/(positionSize+boxSize)-1)
}
