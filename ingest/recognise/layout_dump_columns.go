package recognise

import (
	"slices"

	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// columns gives the values of rows with blanks their columns, where the dump keeps them: the values of all rows of a page stand in just
// as many columns of characters as there are headings, which nothing but white space parts.
func (d *dumped) columns() {
	d.blanks()
	pages, laid := map[int][]extentOf{}, map[int]int{}
	for _, r := range d.rows {
		l := d.lines[r.line]
		if l.odd || l.shared || l.free || r.item == "" && len(l.values) < 2 || len(l.values) > len(d.voc.applicants) {
			continue
		}
		wide := false
		for i, f := range l.values {
			pages[l.page] = append(pages[l.page], extentOf{f.from, f.to})
			wide = wide || i > 0 && f.from-l.values[i-1].to >= laidGap
		}
		if wide {
			laid[l.page]++
		}
	}
	for page := range pages {
		pages[page] = apart(pages[page])
	}
	n := len(d.voc.applicants)
	for i, r := range d.rows {
		l := &d.lines[r.line]
		over := pages[l.page]
		if r.whole || r.item == "" && len(l.values) < 2 || l.odd || l.shared || l.free ||
			len(l.values) >= n || len(over) != n || laid[l.page] < minRows {
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

// isFragment reports whether a line with values may hold some of the row beside it: the cells of a row have their numbers at several
// heights where one is broken over lines.
func (d *dumped) isFragment(i int) bool {
	return i >= 0 && i < len(d.rows) && d.rows[i].item == "" && len(d.lines[d.rows[i].line].values) < len(d.voc.applicants)
}

// blanks gives the values of rows with empty cells their columns, where the dump has cells. The last of a row, as many as there are
// headings,
// are its values: where the row is as wide as its grid, where they add up around the empty ones, or where whole rows show that labels
// have no empty cells behind them and neither does this one seem to have.
func (d *dumped) blanks() {
	n, full := len(d.voc.applicants), 0
	for _, r := range d.rows {
		if r.whole && len(d.lines[r.line].cells) == n {
			full++
		}
	}
	for i, r := range d.rows {
		l := &d.lines[r.line]
		if r.whole || l.odd || l.shared || len(l.cells) < n || len(l.values) >= n {
			continue
		}
		extra := len(l.cells) - n
		last := l.cells[extra:]
		if slices.ContainsFunc(l.cells[:extra], func(f field) bool { return f.text != "" }) {
			continue
		}
		if l.wide || d.closesAround(last) || extra == 0 && full >= minRows && last[0].text != "" {
			l.values, d.rows[i].whole = last, true
		}
	}
}

// closesAround reports whether the cells of a row that are not empty add up to its total, which is more than zero.
func (d *dumped) closesAround(cells []field) bool {
	values := make([]report.Value, len(cells))
	for i, f := range cells {
		got := d.voc.values.read(f.text, d.voc.countUnit, claim{})
		if f.text != "" && !got.state.HasValue() {
			return false
		}
		values[i] = got.value
	}
	return len(values) > 0 && values[len(values)-1] > 0 && proof.Row(values)
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
