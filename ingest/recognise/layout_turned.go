package recognise

import (
	"slices"

	"gongkai/internal/report"
)

// turned reads table 四 where it has a row for each track under one row of results. Every result must stand there once and in order,
// and every row must have a cell under each.
func turned(p *page) []*table {
	a := appeals{voc: p.voc}
	for i, s := range p.sheets {
		for _, h := range p.heads[i] {
			if !isLabelled(h.columns) {
				a.byRows(s, h.bottom, h.columns)
			}
		}
	}
	return a.tables
}

// byRows reads the rows from one on.
func (p *appeals) byRows(s sheet, from int, columns []track) {
	headings := make([]column, len(columns))
	for c := range columns {
		headings[c].heading = columns[c].heading
	}
	over := spans(headings)
	if len(over) != len(p.voc.results) {
		if len(over) > 2 && from < s.grid.Rows && p.rowTrack(s, from, over[0].from) != "" {
			p.tellUnread(s, from)
		}
		return
	}
	t := newTable(report.Appeal, s.block)
	t.row, t.last = from, s.block
	var sequence []track
	for r := from; r < s.grid.Rows; r++ {
		item := p.rowTrack(s, r, over[0].from)
		if item == "" {
			break
		}
		for i, u := range s.under(r, over) {
			sequence = append(sequence, track{item, over[i].heading})
			if u.cell == nil {
				continue
			}
			cell := p.voc.cell(s, t, t.code(item, over[i].heading), u.cell, s.units)
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
		return
	}
	p.tables = append(p.tables, t)
	p.follow(t, sequence)
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
		item, _ = p.voc.appeal.items.find(cell.Text)
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
