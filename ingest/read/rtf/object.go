package rtf

import (
	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/wordtable"
	"gongkai/internal/report"
)

// field is a field that is open.
type field struct {
	group  int // its depth in the stack
	word   [16]byte
	size   int
	spaced bool // the first word of the instruction has ended
	result bool
	shown  bool
}

const (
	maxFields   = 64 // in each other; Word itself stops at 20
	bulletLevel = "pnlvlblt"
)

// object looks whether a group is something that is no text: a picture, a drawing, a field, a note. It reports whether there is
// nothing more to do about its word.
func (in *interpreter) object(name []byte) bool {
	switch string(name) {
	case "pict", "shppict":
		if in.seen() {
			in.show()
			in.text.Picture()
		}
		in.skip = true
	case "mmath":
		if in.seen() {
			in.show()
			in.text.Symbol()
		}
		in.skip = true
	case "shp", "shpgrp", "do":
		in.beginDrawing(string(name) == "do")
		in.skip = true
	case "object":
		if in.seen() {
			in.show()
			in.out.Note(report.NoteEmbedded, 1)
		}
	case "footnote":
		if in.seen() {
			in.text.Note()
		}
		in.skip = true
	case "field":
		if in.isText() && len(in.fields) < maxFields {
			in.fields = append(in.fields, field{group: len(in.stack)})
		}
	case "fldinst":
		in.field, in.skip = len(in.fields) > 0, true
	case "fldrslt":
		if n := len(in.fields); n > 0 && in.isText() {
			in.fields[n-1].result = true
		}
	case "pn":
		in.oldList, in.skip = in.oldList || in.isText(), true
	default:
		return false
	}
	return true
}

// seen reports whether something that stands here is shown, and hands over the text before it.
func (in *interpreter) seen() bool {
	in.settle()
	return in.isText() && in.looks()&printed.LeftOut == 0
}

// beginDrawing begins a drawing that floats over the text. An old one does not say what it is placed by.
func (in *interpreter) beginDrawing(old bool) {
	if in.drawing != 0 || !in.seen() {
		return
	}
	in.drawing, in.shape, in.place = len(in.stack), wordtable.Shape{Over: old}, place{}
}

// show says that something stands in the results of the open fields.
func (in *interpreter) show() {
	for i := range in.fields {
		in.fields[i].shown = true
	}
}

// instruct takes text of the instruction of a field.
func (in *interpreter) instruct(text []byte) {
	if len(in.fields) == 0 {
		return
	}
	f := &in.fields[len(in.fields)-1]
	for _, c := range text {
		switch {
		case c == ' ':
			f.spaced = f.spaced || f.size > 0
		case f.spaced || f.size == len(f.word):
			return
		case letter(c):
			f.word[f.size] = c &^ 0x20
			f.size++
		}
	}
}

func (in *interpreter) endField(group int) {
	n := len(in.fields)
	if n == 0 || in.fields[n-1].group != group {
		return
	}
	f := in.fields[n-1]
	in.fields = in.fields[:n-1]
	if wordtable.Unshown(string(f.word[:f.size]), f.result, f.shown) && in.seen() {
		in.text.Field()
	}
}

// skippedWord looks at the words of a group that is no text.
func (in *interpreter) skippedWord(t *token) {
	if string(t.name) == bulletLevel {
		in.oldList = false
	}
	if in.drawing == 0 || len(in.stack) > in.drawing+1 { // what a group holds has places of its own
		return
	}
	s := &in.shape
	switch string(t.name) {
	case "shpleft":
		s.Left = t.number
	case "shptop":
		s.Top = t.number
	case "shpright":
		s.Right = t.number
	case "shpbottom":
		s.Bottom = t.number
	case "shpbxcolumn":
		in.place.column = true
	case "shpbypara":
		in.place.paragraph = true
	case "shpwr":
		in.place.loose = t.number == noWrap
	}
}

// place is what a drawing is placed by.
type place struct{ column, paragraph, loose bool }

// endDrawing adds the drawing that was read.
func (in *interpreter) endDrawing() {
	in.shape.Placed = in.place.column && in.place.paragraph
	in.shape.Over = in.shape.Over || in.place.loose
	in.text.Anchor(in.shape)
}

const noWrap = 3 // of \shpwr
