package render

import (
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page"
)

// NotRead says in clauses which of the cells behind a number were not simply read; nothing where all were.
func NotRead(say messages.Printer, n page.NotRead) string {
	var out strings.Builder
	for _, part := range []struct {
		key   string
		count int
	}{{"inferred", n.Inferred}, {"adjusted", n.Adjusted}, {"ocr", n.OCR}} {
		if part.count > 0 {
			out.WriteString(say.Text("notread."+part.key, "count", part.count))
		}
	}
	return out.String()
}

// NotReadOf says in sentences how many of the cells behind a page were not simply read.
func NotReadOf(say messages.Printer, c page.CellCount) (out []string) {
	for _, part := range []struct {
		key   string
		count int
	}{{"inferred", c.Inferred}, {"adjusted", c.Adjusted}, {"ocr", c.OCR}} {
		if part.count > 0 {
			out = append(out, say.Text("notread.of_"+part.key, "count", part.count, "cells", c.Cells))
		}
	}
	return out
}
