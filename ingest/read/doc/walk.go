package doc

import (
	"context"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/wordtable"
	"gongkai/internal/report"

	"golang.org/x/text/encoding/charmap"
)

// Characters with a meaning of their own.
const (
	charPicture   = 0x01
	charNote      = 0x02 // the number of a foot- or endnote
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

const checkEvery = 256 // paragraphs, after which the context is asked

// walker goes through the characters and tells the builder where paragraphs, cells and rows end.
type walker struct {
	ctx        context.Context
	pieces     []piece
	paragraphs *lookup
	characters *lookup
	data       []byte
	styles     *styleSheet
	lists      lists
	anchors    map[int]wordtable.Shape
	ownMarks   map[int]bool
	shaded     func() bool // whether some paragraph or cell may have a ground; asked for where a colour is seen

	out     *wordtable.Builder
	text    wordtable.Paragraph
	piece   int    // where the walk is
	offset  uint32 // in the piece
	cp      int    // the number of the character
	pending []byte // text of one look
	high    rune   // a first half of a surrogate pair
	fields  fields
	marks   int
	entered int
	ahead   [maxAheadDepth]ahead

	run   run // that was entered
	fresh bool
	style uint16 // of the paragraph
	now   character
	look  printed.Look
}

func (w *walker) walk(limits read.Limits) ([]read.Block, []report.Note, error) {
	w.out, w.fresh = wordtable.NewBuilder(limits), true
	for k := range w.pieces {
		p := &w.pieces[k]
		w.run, w.piece = run{}, k
		for i := uint32(0); i+p.width <= uint32(len(p.bytes)); i += p.width {
			c := rune(p.bytes[i])
			if p.width == 2 {
				c = rune(binary.LittleEndian.Uint16(p.bytes[i:]))
			} else if c >= 0x80 {
				c = charmap.Windows1252.DecodeByte(byte(c))
			}
			w.offset = i
			if err := w.character(c, p, p.at+i); err != nil {
				return nil, nil, err
			}
			w.cp++
		}
	}
	// Word ends the text with a paragraph mark; what a cut file has after the last one is kept all the same.
	if err := w.out.Paragraph(0, w.take(0)); err != nil {
		return nil, nil, err
	}
	return w.out.Blocks()
}

// enter finds out how the characters from a position look.
func (w *walker) enter(p *piece, at uint32) {
	inRun, style := at >= w.run.from && at < w.run.to, w.style
	if w.fresh {
		w.fresh, w.style = false, w.paragraphs.find(at).style
		if inRun && style == w.style && !w.now.ink.set { // mostly a paragraph looks like the one before
			return
		}
	}
	w.flush()
	if !inRun {
		w.run = *w.characters.find(at)
	}
	base := w.styles.characterOf(w.style)
	w.now = *base
	w.now.apply(w.run.modifiers, base, w.styles)
	w.now.apply(p.extra, base, w.styles)
	w.look = w.now.look()
	if w.now.ink.set && w.look&printed.LeftOut == 0 {
		w.look |= w.ink(p, at)
	}
}

func (w *walker) character(c rune, p *piece, at uint32) error {
	if at < w.run.from || at >= w.run.to || w.fresh {
		if w.entered++; w.entered%checkEvery == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		w.enter(p, at)
	}
	switch c {
	case charCell, charParagraph, charPage:
		return w.mark(c, p, at)
	case fieldBegin:
		w.fields.begin()
	case fieldResult:
		w.fields.result()
	case fieldEnd:
		if unshown := w.fields.end(); unshown && w.look&printed.LeftOut == 0 {
			w.flush()
			w.text.Field()
		}
	default:
		if w.fields.inInstruction() {
			w.fields.instruct(c)
			return nil
		}
		w.fields.show()
		w.write(c)
	}
	return nil
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
	case c < 0x20 || w.now.symbol || len(w.ownMarks) > 0 && w.ownMarks[w.cp]:
		w.special(c)
	default:
		w.pending = utf8.AppendRune(w.pending, c)
	}
}

// special writes a character that is no plain text.
func (w *walker) special(c rune) {
	w.flush()
	seen := w.look&printed.LeftOut == 0
	shape, anchored := w.anchors[w.cp]
	switch {
	case c == charDrawing && anchored:
		if seen {
			w.text.Anchor(shape)
		}
	case c == charPicture, c == charDrawing:
		if seen && !w.now.binary {
			w.text.Picture()
		}
	case c == charNote:
		w.text.NoteNumber()
	case c == '\t':
		w.text.Write("\t", w.look)
	case c == charLine, c == charColumn:
		w.text.Write("\n", w.look)
	case c == charHyphen:
		w.text.Write("-", w.look)
	case c < 0x20:
	case w.now.symbol:
		if seen {
			w.text.Symbol()
		}
	default:
		w.text.Write(string(c), w.look|printed.Raised)
	}
}

// flush writes what has one look.
func (w *walker) flush() {
	if len(w.pending) > 0 {
		w.text.Write(string(w.pending), w.look)
		w.pending = w.pending[:0]
	}
}

// take returns what the paragraph holds and makes room for the next.
func (w *walker) take(depth int) wordtable.Content {
	if w.high != 0 {
		w.pending = utf8.AppendRune(w.pending, utf8.RuneError)
		w.high = 0
	}
	w.flush()
	w.fresh = true
	return w.text.Take(depth > 0)
}

// mark ends a paragraph, a cell or a row.
func (w *walker) mark(c rune, p *piece, at uint32) error {
	if w.marks++; w.marks%checkEvery == 0 && w.ctx.Err() != nil {
		return w.ctx.Err()
	}
	w.flush()
	pap := w.lookUp(p, at)
	if c == charParagraph && w.joins(pap) {
		return nil
	}
	// An instruction without an end would swallow every number after it; none goes on over a paragraph.
	if w.fields.inInstruction() {
		w.fields.drop()
		w.text.Field()
	}
	if pap.depth > 0 && w.look&printed.LeftOut == 0 && w.lists.prints(w.listOf(pap)) {
		w.text.Number("")
	}
	if wordtable.Low(w.lineOf(pap)) {
		w.text.Squeeze()
	}
	content := w.take(pap.depth)
	depth := max(1, pap.depth)
	switch {
	case pap.depth == 0 && c != charCell:
		return w.out.Paragraph(0, content)
	case c == charCell && pap.rowEnd, pap.depth > 1 && pap.innerRowEnd:
		look := w.look & (printed.Deleted | printed.Hidden)
		if wordtable.Low(pap.row.height) {
			look |= printed.Clipped
		}
		return w.out.EndRow(depth, pap.row.slots(), look)
	case c == charCell, pap.depth > 1 && pap.innerCell:
		return w.out.EndCell(depth, content)
	}
	return w.out.Paragraph(pap.depth, content)
}

// joins reports whether a paragraph runs together with the next: its mark is deleted, or hidden behind text that is not. A mark that
// ends a cell or row of a nested table always ends it.
func (w *walker) joins(pap paragraph) bool {
	if pap.depth > 1 && (pap.innerCell || pap.innerRowEnd) {
		return false
	}
	gone := w.look&printed.Hidden != 0 || w.now.toggles&markHidden != 0
	return w.look&printed.Deleted != 0 || gone && !w.text.Empty()
}

func (w *walker) lookUp(p *piece, at uint32) paragraph {
	return readParagraph(w.paragraphs.find(at), p.extra, w.data, false)
}

// lineOf is how high the lines of a paragraph are, by itself or by its style.
func (w *walker) lineOf(pap paragraph) int {
	if st := w.styles.paragraphOf(pap.style); !pap.line.set && st != nil {
		return st.line.height
	}
	return pap.line.height
}

// listOf is the list that a paragraph belongs to, by itself or by its style.
func (w *walker) listOf(pap paragraph) listPlace {
	list := pap.list
	if st := w.styles.paragraphOf(pap.style); !list.set && st != nil {
		if list.level == 0 {
			list.level = st.list.level
		}
		list.list = st.list.list
	}
	return list
}
