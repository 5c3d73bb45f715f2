package recognise

import (
	"slices"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// A heading that is missing over table 四 lets the next one slide over columns that are not its own, and the sums of the groups
// hold all the same.

// owned returns the columns with the labels that are surely theirs, and adds a doubt about those with values whose labels are
// not: a column without a heading, one under the heading of its neighbour, or under one that stands over several.
func (p *appeals) owned(s sheet, row int, columns []track, t *table) []track {
	if p.sound && len(p.due) == len(columns) {
		return p.ownedByPlace(s, row, columns, t)
	}
	first := map[track]*read.GridCell{}
	for c, column := range columns {
		if column.item == "" || column.heading == "" || !printsAt(s, row, c) {
			continue
		}
		cell, ok := first[column]
		if ok && cell != s.cell(row, c) {
			t.doubt(doubt{rule: ruleHeader, names: []string{column.item}, codes: p.codes(t, p.voc.canonical())})
			return make([]track, len(columns))
		}
		first[column] = s.cell(row, c)
	}
	return columns
}

// ownedByPlace is owned where the results tell which column every one is. A track that does not stand over just its results is
// not read, and neither is the one whose columns it covers, unless each track has its results and only their order is another.
func (p *appeals) ownedByPlace(s sheet, row int, columns []track, t *table) []track {
	over := map[string][]string{}
	for c, column := range columns {
		if column.item != "" && column.heading != "" && (c == 0 || p.due[c] != p.due[c-1]) {
			over[column.item] = append(over[column.item], column.heading)
		}
	}
	reordered := len(over) == len(p.voc.tracks)
	for _, headings := range over {
		reordered = reordered && slices.Equal(headings, p.voc.results)
	}
	if reordered {
		return columns
	}
	var doubtful []string
	for c, column := range columns {
		if column.item != "" && p.due[c].item != "" && column.item != p.due[c].item {
			doubtful = append(doubtful, column.item, p.due[c].item)
		}
	}
	out := slices.Clone(columns)
	var unread []track
	for c, column := range columns {
		if p.due[c].item == "" {
			continue
		}
		if column.item == "" || column.heading == "" || slices.Contains(doubtful, column.item) || slices.Contains(doubtful, p.due[c].item) {
			out[c] = track{}
			if printsAt(s, row, c) && !slices.Contains(unread, p.due[c]) {
				unread = append(unread, p.due[c])
			}
		}
	}
	if len(unread) > 0 {
		items, headings := p.order(unread)
		names := items
		if len(unread) == 1 {
			names = append(names, headings...)
		}
		t.doubt(doubt{rule: ruleHeader, names: names, codes: p.codes(t, unread)})
	}
	return out
}

// codes returns the codes of columns.
func (p *appeals) codes(t *table, columns []track) []string {
	var out []string
	for _, c := range columns {
		out = append(out, t.code(c.item, c.heading))
	}
	slices.Sort(out)
	return out
}

// printsAt reports whether a row has a text of its own in a column.
func printsAt(s sheet, row, column int) bool {
	cell := s.cell(row, column)
	return cell != nil && cell.Row == row && !isBlank(cell.Text)
}

// tellUnread adds a table of which nothing is read, since the headings over its values are not all there.
func (p *appeals) tellUnread(s sheet, row int) {
	t := newTable(report.Appeal, s.block)
	t.row, t.last = row, s.block
	t.doubt(doubt{rule: ruleHeader, codes: p.codes(t, p.voc.canonical())})
	p.tables = append(p.tables, t)
}
