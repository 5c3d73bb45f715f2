package text

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"gongkai/ingest/read"
)

// Delimited text has a row of a table a line, with a TAB or a comma between its cells, as a spreadsheet is copied or saved as CSV. An
// empty cell stays where it is.

// minDelimited is how many lines with several delimiters make a text delimited, and minCommas how many commas tell a row of CSV from
// prose, which has commas too.
const (
	minDelimited = 8
	minCommas    = 3
)

// delimiterOf returns what delimits the cells of a text, 0 for a text that has none.
func delimiterOf(lines []string) rune {
	tabs, commas := 0, 0
	for _, line := range lines {
		if strings.Count(strings.TrimLeft(line, "\t"), "\t") > 1 {
			tabs++
		}
		if isCommaRow(line) {
			commas++
		}
	}
	switch {
	case tabs >= minDelimited:
		return '\t'
	case commas >= minDelimited:
		return ','
	}
	return 0
}

// isCommaRow reports whether a line is a row of CSV: it has several commas and nothing that ends a sentence between them.
func isCommaRow(line string) bool {
	return strings.Count(line, ",") >= minCommas && !strings.ContainsAny(line, "。；")
}

// isTabRow reports whether a line is a row of cells with TABs between them.
func isTabRow(line string) bool { return strings.Contains(strings.TrimLeft(line, " \t"), "\t") }

// tabTable reads the rows from line i on and returns the line after them.
func tabTable(lines []string, i int) (*read.Grid, int) {
	var table [][]read.GridCell
	for ; i < len(lines) && isTabRow(lines[i]); i++ {
		var row []read.GridCell
		for text := range strings.SplitSeq(strings.TrimRight(lines[i], "\r"), "\t") {
			row = append(row, read.GridCell{Text: strings.TrimSpace(text), Line: i + 1})
		}
		table = append(table, row)
	}
	return rows(table, false), i
}

// csv reads a text that is CSV: what stands alone in its row is a paragraph, as a title or the heading of a section, unless it is one
// of several cells.
func (p *parser) csv(body string) error {
	reader := csv.NewReader(strings.NewReader(body))
	reader.FieldsPerRecord, reader.LazyQuotes = -1, true
	var table [][]read.GridCell
	first := 0
	flush := func() error {
		if len(table) == 0 {
			return nil
		}
		grid := rows(table, false)
		table = nil
		return p.grid(grid, first)
	}
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return flush()
		}
		if err != nil {
			return err
		}
		line, _ := reader.FieldPos(0)
		if len(record) == 1 {
			if err := flush(); err != nil {
				return err
			}
			p.blocks = append(p.blocks, read.Block{Text: record[0], Line: line})
			continue
		}
		if len(table) == 0 {
			first = line
		}
		row := make([]read.GridCell, len(record))
		for i, text := range record {
			row[i] = read.GridCell{Text: strings.TrimSpace(text), Line: line}
		}
		table = append(table, row)
	}
}
