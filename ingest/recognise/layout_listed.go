package recognise

import (
	"slices"

	"gongkai/internal/report"
)

// listed reads table 四 where it stands on its side: a row for each result of each track, with one value at its end. It is read only
// where all of them are there in the order of the form.
func listed(p *page) []*table {
	a := appeals{voc: p.voc}
	for _, s := range p.sheets {
		a.byCells(s)
	}
	return a.tables
}

// byCells reads one grid.
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
		heading, ok := p.voc.appeal.headings.exact(cells[n-2].Text)
		if !ok {
			continue
		}
		item := ""
		for _, cell := range cells[:n-2] {
			if name, ok := p.voc.appeal.items.find(cell.Text); ok {
				item = name
			}
		}
		if len(sequence) == 0 {
			t.row = r
		}
		sequence = append(sequence, track{item, heading})
		t.put(p.voc.cell(s, t, t.code(item, heading), cells[n-1], s.units))
	}
	if slices.Equal(sequence, p.voc.canonical()) {
		p.tables = append(p.tables, t)
		p.follow(t, sequence)
	} else if all := p.voc.canonical(); len(sequence) > len(p.voc.results) && len(sequence) <= len(all) {
		p.tellUnread(s, t.row)
	}
}
