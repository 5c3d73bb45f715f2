package xls

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"gongkai/ingest/read"
	"gongkai/ingest/read/worksheet"
	"gongkai/internal/fault"
)

// maxLost is how many unreadable texts of a sheet are named.
const maxLost = 20

// contents are the cells of a sheet as found, in any order.
type contents struct {
	worksheet.Contents
	lost []string
}

// readSheet reads the cells of a sheet up to its end; parts within it, which charts are, are stepped over.
func (k *book) readSheet(ctx context.Context, s sheet, limits read.Limits) (*contents, error) {
	r, ok := recordAt(k.bytes, s.at)
	if !ok || r.id != recBOF {
		return nil, fmt.Errorf("%w: it does not begin at byte %d", fault.ErrDamaged, s.at)
	}
	c := &contents{}
	pending := -1 // the formula whose text follows
	depth := 1
	for n, at := 0, r.end; depth > 0; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return nil, fmt.Errorf("%w: %w", fault.ErrTooSlow, ctx.Err())
		}
		if limits.Cells > 0 && c.Len() > limits.Cells {
			return nil, fmt.Errorf("%w: more than %d cells", fault.ErrTooLarge, limits.Cells)
		}
		if r, ok = recordAt(k.bytes, at); !ok {
			return nil, fmt.Errorf("%w: it has no end", fault.ErrTruncated)
		}
		at = r.end
		switch r.id {
		case recBOF:
			depth++
			continue
		case recEOF:
			depth--
			continue
		}
		if depth > 1 {
			continue
		}
		switch r.id {
		case recFormula:
			pending = c.formula(r.data)
		case recString:
			var parts [][]byte
			parts, at = continued(k.bytes, r)
			if pending >= 0 {
				c.SetText(pending, k.label(parts))
			}
			pending = -1
		case recLabel, recRichString:
			if len(r.data) < 8 {
				break
			}
			var parts [][]byte
			parts, at = continued(k.bytes, r)
			parts[0] = parts[0][6:]
			c.put(r.data, k.label(parts))
		case recLabelSST:
			c.shared(r.data, k.strings)
		default:
			c.value(r)
		}
	}
	return c, nil
}

// label reads a string that stands in the record itself.
func (k *book) label(parts [][]byte) string {
	if k.biff8 {
		c := &cursor{parts: parts}
		s, ok := c.text(2)
		if !ok {
			return "\ufffd" // there is a text; an empty cell would be a lie
		}
		return s
	}
	b := slices.Concat(parts...)
	if len(b) < 2 || 2+word(b, 0) > len(b) {
		return "\ufffd"
	}
	return decode(b[2:2+word(b, 0)], k.page)
}

func (c *contents) put(b []byte, text string) {
	c.Add(word(b, 0), word(b, 2), text)
}

// shared adds a cell with one of the shared strings. One that does not exist is unreadable, not blank.
func (c *contents) shared(b []byte, strings []string) {
	if len(b) < 10 {
		return
	}
	i := binary.LittleEndian.Uint32(b[6:])
	if uint64(i) >= uint64(len(strings)) {
		c.put(b, "\ufffd")
		if len(c.lost) < maxLost {
			c.lost = append(c.lost, fmt.Sprintf("the text of row %d, column %d", word(b, 0)+1, word(b, 2)+1))
		}
		return
	}
	c.put(b, strings[i])
}

// value adds the cells of the records that hold numbers, and notes merged areas and what is hidden.
func (c *contents) value(r record) {
	b := r.data
	switch r.id {
	case recNumber:
		if len(b) >= 14 {
			c.put(b, double(b[6:]))
		}
	case recRK:
		if len(b) >= 10 {
			c.put(b, rk(binary.LittleEndian.Uint32(b[6:])))
		}
	case recMulRK:
		for i, at := 0, 4; at+6 <= len(b)-2; i, at = i+1, at+6 {
			text := rk(binary.LittleEndian.Uint32(b[at+2:]))
			c.Add(word(b, 0), word(b, 2)+i, text)
		}
	case recBoolErr:
		if len(b) >= 8 {
			c.put(b, boolErr(b[6], b[7]))
		}
	case recRow:
		if len(b) >= 14 && b[12]&0x20 != 0 { // fDyZero
			c.HideRow(word(b, 0))
		}
	case recColInfo:
		if len(b) >= 10 && b[8]&1 != 0 {
			c.HideColumns(word(b, 0), word(b, 2))
		}
	case recMergeCells:
		for at := 2; at+8 <= len(b) && at < 2+8*word(b, 0); at += 8 {
			c.Merge(worksheet.Area{Top: word(b, at), Bottom: word(b, at+2), Left: word(b, at+4), Right: word(b, at+6)})
		}
	}
}

// formula adds the cell of a formula with its last result. It returns the number of the cell where the result is a text, which
// follows in a record of its own, and -1 otherwise.
func (c *contents) formula(b []byte) int {
	if len(b) < 14 {
		return -1
	}
	if word(b, 12) != 0xFFFF {
		c.put(b, double(b[6:]))
		return -1
	}
	switch b[6] {
	case 0:
		c.put(b, "\ufffd") // until its text comes
		return c.Len() - 1
	case 1:
		c.put(b, boolErr(b[8], 0))
	case 2:
		c.put(b, boolErr(b[8], 1))
	default: // an empty text
		c.put(b, "")
	}
	return -1
}
