//go:build !js

package archive

import (
	"fmt"
	"math/bits"

	"gongkai/internal/fault"
)

// header7z walks a header. After the first failure it reads zeros.
type header7z struct {
	left    []byte
	entries int
	err     error
}

func (h *header7z) fail(err error) {
	if h.err == nil {
		h.err = err
	}
	h.left = nil
}

func (h *header7z) damaged(format string, args ...any) {
	h.fail(fmt.Errorf(format+": %w", append(args, fault.ErrDamaged)...))
}

func (h *header7z) take(n uint64) []byte {
	if n > uint64(len(h.left)) {
		h.damaged("header ends %d bytes early", n-uint64(len(h.left)))
		return nil
	}
	taken := h.left[:n]
	h.left = h.left[n:]
	return taken
}

func (h *header7z) byte() byte {
	if b := h.take(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads a number, whose first byte begins with as many ones as bytes follow.
func (h *header7z) number() uint64 {
	first := h.byte()
	follow := bits.LeadingZeros8(^first)
	var v uint64
	if follow < 7 {
		v = uint64(first&(1<<(7-follow)-1)) << (8 * follow)
	}
	for i, b := range h.take(uint64(follow)) {
		v |= uint64(b) << (8 * i)
	}
	return v
}

// count reads how many of something follow, each of at least size bytes.
func (h *header7z) count(what string, size int) int {
	n := h.number()
	if left := uint64(len(h.left)); n > left/uint64(size) {
		h.damaged("%d %s declared in %d bytes", n, what, left)
		return 0
	}
	return int(n)
}

// limited is count for what a file or more stands behind.
func (h *header7z) limited(what string, size int) int {
	n := h.count(what, size)
	if h.entries > 0 && n > h.entries {
		h.fail(fmt.Errorf("%d %s: %w", n, what, fault.ErrTooLarge))
		return 0
	}
	return n
}

// defined passes over the bits that say which of n values are given, and returns how many are.
func (h *header7z) defined(n int) int {
	if h.byte() != 0 {
		return n
	}
	return h.bits(n)
}

// bits passes over n bits and returns how many are set.
func (h *header7z) bits(n int) int {
	set := 0
	for i, b := range h.take(uint64(n+7) / 8) {
		if spare := 8*(i+1) - n; spare > 0 {
			b >>= spare
		}
		set += bits.OnesCount8(b)
	}
	return set
}

// digests passes over the checksums of n streams.
func (h *header7z) digests(n int) { h.take(4 * uint64(h.defined(n))) }

// end fails unless a part ends with mark.
func (h *header7z) end(part string, mark byte) {
	if mark != markEnd && h.err == nil {
		h.damaged("%#x in the %s", mark, part)
	}
}
