package doc

import "encoding/binary"

const (
	sprmLevel = 0x260A // sprmPIlvl
	sprmList  = 0x460B // sprmPIlfo
)

// listPlace is the list that a paragraph belongs to, and its level there.
type listPlace struct {
	set   bool
	list  uint16 // from 1; 0 for none
	level byte
}

func (l *listPlace) apply(sprm uint16, b []byte) {
	switch sprm {
	case sprmList:
		l.set, l.list = true, binary.LittleEndian.Uint16(b)
	case sprmLevel:
		l.level = b[0]
	}
}

const (
	maxLists     = 0x07FE // [MS-DOC] 2.6.2, sprmPIlfo; what is beyond prints no number
	levels       = 9
	listSize     = 28 // LSTF
	overrideSize = 16 // LFO
	levelSize    = 28 // LVLF
	bullet       = 23 // of the number formats
	noNumber     = 255
)

// lists say for each list of the document, from 1, which levels print letters or digits.
type lists [][levels]bool

// prints reports whether Word sets a number before a paragraph. Of a list that the file does not describe it is taken that it does.
func (l lists) prints(p listPlace) bool {
	switch {
	case p.list == 0 || p.list > maxLists:
		return false
	case int(p.list) > len(l) || int(p.level) >= levels:
		return true
	}
	return l[p.list-1][p.level]
}

// readLists reads the lists (PlfLst, [MS-DOC] 2.9.192, with the levels behind it) and how the document uses them (PlfLfo).
func readLists(table []byte, where, uses part) lists {
	head, users := where.in(table), uses.in(table)
	if len(head) < 2 || len(users) < 4 {
		return nil
	}
	count := min(int(binary.LittleEndian.Uint16(head)), (len(head)-2)/listSize)
	rest := table[where.at+where.size:]
	byName := map[uint32][levels]bool{}
	for i := range count {
		b := head[2+i*listSize:]
		n := levels
		if b[26]&1 != 0 { // a simple list
			n = 1
		}
		var prints [levels]bool
		for j := range n {
			var ok bool
			if prints[j], rest, ok = readLevel(rest); !ok {
				return nil
			}
		}
		byName[binary.LittleEndian.Uint32(b)] = prints
	}
	var out lists
	for i := range min(int(binary.LittleEndian.Uint32(users)), (len(users)-4)/overrideSize, maxLists) {
		b := users[4+i*overrideSize:]
		prints, ok := byName[binary.LittleEndian.Uint32(b)]
		if overridden := b[12] > 0; !ok || overridden { // levels that this use sets anew may print one
			for j := range prints {
				prints[j] = true
			}
		}
		out = append(out, prints)
	}
	return out
}

// readLevel reads an LVL and reports whether it prints letters or digits: its text names a level by a character below 9.
func readLevel(b []byte) (prints bool, rest []byte, ok bool) {
	if len(b) < levelSize {
		return false, nil, false
	}
	format := b[4]
	at := levelSize + int(b[24]) + int(b[25])
	if len(b) < at+2 {
		return false, nil, false
	}
	size := 2 * int(binary.LittleEndian.Uint16(b[at:]))
	if at += 2; len(b) < at+size {
		return false, nil, false
	}
	for text := b[at : at+size]; len(text) > 0; text = text[2:] {
		c := binary.LittleEndian.Uint16(text)
		if c < levels && format != bullet && format != noNumber || c >= '0' && c <= '9' {
			prints = true
		}
	}
	return prints, b[at+size:], true
}
