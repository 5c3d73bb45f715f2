package doc

import (
	"bytes"
	"encoding/binary"

	"gongkai/ingest/read/printed"
)

// The modifiers that give paragraphs and cells a ground.
const (
	sprmParaShadeOld = 0x442D
	sprmParaShade    = 0xC64D
	sprmShadesOld    = 0xD609 // sprmTDefTableShd80
	sprmShades       = 0xD612 // of the first 22 cells, the next, and the others
	sprmShadesSecond = 0xD616
	sprmShadesThird  = 0xD60C
	sprmSetShadeOld  = 0x7627
	sprmSetShade     = 0xD62D
	sprmTableShade   = 0xD660 // sprmTSetShdTable, of all cells
	sprmStyleShade   = 0xD687 // sprmTCellShdStyle, in table styles
	sprmTableStyle   = 0x563A // sprmTIstd
	shadesOfOne      = 22
	shadingSize      = 10 // SHD
)

func applyGround(ground *paint, sprm uint16, b []byte) {
	switch sprm {
	case sprmParaShade:
		*ground = readShading(b)
	case sprmParaShadeOld:
		*ground = readOldShading(binary.LittleEndian.Uint16(b))
	}
}

// applyShade applies the modifiers of a row that give its cells a ground.
func (s *rowShape) applyShade(sprm uint16, b []byte) {
	switch sprm {
	case sprmTableStyle:
		s.style = binary.LittleEndian.Uint16(b)
	case sprmTableShade:
		s.table = readShading(b)
	case sprmShadesOld:
		for i := 0; 2*i+2 <= len(b); i++ {
			s.setShade(i, readOldShading(binary.LittleEndian.Uint16(b[2*i:])))
		}
	case sprmShades:
		s.setShades(0, b)
	case sprmShadesSecond:
		s.setShades(shadesOfOne, b)
	case sprmShadesThird:
		s.setShades(2*shadesOfOne, b)
	case sprmSetShadeOld:
		for i := int(b[0]); i < min(int(b[1]), maxCells); i++ {
			s.setShade(i, readOldShading(binary.LittleEndian.Uint16(b[2:])))
		}
	case sprmSetShade:
		if len(b) < 2+shadingSize {
			return
		}
		for i := int(b[0]); i < min(int(b[1]), maxCells); i++ {
			s.setShade(i, readShading(b[2:]))
		}
	}
}

func (s *rowShape) setShades(from int, b []byte) {
	for i := 0; (i+1)*shadingSize <= len(b); i++ {
		s.setShade(from+i, readShading(b[i*shadingSize:]))
	}
}

func (s *rowShape) setShade(i int, p paint) {
	if i >= maxCells {
		return
	}
	for len(s.shades) <= i {
		s.shades = append(s.shades, paint{})
	}
	s.shades[i] = p
}

// hasShading reports whether bytes may hold a modifier that gives a paragraph or a cell a ground.
func hasShading(b []byte) bool {
	for _, sprm := range []uint16{
		sprmParaShadeOld, sprmParaShade, sprmShadesOld, sprmShades, sprmShadesSecond, sprmShadesThird, sprmSetShadeOld, sprmSetShade,
		sprmTableShade, sprmStyleShade,
	} {
		if bytes.Contains(b, binary.LittleEndian.AppendUint16(nil, sprm)) {
			return true
		}
	}
	return false
}

// ink says whether the colour of the run that was entered can be seen where it stands.
func (w *walker) ink(p *piece, at uint32) printed.Look {
	for _, over := range []paint{w.now.marker, w.now.ground} {
		if over.set {
			return printed.Ink(w.now.ink.colour, over.colour)
		}
	}
	if !w.shaded() {
		return printed.Ink(w.now.ink.colour, printed.White())
	}
	pap := w.lookUp(p, at)
	ground := pap.ground
	if st := w.styles.paragraphOf(pap.style); !ground.set && st != nil {
		ground = st.ground
	}
	known := true
	if !ground.set && pap.depth > 0 {
		ground, known = w.cellGround(pap.depth)
	}
	if !ground.set {
		ground.colour = printed.White()
	}
	look := printed.Ink(w.now.ink.colour, ground.colour)
	if !known && look != 0 {
		return printed.Dim
	}
	return look
}

// ahead is the row that a position of a depth belongs to: its shape stands behind its text.
type ahead struct {
	until int // the character up to which it was looked for
	found bool
	shape rowShape
}

const (
	maxAheadDepth = 3       // tables in each other; beyond, the ground is not known
	maxAhead      = 1 << 16 // characters of a row
)

// cellGround returns the ground of the open cell, and whether that is known.
func (w *walker) cellGround(depth int) (paint, bool) {
	if depth > maxAheadDepth {
		return paint{}, false
	}
	a := &w.ahead[depth-1]
	if w.cp >= a.until {
		w.lookAhead(a, depth)
	}
	if !a.found {
		return paint{}, false
	}
	if i := w.out.CellsOfRow(depth); i < len(a.shape.shades) && a.shape.shades[i].set {
		return a.shape.shades[i], true
	}
	if a.shape.table.set {
		return a.shape.table, true
	}
	return paint{}, !w.styles.shadesTable(a.shape.style)
}

// lookAhead finds the end of the row. Every row is looked for once.
func (w *walker) lookAhead(a *ahead, depth int) {
	*a = ahead{until: w.cp}
	paragraphs := *w.paragraphs
	from, marks := w.offset, 0
	for i := w.piece; i < len(w.pieces); i++ {
		p := &w.pieces[i]
		for ; from+p.width <= uint32(len(p.bytes)); from += p.width {
			if a.until++; a.until-w.cp > maxAhead {
				return
			}
			if c := p.bytes[from]; c != charCell && c != charParagraph || p.width == 2 && p.bytes[from+1] != 0 {
				continue
			}
			if marks++; marks%checkEvery == 0 && w.ctx.Err() != nil {
				return
			}
			pap := readParagraph(paragraphs.find(p.at+from), p.extra, w.data, true)
			inner := depth > 1 && pap.depth == depth && pap.innerRowEnd
			if inner || p.bytes[from] == charCell && pap.rowEnd && max(1, pap.depth) == depth {
				a.found, a.shape = true, pap.row
				return
			}
		}
		from = 0
	}
}
