package doc

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/ingest/read"
	"gongkai/ingest/read/wordtable"
	"gongkai/internal/fault"

	"golang.org/x/text/encoding/charmap"
)

// Characters with a meaning of their own.
const (
	charPicture   = 0x01
	charCell      = 0x07 // the end of a cell, and of a row
	charDrawing   = 0x08
	charLine      = 0x0B
	charPage      = 0x0C
	charParagraph = 0x0D
	charColumn    = 0x0E
	fieldBegin    = 0x13
	fieldResult   = 0x14
	fieldEnd      = 0x15
	charHyphen    = 0x1E
	charSoft      = 0x1F
)

const (
	checkEvery = 256 // paragraphs, after which the context is asked
	maxFields  = 64  // in each other; Word itself stops at 20
)

// walker goes through the characters and tells the builder where paragraphs, cells and rows end.
type walker struct {
	ctx        context.Context
	paragraphs *lookup
	characters *lookup
	data       []byte

	out     *wordtable.Builder
	text    strings.Builder
	high    rune   // a first half of a surrogate pair
	fields  []bool // open fields; true: in the result
	picture bool   // the paragraph holds one
	marks   int
	visible run // of the last character looked up
	deleted bool
	hidden  bool
}

func (w *walker) walk(pieces []piece, limits read.Limits) ([]read.Block, []string, error) {
	w.out = wordtable.NewBuilder(limits)
	for _, p := range pieces {
		w.visible = run{}
		for i := uint32(0); i+p.width <= uint32(len(p.bytes)); i += p.width {
			c := rune(p.bytes[i])
			if p.width == 2 {
				c = rune(binary.LittleEndian.Uint16(p.bytes[i:]))
			} else if c >= 0x80 {
				c = charmap.Windows1252.DecodeByte(byte(c))
			}
			if err := w.character(c, p, p.at+i); err != nil {
				return nil, nil, err
			}
		}
	}
	// Word ends the text with a paragraph mark; what a cut file has after the last one is kept all the same.
	if err := w.out.Paragraph(0, w.take()); err != nil {
		return nil, nil, err
	}
	return w.out.Blocks()
}

func (w *walker) character(c rune, p piece, at uint32) error {
	if at < w.visible.from || at >= w.visible.to {
		w.visible = w.characters.find(at)
		w.deleted, w.hidden = invisible(w.visible.modifiers, p.extra)
	}
	switch c {
	case charCell, charParagraph, charPage:
		return w.mark(c, p, at)
	case fieldBegin:
		if len(w.fields) < maxFields {
			w.fields = append(w.fields, false)
		}
		return nil
	case fieldResult:
		if n := len(w.fields); n > 0 {
			w.fields[n-1] = true
		}
		return nil
	case fieldEnd:
		if n := len(w.fields); n > 0 {
			w.fields = w.fields[:n-1]
		}
		return nil
	}
	if w.deleted || w.hidden || w.inInstruction() {
		if w.hidden && !w.deleted {
			w.out.Lose("hidden text")
		}
		return nil
	}
	w.write(c)
	return nil
}

// inInstruction reports whether a field is open whose result has not begun.
func (w *walker) inInstruction() bool {
	for _, result := range w.fields {
		if !result {
			return true
		}
	}
	return false
}

func (w *walker) write(c rune) {
	if w.high != 0 {
		c, w.high = utf16.DecodeRune(w.high, c), 0
	} else if c >= 0xD800 && c < 0xDC00 {
		w.high = c
		return
	} else if c >= 0xDC00 && c < 0xE000 {
		c = utf8.RuneError
	}
	switch {
	case c == charPicture, c == charDrawing:
		w.picture = true
	case c == charLine, c == charColumn:
		w.text.WriteByte('\n')
	case c == charHyphen:
		w.text.WriteByte('-')
	case c == '\t', c >= 0x20:
		w.text.WriteRune(c)
	}
}

// take returns the text of the paragraph and makes room for the next.
func (w *walker) take() string {
	if w.high != 0 {
		w.text.WriteRune(utf8.RuneError)
		w.high = 0
	}
	s := w.text.String()
	w.text.Reset()
	return s
}

// mark ends a paragraph, a cell or a row.
func (w *walker) mark(c rune, p piece, at uint32) error {
	if w.marks++; w.marks%checkEvery == 0 && w.ctx.Err() != nil {
		return fmt.Errorf("%w: %w", fault.ErrTooSlow, w.ctx.Err())
	}
	if c == charParagraph && w.deleted && !w.inTableEnd(p, at) {
		return nil // the paragraphs run together
	}
	// An instruction without an end would swallow every number after it; none goes on over a paragraph.
	if w.inInstruction() {
		w.fields = w.fields[:0]
		w.out.Lose("a field without a result")
	}
	pap := w.lookUp(p, at)
	text := w.take()
	picture := w.picture
	w.picture = false
	if picture && pap.depth == 0 {
		w.out.Lose("a picture")
	}
	switch {
	case pap.depth == 0 && c != charCell:
		return w.out.Paragraph(0, text)
	case c == charCell && pap.rowEnd, pap.depth > 1 && pap.innerRowEnd:
		if w.deleted {
			return w.out.DropRow(max(1, pap.depth))
		}
		return w.out.EndRow(max(1, pap.depth), pap.row.slots())
	case c == charCell, pap.depth > 1 && pap.innerCell:
		depth := max(1, pap.depth)
		if picture && strings.TrimSpace(text) == "" && w.out.CellIsBlank(depth) {
			text = wordtable.Object
			w.out.Lose("a picture in a table cell")
		}
		return w.out.EndCell(depth, text)
	case picture && strings.TrimSpace(text) == "":
		text = wordtable.Object
		w.out.Lose("a picture in a table cell")
	}
	return w.out.Paragraph(pap.depth, text)
}

func (w *walker) lookUp(p piece, at uint32) paragraph {
	return readParagraph(w.paragraphs.find(at).modifiers, p.extra, w.data)
}

// inTableEnd reports whether a paragraph mark ends a cell or row of a nested table.
func (w *walker) inTableEnd(p piece, at uint32) bool {
	pap := w.lookUp(p, at)
	return pap.depth > 1 && (pap.innerCell || pap.innerRowEnd)
}
