package rtf

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/wordtable"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// state is what a group inherits from the one around it and loses at its end.
type state struct {
	skip     bool // nothing in it is text of the document
	reads    table
	rowProps bool // the borders of a nested row
	starred  bool // \* was just read
	fresh    bool // nothing was read in this group yet
	number   bool // the number of a list
	drawing  int  // the group of a drawing: its depth in the stack
	field    bool // the instruction of a field
	twice    bool // text that stands there twice
	font     int
	escape   int // characters after \u that stand for old programs
	inTable  bool
	depth    int // \itap

	own       properties // of characters
	charStyle int
	paraStyle int
	ground    shading // of the paragraph
	list      int     // that the paragraph is in
	level     int
	line      int // how high its lines are, in twips: below 0 exactly so
}

// table is a table of the head that is read.
type table int

const (
	tableNone table = iota
	tableFonts
	tableColours
	tableStyles
	tableLists
)

// font is an entry of the font table.
type font struct{ charset, page int }

// symbolCharset is that of fonts whose characters are pictures.
const symbolCharset = 2

// rowDef collects the borders of a row.
type rowDef struct {
	left    int
	slots   []wordtable.Slot
	pending wordtable.Slot // merge marks before the next border
	grounds []shading      // of the cells from the left
	ground  shading        // before the next border
	styled  bool           // it has a table style
	height  int            // in twips, below 0 exactly so
}

// interpreter goes through the tokens and tells the builder where paragraphs, cells and rows end.
type interpreter struct {
	limits read.Limits
	out    *wordtable.Builder
	state
	stack []state
	done  bool

	page        int // of the document
	fallback    int // the first wide page named
	fontTable   map[int]font
	colours     []paint
	mixing      paint
	sheet       styleSheet
	tableShades bool // some table style may give cells a ground
	lists       listTable
	rows        map[int]*rowDef // by depth
	fields      []field
	shape       wordtable.Shape // that is read
	place       place

	text     wordtable.Paragraph
	pending  []byte // text of one look
	look     printed.Look
	known    bool // effective holds what the state says
	effect   properties
	raw      []byte // bytes not decoded yet
	high     rune
	ignore   int  // characters still to pass over after \u
	numbered bool // the number of the paragraph stands in the file
	oldList  bool // a paragraph number as Word 6 had them
}

// maxSlots is how many borders of a row are kept; Word itself stops at 63.
const maxSlots = 2048

func newInterpreter(limits read.Limits) *interpreter {
	return &interpreter{
		limits:    limits,
		out:       wordtable.NewBuilder(limits),
		state:     state{escape: 1, font: -1},
		page:      pageLatin,
		fontTable: map[int]font{},
		rows:      map[int]*rowDef{},
	}
}

func (in *interpreter) token(t *token) error {
	if t.kind != tokenHex && t.kind != tokenText {
		in.flush()
	}
	switch t.kind {
	case tokenOpen:
		in.ignore = 0
		if in.limits.Depth > 0 && len(in.stack) >= in.limits.Depth {
			return fmt.Errorf("%w: groups nested %d deep", fault.ErrTooLarge, len(in.stack))
		}
		in.stack = append(in.stack, in.state)
		in.fresh, in.starred = true, false
		if in.reads == tableStyles && len(in.stack) == in.sheet.depth+1 {
			in.sheet.begin()
		}
		return nil
	case tokenClose:
		in.ignore = 0
		in.close()
		return nil
	case tokenHex:
		if in.pass(1) == 0 {
			in.bytes(t.char)
		}
	case tokenText:
		if rest := t.text[in.pass(len(t.text)):]; len(rest) > 0 {
			in.bytes(rest...)
		}
	case tokenSymbol:
		return in.symbol(t.char)
	case tokenWord:
		if in.pass(1) > 0 {
			return nil
		}
		return in.word(t)
	}
	in.fresh, in.starred = false, false
	return nil
}

// pass returns how many of n characters belong to the last \u and are not text.
func (in *interpreter) pass(n int) int {
	n = min(n, in.ignore)
	in.ignore -= n
	return n
}

// close ends a group.
func (in *interpreter) close() {
	depth := len(in.stack)
	if depth == 0 {
		in.done = true
		return
	}
	if in.reads == tableStyles && depth == in.sheet.depth+1 {
		in.sheet.end()
	}
	if in.drawing == depth {
		in.endDrawing()
	}
	in.endField(depth)
	in.state, in.known = in.stack[depth-1], false
	in.stack = in.stack[:depth-1]
	in.done = len(in.stack) == 0
}

// isText reports whether what is read now is text of the document.
func (in *interpreter) isText() bool { return !in.skip && in.reads == tableNone }

// bytes adds bytes that need decoding. A half character may be followed by its second byte in plain.
func (in *interpreter) bytes(b ...byte) {
	switch {
	case in.reads == tableColours:
		in.endColours(b)
	case in.reads == tableLists:
		in.lists.length(b[0])
	case in.field:
		in.instruct(b)
	case in.isText():
		in.closePair()
		in.raw = append(in.raw, b...)
	}
}

// flush decodes the bytes gathered. Font and code page do not change within them, as control words flush.
func (in *interpreter) flush() {
	if len(in.raw) == 0 {
		return
	}
	page, symbols := in.page, false
	if f, ok := in.fontTable[in.font]; ok {
		symbols = f.charset == symbolCharset
		if f.page != 0 {
			page = f.page
		} else if p := pageOfCharset(f.charset); p != 0 {
			page = p
		}
	}
	s := decode(in.raw, page, in.fallback)
	in.raw = in.raw[:0]
	if symbols && strings.ContainsAny(s, "0123456789") {
		in.emit(s, printed.Replaced)
		return
	}
	in.emit(s, 0)
}

// emit adds text with the look of the state, and maybe another.
func (in *interpreter) emit(s string, more printed.Look) {
	look := in.looks() | more
	if in.number {
		if look&printed.LeftOut == 0 {
			in.text.Number(s)
		}
		return
	}
	in.show()
	if look != in.look {
		in.settle()
		in.look = look
	}
	in.pending = append(in.pending, s...)
}

// settle hands over what has one look.
func (in *interpreter) settle() {
	if len(in.pending) > 0 {
		in.text.Write(string(in.pending), in.look)
		in.pending = in.pending[:0]
	}
}

// looks returns how text looks now: by its paragraph's style, its character style and itself.
func (in *interpreter) looks() printed.Look {
	if in.own.set == 0 && !in.sheet.any {
		return 0
	}
	if !in.known {
		in.known = true
		in.effect = properties{}
		if st := in.sheet.of(paragraphStyle, in.paraStyle); st != nil {
			in.effect.over(&st.properties)
		}
		if st := in.sheet.of(characterStyle, in.charStyle); st != nil {
			in.effect.over(&st.properties)
		}
		in.effect.over(&in.own)
	}
	if in.effect.set == 0 {
		return 0
	}
	look := in.effect.look()
	if in.effect.on(propInk) && look&printed.LeftOut == 0 {
		look |= in.ink(&in.effect)
	}
	return look
}

func (in *interpreter) closePair() {
	if in.high != 0 {
		in.emit(string(utf8.RuneError), 0)
		in.high = 0
	}
}

func (in *interpreter) write(s string) {
	if in.isText() && s != "" {
		in.closePair()
		in.emit(s, 0)
	}
}

// unicode adds the character of a \u, which is a signed 16-bit number and may be half of a surrogate pair.
func (in *interpreter) unicode(number int) {
	in.ignore = in.escape
	if !in.isText() {
		return
	}
	c := rune(number & 0xFFFF)
	if number > 0xFFFF && number <= utf8.MaxRune {
		c = rune(number) // against the rules, but plain
	}
	switch {
	case in.high != 0:
		in.emit(string(utf16.DecodeRune(in.high, c)), 0)
		in.high = 0
	case c >= 0xD800 && c < 0xDC00:
		in.high = c
	case c >= 0x20 || c == '\t':
		in.emit(string(c), 0)
	}
}

func (in *interpreter) symbol(c byte) error {
	if c == '*' {
		in.starred = true
		return nil
	}
	in.fresh, in.starred = false, false
	if in.pass(1) > 0 {
		return nil
	}
	switch c {
	case '\\', '{', '}':
		in.write(string(c))
	case '~':
		in.write("\u00a0")
	case '_':
		in.write("-")
	case '\r', '\n':
		return in.paragraph()
	}
	return nil
}

// tableDepth is how deep in tables the paragraph is.
func (in *interpreter) tableDepth() int {
	if in.depth > 1 {
		return in.depth
	}
	if in.inTable {
		return 1
	}
	return 0
}

// take returns what the paragraph holds and makes room for the next. inCell: it stands in a table, whether it is marked so or not.
func (in *interpreter) take(inCell bool) wordtable.Content {
	in.flush()
	in.closePair()
	in.settle()
	if inCell && !in.numbered && in.looks()&printed.LeftOut == 0 && (in.oldList || in.lists.number(in.listOf(), in.level)) {
		in.text.Number("")
	}
	in.numbered = false
	if wordtable.Low(in.lineOf()) {
		in.text.Squeeze()
	}
	return in.text.Take(inCell)
}

// lineOf is how high the lines of the paragraph are, by itself or by its style.
func (in *interpreter) lineOf() int {
	if st := in.sheet.of(paragraphStyle, in.paraStyle); in.line == 0 && st != nil {
		return st.line
	}
	return in.line
}

// listOf is the list that the paragraph is in, by itself or by its style.
func (in *interpreter) listOf() int {
	if st := in.sheet.of(paragraphStyle, in.paraStyle); in.list == 0 && st != nil {
		return st.list
	}
	return in.list
}

func (in *interpreter) paragraph() error {
	if !in.isText() {
		return nil
	}
	in.flush()
	in.settle()
	if look := in.looks(); look&printed.Deleted != 0 || look&printed.Hidden != 0 && !in.text.Empty() {
		return nil // the paragraphs run together
	}
	depth := in.tableDepth()
	return in.out.Paragraph(depth, in.take(depth > 0))
}

func (in *interpreter) endCell(depth int) error {
	if in.skip {
		return nil
	}
	return in.out.EndCell(depth, in.take(true))
}

func (in *interpreter) endRow(depth int) error {
	if in.skip {
		return nil
	}
	if content := in.take(true); strings.TrimSpace(content.Text) != "" {
		if err := in.out.Paragraph(depth, content); err != nil {
			return err
		}
	}
	var slots []wordtable.Slot
	look := in.looks() & (printed.Deleted | printed.Hidden)
	if def := in.rows[depth]; def != nil {
		slots = def.slots
		if wordtable.Low(def.height) {
			look |= printed.Clipped
		}
	}
	return in.out.EndRow(depth, slots, look)
}

func (in *interpreter) finish() ([]read.Block, []report.Note, error) {
	in.state, in.known = state{}, false
	if err := in.out.Paragraph(0, in.take(false)); err != nil {
		return nil, nil, err
	}
	return in.out.Blocks()
}
