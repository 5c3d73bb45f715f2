package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// columns takes away the columns that a table collapses, and puts in doubt those whose <col> is not displayed: old browsers hid
// such a column, later ones show it. Where the cells are hidden too, as Excel writes it, all is said.
func (w *walker) columns(table *html.Node, grid *read.Grid) {
	collapsed, dropped := map[int]bool{}, map[int]bool{}
	x := 0
	take := func(col, group *html.Node) {
		span := 1
		if text, ok := attribute(col, "span"); ok {
			if v, ok := number(text); ok && v > 0 {
				span = min(v, grid.Columns)
			}
		}
		st := w.style
		if group != nil {
			st = w.sheet.Compute(st, group)
		}
		none, gone := st.None, st.Collapsed
		st = w.sheet.Compute(st, col)
		none, gone = none || st.None, gone || st.Collapsed
		for range span {
			if gone {
				collapsed[x] = true
			} else if none {
				dropped[x] = true
			}
			x++
		}
	}
	for c := table.FirstChild; c != nil && x < grid.Columns; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Col:
			take(c, nil)
		case atom.Colgroup:
			if c.FirstChild == nil {
				take(c, nil)
			}
			for col := c.FirstChild; col != nil && x < grid.Columns; col = col.NextSibling {
				if col.DataAtom == atom.Col {
					take(col, c)
				}
			}
		}
	}
	if len(dropped) > 0 && !hidesCells(grid) {
		for i := range grid.Cells {
			c := &grid.Cells[i]
			if dropped[c.Column] && c.ColumnSpan == 1 && countDigits(c.Text) > 0 {
				c.Text, c.Looks = printed.Object+c.Text, c.Looks|printed.Covered
			}
		}
	}
	if len(collapsed) > 0 {
		collapse(grid, collapsed)
	}
}

func hidesCells(grid *read.Grid) bool {
	for _, n := range grid.Notes {
		if n.Kind == report.NoteHiddenColumn || n.Kind == report.NoteHidden {
			return true
		}
	}
	return false
}

// collapse takes columns away, with their share of the cells that span them.
func collapse(grid *read.Grid, collapsed map[int]bool) {
	at := make([]int, grid.Columns+1) // the new number of each column
	texts := make([]int, grid.Columns)
	for x := range grid.Columns {
		at[x+1] = at[x]
		if !collapsed[x] {
			at[x+1]++
		}
	}
	kept := grid.Cells[:0]
	for _, c := range grid.Cells {
		left, right := at[c.Column], at[c.Column+c.ColumnSpan]
		if left == right {
			if c.Text != "" {
				texts[c.Column]++
			}
			continue
		}
		c.Column, c.ColumnSpan = left, right-left
		kept = append(kept, c)
	}
	for x, n := range texts {
		if n > 0 {
			grid.Notes = append(grid.Notes, report.Note{Kind: report.NoteHiddenColumn, Place: report.Place{Column: at[x] + 1}, Count: n})
		}
	}
	grid.Cells, grid.Columns = kept, at[grid.Columns]
}
