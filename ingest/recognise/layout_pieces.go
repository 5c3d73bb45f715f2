package recognise

import (
	"slices"

	"gongkai/internal/report"
)

// maxPieces is how many rows the headings of table 四 can be broken over.
const maxPieces = 14

// inPieces reads table 四 where a spreadsheet program broke its headings over rows, 结|果|维|持, so that no row of them is known
// by itself: fifteen values in a row under which all pieces put together are all headings in their order.
func inPieces(p *page) []*table {
	a := appeals{voc: p.voc}
	for _, s := range p.sheets {
		a.pieces(s, func(row, n int) bool {
			return slices.ContainsFunc(p.tables, func(t *table) bool {
				return t.subject == report.Appeal && t.block == s.block && t.row == row && len(t.cells) == n
			})
		})
	}
	return a.tables
}

// pieces reads one grid. isRead reports whether a row of so many values is read already.
func (p *appeals) pieces(s sheet, isRead func(row, n int) bool) {
	if s.ragged {
		return
	}
	n := len(p.voc.results) * len(p.voc.tracks)
	for r := 1; r < s.grid.Rows; r++ {
		printed, values := 0, 0
		for _, cell := range s.row(r) {
			if !isBlank(cell.Text) {
				printed++
			}
			if cell.Row == r && cell.RowSpan == 1 && p.voc.isValue(cell.Text) {
				values++
			}
		}
		if values*2 <= n || printed != values || isRead(r, n) {
			continue
		}
		top := p.topOf(s, r)
		if top < 0 {
			continue
		}
		columns := p.columns(s, top, r)
		var sequence []track
		for _, c := range columns {
			if c.heading != "" && (len(sequence) == 0 || sequence[len(sequence)-1] != c) {
				sequence = append(sequence, c)
			}
		}
		if !p.sound || !slices.Equal(sequence, p.voc.canonical()) {
			continue
		}
		t := newTable(report.Appeal, s.block)
		t.row, t.last = r, s.block
		p.tables = append(p.tables, t)
		p.take(s, r, columns, t)
	}
}

// topOf returns the row above a row of values in which the first track is named, -1 where no such row begins a header.
func (p *appeals) topOf(s sheet, row int) int {
	for r := row - 1; r >= max(0, row-maxPieces); r-- {
		for _, cell := range s.row(r) {
			if p.voc.isValue(cell.Text) {
				return -1
			}
			if name, ok := p.voc.appeal.items.exact(cell.Text); ok && cell.Row == r && name == p.voc.tracks[0] {
				return r
			}
		}
	}
	return -1
}
