package doc

import (
	"encoding/binary"

	"gongkai/ingest/read/wordtable"
)

const (
	maxCells  = 63 // [MS-DOC] 2.9.321
	cellBytes = 20 // TC80
)

// rowShape is where the cells of a row lie, as its modifiers say one after the other.
type rowShape struct {
	edges []int // one more than cells
	cells []cellShape
	// shades are the grounds of the cells from the left, as far as they have one; style may give the others theirs.
	shades []paint
	table  paint // the ground of all others
	style  uint16
	shaded bool // these three are wanted
	height int  // in twips, below 0 exactly so
}

type cellShape struct {
	horizontal, vertical byte // horzMerge and vertMerge of TCGRF ([MS-DOC] 2.9.317)
}

func (s *rowShape) apply(sprm uint16, b []byte) {
	switch sprm {
	case sprmBorders:
		s.define(b)
	case sprmVertMerge:
		if len(b) >= 2 && int(b[0]) < len(s.cells) {
			s.cells[b[0]].vertical = b[1] & 3
		}
	case sprmInsert:
		s.insert(int(b[0]), int(b[1]), int(int16(binary.LittleEndian.Uint16(b[2:]))))
	case sprmRemove:
		s.remove(int(b[0]), int(b[1]))
	case sprmWidth:
		s.widen(int(b[0]), int(b[1]), int(int16(binary.LittleEndian.Uint16(b[2:]))))
	case sprmMerge, sprmSplit:
		for i := int(b[0]); i < min(int(b[1]), len(s.cells)); i++ {
			switch {
			case sprm == sprmSplit:
				s.cells[i].horizontal = 0
			case i == int(b[0]):
				s.cells[i].horizontal = 2
			default:
				s.cells[i].horizontal = 1
			}
		}
	case sprmHeight:
		s.height = int(int16(binary.LittleEndian.Uint16(b)))
	default:
		if s.shaded {
			s.applyShade(sprm, b)
		}
	}
}

// define reads a TDefTable: the count, the borders, then the cells; writers leave trailing default cells out.
func (s *rowShape) define(b []byte) {
	s.edges, s.cells = nil, nil
	count := int(b[0])
	if b = b[1:]; count == 0 || count > maxCells || len(b) < 2*(count+1) {
		return
	}
	for i := range count + 1 {
		s.edges = append(s.edges, int(int16(binary.LittleEndian.Uint16(b[2*i:]))))
	}
	b = b[2*(count+1):]
	s.cells = make([]cellShape, count)
	for i := range s.cells {
		if len(b) < 2 {
			break
		}
		flags := binary.LittleEndian.Uint16(b)
		s.cells[i] = cellShape{horizontal: byte(flags & 3), vertical: byte(flags >> 5 & 3)}
		b = b[min(cellBytes, len(b)):]
	}
}

// insert adds cells of a width before one. Rows that Word made by inserting cells have no TDefTable at all.
func (s *rowShape) insert(at, count, width int) {
	if len(s.cells)+count > maxCells || width < 0 {
		return
	}
	if len(s.edges) == 0 {
		s.edges = []int{0}
	}
	at = min(at, len(s.cells))
	for i := range count {
		s.cells = append(s.cells[:at+i], append([]cellShape{{}}, s.cells[at+i:]...)...)
		s.edges = append(s.edges[:at+i+1], append([]int{s.edges[at+i] + width}, s.edges[at+i+1:]...)...)
	}
	for i := at + count + 1; i < len(s.edges); i++ {
		s.edges[i] += count * width
	}
}

// remove takes cells out and moves those behind them to the left.
func (s *rowShape) remove(from, to int) {
	to = min(to, len(s.cells))
	if from >= to {
		return
	}
	gone := s.edges[to] - s.edges[from]
	s.cells = append(s.cells[:from], s.cells[to:]...)
	s.edges = append(s.edges[:from+1], s.edges[to+1:]...)
	for i := from + 1; i < len(s.edges); i++ {
		s.edges[i] -= gone
	}
}

// widen gives cells a new width and moves those behind them.
func (s *rowShape) widen(from, to, width int) {
	for i := from; i < min(to, len(s.cells)); i++ {
		by := s.edges[i] + width - s.edges[i+1]
		for j := i + 1; j < len(s.edges); j++ {
			s.edges[j] += by
		}
	}
}

// slots translates the shape. Two conventions exist for horizontal merges: [MS-DOC] has 2 or 3 for the first cell
// and 1 for those that follow; the Word 97 specification, and writers after it, 1 for the first and 2 for the rest. Which one a row uses
// shows in the first cell of a set, as a set cannot begin with a following cell.
func (s *rowShape) slots() []wordtable.Slot {
	slots := make([]wordtable.Slot, len(s.cells))
	first := byte(0)
	for i, c := range s.cells {
		slots[i] = wordtable.Slot{Left: s.edges[i], Right: s.edges[i+1]}
		switch c.vertical {
		case 1:
			slots[i].Vertical = wordtable.MergeNext
		case 2, 3:
			slots[i].Vertical = wordtable.MergeFirst
		}
		switch {
		case c.horizontal == 0:
			first = 0
		case first == 0:
			first = c.horizontal
			slots[i].Horizontal = wordtable.MergeFirst
		case first == 1 && c.horizontal == 2, first != 1 && c.horizontal == 1:
			slots[i].Horizontal = wordtable.MergeNext
		default:
			slots[i].Horizontal = wordtable.MergeFirst
		}
	}
	return slots
}
