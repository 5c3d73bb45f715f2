package ingest

import (
	"strings"
	"unicode"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// Quote is the text around a place: what a person sees who opens the document there.
type Quote struct {
	Above  []string // headings over the cell, from the top; empty in a text
	Before []string // the cells of the row before it, or the line before
	Text   string   // of the cell or line itself
	After  []string // the cells of the row after it, or the line after
}

// quote returns what stands at a place, nil where nothing does.
func quote(doc *read.Document, place report.Place) *Quote {
	if place.Line > 0 {
		return quoteLine(doc, place)
	}
	number := 0
	for i := range doc.Blocks {
		grid := doc.Blocks[i].Grid
		if grid == nil {
			continue
		}
		if number++; number == place.Grid {
			return quoteCell(grid, place.Row-1, place.Column-1)
		}
	}
	return nil
}

// quoteCell quotes the row that a cell stands in. A cell that spans rows or columns is known by its upper left corner.
func quoteCell(grid *read.Grid, row, column int) *Quote {
	q := &Quote{}
	found := false
	for _, c := range grid.Cells {
		text := oneLine(c.Text)
		inRow := c.Row <= row && row < c.Row+c.RowSpan
		switch {
		case c.Row == row && c.Column == column:
			q.Text, found = text, true
		case inRow && c.Column < column:
			q.Before = append(q.Before, text)
		case inRow:
			q.After = append(q.After, text)
		case c.Row < row && c.Column <= column && column < c.Column+c.ColumnSpan && isWords(text):
			q.Above = append(q.Above, text)
		}
	}
	if !found {
		return nil
	}
	return q
}

// quoteLine quotes a line with its neighbours. Lines are counted within a page where there are pages.
func quoteLine(doc *read.Document, place report.Place) *Quote {
	var q *Quote
	var last string
	add := func(page, line int, text string) bool {
		if line == 0 || (place.Page != 0 && page != place.Page) {
			return true
		}
		text = oneLine(text)
		switch {
		case q == nil && line == place.Line:
			q = &Quote{Text: text}
			if last != "" {
				q.Before = []string{last}
			}
		case q != nil && line == place.Line:
			q.Text += " | " + text // another cell of the line
		case q != nil && text != "":
			q.After = []string{text}
			return false
		}
		if text != "" {
			last = text
		}
		return true
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Grid == nil {
			if !add(b.Page, b.Line, b.Text) {
				return q
			}
			continue
		}
		for _, c := range b.Grid.Cells {
			page := c.Page
			if page == 0 {
				page = b.Grid.Page
			}
			if !add(page, c.Line, c.Text) {
				return q
			}
		}
	}
	return q
}

// isWords reports whether a text is a label and no number.
func isWords(text string) bool { return strings.IndexFunc(text, unicode.IsLetter) >= 0 }

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
