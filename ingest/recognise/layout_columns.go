package recognise

import (
	"slices"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// appeals reads table 四 from grids: one row of values under three levels of headings.
type appeals struct {
	voc    *vocabulary
	tables []*table
	header *sheet // a grid whose headings have no row of values yet: a page break came between
	track  []track
	sound  bool    // every column of the header stands at its place, named or not
	due    []track // where it is sound: what the form prints over each column
	from   int     // the header's first column
	to     int     // and the one after its last
}

// track is a column of table 四.
type track struct{ item, heading string }

// inColumns reads table 四 as the form prints it: three levels of headings over one row of values.
func inColumns(p *page) []*table {
	a := appeals{voc: p.voc}
	for i, s := range p.sheets {
		a.add(s, p.heads[i])
	}
	return a.tables
}

// add reads one grid.
func (p *appeals) add(s sheet, heads []head) {
	if p.header != nil && p.header.grid.Columns == s.grid.Columns && s.grid.Rows > 0 && s.grid.Rows <= 2 && p.results(s, 0) == 0 {
		p.values(s, 0, p.track, p.header.block)
	}
	for _, h := range heads {
		columns := p.columns(s, h.top, h.bottom)
		p.header = nil
		switch {
		case !isLabelled(columns):
		case h.bottom == s.grid.Rows:
			p.header, p.track = &s, columns
		default:
			p.values(s, h.bottom, columns, s.block)
		}
	}
}

// head is where headings of table 四 stand in a grid: rows [top, bottom).
type head struct{ top, bottom int }

// heads finds the headings of table 四 in a grid.
func (voc *vocabulary) heads(s sheet) []head {
	p := appeals{voc: voc}
	var out []head
	for r := 0; r < s.grid.Rows; {
		if p.results(s, r) == 0 {
			r++
			continue
		}
		top := r
		for r < s.grid.Rows && (p.results(s, r) > 0 || p.isGroup(s, r)) {
			r++
		}
		for top > 0 && p.isGroup(s, top-1) {
			top--
		}
		out = append(out, head{top, r})
	}
	return out
}

// results counts the cells of a row that are headings of results.
func (p *appeals) results(s sheet, r int) int {
	n := 0
	for _, cell := range s.row(r) {
		if cell.Row != r {
			continue
		}
		if _, ok := p.voc.appeal.headings.exact(cell.Text); ok {
			n++
		}
	}
	if n < 3 {
		return 0
	}
	return n
}

// isGroup reports whether a row holds nothing but the groups over the results.
func (p *appeals) isGroup(s sheet, r int) bool {
	known := false
	for _, cell := range s.row(r) {
		if isBlank(cell.Text) || cell.Row != r {
			continue
		}
		if _, ok := p.voc.appeal.items.find(cell.Text); ok && !hasDigit(cell.Text) {
			known = true
			continue
		}
		if _, ok := p.voc.appeal.groups.exact(cell.Text); ok {
			known = true
			continue
		}
		return false
	}
	return known
}

// columns returns the track and the result that stand over each column.
func (p *appeals) columns(s sheet, top, bottom int) []track {
	columns := make([]track, s.grid.Columns)
	for c := range columns {
		texts := s.above(c, top, bottom)
		columns[c].heading = p.voc.heading(texts, &p.voc.appeal).heading
		for _, text := range texts {
			if name, ok := p.voc.appeal.items.find(text); ok {
				columns[c].item = name
				break
			}
		}
	}
	p.mend(s, columns, top, bottom)
	p.spread(s, columns, top, bottom)
	return columns
}

// mend names columns whose labels are misprinted, and marks the table as sound where only such columns lack theirs.
func (p *appeals) mend(s sheet, columns []track, top, bottom int) {
	var entries []entry
	last := -1
	for c := range columns {
		at := s.at[bottom-1][c]
		if at == last && at >= 0 {
			entries[len(entries)-1].to = c + 1
			continue
		}
		last = at
		texts := s.above(c, top, bottom)
		if len(texts) == 0 {
			continue
		}
		e := entry{from: c, to: c + 1, text: texts[0]}
		if columns[c].heading != "" {
			e.name = columns[c].heading
		}
		entries = append(entries, e)
	}
	p.from, p.to = 0, 0
	if len(entries) > 0 {
		p.from, p.to = entries[0].from, entries[len(entries)-1].to
	}
	all := p.voc.canonical()
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = t.heading
	}
	p.due = make([]track, len(columns))
	if p.sound = complete(entries, names, func(i int) string { return p.voc.resultLabels[i%len(p.voc.results)] }); !p.sound {
		return
	}
	for i, e := range entries {
		for c := e.from; c < e.to; c++ {
			columns[c].heading, p.due[c] = e.name, all[i]
		}
	}
}

// spread gives the columns under a group whose cell was not spanned over them (a sheet without merged cells) their
// track: only where the results show every track whole and in order, so that no column can be meant otherwise. Where the
// edge of the page cuts off the last track, what is left of its label names it.
func (p *appeals) spread(s sheet, columns []track, top, bottom int) {
	var filled []int
	for c, column := range columns {
		if column.heading != "" {
			filled = append(filled, c)
		}
	}
	n := len(p.voc.results)
	whole := len(filled) == n*len(p.voc.tracks)
	if !whole && (len(filled) <= n || len(filled) > n*len(p.voc.tracks) || len(filled)%n == 0) {
		return
	}
	named := map[string]bool{}
	for i, c := range filled {
		item := p.voc.tracks[i/n]
		if columns[c].heading != p.voc.results[i%n] || columns[c].item != "" && columns[c].item != item {
			return
		}
		cut := !whole && i/n == len(filled)/n && p.voc.begins(s.above(c, top, bottom), item)
		named[item] = named[item] || columns[c].item == item || cut
	}
	if len(named) < len(p.voc.tracks) && whole || slices.ContainsFunc(p.voc.tracks, func(item string) bool {
		is, over := named[item]
		return over && !is
	}) {
		return
	}
	for i, c := range filled {
		columns[c].item = p.voc.tracks[i/n]
	}
}

// begins reports whether one of the texts over a column is the beginning of a track's label.
func (voc *vocabulary) begins(texts []string, item string) bool {
	for _, form := range voc.forms {
		for _, place := range form.Of(report.Appeal) {
			label := place.ItemLabel()
			if place.Indicator.Item == item && slices.ContainsFunc(texts, func(text string) bool { return beginsAs(text, label) }) {
				return true
			}
		}
	}
	return false
}

// isLabelled reports whether some column is labelled in full.
func isLabelled(columns []track) bool {
	return slices.ContainsFunc(columns, func(c track) bool { return c.item != "" && c.heading != "" })
}

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
	whole, stray := true, false
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
	if !whole || isBroken(cells) || stray && (p.sound || !p.isPrefix(sequence)) || s.ragged && len(s.row(row)) != p.to-p.from {
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

// order returns the tracks and results of a row, each once.
func (p *appeals) order(sequence []track) (items, headings []string) {
	for _, c := range sequence {
		if !slices.Contains(items, c.item) {
			items = append(items, c.item)
		}
		if !slices.Contains(headings, c.heading) {
			headings = append(headings, c.heading)
		}
	}
	return items, headings
}

// canonical returns the columns of the form.
func (voc *vocabulary) canonical() []track {
	var out []track
	for _, item := range voc.tracks {
		for _, heading := range voc.results {
			out = append(out, track{item, heading})
		}
	}
	return out
}

func (p *appeals) isPrefix(sequence []track) bool {
	all := p.voc.canonical()
	return len(sequence) <= len(all) && slices.Equal(sequence, all[:len(sequence)])
}

// inOrder reports whether the columns stand in the order of the form, some possibly missing.
func (voc *vocabulary) inOrder(sequence []track) bool {
	all := voc.canonical()
	at := -1
	for _, c := range sequence {
		i := slices.Index(all, c)
		if i <= at {
			return false
		}
		at = i
	}
	return true
}
