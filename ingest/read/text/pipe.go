package text

import (
	"strings"

	"gongkai/ingest/read"
)

// isPipe reports whether a line is a row of a pipe table, as in Markdown.
func isPipe(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) > 2 && line[0] == '|' && strings.Count(line, "|") > 1
}

// pipeTable reads the table that begins in line i and returns the line after it. A row of dashes is the rule under
// the header and no row.
func pipeTable(lines []string, i int) (*read.Grid, int) {
	var table [][]read.GridCell
	for ; i < len(lines) && isPipe(lines[i]); i++ {
		line := strings.TrimSpace(lines[i])
		if strings.Trim(line, "|-: ") == "" && strings.Contains(line, "-") {
			continue
		}
		var row []read.GridCell
		for _, text := range splitPipes(line) {
			row = append(row, read.GridCell{Text: text, Line: i + 1})
		}
		table = append(table, row)
	}
	return rows(table, false), i
}

// splitPipes splits a row at its pipes; \| is a pipe within a cell.
func splitPipes(line string) []string {
	line = strings.TrimPrefix(line, "|")
	var cells []string
	var cell strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line) && line[i+1] == '|':
			cell.WriteByte('|')
			i++
		case line[i] == '|':
			cells = append(cells, strings.TrimSpace(cell.String()))
			cell.Reset()
		default:
			cell.WriteByte(line[i])
		}
	}
	if rest := strings.TrimSpace(cell.String()); rest != "" {
		cells = append(cells, rest)
	}
	return cells
}
