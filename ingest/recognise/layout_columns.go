package recognise

import (
	"slices"

	"gongkai/internal/report"
)

// appeals reads table 四 from grids: one row of values under three levels of headings.
type appeals struct {
	voc    *vocabulary
	tables []*table
	header *sheet // a grid whose headings have no row of values yet: a page break came between
	track  []track
	extent
}

// extent is how the headings of table 四 stand over the columns of a grid.
type extent struct {
	sound bool    // every column stands at its place, named or not
	due   []track // where it is sound: what the form prints over each column
	from  int     // the first column
	to    int     // and the one after the last
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
		p.header, p.extent = nil, h.extent
		switch {
		case !isLabelled(h.columns):
		case h.bottom == s.grid.Rows:
			p.header, p.track = &s, h.columns
		default:
			p.values(s, h.bottom, h.columns, s.block)
		}
	}
}

// head is headings of table 四 in a grid, in rows up to bottom.
type head struct {
	bottom  int
	columns []track
	extent
}

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
		columns := p.columns(s, top, r)
		out = append(out, head{r, columns, p.extent})
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
