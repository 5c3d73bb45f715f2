package text

import (
	"slices"
	"strings"
	"unicode"

	"gongkai/ingest/read"
)

// A drawn table is one whose borders are signs, as pandoc writes it:
//
//	+------+---------+
//	| 行政 | 结果    |
//	| 复议 +----+----+
//	|      | 维 | 纠 |
//	+------+----+----+
//
// Chinese characters take two places, and a few signs two or one by the font; so a border is looked for near the place where the lines
// of signs alone have one.

// isBorder reports whether a line is a border from edge to edge.
func isBorder(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) > 4 && line[0] == '+' && line[len(line)-1] == '+' && strings.Trim(line, "+-=:") == ""
}

// slack is how far a border may stand from its place.
const slack = 3

// drawnTable reads the table that begins in line i and returns the line after it; nil where the borders do not meet.
func drawnTable(lines []string, i int) (*read.Grid, int) {
	end := i
	for end < len(lines) && strings.ContainsAny(firstSign(lines[end]), "+|") {
		end++
	}
	t := drawing{open: map[int]*drawnCell{}}
	for _, line := range lines[i:end] {
		if isBorder(line) {
			t.learn(line)
		}
	}
	for n, line := range lines[i:end] {
		if !t.line(strings.TrimSpace(line), i+n+1) {
			return nil, i
		}
	}
	return t.grid(), end
}

func firstSign(line string) string {
	line = strings.TrimSpace(line)
	return line[:min(len(line), 1)]
}

// drawing is a table on the way to being read.
type drawing struct {
	edges []int // the places of borders between columns
	row   int
	open  map[int]*drawnCell // by their first column
	cells []drawnCell
}

type drawnCell struct {
	read.GridCell
	lines []string
}

// learn takes the places of the borders from a line of signs.
func (t *drawing) learn(line string) {
	for at, r := range strings.TrimSpace(line) {
		if i, known := slices.BinarySearch(t.edges, at); r == '+' && !known {
			t.edges = slices.Insert(t.edges, i, at)
		}
	}
}

// line reads one line and reports whether its borders are among those known.
func (t *drawing) line(line string, number int) bool {
	ruled, from, place, start := false, -1, 0, 0
	for at, r := range line {
		if (r == '|' || r == '+') && !isSign(line, at) {
			to := t.edge(place)
			if to < 0 {
				place += width(r)
				continue // a sign within a text
			}
			if from >= 0 {
				if to <= from {
					return false
				}
				ruled = t.segment(from, to, line[start:at], number) || ruled
			}
			from, start = to, at+1
		}
		place += width(r)
	}
	if ruled {
		t.row++
	}
	return from == len(t.edges)-1
}

// isSign reports whether a bar is written as a character of the text.
func isSign(line string, at int) bool { return at > 0 && line[at-1] == '\\' }

// edge returns which border stands at a place, -1 for none.
func (t *drawing) edge(place int) int {
	best := -1
	for i, at := range t.edges {
		if d := max(at-place, place-at); d <= slack && (best < 0 || d < max(t.edges[best]-place, place-t.edges[best])) {
			best = i
		}
	}
	return best
}

// segment reads what stands between two borders, and reports whether it is a border itself.
func (t *drawing) segment(from, to int, text string, number int) bool {
	trimmed := strings.TrimSpace(text)
	if trimmed != "" && strings.Trim(trimmed, "-=:+") == "" && len(trimmed) == len(text) {
		for c := from; c < to; c++ {
			t.close(c)
		}
		return true
	}
	cell := t.open[from]
	if cell == nil {
		cell = &drawnCell{GridCell: read.GridCell{Row: t.row, Column: from, ColumnSpan: to - from, Line: number}}
		t.open[from] = cell
	}
	if trimmed = strings.TrimSuffix(trimmed, `\`); trimmed != "" {
		cell.lines = append(cell.lines, trimmed)
	}
	return false
}

// close ends the cell that begins in a column.
func (t *drawing) close(column int) {
	cell := t.open[column]
	if cell == nil {
		return
	}
	delete(t.open, column)
	cell.RowSpan = t.row - cell.Row + 1
	cell.Text = strings.Join(cell.lines, "\n")
	t.cells = append(t.cells, *cell)
}

// grid returns the table. The first border closes nothing and is no row.
func (t *drawing) grid() *read.Grid {
	g := &read.Grid{Columns: len(t.edges) - 1}
	for _, cell := range t.cells {
		cell.Row--
		g.Rows = max(g.Rows, cell.Row+cell.RowSpan)
		g.Cells = append(g.Cells, cell.GridCell)
	}
	slices.SortFunc(g.Cells, func(a, b read.GridCell) int {
		if d := a.Row - b.Row; d != 0 {
			return d
		}
		return a.Column - b.Column
	})
	if len(g.Cells) == 0 {
		return nil
	}
	return g
}

// width is how many places a character takes.
func width(r rune) int {
	if unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3100 || r >= 0xFF00 && r < 0xFF61 {
		return 2
	}
	return 1
}
