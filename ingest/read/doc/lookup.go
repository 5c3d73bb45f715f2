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
	page  []byte // that holds the last run, as which of its entries
	index int
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
	if at >= l.last.from && at < l.last.to {
		return &l.last
	}
	if at == l.last.to && l.page != nil && l.index+1 < int(l.page[pageSize-1]) { // mostly the next one is asked for
		if i := l.index + 1; at >= pageLimit(l.page, i) && at < pageLimit(l.page, i+1) {
			l.read(i)
			return &l.last
		}
	}
	l.last, l.page = run{from: at, to: at + 1}, nil
	l.search(at)
	return &l.last
}

func (l *lookup) search(at uint32) {
	if l.pages == 0 || at < l.limit(0) || at >= l.limit(l.pages) {
		return
	}
	i := sort.Search(l.pages, func(i int) bool { return l.limit(i+1) > at })
	if i >= l.pages {
		return
	}
	number := binary.LittleEndian.Uint32(l.table[4*(l.pages+1+i):]) & 0x3FFFFF
	from := uint64(number) * pageSize
	if from+pageSize > uint64(len(l.main)) {
		return
	}
	page := l.main[from : from+pageSize]
	count := int(page[pageSize-1])
	if 4*(count+1)+l.width()*count > pageSize-1 {
		return
	}
	i = sort.Search(count, func(i int) bool { return pageLimit(page, i+1) > at })
	if i >= count || at < pageLimit(page, i) {
		return
	}
	l.page = page
	l.read(i)
}

// width is the size of an entry in a page.
func (l *lookup) width() int {
	if l.kind == characterPage {
		return 1
	}
	return 13
}

func pageLimit(page []byte, i int) uint32 { return binary.LittleEndian.Uint32(page[4*i:]) }

// read takes an entry of the page.
func (l *lookup) read(i int) {
	l.index = i
	l.last.from, l.last.to = pageLimit(l.page, i), pageLimit(l.page, i+1)
	l.last.style, l.last.modifiers = 0, nil
	if offset := 2 * int(l.page[4*(int(l.page[pageSize-1])+1)+l.width()*i]); offset != 0 {
		l.last.style, l.last.modifiers = entry(l.page, offset, l.kind)
	}
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
