//go:build !js

package archive

import (
	"encoding/binary"
	"fmt"

	"gongkai/internal/fault"
)

// The format is that of 7zFormat.txt and Methods.txt in the LZMA SDK. The walk below takes the parts of a header in the
// order, and with the lengths, in which the sevenzip library takes them, also where the format would allow more: what it
// checks is then what the library allocates by.

// What a header may ask for. 7-Zip sets the first two itself. The dictionaries of its highest level take 64 MB, and more only
// where there is more to pack; a dictionary that was let go may still lie in memory while the next is made.
const (
	maxCoders     = 64        // in a folder
	maxStreams    = 64        // into or out of a folder
	maxHeader     = 64 << 20  // bytes, decoded
	maxDictionary = 128 << 20 // bytes, of a folder or of a file in a RAR
	maxHeld       = 128 << 20 // bytes, of all the folders that stay open while their files are read
)

// The marks of the parts of a header.
const (
	markEnd            = 0x00
	markHeader         = 0x01
	markProperties     = 0x02
	markAdditional     = 0x03
	markStreams        = 0x04
	markFiles          = 0x05
	markPack           = 0x06
	markFolders        = 0x07
	markSubStreams     = 0x08
	markSize           = 0x09
	markDigest         = 0x0a
	markFolder         = 0x0b
	markUnpackSize     = 0x0c
	markSubStreamCount = 0x0d
	markEmptyStream    = 0x0e
	markEmptyFile      = 0x0f
	markAnti           = 0x10
	markName           = 0x11
	markCreated        = 0x12
	markAccessed       = 0x13
	markModified       = 0x14
	markAttributes     = 0x15
	markComment        = 0x16
	markEncoded        = 0x17
	markStart          = 0x18
	markDummy          = 0x19
)

// signature7z is the length of what stands before the packed streams.
const signature7z = 32

// check7z walks the header of a 7z file that is not cut and fails where it declares more than it can hold, or needs more
// memory than documents do. The library allocates by declared counts, and running out of memory ends the process. It
// returns which folders are encrypted.
func check7z(b []byte, entries int, budget *Budget) (encrypted []bool, err error) {
	offset, size := binary.LittleEndian.Uint64(b[12:]), binary.LittleEndian.Uint64(b[20:])
	packed := b[signature7z : signature7z+offset]
	h := &header7z{left: b[signature7z+offset:][:size], entries: entries}
	mark := h.byte()
	if mark == markEncoded {
		s := h.streams()
		if h.err != nil {
			return nil, h.err
		}
		decoded, err := s.decode(packed, budget)
		if err != nil {
			return nil, err
		}
		h = &header7z{left: decoded, entries: entries}
		if mark = h.byte(); mark == markEncoded {
			return nil, fmt.Errorf("an encoded header inside an encoded header: %w", fault.ErrUnsupported)
		}
	}
	if mark != markHeader && h.err == nil {
		h.damaged("header begins with %#x", mark)
	}
	s := h.header()
	if h.err != nil {
		return nil, h.err
	}
	for _, folder := range s.folders {
		encrypted = append(encrypted, isEncrypted(folder))
	}
	return encrypted, nil
}

// header walks what follows the mark of a header, and returns the streams.
func (h *header7z) header() *streams7z {
	s := &streams7z{}
	mark := h.byte()
	if mark == markProperties || mark == markAdditional {
		h.fail(fmt.Errorf("%#x in the header: %w", mark, fault.ErrUnsupported))
	}
	if mark == markStreams {
		s = h.streams()
		mark = h.byte()
	}
	if mark == markFiles {
		h.files()
		mark = h.byte()
	}
	h.end("header", mark)
	return s
}

func (h *header7z) streams() *streams7z {
	s := &streams7z{}
	mark := h.byte()
	if mark == markPack {
		h.pack(s)
		mark = h.byte()
	}
	if mark == markFolders {
		h.folders(s)
		mark = h.byte()
	}
	var held [][]coder7z
	if mark == markSubStreams {
		held = h.subStreams(s)
		mark = h.byte()
	}
	h.end("streams", mark)
	h.memory(s.folders, held)
	return s
}

func (h *header7z) pack(s *streams7z) {
	s.position = h.number()
	n := h.count("packed streams", 1)
	mark := h.byte()
	if mark == markSize {
		for range n {
			s.sizes = append(s.sizes, h.number())
		}
		mark = h.byte()
	}
	if mark == markDigest {
		h.digests(n)
		mark = h.byte()
	}
	h.end("packed streams", mark)
}

func (h *header7z) folders(s *streams7z) {
	if mark := h.byte(); mark != markFolder {
		h.damaged("%#x instead of folders", mark)
	}
	n := h.limited("folders", 2)
	h.inside()
	for range n {
		if h.err != nil {
			return
		}
		s.folders = append(s.folders, h.folder())
	}
	if mark := h.byte(); mark != markUnpackSize {
		h.damaged("%#x instead of the sizes of folders", mark)
	}
	for _, folder := range s.folders {
		var sizes []uint64
		for _, c := range folder {
			for range c.out {
				sizes = append(sizes, h.number())
			}
		}
		for i := range folder { // the library gives the coders the first sizes, and refuses one with several outputs
			folder[i].size = sizes[i]
		}
	}
	mark := h.byte()
	if mark == markDigest {
		h.digests(n)
		mark = h.byte()
	}
	h.end("folders", mark)
}

// inside fails where values are stored elsewhere, which no writer does and the library cannot read.
func (h *header7z) inside() {
	if h.byte() != 0 {
		h.fail(fmt.Errorf("parts of the header outside it: %w", fault.ErrUnsupported))
	}
}

func (h *header7z) folder() []coder7z {
	n := h.count("coders", 1)
	if n == 0 || n > maxCoders {
		h.damaged("%d coders in a folder", n)
		return nil
	}
	var in, out uint64
	folder := make([]coder7z, n)
	for i := range folder {
		flags := h.byte()
		id := string(h.take(uint64(flags & 0x0f)))
		ins, outs := uint64(1), uint64(1)
		if flags&0x10 != 0 {
			ins, outs = h.number(), h.number()
		}
		var properties []byte
		if flags&0x20 != 0 {
			properties = h.take(h.number())
		}
		if ins == 0 || outs == 0 || ins > maxStreams || outs > maxStreams {
			h.damaged("coder with %d inputs and %d outputs", ins, outs)
			return nil
		}
		in, out = in+ins, out+outs
		folder[i] = coder7z{id: id, properties: properties, out: int(outs)}
	}
	if in < out || in > maxStreams {
		h.damaged("folder with %d inputs and %d outputs", in, out)
		return nil
	}
	for range out - 1 {
		h.number()
		h.number()
	}
	if packed := in - (out - 1); packed > 1 {
		for range packed {
			h.number()
		}
	}
	return folder
}

// subStreams walks how folders are divided into files and returns the folders with several, which the library keeps open.
func (h *header7z) subStreams(s *streams7z) [][]coder7z {
	counts := make([]uint64, len(s.folders))
	for i := range counts {
		counts[i] = 1
	}
	mark := h.byte()
	if mark == markSubStreamCount {
		for i := range counts {
			counts[i] = uint64(h.limited("files in a folder", 1))
		}
		mark = h.byte()
	}
	var held [][]coder7z
	total, sizes := uint64(0), uint64(0)
	for i, n := range counts {
		total += n
		if n > 1 {
			held = append(held, s.folders[i])
			sizes += n - 1 // the last is what remains
		}
	}
	if h.err == nil && total > uint64(len(s.folders)+len(h.left)) {
		h.damaged("%d files in folders declared in %d bytes", total, len(h.left))
	}
	if mark == markSize {
		for range sizes {
			if h.err != nil {
				return nil
			}
			h.number()
		}
		mark = h.byte()
	}
	if mark == markDigest && h.err == nil {
		h.digests(int(total))
		mark = h.byte()
	}
	h.end("files in folders", mark)
	return held
}

func (h *header7z) files() {
	n := h.limited("files", 2) // a name takes two bytes, if only those of its end
	empty := 0
	for h.err == nil {
		mark := h.byte()
		if mark == markEnd {
			return
		}
		size := h.number()
		if size > uint64(len(h.left)) {
			h.damaged("property %#x of %d bytes in %d", mark, size, len(h.left))
			return
		}
		switch mark {
		case markEmptyStream:
			empty += h.bits(n)
		case markEmptyFile:
			h.bits(empty)
		case markCreated, markAccessed, markModified:
			given := h.defined(n)
			h.inside()
			h.take(8 * uint64(given))
		case markAttributes:
			given := h.defined(n)
			h.inside()
			h.take(4 * uint64(given))
		case markName:
			if size == 0 || size-1 < 2*uint64(n) {
				h.damaged("%d names in %d bytes", n, size)
			}
			h.inside()
			h.take(size - 1)
		case markDummy:
			h.take(size)
		case markAnti, markComment, markStart:
			h.fail(fmt.Errorf("property %#x of files: %w", mark, fault.ErrUnsupported))
		default:
			h.damaged("property %#x of files", mark)
		}
	}
}
