package main

import (
	"bytes"
	"slices"
	"strings"

	"gongkai/rows"
)

// pageTable is a table on a page that is plain text or Markdown.
type pageTable struct {
	header []string
	right  map[int]bool // columns of numbers
	rows   [][]string
}

// dropEmpty leaves out the columns in which no row has anything, but for the first.
func (t *pageTable) dropEmpty() {
	for i := len(t.header) - 1; i > 0; i-- {
		if slices.ContainsFunc(t.rows, func(row []string) bool { return row[i] != "" }) {
			continue
		}
		t.header = slices.Delete(t.header, i, i+1)
		right := map[int]bool{}
		for column, is := range t.right {
			if column > i {
				column--
			} else if column == i {
				continue
			}
			right[column] = is
		}
		t.right = right
		for n := range t.rows {
			t.rows[n] = slices.Delete(t.rows[n], i, i+1)
		}
	}
}

// text sets the table. Cells hold what a document may have written: they are made harmless for the style.
func (t *pageTable) text(style cardStyle) string {
	if style.heading == "" {
		g := rows.Table{Header: t.header, Right: t.right}
		for _, row := range t.rows {
			g.Add(row...)
		}
		var b bytes.Buffer
		_ = g.Write(&b) // a buffer takes everything
		return b.String()
	}
	var b strings.Builder
	row := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + style.text(c) + " ")
		}
		b.WriteString("|\n")
	}
	row(t.header)
	for i := range t.header {
		b.WriteString("|---")
		if t.right[i] {
			b.WriteString(":")
		}
	}
	b.WriteString("|\n")
	for _, cells := range t.rows {
		row(cells)
	}
	return b.String()
}
