package xls

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"unicode/utf16"

	"gongkai/ingest/read"
	"gongkai/ingest/read/worksheet"
	"gongkai/internal/fault"
)

// contents are the cells of a sheet as found, in any order.
type contents struct {
	worksheet.Contents
	book        *book
	conditional conditional
	drawings    drawings
}

// readSheet reads the cells of a sheet up to its end; parts within it, which charts are, are stepped over.
func (k *book) readSheet(ctx context.Context, s sheet, limits read.Limits) (*worksheet.Contents, error) {
	r, ok := recordAt(k.bytes, s.at)
	if !ok || r.id != recBOF {
		return nil, fmt.Errorf("%w: it does not begin at byte %d", fault.ErrDamaged, s.at)
	}
	c := &contents{book: k}
	c.Date1904 = k.date1904
	pending := -1 // the formula whose text follows
	depth := 1
	for n, at := 0, r.end; depth > 0; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
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
				c.SetText(pending, k.label(parts).text)
			}
			pending = -1
		case recLabel, recRichString:
			if len(r.data) < 8 {
				break
			}
			var parts [][]byte
			parts, at = continued(k.bytes, r)
			parts[0] = parts[0][6:]
			t := k.label(parts)
			c.text(r.data, &t)
		case recLabelSST:
			c.shared(r.data)
		case recDrawing, recObject, recTextObject, recNote:
			var parts [][]byte
			parts, at = continued(k.bytes, r)
			c.drawings.take(k, r, parts, &c.Contents)
		case recCondFmt, recCondFmt12, recCF, recCF12:
			c.conditional.take(k, r, &c.Contents)
		case recMergeCells, recRow, recColInfo, recDefColWidth, recStdWidth, recWindow2:
			c.layOut(r)
		default:
			c.value(r)
		}
	}
	c.drawings.finish(&c.Contents)
	return &c.Contents, nil
}

// label reads a string that stands in the record itself.
func (k *book) label(parts [][]byte) richText {
	unreadable := richText{text: "\ufffd"} // there is a text; an empty cell would be a lie
	if k.biff8 {
		c := &cursor{parts: parts}
		t, ok := c.rich(2)
		if !ok {
			return unreadable
		}
		// The fonts of an old kind of cell stand behind its text.
		if b, ok := c.take(2); ok {
			for range word(b, 0) {
				if b, ok = c.take(4); !ok {
					break
				}
				t.fonts = append(t.fonts, fontFrom{word(b, 0), word(b, 2)})
			}
		}
		return t
	}
	b := slices.Concat(parts...)
	if len(b) < 2 || 2+word(b, 0) > len(b) {
		return unreadable
	}
	n := 2 + word(b, 0)
	t := richText{text: decode(b[2:n], k.page)}
	if n < len(b) {
		for at := n + 1; at+2 <= len(b) && len(t.fonts) < int(b[n]); at += 2 {
			// Places are counted in bytes here.
			before := decode(b[2:min(n, 2+int(b[at]))], k.page)
			t.fonts = append(t.fonts, fontFrom{len(utf16.Encode([]rune(before))), int(b[at+1])})
		}
	}
	return t
}

// put adds a cell with the row, column and format at the beginning of a record.
func (c *contents) put(b []byte, cell worksheet.Cell) {
	c.place(word(b, 0), word(b, 2), word(b, 4), cell)
}

func (c *contents) place(row, column, format int, cell worksheet.Cell) {
	style, ok := c.book.styles.cell(format)
	cell.Row, cell.Column, cell.Style, cell.Unsure = row, column, style, !ok
	c.Add(cell)
}

func number(text string) worksheet.Cell {
	return worksheet.Cell{Kind: worksheet.KindNumber, Text: text}
}

// text adds a cell with a text. Its parts are looked at only where one of them is not plain: Chinese and Latin letters often have
// fonts of their own.
func (c *contents) text(b []byte, t *richText) {
	styles := &c.book.styles
	cell := worksheet.Cell{Text: t.text}
	style, _ := styles.cell(word(b, 4))
	if len(t.fonts) > 0 && !(style.OnWhite() && styles.plain(t.fonts)) {
		cell.Rich = t.cut(styles)
	}
	c.put(b, cell)
}

// shared adds a cell with one of the shared strings. One that does not exist is unreadable, not blank.
func (c *contents) shared(b []byte) {
	if len(b) < 10 {
		return
	}
	i := binary.LittleEndian.Uint32(b[6:])
	if uint64(i) >= uint64(len(c.book.strings)) {
		c.put(b, worksheet.Cell{Kind: worksheet.KindLost, Text: "\ufffd"})
		return
	}
	c.text(b, &c.book.strings[i])
}

// value adds the cells of the records that hold numbers.
func (c *contents) value(r record) {
	b := r.data
	switch r.id {
	case recNumber:
		if len(b) >= 14 {
			c.put(b, number(double(b[6:])))
		}
	case recRK:
		if len(b) >= 10 {
			c.put(b, number(rk(binary.LittleEndian.Uint32(b[6:]))))
		}
	case recMulRK:
		for i, at := 0, 4; at+6 <= len(b)-2; i, at = i+1, at+6 {
			c.place(word(b, 0), word(b, 2)+i, word(b, at), number(rk(binary.LittleEndian.Uint32(b[at+2:]))))
		}
	case recBoolErr:
		if len(b) >= 8 {
			c.put(b, worksheet.Cell{Kind: worksheet.KindFixed, Text: boolErr(b[6], b[7])})
		}
	}
}

// layOut notes merged areas, sizes and what is hidden.
func (c *contents) layOut(r record) {
	b := r.data
	switch r.id {
	case recRow:
		switch {
		case len(b) >= 14 && b[12]&0x20 != 0: // fDyZero
			c.HideRow(word(b, 0))
		case len(b) >= 14 && b[12]&0x40 != 0 && word(b, 6)&0x8000 == 0: // a height that a person gave
			c.SetHeight(word(b, 0), float64(word(b, 6))/20)
		}
	case recColInfo:
		if len(b) < 10 {
			return
		}
		if b[8]&1 != 0 {
			c.HideColumns(word(b, 0), word(b, 2))
		} else {
			c.SetWidth(word(b, 0), word(b, 2), float64(word(b, 4))/256)
		}
	case recDefColWidth:
		if n := word(b, 0); n > 0 && n < 256 {
			c.SetStandard(float64(n)+padding, 0)
		}
	case recStdWidth:
		c.SetStandard(float64(word(b, 0))/256, 0)
	case recWindow2:
		if len(b) >= 2 {
			c.ShowFormulas, c.HideZeros = b[0]&0x01 != 0, b[0]&0x10 == 0
		}
	case recMergeCells:
		for at := 2; at+8 <= len(b) && at < 2+8*word(b, 0); at += 8 {
			c.Merge(worksheet.Area{Top: word(b, at), Bottom: word(b, at+2), Left: word(b, at+4), Right: word(b, at+6)})
		}
	}
}

// padding is what a column is wider than its characters.
const padding = 0.71

// formula adds the cell of a formula with its last result. It returns the number of the cell where the result is a text, which
// follows in a record of its own, and -1 otherwise.
func (c *contents) formula(b []byte) int {
	if len(b) < 14 {
		return -1
	}
	cell := worksheet.Cell{Formula: true}
	if word(b, 12) != 0xFFFF {
		cell.Kind, cell.Text = worksheet.KindNumber, double(b[6:])
		c.put(b, cell)
		return -1
	}
	switch b[6] {
	case 0:
		cell.Kind, cell.Text = worksheet.KindLost, "\ufffd" // until its text comes
		c.put(b, cell)
		return c.Len() - 1
	case 1:
		cell.Kind, cell.Text = worksheet.KindFixed, boolErr(b[8], 0)
	case 2:
		cell.Kind, cell.Text = worksheet.KindFixed, boolErr(b[8], 1)
	default: // an empty text, which programs that work out no formulas write for all of them
		if !givesEmptyText(b, c.book.biff8) {
			cell.Kind = worksheet.KindUnknown
		}
	}
	c.put(b, cell)
	return -1
}
