package read

import (
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// Placed is a note with the block that it is about, -1 for the document as a whole.
type Placed struct {
	report.Note
	Block int
}

// maxNotes is how many notes of a document keep a place of their own; of one kind the others are counted in one note without
// a place. A page with a hidden list of ten thousand lines says so once.
const maxNotes = 400

// PlacedNotes returns the notes of a document: those of the whole first, then those of its blocks in their order. A look that
// cells of one row share is a note a cell.
func (d *Document) PlacedNotes() []Placed {
	var out []Placed
	beyond := map[report.NoteKind]int{}
	add := func(n Placed) {
		n.Count = max(1, n.Count)
		if len(out) < maxNotes {
			out = append(out, n)
			return
		}
		beyond[n.Kind] += n.Count
	}
	for _, n := range d.Notes {
		add(Placed{n, -1})
	}
	number := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Grid == nil {
			noteLooks(b.Looks, report.Place{Page: b.Page, Line: b.Line}, i, add)
			continue
		}
		number++
		for _, n := range b.Grid.Notes {
			n.Grid = number
			if n.Page == 0 {
				n.Page = b.Grid.Page
			}
			add(Placed{n, i})
		}
		for c := range b.Grid.Cells {
			cell := &b.Grid.Cells[c]
			if cell.Looks == 0 {
				continue
			}
			place := report.Place{Page: cell.Page, Grid: number, Row: cell.Row + 1, Column: cell.Column + 1}
			if place.Page == 0 {
				place.Page = b.Grid.Page
			}
			noteLooks(cell.Looks, place, i, add)
		}
	}
	for _, kind := range report.NoteKinds() {
		if n := beyond[kind]; n > 0 {
			out = append(out, Placed{report.Note{Kind: kind, Count: n}, -1})
		}
	}
	return out
}

func noteLooks(looks printed.Look, place report.Place, block int, add func(Placed)) {
	looks.Each(func(one printed.Look) {
		add(Placed{report.Note{Kind: KindOf(one), Place: place, Count: 1}, block})
	})
}

// LookNotes returns notes for looks at a place that is neither a cell nor a paragraph.
func LookNotes(looks printed.Look, place report.Place, count int) (notes []report.Note) {
	looks.Each(func(one printed.Look) {
		notes = append(notes, report.Note{Kind: KindOf(one), Place: place, Count: count})
	})
	return notes
}

// KindOf returns the kind of note for text of one look.
func KindOf(look printed.Look) report.NoteKind {
	switch look {
	case printed.Struck:
		return report.NoteStruck
	case printed.Deleted:
		return report.NoteDeleted
	case printed.Hidden:
		return report.NoteHidden
	case printed.Faint:
		return report.NoteFaint
	case printed.Tiny:
		return report.NoteTiny
	case printed.Clipped:
		return report.NoteClipped
	case printed.Raised:
		return report.NoteRaised
	case printed.Lowered:
		return report.NoteLowered
	case printed.Dim:
		return report.NoteDim
	case printed.Covered:
		return report.NoteCovered
	case printed.Moved:
		return report.NoteMoved
	case printed.Replaced:
		return report.NoteReplaced
	case printed.Beside:
		return report.NoteBeside
	default: // the names of sets
		return report.NoteBroken
	}
}
