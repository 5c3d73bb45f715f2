package recognise

import (
	"slices"
	"strings"

	"gongkai/ingest/read"
)

// Prose returns the lines of running text in blocks. A sheet of a workbook holds the whole report in one grid, its
// prose in rows of a single cell: a grid that has the heading of a section among such rows gives them as lines too.
func (rec *Recogniser) Prose(blocks []read.Block) []string {
	var lines []string
	for _, b := range blocks {
		if b.Grid == nil {
			if !isBlank(b.Text) {
				lines = append(lines, strings.TrimSpace(b.Text))
			}
			continue
		}
		if single := singleCells(b.Grid); rec.hasSection(single) || rec.hasTitle(lines, single) {
			lines = append(lines, single...)
		}
	}
	return lines
}

// singleCells returns the texts of the rows that have just one cell with text.
func singleCells(grid *read.Grid) []string {
	count := make([]int, grid.Rows)
	text := make([]string, grid.Rows)
	for _, cell := range grid.Cells {
		if !isBlank(cell.Text) {
			count[cell.Row]++
			text[cell.Row] = strings.TrimSpace(cell.Text)
		}
	}
	var out []string
	for r, n := range count {
		if n == 1 && !hasOnlyValue(text[r]) {
			out = append(out, text[r])
		}
	}
	return out
}

// hasOnlyValue reports whether a text is a number or a mark, which no line of prose is.
func hasOnlyValue(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r > 0x2E80 }) < 0
}

func (rec *Recogniser) hasSection(lines []string) bool {
	for _, line := range lines {
		if _, ok := rec.section(line); ok {
			return true
		}
	}
	return false
}

// titleRows is how many of the first lines of a sheet may be its title.
const titleRows = 3

// hasTitle reports whether the first lines of a sheet are the title of a report, alone or with the line above it, the name of the
// sheet: a sheet may have that and a table.
func (rec *Recogniser) hasTitle(above, lines []string) bool {
	head := slices.Concat(above[max(0, len(above)-1):], lines[:min(len(lines), titleRows)])
	for n := range head {
		if rec.identify.Heading(head[:n+1]) != nil {
			return true
		}
	}
	return false
}

// maxFieldRows is how many rows a table about the document has.
const maxFieldRows = 12

// fieldsAbout returns what tables about the document, 索引号 and 发布机构, say of it: each text with the one right of it. The tables of a
// report print numbers behind their labels.
func fieldsAbout(blocks []read.Block) []string {
	var out []string
	for _, b := range blocks {
		if b.Grid == nil || b.Grid.Rows > maxFieldRows {
			continue
		}
		for i := 1; i < len(b.Grid.Cells); i++ {
			name, said := b.Grid.Cells[i-1], b.Grid.Cells[i]
			if name.Row != said.Row || isLonger(name.Text, maxHeading) || isLonger(said.Text, maxHeading) ||
				hasOnlyValue(said.Text) || isBlank(name.Text) {
				continue
			}
			out = append(out, strings.TrimRight(strings.TrimSpace(name.Text), ":：")+":"+strings.TrimSpace(said.Text))
		}
	}
	return out
}
