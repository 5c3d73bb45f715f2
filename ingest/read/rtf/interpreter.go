package rtf

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/ingest/read"
	"gongkai/ingest/read/wordtable"
	"gongkai/internal/fault"
)

// state is what a group inherits from the one around it and loses at its end.
type state struct {
	skip     bool // nothing in it is text of the document
	fonts    bool // the font table
	rowProps bool // the borders of a nested row
	starred  bool // \* was just read
	fresh    bool // nothing was read in this group yet
	font     int
	escape   int // characters after \u that stand for old programs
	hidden   bool
	deleted  bool
	inTable  bool
	depth    int // \itap
}

// font is an entry of the font table.
type font struct{ charset, page int }

// rowDef collects the borders of a row.
type rowDef struct {
	left    int
	slots   []wordtable.Slot
	pending wordtable.Slot // merge marks before the next border
}

// interpreter goes through the tokens and tells the builder where paragraphs, cells and rows end.
type interpreter struct {
	limits read.Limits
	out    *wordtable.Builder
	state
	stack []state
	done  bool

	page      int // of the document
	fallback  int // the first wide page named
	fontTable map[int]font
	rows      map[int]*rowDef // by depth
	text      strings.Builder
	raw       []byte // bytes not decoded yet
	high      rune
	ignore    int // characters still to pass over after \u
	picture   bool
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

func (in *interpreter) token(t token) error {
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
		return nil
	case tokenClose:
		in.ignore = 0
		if len(in.stack) == 0 {
			in.done = true
			return nil
		}
		in.state = in.stack[len(in.stack)-1]
		in.stack = in.stack[:len(in.stack)-1]
		in.done = len(in.stack) == 0
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

// visible reports whether what is read now is text of the document.
func (in *interpreter) visible() bool { return !in.skip && !in.fonts && !in.hidden && !in.deleted }

// bytes adds bytes that need decoding. A half character may be followed by its second byte in plain.
func (in *interpreter) bytes(b ...byte) {
	if !in.visible() {
		if in.hidden && !in.skip && !in.deleted {
			in.out.Lose("hidden text")
		}
		return
	}
	in.closePair()
	in.raw = append(in.raw, b...)
}

// flush decodes the bytes gathered. Font and code page do not change within them, as control words flush.
func (in *interpreter) flush() {
	if len(in.raw) == 0 {
		return
	}
	page := in.page
	if f, ok := in.fontTable[in.font]; ok {
		if f.page != 0 {
			page = f.page
		} else if p := pageOfCharset(f.charset); p != 0 {
			page = p
		}
	}
	in.text.WriteString(decode(in.raw, page, in.fallback))
	in.raw = in.raw[:0]
}

func (in *interpreter) closePair() {
	if in.high != 0 {
		in.text.WriteRune(utf8.RuneError)
		in.high = 0
	}
}

func (in *interpreter) write(s string) {
	if in.visible() {
		in.closePair()
		in.text.WriteString(s)
	}
}

// unicode adds the character of a \u, which is a signed 16-bit number and may be half of a surrogate pair.
func (in *interpreter) unicode(number int) {
	in.ignore = in.escape
	if !in.visible() {
		return
	}
	c := rune(number & 0xFFFF)
	if number > 0xFFFF && number <= utf8.MaxRune {
		c = rune(number) // against the rules, but plain
	}
	switch {
	case in.high != 0:
		in.text.WriteRune(utf16.DecodeRune(in.high, c))
		in.high = 0
	case c >= 0xD800 && c < 0xDC00:
		in.high = c
	case c >= 0x20 || c == '\t':
		in.text.WriteRune(c)
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

// take returns the text of the paragraph and makes room for the next.
func (in *interpreter) take() string {
	in.flush()
	in.closePair()
	s := in.text.String()
	in.text.Reset()
	return s
}

func (in *interpreter) paragraph() error {
	if in.skip || in.fonts {
		return nil
	}
	text, depth := in.take(), in.tableDepth()
	if in.picture && depth == 0 {
		in.out.Lose("a picture")
		in.picture = false
	}
	return in.out.Paragraph(depth, text)
}

func (in *interpreter) endCell(depth int) error {
	if in.skip {
		return nil
	}
	text := in.take()
	if in.picture {
		in.out.Lose("a picture in a table cell")
		if strings.TrimSpace(text) == "" && in.out.CellIsBlank(depth) {
			text = wordtable.Object
		}
		in.picture = false
	}
	return in.out.EndCell(depth, text)
}

func (in *interpreter) endRow(depth int) error {
	if in.skip {
		return nil
	}
	if text := in.take(); strings.TrimSpace(text) != "" {
		if err := in.out.Paragraph(depth, text); err != nil {
			return err
		}
	}
	var slots []wordtable.Slot
	if def := in.rows[depth]; def != nil {
		slots = def.slots
	}
	return in.out.EndRow(depth, slots)
}

func (in *interpreter) finish() ([]read.Block, []string, error) {
	in.state = state{}
	if err := in.out.Paragraph(0, in.take()); err != nil {
		return nil, nil, err
	}
	return in.out.Blocks()
}
