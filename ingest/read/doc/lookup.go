package doc

import (
	"encoding/binary"
	"sort"
)

const pageSize = 512

// pageKind is what the pages of modifiers hold.
type pageKind int

const (
	paragraphPage pageKind = iota // PapxFkp: entries of 13 bytes, style number before the modifiers
	characterPage                 // ChpxFkp: entries of 1 byte
)

// lookup finds the modifiers of a file position: a list of pages by position, and in each page a list of runs by
// position. It remembers the last run, since positions are asked for in nearly rising order.
type lookup struct {
	kind  pageKind
	main  []byte
	table []byte // page limits, 4 bytes each, then page numbers
	pages int
	last  run
}

// run is the range of file positions that share modifiers. A range without modifiers is a run too.
type run struct {
	from, to  uint32
	modifiers []byte
	style     uint16 // of a paragraph
}

func newLookup(main, table []byte, where part, kind pageKind) *lookup {
	b := where.in(table)
	l := &lookup{kind: kind, main: main, table: b}
	if len(b) >= 4 {
		l.pages = (len(b) - 4) / 8
	}
	return l
}

func (l *lookup) limit(i int) uint32 { return binary.LittleEndian.Uint32(l.table[4*i:]) }

// find returns the run that holds a file position; without one, an empty run for just this position. It is good until the next call.
func (l *lookup) find(at uint32) *run {
	if at < l.last.from || at >= l.last.to {
		l.last = l.search(at)
	}
	return &l.last
}

func (l *lookup) search(at uint32) run {
	none := run{from: at, to: at + 1}
	if l.pages == 0 || at < l.limit(0) || at >= l.limit(l.pages) {
		return none
	}
	i := sort.Search(l.pages, func(i int) bool { return l.limit(i+1) > at })
	if i >= l.pages {
		return none
	}
	number := binary.LittleEndian.Uint32(l.table[4*(l.pages+1+i):]) & 0x3FFFFF
	from := uint64(number) * pageSize
	if from+pageSize > uint64(len(l.main)) {
		return none
	}
	return l.searchPage(l.main[from:from+pageSize], at)
}

func (l *lookup) searchPage(page []byte, at uint32) run {
	none := run{from: at, to: at + 1}
	count, width := int(page[pageSize-1]), 13
	if l.kind == characterPage {
		width = 1
	}
	if 4*(count+1)+width*count > pageSize-1 {
		return none
	}
	limit := func(i int) uint32 { return binary.LittleEndian.Uint32(page[4*i:]) }
	i := sort.Search(count, func(i int) bool { return limit(i+1) > at })
	if i >= count || at < limit(i) {
		return none
	}
	r := run{from: limit(i), to: limit(i + 1)}
	offset := 2 * int(page[4*(count+1)+width*i])
	if offset == 0 {
		return r
	}
	r.style, r.modifiers = entry(page, offset, l.kind)
	return r
}

// entry cuts the modifiers, and the number of the style, out of a page. The length of a paragraph's entry is counted in words, and
// one that is zero means that the true one follows in the next byte ([MS-DOC] 2.9.175).
func entry(page []byte, offset int, kind pageKind) (style uint16, modifiers []byte) {
	b := page[offset:]
	if kind == characterPage {
		if len(b) < 1 || int(b[0]) > len(b)-1 {
			return 0, nil
		}
		return 0, b[1 : 1+int(b[0])]
	}
	size := 0
	switch {
	case len(b) >= 2 && b[0] == 0:
		size, b = 2*int(b[1]), b[2:]
	case len(b) >= 1:
		size, b = 2*int(b[0])-1, b[1:]
	}
	if size < 2 || size > len(b) {
		return 0, nil
	}
	return binary.LittleEndian.Uint16(b), b[2:size]
}
