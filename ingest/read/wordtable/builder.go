// Package wordtable puts together the tables of Word's two own formats, DOC and RTF. Both give a table as a stream
// of cell ends and row ends, and for each row the x positions of its cell borders; neither counts columns.
//
// The invariant: a column is a place on the page. The columns of a grid are the union of the borders of all its
// rows, so that a cell without a neighbour above still stands where the reader of the paper sees it. Where the
// borders of a row are missing, or do not fit its cells, the grid is marked ragged and counts cells instead:
// no value is given a column that the file does not prove.
//
// Text in a cell that is said to be merged into its neighbour is kept in a cell of its own: Word does not
// write such text, and dropping it would turn a number into a blank.
package wordtable

import (
	"fmt"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// Merge says how a cell belongs together with the one before it or above it.
type Merge int

// The states of a merge.
const (
	MergeNone Merge = iota
	MergeFirst
	MergeNext // continues the cell before, or above
)

// Slot is the place of one cell of a row. Left and Right are in twips (1/20 point).
type Slot struct {
	Left, Right          int
	Horizontal, Vertical Merge
}

// Builder takes paragraphs, cell ends and row ends in the order of the file and gives blocks. Depth 0 is outside
// of every table, 1 in a table, 2 in a table within a cell.
type Builder struct {
	limits read.Limits
	blocks []read.Block
	levels []*level // of the open tables; levels[0] is depth 1
	cells  int
	counts noteCounts
}

type level struct {
	rows   []row
	cells  []cell          // of the open row
	open   cell            // its text is the first paragraph
	begun  bool            // it has a paragraph
	more   strings.Builder // the text of the first and all others, where there are others
	nested []read.Block
	notes  []placedNote
}

type row struct {
	slots []Slot
	cells []cell
}

// cell is what stands in a cell of a row.
type cell struct {
	text   string
	looks  printed.Look
	things *things // nil where there is nothing but text
}

// things are what stands in a cell and is no text.
type things struct {
	pictures int
	fields   int
	shapes   []Shape
}

func (c *cell) shapes() []Shape {
	if c.things == nil {
		return nil
	}
	return c.things.shapes
}

func (c *cell) blank() bool { return strings.TrimSpace(c.text) == "" }

// NewBuilder returns an empty builder that obeys limits.
func NewBuilder(limits read.Limits) *Builder { return &Builder{limits: limits} }

// Paragraph adds a paragraph at a depth. It closes tables that lie deeper.
func (b *Builder) Paragraph(depth int, c Content) error {
	if err := b.open(depth); err != nil {
		return err
	}
	c.Text = strings.TrimRight(c.Text, "\n")
	if depth > 0 {
		b.levels[depth-1].add(c)
		return nil
	}
	b.counts.add(report.NotePicture, c.Pictures)
	b.counts.add(report.NoteField, c.Fields)
	b.counts.add(report.NoteTextBox, len(c.Shapes))
	if strings.TrimSpace(c.Text) == "" {
		b.counts.vanished(c.Looks)
		return nil
	}
	if b.limits.Cells > 0 && len(b.blocks) >= b.limits.Cells { // a paragraph costs as much as a cell
		return fmt.Errorf("%w: more than %d paragraphs", fault.ErrTooLarge, b.limits.Cells)
	}
	b.blocks = append(b.blocks, read.Block{Text: strings.TrimLeft(c.Text, "\n"), Looks: c.Looks})
	return nil
}

func (l *level) add(c Content) {
	switch {
	case !l.begun:
		l.begun, l.open.text = true, c.Text
	default:
		if l.more.Len() == 0 {
			l.more.WriteString(l.open.text)
		}
		if l.more.Len() > 0 {
			l.more.WriteByte('\n')
		}
		l.more.WriteString(c.Text)
	}
	l.open.looks |= c.Looks
	if c.Pictures+c.Fields+len(c.Shapes) > 0 {
		if l.open.things == nil {
			l.open.things = &things{}
		}
		l.open.things.pictures += c.Pictures
		l.open.things.fields += c.Fields
		l.open.things.shapes = append(l.open.things.shapes, c.Shapes...)
	}
}

// written returns the text of the open cell.
func (l *level) written() string {
	if l.more.Len() > 0 {
		return l.more.String()
	}
	return l.open.text
}

// take returns the open cell and begins another.
func (l *level) take() cell {
	c := l.open
	if c.text = strings.Trim(l.written(), "\n"); c.looks != 0 {
		c.text = printed.Cell(c.text, c.looks)
	}
	if c.things != nil && c.things.pictures+len(c.things.shapes) > 0 && c.blank() {
		c.text = printed.Object
	}
	l.forget()
	return c
}

// forget begins another cell.
func (l *level) forget() {
	l.open, l.begun = cell{}, false
	l.more.Reset()
}

// EndCell ends a cell, with its last paragraph.
func (b *Builder) EndCell(depth int, c Content) error {
	if err := b.open(depth); err != nil {
		return err
	}
	b.cells++
	if b.limits.Cells > 0 && b.cells > b.limits.Cells {
		return fmt.Errorf("%w: more than %d cells", fault.ErrTooLarge, b.limits.Cells)
	}
	l := b.levels[depth-1]
	l.add(c)
	l.cells = append(l.cells, l.take())
	return nil
}

// CellsOfRow is how many cells of the open row at a depth have ended.
func (b *Builder) CellsOfRow(depth int) int {
	if depth < 1 || depth > len(b.levels) {
		return 0
	}
	return len(b.levels[depth-1].cells)
}

// EndRow ends a row. slots is nil where the file does not say where its cells are. They are kept and not copied, as
// the rows of a table mostly share them: the caller may append to them but not change them. mark is how the end of the row looks: a
// tracked deletion that was never accepted is not part of the report, a row whose text and end are hidden is not shown, and one that
// is clipped is too low for its text.
func (b *Builder) EndRow(depth int, slots []Slot, mark printed.Look) error {
	if err := b.open(depth); err != nil {
		return err
	}
	l := b.levels[depth-1]
	if mark != 0 && l.drop(mark) {
		return nil
	}
	if strings.TrimSpace(l.written()) != "" {
		l.cells = append(l.cells, l.take())
		slots = nil
		l.notes = append(l.notes, placedNote{kind: report.NoteCellUnclosed, row: len(l.rows), cell: -1, count: 1})
	}
	l.forget()
	count := len(l.cells)
	if count > 0 {
		r := row{slots: slots, cells: l.cells}
		cover(r)
		l.rows = append(l.rows, r)
	}
	l.cells = make([]cell, 0, count) // most rows have as many cells as the one before
	return nil
}

// drop forgets the open row where its end says that it is not shown, and notes so where it would stand.
func (l *level) drop(mark printed.Look) bool {
	texts, hidden, deleted := 0, 0, 0
	for i := range l.cells {
		c := &l.cells[i]
		switch {
		case !c.blank():
			texts++
		case c.looks&printed.Hidden != 0:
			hidden++
		}
		if c.looks&printed.Deleted != 0 {
			deleted++
		}
	}
	note := placedNote{kind: report.NoteHiddenRow, row: len(l.rows), cell: -1, count: texts + hidden}
	switch {
	case mark&printed.Deleted != 0:
		note.kind, note.count = report.NoteDeleted, deleted
	case note.count == 0, mark&printed.Clipped == 0 && (mark&printed.Hidden == 0 || texts > 0):
		return false
	}
	l.notes = append(l.notes, note)
	l.forget()
	l.cells = nil
	return true
}

// Note notes something about the document as a whole.
func (b *Builder) Note(kind report.NoteKind, count int) { b.counts.add(kind, count) }

// Blocks closes what is open and returns the blocks and the notes of the document.
func (b *Builder) Blocks() ([]read.Block, []report.Note, error) {
	if err := b.open(0); err != nil {
		return nil, nil, err
	}
	return b.blocks, b.counts.notes(), nil
}

// open makes the tables down to a depth exist and closes those below.
func (b *Builder) open(depth int) error {
	if depth < 0 || b.limits.Depth > 0 && depth > b.limits.Depth {
		return fmt.Errorf("%w: tables nested %d deep", fault.ErrTooLarge, depth)
	}
	for len(b.levels) > depth {
		if err := b.close(); err != nil {
			return err
		}
	}
	for len(b.levels) < depth {
		b.levels = append(b.levels, &level{})
	}
	return nil
}

// close ends the deepest table. Its grid, and those nested in it, go behind the grid of the table around it.
func (b *Builder) close() error {
	depth := len(b.levels)
	l := b.levels[depth-1]
	if len(l.cells) > 0 || strings.TrimSpace(l.written()) != "" {
		if strings.TrimSpace(l.written()) == "" { // otherwise the end of the row says so
			l.notes = append(l.notes, placedNote{kind: report.NoteCellUnclosed, row: len(l.rows), cell: -1, count: 1})
		}
		if err := b.EndRow(depth, nil, 0); err != nil {
			return err
		}
	}
	b.levels = b.levels[:depth-1]
	if len(l.rows) == 0 {
		for _, n := range l.notes {
			b.counts.add(n.kind, n.count)
		}
		return nil
	}
	g, err := grid(l.rows, l.notes, b.limits)
	if err != nil {
		return err
	}
	blocks := append([]read.Block{{Grid: g}}, l.nested...)
	if depth == 1 {
		b.blocks = append(b.blocks, blocks...)
	} else {
		outer := b.levels[depth-2]
		outer.nested = append(outer.nested, blocks...)
	}
	return nil
}
