package pdfium

import (
	"encoding/binary"
	"math"
)

// cursor reads a module. Where it is asked for more than there is it has ended, and gives nothing from then on.
type cursor struct {
	bytes []byte
	at    int
	ended bool
}

func (c *cursor) more() bool { return !c.ended && c.at < len(c.bytes) }

// take returns the next n bytes.
func (c *cursor) take(n int) []byte {
	if c.ended || n > len(c.bytes)-c.at {
		c.ended = true
		return nil
	}
	c.at += n
	return c.bytes[c.at-n : c.at]
}

func (c *cursor) byte() byte {
	if b := c.take(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads a number of 32 bits without sign, in LEB128.
func (c *cursor) number() int {
	if c.ended {
		return 0
	}
	v, n := binary.Uvarint(c.bytes[c.at:])
	if n <= 0 || v > math.MaxUint32 {
		c.ended = true
		return 0
	}
	c.at += n
	return int(v)
}

// skip passes over numbers in LEB128, with sign or without.
func (c *cursor) skip(numbers int) {
	for ; numbers > 0 && !c.ended; numbers-- {
		for c.byte() >= 0x80 {
		}
	}
}
