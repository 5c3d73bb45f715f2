package docx

import (
	"fmt"
	"slices"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// above is a cell of the row before that a vertical merge may continue.
type above struct {
	cell int // index in the grid
	span int
}

// place gives every cell its column. Cells that continue a merge which nothing above starts are noted; Word shows them as
// cells, and so does the grid.
func (t *tableReader) place() (*placed, error) {
	columns := t.p.columns()
	grid := &read.Grid{Rows: len(t.rows), Notes: t.notes}
	out := &placed{grid: grid, above: make([]float64, 1, len(t.rows)+1)}
	before := map[int]above{} // the merges of the row before, by column
	for r, row := range t.rows {
		x := row.before
		current := map[int]above{}
		for _, c := range foldAcross(row.cells) {
			if x+c.span > columns {
				return nil, fmt.Errorf("table row %d has more than %d columns: %w", r+1, columns, fault.ErrTooLarge)
			}
			left := x
			x += c.span
			if row.exact && row.height.said && row.height.v <= smallHeight {
				c.doubt(printed.Clipped)
			}
			if c.vertical == mergeContinue {
				if a, ok := before[left]; ok && a.span == c.span {
					over := &grid.Cells[a.cell]
					over.RowSpan++
					over.Text, over.Looks = join(over.Text, c.text), over.Looks|c.looks
					current[left] = a
					out.note(a.cell, c)
					continue
				}
				grid.Notes = append(grid.Notes, report.Note{Kind: report.NoteOrphan, Place: report.Place{Row: r + 1, Column: left + 1}, Count: 1})
			}
			grid.Cells = append(grid.Cells, read.GridCell{Row: r, Column: left, RowSpan: 1, ColumnSpan: c.span, Text: c.text, Looks: c.looks})
			out.lines = append(out.lines, c.line)
			out.note(len(grid.Cells)-1, c)
			if c.vertical != mergeNone {
				current[left] = above{len(grid.Cells) - 1, c.span}
			}
		}
		grid.Columns = max(grid.Columns, x)
		before = current
		out.above = append(out.above, out.above[r]+max(lowest, float64(row.height.v)/20))
	}
	out.edge(t.columns)
	return out, nil
}

// doubt makes a number of the cell one that cannot be read.
func (c *cell) doubt(look printed.Look) {
	c.looks |= look
	if isValue(c.text) {
		c.text = printed.Object + c.text
	}
}

// note takes over what a cell holds beside its text.
func (t *placed) note(cell int, c cell) {
	at := t.grid.Cells[cell]
	t.grid.Notes = append(t.grid.Notes, c.tally.notes(report.Place{Row: at.Row + 1, Column: at.Column + 1})...)
	for _, b := range c.boxes {
		t.anchors = append(t.anchors, anchor{cell, b})
	}
}

// edge works out where the columns begin and end, if all widths are there.
func (t *placed) edge(widths []float64) {
	if len(widths) < t.grid.Columns {
		return
	}
	edges := make([]float64, 1, t.grid.Columns+1)
	for i := range t.grid.Columns {
		if widths[i] <= 0 {
			return
		}
		edges = append(edges, edges[i]+widths[i])
	}
	t.edges = edges
	// A column of no width shows nothing of what stands in it.
	for i := range t.grid.Cells {
		if c := &t.grid.Cells[i]; edges[c.Column+c.ColumnSpan]-edges[c.Column] <= tinyHeight/20 && isValue(c.Text) {
			c.Text, c.Looks = printed.Object+c.Text, c.Looks|printed.Clipped
		}
	}
}

// foldAcross joins the cells of an old merge across (w:hMerge), which Word still reads.
func foldAcross(cells []cell) []cell {
	if !slices.ContainsFunc(cells, func(c cell) bool { return c.across == mergeContinue }) {
		return cells
	}
	var out []cell
	for _, c := range cells {
		if last := len(out) - 1; c.across == mergeContinue && last >= 0 && out[last].across != mergeNone {
			over := &out[last]
			over.span += c.span
			over.text, over.looks = join(over.text, c.text), over.looks|c.looks
			over.tally.merge(c.tally)
			over.boxes = append(over.boxes, c.boxes...)
			continue
		}
		out = append(out, c)
	}
	return out
}

// join adds the text of a cell that is merged into another, which Word hides. Two texts are kept, so that a number among
// them cannot be read: nobody can say which of the two was meant. Programs that repeat a label in each part mean the one.
func join(text, hidden string) string {
	switch {
	case hidden == "" || hidden == text:
		return text
	case text == "":
		return printed.Object
	}
	return text + "\n" + hidden
}
