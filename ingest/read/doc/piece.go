package doc

import (
	"encoding/binary"
	"fmt"

	"gongkai/internal/fault"
)

// piece is a run of characters that lie together in the file.
type piece struct {
	bytes []byte
	at    uint32 // file position of the first byte
	width uint32 // bytes of a character
	// extra are modifiers that Word's fast save hung on the piece; they come after those of the paragraph.
	extra []byte
}

const (
	clxModifiers = 1
	clxPieces    = 2
	compressed   = 1 << 30
)

// readPieces reads the piece table and cuts it at the end of the main text: after it come notes, headers and
// text boxes.
func readPieces(main, table []byte, h header) ([]piece, error) {
	b := h.clxs.in(table)
	if len(b) == 0 {
		return nil, fmt.Errorf("%w: no piece table", fault.ErrDamaged)
	}
	var modifiers [][]byte
	for len(b) >= 3 && b[0] == clxModifiers {
		size := int(binary.LittleEndian.Uint16(b[1:]))
		if len(b) < 3+size {
			return nil, fmt.Errorf("%w: the modifiers of the piece table", fault.ErrTruncated)
		}
		modifiers = append(modifiers, b[3:3+size])
		b = b[3+size:]
	}
	if len(b) < 5 || b[0] != clxPieces {
		return nil, fmt.Errorf("%w: no piece table", fault.ErrDamaged)
	}
	size := binary.LittleEndian.Uint32(b[1:])
	if b = b[5:]; uint64(size) > uint64(len(b)) || size < 4 {
		return nil, fmt.Errorf("%w: a piece table of %d bytes", fault.ErrTruncated, size)
	}
	count := (int(size) - 4) / 12
	positions, descriptors := b[:4*(count+1)], b[4*(count+1):]
	var pieces []piece
	total, from := uint64(0), binary.LittleEndian.Uint32(positions)
	for i := range count {
		to := binary.LittleEndian.Uint32(positions[4*(i+1):])
		if to < from {
			return nil, fmt.Errorf("%w: a piece that ends before it begins", fault.ErrDamaged)
		}
		if from >= h.text {
			break
		}
		p, err := readPiece(main, descriptors[8*i:8*i+8], min(to, h.text)-from, modifiers)
		if err != nil {
			return nil, err
		}
		// Pieces may share bytes, so a small file could ask for endless text.
		if total += uint64(len(p.bytes)); total > 2*uint64(len(main)) {
			return nil, fmt.Errorf("%w: pieces longer than the document", fault.ErrDamaged)
		}
		pieces = append(pieces, p)
		from = to
	}
	if from < h.text {
		return nil, fmt.Errorf("%w: pieces for %d of %d characters", fault.ErrDamaged, from, h.text)
	}
	return pieces, nil
}

func readPiece(main, descriptor []byte, characters uint32, modifiers [][]byte) (piece, error) {
	at := binary.LittleEndian.Uint32(descriptor[2:])
	p := piece{at: at &^ (1 << 31), width: 2}
	if at&compressed != 0 {
		p.at, p.width = at&^(compressed|1<<31)/2, 1
	}
	size := uint64(characters) * uint64(p.width)
	if uint64(p.at)+size > uint64(len(main)) {
		return piece{}, fmt.Errorf("%w: text up to byte %d", fault.ErrTruncated, uint64(p.at)+size)
	}
	p.bytes = main[p.at:][:size]
	p.extra = pieceModifiers(binary.LittleEndian.Uint16(descriptor[6:]), modifiers)
	return p, nil
}

// pieceModifiers reads a Prm ([MS-DOC] 2.9.214): either the number of a list of modifiers, or one short modifier, of
// which only those that matter here are written out in full.
func pieceModifiers(prm uint16, modifiers [][]byte) []byte {
	if prm&1 != 0 {
		if i := int(prm >> 1); i < len(modifiers) {
			return modifiers[i]
		}
		return nil
	}
	short := []struct {
		number uint16
		sprm   uint16
	}{
		{0x18, sprmInTable},
		{0x19, sprmRowEnd},
		{0x41, sprmDeleted},
		{0x43, sprmFieldHidden},
		{0x53, sprmPlain},
		{0x57, sprmStrike},
		{0x5C, sprmHidden},
		{0x62, sprmOldColour},
		{0x68, sprmScript},
		{0x73, sprmDoubleStrike},
	}
	for _, s := range short {
		if prm>>1&0x7F == s.number {
			return []byte{byte(s.sprm), byte(s.sprm >> 8), byte(prm >> 8)}
		}
	}
	return nil
}
