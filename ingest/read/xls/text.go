package xls

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"gongkai/ingest/read/worksheet"

	"golang.org/x/text/encoding"
)

// cursor walks over the parts of a record and its CONTINUE records.
type cursor struct {
	parts [][]byte
	part  int
	at    int
}

// take returns the next n bytes, which may lie in several parts; false where there are not so many.
func (c *cursor) take(n int) ([]byte, bool) {
	var out []byte
	for {
		if c.part >= len(c.parts) {
			return nil, n == 0
		}
		rest := c.parts[c.part][c.at:]
		if len(rest) >= n {
			c.at += n
			if out == nil {
				return rest[:n], true
			}
			return append(out, rest[:n]...), true
		}
		out = append(out, rest...)
		n -= len(rest)
		c.part++
		c.at = 0
	}
}

// skip moves on by n bytes over any number of parts.
func (c *cursor) skip(n uint64) bool {
	for c.part < len(c.parts) {
		rest := uint64(len(c.parts[c.part]) - c.at)
		if rest >= n {
			c.at += int(n)
			return true
		}
		n -= rest
		c.part++
		c.at = 0
	}
	return n == 0
}

const (
	flagWide = 0x01 // two bytes a character
	flagExt  = 0x04 // phonetic data behind the text
	flagRich = 0x08 // formatting runs behind the text
)

// richText is a text with the fonts that its parts have, as the file gives them.
type richText struct {
	text  string
	fonts []fontFrom
	rich  *worksheet.Rich // made when it is needed
}

// fontFrom is a font that counts from a character on, in units of UTF-16.
type fontFrom struct{ at, font int }

// text reads a string whose fonts do not matter.
func (c *cursor) text(lengthBytes int) (string, bool) {
	t, ok := c.rich(lengthBytes)
	return t.text, ok
}

// rich reads a string of BIFF8 with its length in lengthBytes ([MS-XLS] 2.5.293). Where the characters go on in a
// CONTINUE record, that record begins with a byte of its own that says how wide they are from there on: a string may
// begin in single bytes and end in double ones.
func (c *cursor) rich(lengthBytes int) (richText, bool) {
	var t richText
	head, ok := c.take(lengthBytes + 1)
	if !ok {
		return t, false
	}
	count := int(head[0])
	if lengthBytes == 2 {
		count = word(head, 0)
	}
	flags := head[lengthBytes]
	runs := 0
	if flags&flagRich != 0 {
		b, ok := c.take(2)
		if !ok {
			return t, false
		}
		runs = word(b, 0)
	}
	var behind uint64
	if flags&flagExt != 0 {
		b, ok := c.take(4)
		if !ok {
			return t, false
		}
		behind += uint64(binary.LittleEndian.Uint32(b))
	}
	if t.text, ok = c.characters(count, flags&flagWide != 0); !ok {
		return t, false
	}
	if runs > 0 {
		t.fonts = make([]fontFrom, 0, min(runs, 16))
	}
	for range runs {
		b, ok := c.take(4)
		if !ok {
			return t, false
		}
		t.fonts = append(t.fonts, fontFrom{word(b, 0), word(b, 2)})
	}
	return t, c.skip(behind)
}

// cut cuts a text where its fonts change; nil where it has one font alone.
func (t *richText) cut(s *styles) *worksheet.Rich {
	if len(t.fonts) == 0 || len(s.fonts) == 0 {
		return nil
	}
	if t.rich != nil {
		return t.rich
	}
	units := utf16.Encode([]rune(t.text))
	var out []worksheet.Run
	from, font := 0, (*worksheet.Font)(nil)
	cut := func(to int) {
		if to = min(to, len(units)); to > from {
			out = append(out, worksheet.Run{Text: string(utf16.Decode(units[from:to])), Font: font})
			from = to
		}
	}
	for _, f := range t.fonts {
		cut(f.at)
		font = s.font(f.font)
	}
	cut(len(units))
	t.rich, _ = worksheet.NewRich(out)
	return t.rich
}

func (c *cursor) characters(count int, wide bool) (string, bool) {
	var units []uint16
	for count > 0 {
		if c.part >= len(c.parts) {
			return "", false
		}
		rest := c.parts[c.part][c.at:]
		width := 1
		if wide {
			width = 2
		}
		n := min(count, len(rest)/width)
		for i := range n {
			if wide {
				units = append(units, binary.LittleEndian.Uint16(rest[2*i:]))
			} else {
				units = append(units, uint16(rest[i]))
			}
		}
		c.at += n * width
		if count -= n; count == 0 {
			break
		}
		c.part++
		c.at = 0
		if c.part >= len(c.parts) || len(c.parts[c.part]) == 0 {
			return "", false
		}
		wide = c.parts[c.part][0]&flagWide != 0
		c.at = 1
	}
	return string(utf16.Decode(units)), true
}

// decode turns the bytes of a BIFF5 string into text.
func decode(b []byte, page encoding.Encoding) string {
	out, err := page.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return string(out)
}
