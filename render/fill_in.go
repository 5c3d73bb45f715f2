package render

import (
	"gongkai/config/messages"
	"gongkai/rows"
)

// fillColumn is a column of a workbook to be filled in: its key, and its width in Latin letters, of which a Chinese one takes two.
type fillColumn struct {
	key    string
	width  float64
	open   bool // a person writes here; the others are locked
	number bool // what reads as a number is one, not a text that looks like it
}

func keysOf(columns []fillColumn) []string {
	var keys []string
	for _, c := range columns {
		keys = append(keys, c.key)
	}
	return keys
}

// fillIn adds a sheet with a heading for each column and a row for each line. The headings begin alike in the catalogue.
func fillIn(book *rows.Book, say messages.Printer, title, headings string, columns []fillColumn, lines []map[string]string) *rows.Sheet {
	sheet := book.Sheet(title)
	for i, c := range columns {
		sheet.Column(rows.SheetColumn{Heading: say.Text(headings + c.key), Width: c.width, Open: c.open, Number: c.number})
		for n, line := range lines {
			sheet.Cell(i, n+2, line[c.key])
		}
	}
	return sheet
}
