package wordtable

import (
	"sort"

	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// placedNote is a note about a row or one of its cells, counted from 0; -1 for the table, or the row, as a whole.
type placedNote struct {
	kind      report.NoteKind
	row, cell int
	count     int
}

// cellNotes are the notes about what stands in cells and is no text.
func cellNotes(rows []row) []placedNote {
	var out []placedNote
	for i, r := range rows {
		for j := range r.cells {
			c := r.cells[j].things
			if c == nil {
				continue
			}
			for _, n := range []placedNote{
				{report.NotePicture, i, j, c.pictures},
				{report.NoteField, i, j, c.fields},
				{report.NoteTextBox, i, j, len(c.shapes)},
			} {
				if n.count > 0 {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// placeNotes gives notes the columns of their cells. Without pieces the table counts cells.
func placeNotes(notes []placedNote, pieces [][]piece) []report.Note {
	var out []report.Note
	for _, n := range notes {
		place := report.Place{Row: n.row + 1, Column: n.cell + 1}
		if n.cell >= 0 && pieces != nil {
			r := pieces[n.row]
			if i := sort.Search(len(r), func(i int) bool { return r[i].at > n.cell }); i > 0 {
				place.Column = r[i-1].first + 1
			}
		}
		out = append(out, report.Note{Kind: n.kind, Place: place, Count: max(1, n.count)})
	}
	return out
}

// noteCounts counts what has no place, in the order of its first appearance.
type noteCounts struct {
	kinds  []report.NoteKind
	counts map[report.NoteKind]int
}

func (n *noteCounts) add(kind report.NoteKind, count int) {
	if count == 0 {
		return
	}
	if n.counts == nil {
		n.counts = map[report.NoteKind]int{}
	}
	if n.counts[kind] == 0 {
		n.kinds = append(n.kinds, kind)
	}
	n.counts[kind] += count
}

// vanished counts a paragraph of which nothing is left.
func (n *noteCounts) vanished(looks printed.Look) {
	switch {
	case looks&printed.Deleted != 0:
		n.add(report.NoteDeleted, 1)
	case looks&printed.Struck != 0:
		n.add(report.NoteStruck, 1)
	case looks&printed.LeftOut != 0:
		n.add(report.NoteHiddenBlock, 1)
	}
}

func (n *noteCounts) notes() []report.Note {
	var out []report.Note
	for _, kind := range n.kinds {
		out = append(out, report.Note{Kind: kind, Count: n.counts[kind]})
	}
	return out
}
