package doc

import "gongkai/ingest/read/wordtable"

// fields are the open fields, one in the other.
type fields struct {
	open   []field
	beyond int // deeper ones, which are not kept
}

type field struct {
	inResult bool
	shown    bool     // something stands in the result
	word     [16]byte // the first letters of the instruction
	size     int
	spaced   bool // the first word has ended
}

const maxFields = 64 // in each other; Word itself stops at 20

func (f *fields) begin() {
	if len(f.open) < maxFields {
		f.open = append(f.open, field{})
		return
	}
	f.beyond++
}

func (f *fields) result() {
	if n := len(f.open); n > 0 && f.beyond == 0 {
		f.open[n-1].inResult = true
	}
}

// end closes the innermost field. It reports whether Word shows something for it that is not in the file.
func (f *fields) end() (unshown bool) {
	n := len(f.open)
	switch {
	case f.beyond > 0:
		f.beyond--
		return false
	case n == 0:
		return false
	}
	last := f.open[n-1]
	f.open = f.open[:n-1]
	return !f.inInstruction() && wordtable.Unshown(string(last.word[:last.size]), last.inResult, last.shown)
}

// show says that something stands in the results of the open fields.
func (f *fields) show() {
	for i := range f.open {
		f.open[i].shown = true
	}
}

func (f *fields) drop() { f.open, f.beyond = f.open[:0], 0 }

// inInstruction reports whether a field is open whose result has not begun. What stands in the instruction of another field is not
// shown, even where it is a result.
func (f *fields) inInstruction() bool {
	if f.beyond > 0 {
		return true
	}
	for i := range f.open {
		if !f.open[i].inResult {
			return true
		}
	}
	return false
}

// instruct takes a character of an instruction.
func (f *fields) instruct(c rune) {
	last := &f.open[len(f.open)-1]
	switch {
	case last.inResult, f.beyond > 0:
	case c == ' ':
		last.spaced = last.size > 0
	case !last.spaced && last.size < len(last.word) && c < 0x80:
		last.word[last.size] = byte(c) &^ 0x20
		last.size++
	}
}
