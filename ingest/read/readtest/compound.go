package readtest

import (
	"encoding/binary"
	"unicode/utf16"
)

// Stream is a stream of a compound file.
type Stream struct {
	Name string
	Data []byte
}

const (
	sector     = 512
	miniSector = 64
	cutoff     = 4096
	free       = 0xFFFFFFFF
	end        = 0xFFFFFFFE
	fatMark    = 0xFFFFFFFD
)

// Compound writes an OLE2 compound file with these streams below its root: what the readers of DOC and XLS
// need for documents that no office program would write. It holds no more than some 60 KB.
func Compound(streams ...Stream) []byte {
	w := &compound{fat: []uint32{fatMark}, body: make([]byte, sector)}
	var mini []byte
	var miniFAT []uint32
	directory := [][]byte{nil}
	for i, s := range streams {
		right := uint32(free)
		if i+1 < len(streams) {
			right = uint32(i + 2)
		}
		start := uint32(end)
		switch {
		case len(s.Data) == 0:
		case len(s.Data) < cutoff:
			start = uint32(len(mini) / miniSector)
			mini = append(mini, pad(s.Data, miniSector)...)
			miniFAT = link(miniFAT, len(mini)/miniSector)
		default:
			start = w.add(s.Data)
		}
		directory = append(directory, directoryEntry(s.Name, 2, right, free, start, len(s.Data)))
	}
	root, table := uint32(end), uint32(end)
	if len(mini) > 0 {
		root = w.add(mini)
		var b []byte
		for _, n := range miniFAT {
			b = binary.LittleEndian.AppendUint32(b, n)
		}
		table = w.add(b)
	}
	directory[0] = directoryEntry("Root Entry", 5, free, 1, root, len(mini))
	var b []byte
	for _, e := range directory {
		b = append(b, e...)
	}
	first := w.add(b)
	return w.file(first, table)
}

// compound grows by sectors; the first is the one sector of the sector table.
type compound struct {
	fat  []uint32
	body []byte
}

func (w *compound) add(b []byte) uint32 {
	start := uint32(len(w.fat))
	w.body = append(w.body, pad(b, sector)...)
	w.fat = link(w.fat, len(w.body)/sector)
	return start
}

// link adds a chain from the end of a table up to size.
func link(table []uint32, size int) []uint32 {
	for len(table) < size-1 {
		table = append(table, uint32(len(table)+1))
	}
	return append(table, end)
}

func pad(b []byte, to int) []byte {
	return append(append([]byte(nil), b...), make([]byte, (to-len(b)%to)%to)...)
}

func directoryEntry(name string, kind byte, right, child, start uint32, size int) []byte {
	e := make([]byte, 128)
	units := utf16.Encode([]rune(name))
	for i, u := range units {
		binary.LittleEndian.PutUint16(e[2*i:], u)
	}
	binary.LittleEndian.PutUint16(e[64:], uint16(2*len(units)+2))
	e[66] = kind
	binary.LittleEndian.PutUint32(e[68:], free)
	binary.LittleEndian.PutUint32(e[72:], right)
	binary.LittleEndian.PutUint32(e[76:], child)
	binary.LittleEndian.PutUint32(e[116:], start)
	binary.LittleEndian.PutUint64(e[120:], uint64(size))
	return e
}

func (w *compound) file(directory, miniFAT uint32) []byte {
	for len(w.fat) < sector/4 {
		w.fat = append(w.fat, free)
	}
	for i, n := range w.fat[:sector/4] {
		binary.LittleEndian.PutUint32(w.body[4*i:], n)
	}
	h := make([]byte, sector)
	copy(h, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	binary.LittleEndian.PutUint16(h[24:], 0x3E)
	binary.LittleEndian.PutUint16(h[26:], 3)
	binary.LittleEndian.PutUint16(h[28:], 0xFFFE)
	binary.LittleEndian.PutUint16(h[30:], 9)
	binary.LittleEndian.PutUint16(h[32:], 6)
	binary.LittleEndian.PutUint32(h[44:], 1)
	binary.LittleEndian.PutUint32(h[48:], directory)
	binary.LittleEndian.PutUint32(h[56:], cutoff)
	binary.LittleEndian.PutUint32(h[60:], miniFAT)
	if miniFAT != end {
		binary.LittleEndian.PutUint32(h[64:], 1)
	}
	binary.LittleEndian.PutUint32(h[68:], end)
	for i := range 109 {
		binary.LittleEndian.PutUint32(h[76+4*i:], free)
	}
	binary.LittleEndian.PutUint32(h[76:], 0)
	return append(h, w.body...)
}
