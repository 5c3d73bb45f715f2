package text

import (
	"html"
	"regexp"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
)

// isPipe reports whether a line is a row of a pipe table, as in Markdown.
func isPipe(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) > 2 && line[0] == '|' && strings.Count(line, "|") > 1
}

// pipeTable reads the table that begins in line i and returns the line after it. A row of dashes is the rule under
// the header and no row; with it the table is one of Markdown, whose cells may be dressed.
func pipeTable(lines []string, i int) (*read.Grid, int) {
	var table [][]read.GridCell
	marked := i+1 < len(lines) && isRule(lines[i+1])
	for ; i < len(lines) && isPipe(lines[i]); i++ {
		line := strings.TrimSpace(lines[i])
		if isRule(line) {
			continue
		}
		var row []read.GridCell
		for _, text := range splitPipes(line) {
			cell := read.GridCell{Text: text, Line: i + 1}
			if marked {
				cell.Text, cell.Looks = undress(text)
			}
			row = append(row, cell)
		}
		table = append(table, row)
	}
	if marked && len(table) > 0 { // nothing but rules
		unframe(table)
	}
	return rows(table, false), i
}

// unnamed is what pandas, and markitdown with it, writes over a column without a heading; then NaN stands for each empty cell, and \n
// for a line break.
var unnamed = regexp.MustCompile(`^Unnamed: \d+(_level_\d+)?$`)

// unframe takes what pandas puts in the place of nothing out of a table.
func unframe(table [][]read.GridCell) {
	framed := false
	for i := range table[0] {
		if cell := &table[0][i]; unnamed.MatchString(cell.Text) {
			cell.Text, framed = "", true
		}
	}
	for r := range table {
		for i := range table[r] {
			cell := &table[r][i]
			switch {
			case !framed:
			case cell.Text == "NaN":
				cell.Text = ""
			default:
				cell.Text = strings.ReplaceAll(cell.Text, `\n`, "\n")
			}
		}
	}
}

// isRule reports whether a row is the one of dashes under a header.
func isRule(line string) bool {
	return isPipe(line) && strings.Trim(line, "|-: \t\r") == "" && strings.Contains(line, "-")
}

const strikeMark = "~~"

// undress reads a cell of Markdown: **64250** is bold, ~~99~~ struck out, &nbsp; a character. What is dressed in part, or otherwise,
// stays as it stands.
func undress(text string) (string, printed.Look) {
	if !strings.ContainsAny(text, "*_~&") {
		return text, 0
	}
	var looks printed.Look
	if parts := strings.Split(text, strikeMark); len(parts) > 2 && len(parts)%2 == 1 {
		var runs printed.Text
		for i, part := range parts {
			look := printed.Look(0)
			if i%2 == 1 {
				look = printed.Struck
			}
			runs.Write(part, look)
		}
		text, looks = runs.Take()
		text = printed.Cell(text, looks)
	}
	text = strings.TrimSpace(html.UnescapeString(text))
	for _, mark := range []string{"**", "__", "*", "_"} {
		inner, isOpen := strings.CutPrefix(text, mark)
		inner, isClosed := strings.CutSuffix(inner, mark)
		if isOpen && isClosed && inner != "" && inner == strings.TrimSpace(inner) && !strings.Contains(inner, mark) {
			text = inner
		}
	}
	return text, looks
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
