package render

import (
	"fmt"
	"strings"

	"gongkai/synth"
)

// textDump is a word processor's dump with a TAB before every cell, as the 2024 report of 淄博市人民政府研究室: an empty
// line ends a row, a cell that goes on from above is a TAB alone, one that spans columns stands once.
func textDump(d *synth.Document) ([]byte, error) {
	var out strings.Builder
	for _, b := range d.Blocks {
		if b.Table == nil {
			out.WriteString(b.Text + "\n\n")
			continue
		}
		for _, row := range flat(b.Table, false).Rows {
			for _, c := range row {
				out.WriteString("\t" + strings.ReplaceAll(c.Text, "\n", "\n\n") + "\n")
			}
			out.WriteString("\n")
		}
	}
	return []byte(out.String()), nil
}

// textLines is a page copied as text, a cell a line; what is empty leaves nothing.
func textLines(d *synth.Document) ([]byte, error) {
	var out strings.Builder
	out.WriteString("\ufeff")
	for _, b := range d.Blocks {
		if b.Table == nil {
			out.WriteString(b.Text + "\n")
			continue
		}
		b.Table.Each(func(c *synth.Cell) {
			if text := strings.TrimSpace(strings.ReplaceAll(c.Text, "\u00a0", " ")); text != "" {
				out.WriteString(text + "\n")
			}
		})
	}
	return []byte(out.String()), nil
}

// textPipes is Markdown, whose tables know no cells over several places.
func textPipes(d *synth.Document) ([]byte, error) {
	var out strings.Builder
	for _, b := range d.Blocks {
		if b.Table == nil {
			out.WriteString(strings.TrimSpace(strings.Repeat("#", b.Heading)+" "+b.Text) + "\n\n")
			continue
		}
		t := flat(b.Table, true)
		for r, row := range t.Rows {
			for _, c := range row {
				text := strings.ReplaceAll(strings.ReplaceAll(c.Text, "|", `\|`), "\n", " ")
				out.WriteString("| " + text + " ")
			}
			out.WriteString("|\n")
			if r == 0 {
				out.WriteString(strings.Repeat("|---", len(row)) + "|\n")
			}
		}
		out.WriteString("\n")
	}
	return []byte(out.String()), nil
}

// textGlued is a page without its markup: not even a space between two cells, as the pages of 平潭 of 2023.
func textGlued(d *synth.Document) ([]byte, error) {
	var out strings.Builder
	fmt.Fprintf(&out, d.Words.One("content_heading")+"\n"+d.Words.One("content_time")+"\n"+d.Words.One("content_body")+"\n", d.Title, d.Day())
	for _, b := range d.Blocks {
		if b.Table == nil {
			out.WriteString(strings.ReplaceAll(b.Text, "\n", ""))
			continue
		}
		b.Table.Each(func(c *synth.Cell) { out.WriteString(strings.TrimSpace(strings.ReplaceAll(c.Text, "\n", ""))) })
	}
	return []byte(out.String()), nil
}
