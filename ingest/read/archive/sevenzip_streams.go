//go:build !js

package archive

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"slices"

	"github.com/ulikunitz/xz/lzma"

	"gongkai/internal/fault"
)

// The identities of the coders that matter here.
const (
	coderCopy  = "\x00"
	coderLZMA  = "\x03\x01\x01"
	coderPPMd  = "\x03\x04\x01"
	coderAES   = "\x06\xf1\x07\x01"
	coderLZMA2 = "\x21"
)

// coder7z is a coder of a folder: one method with its properties and the bytes that come out of it.
type coder7z struct {
	id         string
	properties []byte
	out        int
	size       uint64
}

// streams7z is what a header says about the packed streams and the folders, which are the chains of coders over them.
type streams7z struct {
	position uint64
	sizes    []uint64
	folders  [][]coder7z
}

// isEncrypted reports whether a coder of a folder decrypts.
func isEncrypted(folder []coder7z) bool {
	return slices.ContainsFunc(folder, func(c coder7z) bool { return c.id == coderAES })
}

// decode unpacks an encoded header, whose streams s describes.
func (s *streams7z) decode(packed []byte, budget *Budget) ([]byte, error) {
	if len(s.folders) != 1 || len(s.sizes) == 0 {
		return nil, fmt.Errorf("%d folders and %d streams for a header: %w", len(s.folders), len(s.sizes), fault.ErrDamaged)
	}
	if isEncrypted(s.folders[0]) {
		return nil, fault.ErrEncrypted
	}
	c := s.folders[0][0]
	if len(s.folders[0]) != 1 || c.out != 1 {
		return nil, fmt.Errorf("%d coders for a header: %w", len(s.folders[0]), fault.ErrUnsupported)
	}
	if s.position > uint64(len(packed)) || s.sizes[0] > uint64(len(packed))-s.position {
		return nil, fmt.Errorf("header of %d bytes at %d: %w", s.sizes[0], s.position, fault.ErrDamaged)
	}
	if c.size > maxHeader {
		return nil, fmt.Errorf("header of %d bytes: %w", c.size, fault.ErrTooLarge)
	}
	packed = packed[s.position:][:s.sizes[0]]
	var r io.Reader = bytes.NewReader(packed)
	var err error
	switch c.id {
	case coderCopy:
	case coderLZMA:
		head := binary.LittleEndian.AppendUint64(bytes.Clone(c.properties), c.size)
		r, err = lzma.NewReader(bufio.NewReader(io.MultiReader(bytes.NewReader(head), r)))
	case coderLZMA2:
		r, err = lzma.Reader2Config{DictCap: int(lzma2Dictionary(c.properties[0]))}.NewReader2(r)
	default:
		err = fmt.Errorf("coder %x for a header: %w", c.id, fault.ErrUnsupported)
	}
	if err != nil {
		return nil, reason(err)
	}
	bounded := budget.Bound(io.NopCloser(r), int64(len(packed)))
	decoded, err := io.ReadAll(io.LimitReader(bounded, int64(c.size)))
	if err != nil {
		return nil, err
	}
	if uint64(len(decoded)) < c.size {
		return nil, fmt.Errorf("header of %d bytes, not %d: %w", len(decoded), c.size, fault.ErrDamaged)
	}
	return decoded, nil
}

// lzma2Dictionary returns the bytes of the dictionary that the property byte of LZMA2, at most 40, stands for.
func lzma2Dictionary(p byte) uint64 { return uint64(2|p&1) << (p/2 + 11) }

// memory returns the bytes of the dictionary that the library makes for a coder, and whether its properties are sound.
func (c *coder7z) memory() (uint64, bool) {
	switch c.id {
	case coderLZMA: // no larger than what it unpacks to
		if len(c.properties) != 5 {
			return 0, false
		}
		return min(uint64(binary.LittleEndian.Uint32(c.properties[1:])), c.size), true
	case coderLZMA2:
		if len(c.properties) != 1 || c.properties[0] > 40 {
			return 0, false
		}
		return lzma2Dictionary(c.properties[0]), true
	case coderPPMd:
		if len(c.properties) != 5 {
			return 0, false
		}
		return uint64(binary.LittleEndian.Uint32(c.properties[1:])), true
	}
	return 0, true
}

// memory fails where the dictionaries of a folder, or of those that stay open together, are too large.
func (h *header7z) memory(folders, held [][]coder7z) {
	sum := func(folders ...[]coder7z) (total uint64) {
		for _, folder := range folders {
			for i := range folder {
				n, ok := folder[i].memory()
				if !ok {
					h.damaged("coder %x with the properties %x", folder[i].id, folder[i].properties)
				}
				total += n
			}
		}
		return total
	}
	for _, folder := range folders {
		if n := sum(folder); n > maxDictionary {
			h.fail(fmt.Errorf("dictionaries of %d bytes: %w", n, fault.ErrTooLarge))
		}
	}
	if n := sum(held...); n > maxHeld {
		h.fail(fmt.Errorf("dictionaries of %d bytes together: %w", n, fault.ErrTooLarge))
	}
}
