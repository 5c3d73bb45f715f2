package scanned

import (
	"slices"

	"gongkai/config/forms"
	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// span is a run of rows or columns, the last one left out.
type span struct{ from, to int }

// lattice gives the cells of a grid by their upper left corner.
type lattice struct {
	*read.Grid
	at map[[2]int]*read.GridCell
}

func newLattice(g *read.Grid) lattice {
	l := lattice{g, map[[2]int]*read.GridCell{}}
	for i := range g.Cells {
		l.at[[2]int{g.Cells[i].Row, g.Cells[i].Column}] = &g.Cells[i]
	}
	return l
}

// single returns a cell that spans nothing, nil where another covers the place.
func (l lattice) single(row, column int) *read.GridCell {
	c := l.at[[2]int{row, column}]
	if c == nil || c.RowSpan != 1 || c.ColumnSpan != 1 {
		return nil
	}
	return c
}

// shape lays the cells of a grid on the positions of a form, nil where its rows and columns are not those of the form.
func shape(form *forms.Form, subject report.Subject, g *read.Grid) map[string]*read.GridCell {
	var positions []forms.Position
	for _, p := range form.Of(subject) {
		if p.Role == forms.RoleCell {
			positions = append(positions, p)
		}
	}
	switch subject {
	case report.Disclosure:
		return blocks(positions, newLattice(g))
	case report.Request:
		return crossed(positions, newLattice(g))
	case report.Appeal:
		return columns(positions, newLattice(g))
	}
	return nil
}

// crossed is table 三. The groups of the form's labels are seen in how far the cells left of the numbers and above them go.
func crossed(positions []forms.Position, l lattice) map[string]*read.GridCell {
	var rows, heads [][]string
	var items []string
	for _, p := range positions {
		if !slices.Contains(items, p.Indicator.Item) {
			items = append(items, p.Indicator.Item)
			rows = append(rows, p.Label)
		}
		if p.Indicator.Item == items[0] {
			heads = append(heads, p.Column)
		}
	}
	top, left := l.Rows-len(rows), l.Columns-len(heads)
	if top < 1 || left < 1 {
		return nil
	}
	var beside, above []span
	for _, c := range l.Cells {
		switch {
		case c.Row >= top && c.Column < left:
			beside = append(beside, span{c.Row - top, c.Row - top + c.RowSpan})
		case c.Row < top && c.Column >= left:
			above = append(above, span{c.Column - left, c.Column - left + c.ColumnSpan})
		}
	}
	over := append(groups(heads), span{0, len(heads)})
	if !same(beside, groups(rows)) || !same(append(above, span{0, len(heads)}), over) {
		return nil
	}
	out := map[string]*read.GridCell{}
	for i, p := range positions {
		if out[p.Indicator.Code] = l.single(top+i/len(heads), left+i%len(heads)); out[p.Indicator.Code] == nil {
			return nil
		}
	}
	return out
}

// columns is table 四: one row of numbers under the groups of its headings.
func columns(positions []forms.Position, l lattice) map[string]*read.GridCell {
	if l.Columns != len(positions) || l.Rows < 3 {
		return nil
	}
	var labels [][]string
	for _, p := range positions {
		labels = append(labels, p.Label)
	}
	var above []span
	for _, c := range l.Cells {
		if c.Row < l.Rows-1 {
			above = append(above, span{c.Column, c.Column + c.ColumnSpan})
		}
	}
	if !same(above, groups(labels)) {
		return nil
	}
	out := map[string]*read.GridCell{}
	for i, p := range positions {
		if out[p.Indicator.Code] = l.single(l.Rows-1, i); out[p.Indicator.Code] == nil {
			return nil
		}
	}
	return out
}

// blocks is table 二: a title over the whole width, headings, then rows of numbers, as many cells a row as the form prints.
func blocks(positions []forms.Position, l lattice) map[string]*read.GridCell {
	counts := map[int][]*read.GridCell{}
	for i := range l.Cells {
		c := &l.Cells[i]
		if c.RowSpan != 1 {
			return nil
		}
		counts[c.Row] = append(counts[c.Row], c)
	}
	out := map[string]*read.GridCell{}
	row, block := 0, ""
	for i := 0; i < len(positions); {
		p := positions[i]
		n := 1
		for i+n < len(positions) && positions[i+n].Indicator.Item == p.Indicator.Item {
			n++
		}
		if p.Label[0] != block {
			if len(counts[row]) != 1 || len(counts[row+1]) != n+1 {
				return nil
			}
			block = p.Label[0]
			row += 2
		}
		if len(counts[row]) != n+1 {
			return nil
		}
		for k := range n {
			out[positions[i+k].Indicator.Code] = counts[row][k+1]
		}
		row++
		i += n
	}
	if row != l.Rows {
		return nil
	}
	return out
}

// groups are the runs of labels that begin alike, each label by itself among them.
func groups(labels [][]string) (out []span) {
	for i, label := range labels {
		out = append(out, span{i, i + 1})
		for depth := 1; depth < len(label); depth++ {
			to := i
			for to < len(labels) && len(labels[to]) > depth && slices.Equal(labels[to][:depth], label[:depth]) {
				to++
			}
			begins := i == 0 || len(labels[i-1]) <= depth || !slices.Equal(labels[i-1][:depth], label[:depth])
			if begins {
				out = append(out, span{i, to})
			}
		}
	}
	return out
}

// same reports whether two lists have the same spans, however often each.
func same(a, b []span) bool {
	return within(a, b) && within(b, a)
}

func within(a, b []span) bool {
	return !slices.ContainsFunc(a, func(s span) bool { return !slices.Contains(b, s) })
}
