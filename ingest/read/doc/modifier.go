package doc

import "encoding/binary"

// The modifiers of paragraphs and tables that matter here. The others stand where they are read.
const (
	sprmParaStyle   = 0x4600 // sprmPIstd
	sprmLine        = 0x6412 // sprmPDyaLine
	sprmInTable     = 0x2416
	sprmRowEnd      = 0x2417 // sprmPFTtp
	sprmInnerCell   = 0x244B
	sprmInnerRowEnd = 0x244C
	sprmDepth       = 0x6649 // sprmPItap
	sprmDepthStep   = 0x664A // sprmPDtap
	sprmHuge        = 0x6646 // the modifiers lie in the Data stream
	sprmHugeOld     = 0x6645
	sprmChangeTabs  = 0xC615
	sprmBorders     = 0xD608 // sprmTDefTable
	sprmBordersOld  = 0xD606 // the one of Word 6, which stands beside the other
	sprmVertMerge   = 0xD62B
	sprmHeight      = 0x9407 // sprmTDyaRowHeight
	sprmInsert      = 0x7621 // sprmTInsert
	sprmRemove      = 0x5622 // sprmTDelete
	sprmWidth       = 0x7623 // sprmTDxaCol
	sprmMerge       = 0x5624
	sprmSplit       = 0x5625
)

// each calls f with each modifier and its operand until the bytes end, or do not add up.
func each(b []byte, f func(sprm uint16, operand []byte)) {
	for len(b) >= 2 {
		sprm := binary.LittleEndian.Uint16(b)
		skip, size, ok := operandSize(sprm, b[2:])
		if !ok || 2+skip+size > len(b) {
			return
		}
		f(sprm, b[2+skip:2+skip+size])
		b = b[2+skip+size:]
	}
}

// operandSize returns how many bytes of length stand before an operand, and its length.
func operandSize(sprm uint16, b []byte) (skip, size int, ok bool) {
	switch sprm >> 13 {
	case 0, 1:
		return 0, 1, true
	case 2, 4, 5:
		return 0, 2, true
	case 3:
		return 0, 4, true
	case 7:
		return 0, 3, true
	}
	if sprm == sprmBorders || sprm == sprmBordersOld { // the length has two bytes and counts one too many
		if len(b) < 2 {
			return 0, 0, false
		}
		size = int(binary.LittleEndian.Uint16(b)) - 1
		return 2, size, size >= 1
	}
	if len(b) < 1 {
		return 0, 0, false
	}
	if sprm == sprmChangeTabs && b[0] == 255 {
		return tabsSize(b)
	}
	return 1, int(b[0]), true
}

// tabsSize measures the one operand that does not say its length when it is long ([MS-DOC] 2.9.180): a count of
// deleted tab stops of 4 bytes, and one of added stops of 3.
func tabsSize(b []byte) (skip, size int, ok bool) {
	if len(b) < 2 {
		return 0, 0, false
	}
	removed := 1 + 4*int(b[1])
	if len(b) < 1+removed+1 {
		return 0, 0, false
	}
	return 1, removed + 1 + 3*int(b[1+removed]), true
}

// paragraph is what the modifiers of a paragraph say about tables, lists and its ground.
type paragraph struct {
	inTable     bool
	depth       int
	rowEnd      bool
	innerCell   bool
	innerRowEnd bool
	row         rowShape
	style       uint16
	list        listPlace // where it says so itself
	ground      paint
	line        lineHeight
}

// lineHeight is how high the lines of a paragraph are, in twips: below 0 exactly so.
type lineHeight struct {
	set    bool
	height int
}

func (l *lineHeight) apply(sprm uint16, b []byte) {
	if sprm == sprmLine {
		l.set, l.height = true, int(int16(binary.LittleEndian.Uint16(b)))
	}
}

// readParagraph applies the modifiers of a paragraph in their order. shades: the grounds of the cells are wanted, too.
func readParagraph(r *run, extra, data []byte, shades bool) paragraph {
	p := paragraph{style: r.style, row: rowShape{shaded: shades}}
	depth := -1
	var apply func(sprm uint16, b []byte)
	huge := false
	apply = func(sprm uint16, b []byte) {
		switch sprm {
		case sprmInTable:
			p.inTable = b[0] != 0
		case sprmRowEnd:
			p.rowEnd = b[0] != 0
		case sprmInnerCell:
			p.innerCell = b[0] != 0
		case sprmInnerRowEnd:
			p.innerRowEnd = b[0] != 0
		case sprmDepth:
			depth = int(int32(binary.LittleEndian.Uint32(b)))
		case sprmDepthStep:
			depth = max(depth, 0) + int(int32(binary.LittleEndian.Uint32(b)))
		case sprmHuge, sprmHugeOld:
			if !huge { // one that points at itself would go round for ever
				huge = true
				each(hugeModifiers(data, binary.LittleEndian.Uint32(b)), apply)
			}
		case sprmParaStyle:
			p.style = binary.LittleEndian.Uint16(b)
		case sprmLevel, sprmList:
			p.list.apply(sprm, b)
		case sprmLine:
			p.line.apply(sprm, b)
		case sprmParaShade, sprmParaShadeOld:
			applyGround(&p.ground, sprm, b)
		default:
			p.row.apply(sprm, b)
		}
	}
	each(r.modifiers, apply)
	each(extra, apply)
	switch {
	case depth > 0:
		p.depth = depth
		p.inTable = true
	case p.inTable:
		p.depth = 1
	}
	return p
}

func hugeModifiers(data []byte, at uint32) []byte {
	if uint64(at)+2 > uint64(len(data)) {
		return nil
	}
	b := data[at:]
	size := int(binary.LittleEndian.Uint16(b))
	if 2+size > len(b) {
		return nil
	}
	return b[2 : 2+size]
}
