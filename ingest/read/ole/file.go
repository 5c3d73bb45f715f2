// Package ole opens OLE2 compound files, the container of Word 97–2003, Excel 97–2003, the WPS formats and of
// encrypted Office documents, and says what is inside by the names of its streams.
//
// The invariant: whatever the bytes say, opening a file and reading a stream take time and memory bounded by
// the length of the file. Every sector number is checked against the bytes there are, and a chain is followed no
// further than its stream is long or the file has sectors, so that a cyclic chain ends with an error.
//
// It reads only the streams directly below the root: a workbook pasted into a Word document also has a stream
// called Workbook, in a storage of its own, and must not be taken for the document. It does not decrypt.
//
// The container is read here and not by a library because the whole file is in memory anyway: a stream whose
// sectors lie one after the other, which is nearly every one, is handed out without a copy.
package ole

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"

	"gongkai/internal/fault"
)

const (
	headerSize    = 512
	entrySize     = 128
	miniSector    = 64
	headerDifat   = 109 // FAT sector numbers in the header itself
	endOfChain    = 0xFFFFFFFE
	maxRegular    = 0xFFFFFFFA // sector and entry numbers from here on are marks
	typeStream    = 2
	typeRoot      = 5
	magic         = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	minShift      = 7  // sectors of 128 bytes; no writer goes below
	maxShift      = 16 // nor above 64 KB
	defaultCutoff = 4096
)

// File is an opened compound file. It keeps the bytes it was opened with; nobody may change them meanwhile.
type File struct {
	bytes    []byte
	sector   int // bytes of a sector
	cutoff   uint64
	fat      []uint32
	miniFAT  []uint32
	mini     []byte // the stream that holds the small streams
	children []entry
}

// entry is one item of the directory.
type entry struct {
	name               string
	kind               byte
	left, right, child uint32
	start              uint32
	size               uint64
}

// Open reads the tables and the directory of a compound file. It returns fault.ErrTruncated where they point past
// the end of the bytes and fault.ErrDamaged where they contradict themselves.
func Open(b []byte) (f *File, err error) {
	defer fault.Wrap(&err, "ole.Open(%d bytes)", len(b))
	if len(b) < headerSize {
		return nil, fault.ErrTruncated
	}
	if string(b[:8]) != magic {
		return nil, fmt.Errorf("%w: not a compound file", fault.ErrUnsupported)
	}
	shift := binary.LittleEndian.Uint16(b[30:])
	if shift < minShift || shift > maxShift {
		return nil, fmt.Errorf("%w: sectors of 2^%d bytes", fault.ErrDamaged, shift)
	}
	f = &File{bytes: b, sector: 1 << shift, cutoff: uint64(binary.LittleEndian.Uint32(b[56:]))}
	if f.cutoff == 0 || f.cutoff > 1<<20 {
		f.cutoff = defaultCutoff
	}
	if err := f.readFAT(); err != nil {
		return nil, err
	}
	return f, f.readDirectory()
}

// sectors is how many sectors the bytes hold, a last one that is cut short included.
func (f *File) sectors() int {
	return max(0, (len(f.bytes)-f.sector+f.sector-1)/f.sector)
}

// at returns the bytes of a sector; the last one of a file may be short, as some writers do not pad it.
func (f *File) at(number uint32) ([]byte, error) {
	if number >= maxRegular {
		return nil, fmt.Errorf("%w: sector mark %#x where a sector should be", fault.ErrDamaged, number)
	}
	from := (int64(number) + 1) * int64(f.sector)
	if from >= int64(len(f.bytes)) {
		return nil, fmt.Errorf("%w: sector %d is missing", fault.ErrTruncated, number)
	}
	return f.bytes[from:min(from+int64(f.sector), int64(len(f.bytes)))], nil
}

// readFAT collects the table of sector chains. Its own sectors are listed in the header and, in large files, in
// a chain of further lists.
func (f *File) readFAT() error {
	declared := int(binary.LittleEndian.Uint32(f.bytes[44:]))
	if declared > f.sectors() {
		return fmt.Errorf("%w: %d FAT sectors in a file of %d sectors", fault.ErrTruncated, declared, f.sectors())
	}
	var list []uint32
	for i := range headerDifat {
		list = append(list, binary.LittleEndian.Uint32(f.bytes[76+4*i:]))
	}
	next := binary.LittleEndian.Uint32(f.bytes[68:])
	perSector := f.sector/4 - 1
	for len(list) < declared && next < maxRegular {
		b, err := f.at(next)
		if err != nil {
			return err
		}
		if len(b) < f.sector {
			return fmt.Errorf("%w: the list of FAT sectors", fault.ErrTruncated)
		}
		for i := range perSector {
			list = append(list, binary.LittleEndian.Uint32(b[4*i:]))
		}
		next = binary.LittleEndian.Uint32(b[4*perSector:])
	}
	if len(list) < declared {
		return fmt.Errorf("%w: %d of %d FAT sectors listed", fault.ErrDamaged, len(list), declared)
	}
	f.fat = make([]uint32, 0, declared*f.sector/4)
	for _, number := range list[:declared] {
		if number >= maxRegular {
			continue
		}
		b, err := f.at(number)
		if err != nil {
			return err
		}
		f.fat = appendNumbers(f.fat, b)
	}
	if len(f.fat) == 0 {
		return fmt.Errorf("%w: no sector table", fault.ErrDamaged)
	}
	return nil
}

func appendNumbers(to []uint32, b []byte) []uint32 {
	for ; len(b) >= 4; b = b[4:] {
		to = append(to, binary.LittleEndian.Uint32(b))
	}
	return to
}

// chain returns the bytes of a chain of sectors to its end. A chain longer than the file has sectors is a cycle.
func (f *File) chain(start uint32) ([]byte, error) {
	var out []byte
	for n := 0; start != endOfChain; n++ {
		if n > f.sectors() {
			return nil, fmt.Errorf("%w: a chain of sectors runs in a circle", fault.ErrDamaged)
		}
		b, err := f.at(start)
		if err != nil {
			return nil, err
		}
		out = append(out, b...)
		if start, err = next(f.fat, start); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func next(table []uint32, number uint32) (uint32, error) {
	if int64(number) >= int64(len(table)) {
		return 0, fmt.Errorf("%w: sector %d is in no table", fault.ErrDamaged, number)
	}
	return table[number], nil
}

// readDirectory reads the entries, and keeps those directly below the root. It is a tree in which each entry names
// its left and right neighbour; walked without recursion, each entry at most once.
func (f *File) readDirectory() error {
	b, err := f.chain(binary.LittleEndian.Uint32(f.bytes[48:]))
	if err != nil {
		return err
	}
	var all []entry
	for ; len(b) >= entrySize; b = b[entrySize:] {
		all = append(all, f.readEntry(b[:entrySize]))
	}
	if len(all) == 0 || all[0].kind != typeRoot {
		return fmt.Errorf("%w: no root in the directory", fault.ErrDamaged)
	}
	seen := make([]bool, len(all))
	for todo := []uint32{all[0].child}; len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if int64(i) >= int64(len(all)) || seen[i] {
			continue
		}
		seen[i] = true
		f.children = append(f.children, all[i])
		todo = append(todo, all[i].right, all[i].left)
	}
	if all[0].start >= maxRegular {
		return nil
	}
	// A broken table of small streams is no reason to refuse a file whose large ones are sound: what lies in it
	// is found missing when it is asked for.
	if f.mini, err = f.chain(all[0].start); err != nil {
		f.mini = nil
		return nil
	}
	table, err := f.chain(binary.LittleEndian.Uint32(f.bytes[60:]))
	if err == nil {
		f.miniFAT = appendNumbers(nil, table)
	}
	return nil
}

func (f *File) readEntry(b []byte) entry {
	e := entry{
		kind:  b[66],
		left:  binary.LittleEndian.Uint32(b[68:]),
		right: binary.LittleEndian.Uint32(b[72:]),
		child: binary.LittleEndian.Uint32(b[76:]),
		start: binary.LittleEndian.Uint32(b[116:]),
		size:  binary.LittleEndian.Uint64(b[120:]),
	}
	if f.sector == 512 {
		e.size &= 0xFFFFFFFF // writers of version 3 leave garbage in the upper half
	}
	length := min(int(binary.LittleEndian.Uint16(b[64:])), 64)
	var units []uint16
	for i := 0; i+2 < length; i += 2 {
		units = append(units, binary.LittleEndian.Uint16(b[i:]))
	}
	e.name = string(utf16.Decode(units))
	return e
}

// Has reports whether there is an entry of this name directly below the root, without regard to case.
func (f *File) Has(name string) bool {
	_, ok := f.find(name)
	return ok
}

func (f *File) find(name string) (entry, bool) {
	for _, e := range f.children {
		if strings.EqualFold(e.name, name) {
			return e, true
		}
	}
	return entry{}, false
}

// Stream returns the bytes of the stream of this name directly below the root, without regard to case. They may be a part
// of the bytes the file was opened with: read them, do not write them.
func (f *File) Stream(name string) (b []byte, err error) {
	defer fault.Wrap(&err, "Stream(%q)", name)
	e, ok := f.find(name)
	if !ok || e.kind != typeStream {
		return nil, fmt.Errorf("%w: no such stream", fault.ErrDamaged)
	}
	if e.size > uint64(len(f.bytes)) {
		return nil, fmt.Errorf("%w: a stream of %d bytes", fault.ErrTruncated, e.size)
	}
	if e.size < f.cutoff {
		return f.gather(e.start, int(e.size), miniSector, f.mini, f.miniFAT)
	}
	if f.sector >= len(f.bytes) {
		return nil, fault.ErrTruncated
	}
	return f.gather(e.start, int(e.size), f.sector, f.bytes[f.sector:], f.fat)
}

// gather follows a chain for just as many sectors as size asks for. It copies only where the chain jumps.
func (f *File) gather(start uint32, size, sector int, data []byte, table []uint32) ([]byte, error) {
	if size == 0 {
		return nil, nil
	}
	var out []byte
	run, from, number := 0, start, start // run sectors in a row beginning at from
	for left := size; left > 0; left -= sector {
		if number >= maxRegular {
			return nil, fmt.Errorf("%w: a chain of sectors ends early", fault.ErrDamaged)
		}
		if int64(number)*int64(sector)+int64(min(left, sector)) > int64(len(data)) {
			return nil, fmt.Errorf("%w: sector %d is missing", fault.ErrTruncated, number)
		}
		run++
		if left <= sector {
			break
		}
		following, err := next(table, number)
		if err != nil {
			return nil, err
		}
		if following != number+1 {
			out = append(out, data[int64(from)*int64(sector):][:run*sector]...)
			run, from = 0, following
		}
		number = following
	}
	rest := data[int64(from)*int64(sector):][:size-len(out)]
	if out == nil {
		return rest[:len(rest):len(rest)], nil
	}
	return append(out, rest...), nil
}
