package forms

import (
	"fmt"
	"io/fs"
	"slices"

	"gongkai/config/table"
	"gongkai/internal/report"
)

// Arrangements of a table, as layout.csv names them.
const (
	arrangementBlocks  = "blocks"  // 表二: a block for each article of the law, items below each other, its own headings
	arrangementCrossed = "crossed" // 表三: items down, headings across
	arrangementColumns = "columns" // 表四: all headings across, one line of numbers
)

// frame is how a form prints one table around its numbers: one line of layout.csv.
type frame struct {
	arrangement, title, corner, heading string
}

// Layout is one table as a form prints it.
type Layout struct {
	Title         string
	Rows, Columns int
	Boxes         []Box // by row, then column; none overlaps another
}

// Box is one cell of a table on paper, which may reach over several rows and columns. Rows and columns count from 0.
type Box struct {
	Row, Column   int
	Rows, Columns int
	Text          string     // a heading or label; empty where Indicator is set
	Indicator     *Indicator // whose value stands here
}

// Layout returns a table of the form as it is printed: its headings and labels with their extent, and where each value
// stands. Subtotals that the form does not print have no place. A form without lines in layout.csv is laid out as the one
// before it.
func (f *Form) Layout(subject report.Subject) (Layout, error) {
	frame, ok := f.frames[subject]
	if !ok {
		return Layout{}, fmt.Errorf("form %s: layout.csv has no line for %s", f.Name, subject)
	}
	positions := slices.DeleteFunc(slices.Clone(f.Of(subject)), func(p Position) bool { return p.Role != RoleCell })
	var l layouter
	switch frame.arrangement {
	case arrangementBlocks:
		l.blocks(positions, frame)
	case arrangementCrossed:
		l.crossed(positions, frame)
	default:
		l.columns(positions)
	}
	out := Layout{Title: frame.title, Boxes: l.boxes}
	for _, b := range l.boxes {
		out.Rows, out.Columns = max(out.Rows, b.Row+b.Rows), max(out.Columns, b.Column+b.Columns)
	}
	slices.SortStableFunc(out.Boxes, func(a, b Box) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Column - b.Column
	})
	return out, nil
}

type layouter struct{ boxes []Box }

func (l *layouter) text(row, column, rows, columns int, text string) {
	l.boxes = append(l.boxes, Box{Row: row, Column: column, Rows: rows, Columns: columns, Text: text})
}

func (l *layouter) value(row, column, columns int, i *Indicator) {
	l.boxes = append(l.boxes, Box{Row: row, Column: column, Rows: 1, Columns: columns, Indicator: i})
}

// blocks lays out labels of the kind article / item / heading. The last heading of a block reaches to the right edge.
func (l *layouter) blocks(positions []Position, f frame) {
	type block struct {
		name            string
		items, headings []string
	}
	var blocks []block
	width := 0
	for _, p := range positions {
		if n := len(blocks); n == 0 || blocks[n-1].name != p.Label[0] {
			blocks = append(blocks, block{name: p.Label[0]})
		}
		b := &blocks[len(blocks)-1]
		b.items, b.headings = with(b.items, p.ItemLabel()), with(b.headings, p.HeadingLabel())
		width = max(width, len(b.headings))
	}
	row := 0
	for _, b := range blocks {
		extent := func(n int) int { // of the column of a heading
			if n == len(b.headings)-1 {
				return width - n
			}
			return 1
		}
		l.text(row, 0, 1, 1+width, b.name)
		l.text(row+1, 0, 1, 1, f.corner)
		for n, heading := range b.headings {
			l.text(row+1, 1+n, 1, extent(n), heading)
		}
		for k, item := range b.items {
			l.text(row+2+k, 0, 1, 1, item)
			for _, p := range positions {
				if n := slices.Index(b.headings, p.HeadingLabel()); p.Label[0] == b.name && p.ItemLabel() == item {
					l.value(row+2+k, 1+n, extent(n), p.Indicator)
				}
			}
		}
		row += 2 + len(b.items)
	}
}

// crossed lays out items down and headings across, both as trees: a label that several share is printed once.
func (l *layouter) crossed(positions []Position, f frame) {
	var items, headings [][]string
	for _, p := range positions {
		items, headings = withPath(items, p.Label), withPath(headings, p.Column)
	}
	down, across := depth(items), depth(headings)
	top := 0
	if f.heading != "" {
		top = 1
		l.text(0, down, 1, len(headings), f.heading)
	}
	l.text(0, 0, top+across, down, f.corner)
	for _, s := range tree(headings) {
		l.text(top+s.level, down+s.leaf, s.levels, s.leaves, s.text)
	}
	for _, s := range tree(items) {
		l.text(top+across+s.leaf, s.level, s.leaves, s.levels, s.text)
	}
	for _, p := range positions {
		row, column := indexPath(items, p.Label), indexPath(headings, p.Column)
		l.value(top+across+row, down+column, 1, p.Indicator)
	}
}

// columns lays out all labels across as a tree, with one line of values below it.
func (l *layouter) columns(positions []Position) {
	paths := make([][]string, len(positions))
	for i, p := range positions {
		paths[i] = p.Label
	}
	for _, s := range tree(paths) {
		l.text(s.level, s.leaf, s.levels, s.leaves, s.text)
	}
	for i, p := range positions {
		l.value(depth(paths), i, 1, p.Indicator)
	}
}

// span is a label of a tree: from which level over how many, and from which leaf over how many.
type span struct {
	level, levels, leaf, leaves int
	text                        string
}

// tree joins neighbours that begin alike. A path that ends early reaches down to the last level.
func tree(paths [][]string) []span {
	levels := depth(paths)
	var out []span
	for level := range levels {
		for from := 0; from < len(paths); {
			to := from + 1
			path := paths[from]
			switch {
			case len(path) <= level: // its label reaches down from above
			case len(path) == level+1:
				out = append(out, span{level, levels - level, from, 1, path[level]})
			default:
				for to < len(paths) && len(paths[to]) > level+1 && slices.Equal(paths[to][:level+1], path[:level+1]) {
					to++
				}
				out = append(out, span{level, 1, from, to - from, path[level]})
			}
			from = to
		}
	}
	return out
}

func depth(paths [][]string) int {
	n := 0
	for _, p := range paths {
		n = max(n, len(p))
	}
	return n
}

func with(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func withPath(list [][]string, path []string) [][]string {
	if indexPath(list, path) >= 0 {
		return list
	}
	return append(list, path)
}

func indexPath(list [][]string, path []string) int {
	return slices.IndexFunc(list, func(p []string) bool { return slices.Equal(p, path) })
}

// loadLayout reads layout.csv, when the forms are there.
func (s *Set) loadLayout(fsys fs.FS) error {
	rows, err := table.Read(fsys, "layout.csv", "form", "subject", "arrangement", "title", "corner", "heading")
	if err != nil {
		return err
	}
	for n, row := range rows {
		f, ok := s.Form(row[0])
		if !ok {
			return fmt.Errorf("layout.csv: line %d: there is no form %s", n+2, row[0])
		}
		switch row[2] {
		case arrangementBlocks, arrangementCrossed, arrangementColumns:
		default:
			return fmt.Errorf("layout.csv: line %d: the arrangement is blocks, crossed or columns, not %q", n+2, row[2])
		}
		f.frames[report.Subject(row[1])] = frame{row[2], row[3], row[4], row[5]}
	}
	for i, f := range s.Forms {
		if len(f.frames) == 0 && i > 0 {
			f.frames = s.Forms[i-1].frames
		}
	}
	return nil
}
