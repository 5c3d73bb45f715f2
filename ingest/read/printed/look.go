package printed

// Look says how a piece of text looks, as a set. The zero value is plain text.
type Look uint16

// The looks. Bold, italic, underlined, coloured on a ground that differs, and other sizes are plain.
const (
	Struck   Look = 1 << iota // a line runs through it, by its format or drawn
	Deleted                   // a tracked deletion
	Hidden                    // its format hides it: hidden text, display none, a layer that is off, a hidden row
	Faint                     // in the colour of its ground, wholly transparent, or neither filled nor stroked
	Tiny                      // of no size
	Clipped                   // outside of what is shown
	Raised                    // a small mark above the line
	Lowered                   // a small mark below the line
	Dim                       // hardly to be told from its ground
	Covered                   // something lies over it
	Moved                     // shown in another place or order than it stands: by direction, position or flow
	Replaced                  // shown as another text than is stored: generated content, replacement text, a number format
	Beside                    // something that is no text stands with it: a picture, a symbol, a drawing
)

// What becomes of the looks.
const (
	// LeftOut are the looks of text that is not printed.
	LeftOut = Struck | Deleted | Hidden | Faint | Tiny | Clipped
	// Marks are the looks of note marks.
	Marks = Raised | Lowered
	// Doubts are the looks of text of which nobody can say for sure what is printed.
	Doubts = Dim | Covered | Moved | Replaced | Beside
	// leavesTrace are the looks of text that a person sees, or that stood where now nothing is: a cell with nothing else is
	// not blank. A cell whose text is hidden is blank on paper.
	leavesTrace = Struck | Deleted | Faint | Clipped
)

// Each calls f for every look of the set, in the order of the constants.
func (l Look) Each(f func(Look)) {
	for one := Struck; one <= Beside; one <<= 1 {
		if l&one != 0 {
			f(one)
		}
	}
}

// Object stands for something that is there and is not surely text: before a doubtful text, and alone for a cell that
// shows something else than text. No number is read beside it.
const Object = "\ufffc"

// Cell returns the text of a cell of which text is shown and looks were seen: Object for one that shows no text but is not
// blank.
func Cell(text string, looks Look) string {
	if Trim(text) == "" && looks&(leavesTrace|Doubts) != 0 {
		return Object
	}
	return text
}
