package recognise

import (
	"slices"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// values reads the row of values at or below r and returns the row after it.
func (p *appeals) values(s sheet, r int, columns []track, block int) int {
	row, blank := -1, -1
	next := r
rows:
	for ; next < s.grid.Rows && p.results(s, next) == 0 && !p.isGroup(s, next); next++ {
		switch p.kind(s, next, columns) {
		case rowOfValues:
			if row >= 0 {
				// A second row of values: whose year or body it is nobody says.
				return next + 1
			}
			row = next
		case rowBlank:
			if blank < 0 {
				blank = next
			}
		case rowOfText:
			if row >= 0 || blank >= 0 {
				break rows
			}
		}
	}
	if row < 0 {
		row = blank
	}
	if row < 0 {
		return next
	}
	p.header = nil
	t := newTable(report.Appeal, block)
	t.row, t.last = row, s.block
	p.tables = append(p.tables, t)
	p.take(s, row, columns, t)
	return next
}

// rowKind is what a row under the headings holds.
type rowKind int

const (
	rowBlank rowKind = iota
	rowOfValues
	rowOfText
)

// kind tells a row of values from prose and from an empty row: most of what it prints under headings are values.
func (p *appeals) kind(s sheet, r int, columns []track) rowKind {
	printed, values := 0, 0
	for _, cell := range s.row(r) {
		if isBlank(cell.Text) {
			continue
		}
		printed++
		if cell.Column < len(columns) && columns[cell.Column].heading != "" &&
			p.voc.values.isValue(cell.Text, p.voc.countUnit) {
			values++
		}
	}
	switch {
	case printed == 0:
		return rowBlank
	case values*2 >= printed:
		return rowOfValues
	}
	return rowOfText
}

// take puts the row of values into the table.
func (p *appeals) take(s sheet, row int, columns []track, t *table) {
	columns = p.owned(s, row, columns, t)
	whole, stray, amid := true, false, false
	var cells []under
	for c, column := range columns {
		cell := s.cell(row, c)
		labelled := column.item != "" && column.heading != ""
		if labelled {
			cells = append(cells, under{cell: cell})
		}
		switch {
		case cell == nil && labelled:
			whole = false
		case cell != nil && !labelled && cell.Column == c && !isBlank(cell.Text):
			// Where every heading stands at its place, only what is printed beside all of them is astray.
			stray = stray || !p.sound || c < p.from || c >= p.to
			// A page that cuts the table off leaves no value between two that have headings.
			amid = amid || stray && slices.ContainsFunc(columns[c:], func(o track) bool { return o.item != "" && o.heading != "" })
		}
	}
	var sequence []track
	for c, column := range columns {
		if column.item == "" || column.heading == "" {
			continue
		}
		if c > 0 && columns[c-1] == column && s.cell(row, c) == s.cell(row, c-1) {
			continue
		}
		sequence = append(sequence, column)
		printed := s.cell(row, c)
		if printed == nil {
			continue
		}
		cell := p.voc.cell(s, t, t.code(column.item, column.heading), printed, p.units(s, row, c))
		if cell.State.HasValue() && p.shared(printed, columns, c) {
			cell.State, cell.Value = report.Unreadable, 0
		}
		t.put(cell)
	}
	all := t.all()
	if !whole || amid || isBroken(cells) || stray && (p.sound || !p.isPrefix(sequence)) || s.ragged && len(s.row(row)) != p.to-p.from {
		t.doubt(doubt{rule: ruleHeader, codes: all})
		t.withhold(all)
	} else if stray && len(t.doubts) == 0 {
		t.doubt(doubt{rule: ruleHeader})
	}
	p.follow(t, sequence)
}

// follow keeps how the columns or rows of a table follow each other.
func (p *appeals) follow(t *table, sequence []track) {
	t.sequence = sequence
	t.items, t.headings = p.order(sequence)
}

// units returns what the headings over a value of a row and the text about the grid say about units.
func (p *appeals) units(s sheet, row, column int) units {
	out := s.units
	for _, text := range s.above(column, max(0, row-maxPieces), row) {
		out.join(p.voc.values.label(text))
	}
	return out
}

// shared reports whether the cell of a column also covers a column of another label.
func (p *appeals) shared(cell *read.GridCell, columns []track, c int) bool {
	for other := cell.Column; other < cell.Column+cell.ColumnSpan && other < len(columns); other++ {
		if columns[other] != columns[c] && columns[other].heading != "" {
			return true
		}
	}
	return cell.RowSpan > 1
}
