package text

import (
	"strings"
	"unicode"

	"gongkai/ingest/read"
)

// A dump of a word processor's tables, as seen in the 2024 report of 淄博市人民政府研究室: every cell begins with a TAB,
// an empty line ends a row, a cell that goes on from above is a TAB alone, a cell that spans columns stands once. A
// paragraph that ends inside a cell leaves an empty line and goes on without a TAB.

// isDump reports whether the text is such a dump: its lines with a TAB hold one cell each.
func isDump(lines []string) bool {
	single, several := 0, 0
	for _, line := range lines {
		if !strings.HasPrefix(line, "\t") {
			continue
		}
		if strings.Contains(line[1:], "\t") {
			several++
		} else {
			single++
		}
	}
	return single >= 8 && several*10 <= single
}

// dumpTable reads the table that begins in line i and returns the line after it.
func dumpTable(lines []string, i int) (*read.Grid, int) {
	var table [][]read.GridCell
	var row []read.GridCell
	for i < len(lines) {
		line := strings.TrimRight(lines[i], "\r")
		switch {
		case strings.HasPrefix(line, "\t"):
			row = append(row, read.GridCell{Text: strings.TrimSpace(line), Line: i + 1})
			i++
		case line == "":
			if n := continuation(lines, i, row); n > 0 {
				cell := &row[len(row)-1]
				for _, more := range lines[i+1 : i+1+n] {
					cell.Text += "\n" + strings.TrimSpace(more)
				}
				i += 1 + n
				continue
			}
			if len(row) > 0 {
				table = append(table, row)
				row = nil
			}
			if i+1 >= len(lines) || !strings.HasPrefix(lines[i+1], "\t") {
				return rows(table, true), i + 1
			}
			i++
		default:
			// Text that neither a TAB nor an empty line brings in: the table ended without its last empty line.
			if len(row) > 0 {
				table = append(table, row)
			}
			return rows(table, true), i
		}
	}
	if len(row) > 0 {
		table = append(table, row)
	}
	return rows(table, true), i
}

// hasWords reports whether a text holds more than a number.
func hasWords(text string) bool { return strings.IndexFunc(text, unicode.IsLetter) >= 0 }

// continuation returns how many lines after the empty line i still belong to the last cell: text without a TAB, not
// after a second empty line. Words go on with words, where the next cell stands right behind them or one empty line
// later; a number goes on with digits wherever they stand, since a lost digit makes another number.
func continuation(lines []string, i int, row []read.GridCell) int {
	if len(row) == 0 {
		return 0
	}
	words := hasWords(row[len(row)-1].Text)
	n := 0
	for i+1+n < len(lines) {
		line := strings.TrimRight(lines[i+1+n], "\r")
		if line == "" || strings.HasPrefix(line, "\t") || !words && hasWords(line) {
			break
		}
		n++
	}
	if n == 0 || n > 3 {
		return 0
	}
	if !words && row[len(row)-1].Text != "" {
		return n
	}
	next := i + 1 + n
	if next < len(lines) && strings.TrimRight(lines[next], "\r") == "" {
		next++
	}
	if next < len(lines) && strings.HasPrefix(lines[next], "\t") {
		return n
	}
	return 0
}
