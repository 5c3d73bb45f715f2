package recognise

import "gongkai/ingest/read"

// A heading that is missing over table 三 lets its neighbours spread or slide over columns that are not their own, and as each
// column adds up by itself no sum sees it.

// isUnheaded reports whether most rows [from, to) print a value directly left of the first heading: it has none of its own.
func (q *requests) isUnheaded(s sheet, from, to int) bool {
	if len(q.head.over) == 0 || q.head.names[0] == q.voc.applicants[0] {
		return false
	}
	rows, values := 0, 0
	for r := from; r < to; r++ {
		var last *read.GridCell
		for _, cell := range s.row(r) {
			if cell.Column < q.head.over[0].from {
				last = cell
			}
		}
		if last == nil || last.Row != r {
			continue
		}
		rows++
		if q.voc.isValue(last.Text) {
			values++
		}
	}
	return values*2 > rows
}

// within returns how many cells of a row begin and end under a heading, and how many of them print something.
func (s sheet) within(row int, h span) (cells, printed int) {
	for _, cell := range s.row(row) {
		if cell.Column < h.from || cell.Column+cell.ColumnSpan > h.to {
			continue
		}
		cells++
		if !isBlank(cell.Text) {
			printed++
		}
	}
	return cells, printed
}
