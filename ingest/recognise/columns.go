package recognise

import (
	"slices"
	"strings"

	"gongkai/ingest/read"
)

// column is a column of values: the heading that its labels name, and the units that they print.
type column struct {
	heading string
	units   units
}

// span is a heading with the columns [from, to) under it.
type span struct {
	column
	from, to int
}

// header is the columns of a grid with what stands over them.
type header struct {
	columns []column
	over    []span   // the headings with the columns under each
	names   []string // the headings in their order
}

func newHeader(columns []column) header {
	h := header{columns: columns, over: spans(columns)}
	for _, s := range h.over {
		h.names = append(h.names, s.heading)
	}
	return h
}

// under is the cell that stands under a heading.
type under struct {
	cell *read.GridCell // nil where the row has none
	// clash: it is not known whether the cell is this heading's alone: two are printed under it, or one under two.
	clash bool
}

// headerColumns returns the columns of a grid with the headings that stand over them in rows [top, bottom). A heading
// may be broken over rows (商业 | 企业) and stand over empty cells in place of rowspans; groups over it (申请人情况,
// 法人或其他组织) are passed over.
func (voc *vocabulary) headerColumns(s sheet, top, bottom int, a *axes) []column {
	columns := make([]column, s.grid.Columns)
	for c := range columns {
		columns[c] = voc.heading(s.above(c, top, bottom), a)
	}
	return columns
}

// heading returns the heading that the texts over a column name, lowest first: the lowest one, or the lowest few
// joined.
func (voc *vocabulary) heading(texts []string, a *axes) column {
	joined := ""
	for _, text := range texts {
		if _, ok := a.groups.exact(text); ok {
			break
		}
		joined = text + joined
		if name, ok := a.headings.exact(joined); ok {
			return column{heading: name, units: voc.values.label(joined)}
		}
	}
	return column{}
}

// spans returns the headings of columns with the columns under each.
func spans(columns []column) []span {
	var out []span
	for c, col := range columns {
		n := len(out) - 1
		switch {
		case col.heading == "":
		case n >= 0 && out[n].to == c && out[n].heading == col.heading:
			out[n].to++
		default:
			out = append(out, span{col, c, c + 1})
		}
	}
	return out
}

// headings returns the headings of columns in their order.
func headings(columns []column) []string { return newHeader(columns).names }

// isPrefix reports whether names are the first ones of all.
func isPrefix(names, all []string) bool {
	return len(names) <= len(all) && slices.Equal(names, all[:len(names)])
}

// under returns the cells of a row that stand under the headings. Where the row has just as many cells as there are
// headings, each touching its own, they belong together in their order: 上海 2019 prints headings 1, 2 and 1 columns
// wide over cells 2, 1 and 1 wide. Else a cell must stand under its heading alone.
func (s sheet) under(row int, headings []span) []under {
	out := make([]under, len(headings))
	if len(headings) == 0 {
		return out
	}
	if cells := s.from(row, headings[0].from); len(cells) == len(headings) {
		touching := true
		for i, cell := range cells {
			touching = touching && cell.Column < headings[i].to && cell.Column+cell.ColumnSpan > headings[i].from
			out[i] = under{cell, s.spansRows(cell, row)}
		}
		if touching {
			return out
		}
	}
	for i, h := range headings {
		out[i] = s.pick(row, h)
	}
	for i := range out {
		for j := range out {
			if i != j && out[i].cell != nil && out[i].cell == out[j].cell {
				out[i].clash = true
			}
		}
	}
	return out
}

// from returns the cells of a row that begin at a column or right of it.
func (s sheet) from(row, column int) []*read.GridCell {
	var out []*read.GridCell
	for _, cell := range s.row(row) {
		if cell.Column >= column {
			out = append(out, cell)
		}
	}
	return out
}

// pick returns the one cell with text under a heading, or the first empty one.
func (s sheet) pick(row int, h span) under {
	var printed, blank *read.GridCell
	clash := false
	for c := h.from; c < min(h.to, s.grid.Columns); c++ {
		cell := s.cell(row, c)
		switch {
		case cell == nil || cell == printed:
		case isBlank(cell.Text):
			if blank == nil {
				blank = cell
			}
		case printed != nil:
			clash = true
		default:
			printed = cell
		}
	}
	if printed == nil {
		printed = blank
	}
	return under{printed, clash || printed != nil && s.spansRows(printed, row)}
}

// isBroken reports whether some of the cells of a row span rows and others do not: a number among the others may go on in
// the next row.
func isBroken(cells []under) bool {
	spanning, single := false, false
	for _, u := range cells {
		if u.cell != nil {
			spanning = spanning || u.cell.RowSpan > 1
			single = single || u.cell.RowSpan == 1
		}
	}
	return spanning && single
}

// spansRows reports whether a cell belongs to another row too.
func (s sheet) spansRows(cell *read.GridCell, row int) bool {
	return cell.Row != row || cell.RowSpan > 1
}

// entry is a column under a header that a table has, named or not.
type entry struct {
	from, to int
	name     string
	text     string // what stands over it, joined
}

// complete names the entries whose labels are misprinted (结果r/>维持) and reports whether every column stands at its
// place: there must be just as many entries as the form has columns, every named one the one due there. due returns
// the label that the form prints at a place.
func complete(entries []entry, names []string, due func(i int) string) bool {
	if len(entries) != len(names) {
		return false
	}
	for i, e := range entries {
		if e.name != "" && e.name != names[i] {
			return false
		}
	}
	for i := range entries {
		if entries[i].name == "" && (resembles(entries[i].text, due(i)) || beginsAs(entries[i].text, due(i))) {
			entries[i].name = names[i]
		}
	}
	return true
}

// beginsAs reports whether a text is the beginning of a label: a PDF without its fonts may lose a character that stands
// alone in its line, as in 结果维|持.
func beginsAs(text, label string) bool {
	text = flat(text)
	return text != "" && strings.HasPrefix(flat(label), text)
}
