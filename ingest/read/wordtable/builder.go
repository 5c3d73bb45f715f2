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
	"gongkai/internal/fault"
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

// Object stands for the text of a cell that holds nothing but a picture, so that it is never taken for a blank one.
const Object = "\ufffc"

// Builder takes paragraphs, cell ends and row ends in the order of the file and gives blocks. Depth 0 is outside
// of every table, 1 in a table, 2 in a table within a cell.
type Builder struct {
	limits read.Limits
	blocks []read.Block
	levels []*level // of the open tables; levels[0] is depth 1
	cells  int
	lost   []string
}

type level struct {
	rows   []row
	texts  []string
	text   strings.Builder
	nested []read.Block
}

type row struct {
	slots []Slot
	texts []string
}

// NewBuilder returns an empty builder that obeys limits.
func NewBuilder(limits read.Limits) *Builder { return &Builder{limits: limits} }

// Paragraph adds a paragraph at a depth. It closes tables that lie deeper.
func (b *Builder) Paragraph(depth int, text string) error {
	if err := b.open(depth); err != nil {
		return err
	}
	text = strings.TrimRight(text, "\n")
	if depth == 0 {
		if strings.TrimSpace(text) == "" {
			return nil
		}
		if b.limits.Cells > 0 && len(b.blocks) >= b.limits.Cells { // a paragraph costs as much as a cell
			return fmt.Errorf("%w: more than %d paragraphs", fault.ErrTooLarge, b.limits.Cells)
		}
		b.blocks = append(b.blocks, read.Block{Text: strings.TrimLeft(text, "\n")})
		return nil
	}
	b.levels[depth-1].add(text)
	return nil
}

func (l *level) add(text string) {
	if l.text.Len() > 0 {
		l.text.WriteByte('\n')
	}
	l.text.WriteString(text)
}

// EndCell ends a cell, with the text of its last paragraph.
func (b *Builder) EndCell(depth int, text string) error {
	if err := b.open(depth); err != nil {
		return err
	}
	b.cells++
	if b.limits.Cells > 0 && b.cells > b.limits.Cells {
		return fmt.Errorf("%w: more than %d cells", fault.ErrTooLarge, b.limits.Cells)
	}
	l := b.levels[depth-1]
	l.add(text)
	l.texts = append(l.texts, strings.Trim(l.text.String(), "\n"))
	l.text.Reset()
	return nil
}

// EndRow ends a row. slots is nil where the file does not say where its cells are. They are kept and not copied, as
// the rows of a table mostly share them: the caller may append to them but not change them.
func (b *Builder) EndRow(depth int, slots []Slot) error {
	if err := b.open(depth); err != nil {
		return err
	}
	l := b.levels[depth-1]
	if strings.TrimSpace(l.text.String()) != "" {
		l.texts = append(l.texts, strings.Trim(l.text.String(), "\n"))
		slots = nil
		b.Lose("a cell without an end: its row counts cells, not columns")
	}
	l.text.Reset()
	if len(l.texts) > 0 {
		l.rows = append(l.rows, row{slots: slots, texts: l.texts})
	}
	l.texts = nil
	return nil
}

// DropRow ends a row and forgets it: a tracked deletion that was never accepted is not part of the report.
func (b *Builder) DropRow(depth int) error {
	if err := b.open(depth); err != nil {
		return err
	}
	l := b.levels[depth-1]
	l.text.Reset()
	l.texts = nil
	return nil
}

// CellIsBlank reports whether the cell that is open at a depth has no text yet.
func (b *Builder) CellIsBlank(depth int) bool {
	return depth > len(b.levels) || depth < 1 || strings.TrimSpace(b.levels[depth-1].text.String()) == ""
}

// Lose notes something that is in the file and not in the blocks, once for each wording.
func (b *Builder) Lose(what string) {
	for _, l := range b.lost {
		if l == what {
			return
		}
	}
	b.lost = append(b.lost, what)
}

// Blocks closes what is open and returns the blocks and what was lost.
func (b *Builder) Blocks() ([]read.Block, []string, error) {
	if err := b.open(0); err != nil {
		return nil, nil, err
	}
	return b.blocks, b.lost, nil
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
	if len(l.texts) > 0 || strings.TrimSpace(l.text.String()) != "" {
		b.Lose("a table row without an end: it counts cells, not columns")
		if err := b.EndRow(depth, nil); err != nil {
			return err
		}
	}
	b.levels = b.levels[:depth-1]
	if len(l.rows) == 0 {
		return nil
	}
	g, ragged, err := grid(l.rows, b.limits)
	if err != nil {
		return err
	}
	if ragged != "" {
		b.Lose(ragged)
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
