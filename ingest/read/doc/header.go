package doc

import (
	"encoding/binary"
	"fmt"

	"gongkai/internal/fault"
)

// Positions in the header (FIB). The parts before the table of positions have had the same length since Word 97;
// the length fields are checked rather than followed.
const (
	flagEncrypted  = 0x0100
	flagTable1     = 0x0200
	offsetFlags    = 0x0A
	offsetTextSize = 0x4C // ccpText
	offsetBoxSize  = 0x64 // ccpTxbx
	offsetParts    = 0x98 // cbRgFcLcb, how many parts follow
	offsetFirst    = 0x9A
	offsetStyles   = 0xA2  // fcStshf
	offsetNotes    = 0xAA  // fcPlcffndRef
	offsetAnchors  = 0x1DA // fcPlcSpaMom
	offsetEndnotes = 0x20A // fcPlcfendRef
	offsetBoxes    = 0x25A // fcPlcftxbxTxt
	offsetLists    = 0x2E2 // fcPlfLst
	offsetListUses = 0x2EA // fcPlfLfo
	offsetCHPX     = 0xFA  // fcPlcfBteChpx, lcb after it
	offsetPAPX     = 0x102
	offsetCLX      = 0x1A2
	headerEnd      = 0x1AA
)

// part is where a structure lies in the table stream.
type part struct{ at, size uint32 }

type header struct {
	tableStream      string
	text             uint32 // characters of the main text
	textBoxes        uint32
	chpx, papx, clxs part

	styles, notes, endnotes, anchors, boxes, lists, listUses part
}

func readHeader(main []byte) (header, error) {
	if len(main) < headerEnd {
		return header{}, fmt.Errorf("%w: a header of %d bytes", fault.ErrTruncated, len(main))
	}
	if m := binary.LittleEndian.Uint16(main); m != 0xA5EC {
		return header{}, fmt.Errorf("%w: a Word document that begins with %#04x", fault.ErrDamaged, m)
	}
	flags := binary.LittleEndian.Uint16(main[offsetFlags:])
	if flags&flagEncrypted != 0 {
		return header{}, fault.ErrEncrypted
	}
	if csw, cslw := binary.LittleEndian.Uint16(main[32:]), binary.LittleEndian.Uint16(main[62:]); csw != 14 || cslw < 22 {
		return header{}, fmt.Errorf("%w: a header with parts of %d and %d words", fault.ErrDamaged, csw, cslw)
	}
	h := header{
		tableStream: "0Table",
		text:        binary.LittleEndian.Uint32(main[offsetTextSize:]),
		textBoxes:   binary.LittleEndian.Uint32(main[offsetBoxSize:]),
		chpx:        readPart(main[offsetCHPX:]),
		papx:        readPart(main[offsetPAPX:]),
		clxs:        readPart(main[offsetCLX:]),
	}
	for _, p := range []struct {
		at   int
		part *part
	}{
		{offsetStyles, &h.styles},
		{offsetNotes, &h.notes},
		{offsetEndnotes, &h.endnotes},
		{offsetAnchors, &h.anchors},
		{offsetBoxes, &h.boxes},
		{offsetLists, &h.lists},
		{offsetListUses, &h.listUses},
	} {
		if count := int(binary.LittleEndian.Uint16(main[offsetParts:])); p.at+8 <= min(len(main), offsetFirst+8*count) {
			*p.part = readPart(main[p.at:])
		}
	}
	if flags&flagTable1 != 0 {
		h.tableStream = "1Table"
	}
	return h, nil
}

func readPart(b []byte) part {
	return part{at: binary.LittleEndian.Uint32(b), size: binary.LittleEndian.Uint32(b[4:])}
}

// in returns the bytes of a part, nil where it lies outside.
func (p part) in(table []byte) []byte {
	if uint64(p.at)+uint64(p.size) > uint64(len(table)) {
		return nil
	}
	return table[p.at : p.at+p.size]
}
