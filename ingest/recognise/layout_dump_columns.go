package recognise

import "slices"

// columns gives the values of rows with blanks their columns, where the dump keeps them: the values of all rows of a page stand in just
// as many columns of characters as there are headings, which nothing but white space parts.
func (d *dumped) columns() {
	d.blanks()
	pages := map[int][]extentOf{}
	for _, r := range d.rows {
		l := d.lines[r.line]
		if l.odd || l.shared || l.free || r.item == "" && len(l.values) < 2 || len(l.values) > len(d.voc.applicants) {
			continue
		}
		for _, f := range l.values {
			pages[l.page] = append(pages[l.page], extentOf{f.from, f.to})
		}
	}
	for page := range pages {
		pages[page] = apart(pages[page])
	}
	n := len(d.voc.applicants)
	for i, r := range d.rows {
		l := &d.lines[r.line]
		over := pages[l.page]
		if r.whole || r.item == "" && len(l.values) < 2 || l.odd || l.shared || l.free || len(l.values) >= n || len(over) != n {
			continue
		}
		values := make([]field, n)
		sound := true
		for _, f := range l.values {
			c := slices.IndexFunc(over, func(e extentOf) bool { return f.from >= e.from && f.to <= e.to })
			if sound = sound && c >= 0 && values[c].text == ""; sound {
				values[c] = f
			}
		}
		if sound && !d.isFragment(i-1) && !d.isFragment(i+1) {
			l.values, d.rows[i].whole = values, true
		}
	}
}

// isFragment reports whether a line with values may hold some of the row beside it: the cells of a row have their numbers at several heights
// where one is broken over lines.
func (d *dumped) isFragment(i int) bool {
	return i >= 0 && i < len(d.rows) && d.rows[i].item == "" && len(d.lines[d.rows[i].line].values) < len(d.voc.applicants)
}

// blanks gives the values of rows with empty cells their columns, where the dump has cells and whole rows show that behind their labels
// there are just as many as there are headings.
func (d *dumped) blanks() {
	n, full := len(d.voc.applicants), 0
	for _, r := range d.rows {
		l := d.lines[r.line]
		if r.whole && len(l.cells) == n {
			full++
		} else if r.whole {
			return
		}
	}
	if full < minRows {
		return
	}
	for i, r := range d.rows {
		if l := &d.lines[r.line]; !r.whole && !l.odd && !l.shared && len(l.cells) == n && len(l.values) < n {
			l.values, d.rows[i].whole = l.cells, true
		}
	}
}

// minApart is how much white space parts two columns of values: a single space may stand between two that touch.
const minApart = 2

// apart returns the columns of characters in which values stand, those that overlap or nearly touch as one.
func apart(values []extentOf) []extentOf {
	slices.SortFunc(values, func(a, b extentOf) int { return a.from - b.from })
	var out []extentOf
	for _, e := range values {
		if n := len(out); n > 0 && e.from < out[n-1].to+minApart {
			out[n-1].to = max(out[n-1].to, e.to)
			continue
		}
		out = append(out, e)
	}
	return out
}
