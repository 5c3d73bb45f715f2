package recognise

import (
	"slices"

	"gongkai/internal/report"
)

// byRows reads a table 四 that has a row for each track under one row of results, and returns the row after it. Every
// result must stand there once and in order, and every row must have a cell under each.
func (p *appeals) byRows(s sheet, from int, columns []track) int {
	headings := make([]column, len(columns))
	for c := range columns {
		headings[c].heading = columns[c].heading
	}
	over := spans(headings)
	if len(over) != len(p.m.results) {
		if len(over) > 2 && from < s.grid.Rows && p.rowTrack(s, from, over[0].from) != "" {
			p.tellUnread(s, from)
		}
		return from
	}
	t := newTable(report.Appeal, s.block)
	t.row, t.last = from, s.block
	var sequence []track
	r := from
	for ; r < s.grid.Rows; r++ {
		item := p.rowTrack(s, r, over[0].from)
		if item == "" {
			break
		}
		for i, u := range s.under(r, over) {
			sequence = append(sequence, track{item, over[i].heading})
			if u.cell == nil {
				continue
			}
			cell := p.m.cell(s, t, t.code(item, over[i].heading), u.cell, s.units)
			if cell.State.HasValue() && u.clash {
				cell.State, cell.Value = report.Unreadable, 0
			}
			t.put(cell)
		}
		if p.strays(s, r, over) {
			t.withhold(t.codesOf(func(of, _ string) bool { return of == item }))
			t.doubt(doubt{rule: ruleRow, names: []string{item}, codes: t.codesOf(func(of, _ string) bool { return of == item })})
		}
	}
	if len(sequence) == 0 {
		return from
	}
	p.tables = append(p.tables, t)
	p.m.proveGroups(t)
	p.prove(t, sequence)
	if len(t.items) < len(p.m.tracks) {
		// A track without its row: the labels may have slipped against the values.
		t.withholdAll()
		t.doubt(doubt{rule: ruleSlipped})
	}
	p.m.mendGroups(t)
	return r
}

// rowTrack returns the track that the label of a row names: the last one printed left of the values.
func (p *appeals) rowTrack(s sheet, r, first int) string {
	item := ""
	for _, cell := range s.row(r) {
		if cell.Column >= first || cell.Row != r || cell.RowSpan > 1 || isBlank(cell.Text) {
			continue
		}
		if cell.Column+cell.ColumnSpan > first || hasDigit(cell.Text) {
			return ""
		}
		item, _ = p.m.appeal.items.find(cell.Text)
	}
	return item
}

// strays reports whether a row of values lacks a cell or prints something beside the headings.
func (p *appeals) strays(s sheet, r int, over []span) bool {
	if s.ragged {
		return true
	}
	taken := s.under(r, over)
	if slices.ContainsFunc(taken, func(u under) bool { return u.cell == nil }) {
		return true
	}
	for _, cell := range s.from(r, over[0].from) {
		if !isBlank(cell.Text) && !slices.ContainsFunc(taken, func(u under) bool { return u.cell == cell }) {
			return true
		}
	}
	return false
}

// byCells reads a table 四 that stands on its side: a row for each result of each track, with one value at its end. It is
// read only where all of them are there in the order of the form.
func (p *appeals) byCells(s sheet) {
	t := newTable(report.Appeal, s.block)
	t.last = s.block
	var sequence []track
	for r := range s.grid.Rows {
		cells := s.row(r)
		n := len(cells)
		if n < 2 || cells[n-1].Row != r || cells[n-2].Row != r || cells[n-1].RowSpan > 1 || cells[n-2].RowSpan > 1 {
			continue
		}
		heading, ok := p.m.appeal.headings.exact(cells[n-2].Text)
		if !ok {
			continue
		}
		item := ""
		for _, cell := range cells[:n-2] {
			if name, ok := p.m.appeal.items.find(cell.Text); ok {
				item = name
			}
		}
		if len(sequence) == 0 {
			t.row = r
		}
		sequence = append(sequence, track{item, heading})
		t.put(p.m.cell(s, t, t.code(item, heading), cells[n-1], s.units))
	}
	if slices.Equal(sequence, p.canonical()) {
		p.tables = append(p.tables, t)
		p.m.proveGroups(t)
		p.prove(t, sequence)
		p.m.mendGroups(t)
	} else if all := p.canonical(); len(sequence) > len(p.m.results) && len(sequence) <= len(all) {
		p.tellUnread(s, t.row)
	}
}

// prove adds a doubt where the columns or rows of a table do not stand in the order of the form.
func (p *appeals) prove(t *table, sequence []track) {
	t.items, t.headings = p.order(sequence)
	if !p.inOrder(sequence) {
		t.doubt(doubt{rule: ruleOrder, names: t.items, codes: t.all()})
	}
}
