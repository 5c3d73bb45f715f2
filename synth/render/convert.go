package render

import (
	"encoding/csv"
	"fmt"
	"strings"

	"gongkai/synth"
)

// How programs that convert documents write their tables.

// markdownLost is Markdown as markitdown writes a table of HTML or Word: a cell over columns is followed by empty ones, and what a cell
// over rows covers is left out, so that the cells of its rows move to the left.
func markdownLost(d *synth.Document) ([]byte, error) {
	return markdown(d, func(t *synth.Table) [][]string {
		out := make([][]string, len(t.Rows))
		for r, row := range t.Rows {
			for _, c := range row {
				out[r] = append(out[r], inline(c.Text))
				for range max(c.ColSpan, 1) - 1 {
					out[r] = append(out[r], "")
				}
			}
		}
		return out
	})
}

// markdownRepeated is Markdown as docling writes it: a cell over several places stands in all of them.
func markdownRepeated(d *synth.Document) ([]byte, error) {
	return markdown(d, func(t *synth.Table) [][]string {
		return places(t, func(c synth.Cell, _ bool) string { return inline(c.Text) })
	})
}

// markdownFrame is Markdown as pandas, and markitdown with it, writes a sheet: the first row as headings, Unnamed: 3 for an empty one, NaN
// for any other empty cell.
func markdownFrame(d *synth.Document) ([]byte, error) {
	return markdown(d, func(t *synth.Table) [][]string {
		rows := places(t, func(c synth.Cell, first bool) string {
			if !first {
				return ""
			}
			return strings.ReplaceAll(c.Text, "\n", `\n`)
		})
		for r := range rows {
			for c := range rows[r] {
				switch {
				case strings.TrimSpace(rows[r][c]) != "":
				case r == 0:
					rows[r][c] = fmt.Sprintf("Unnamed: %d", c)
				default:
					rows[r][c] = "NaN"
				}
			}
		}
		return rows
	})
}

// markdown writes tables with what is printed in each cell of each row.
func markdown(d *synth.Document, cells func(*synth.Table) [][]string) ([]byte, error) {
	var out strings.Builder
	for _, b := range d.Blocks {
		if b.Table == nil {
			out.WriteString(strings.TrimSpace(strings.Repeat("#", b.Heading)+" "+b.Text) + "\n\n")
			continue
		}
		for r, row := range cells(b.Table) {
			out.WriteString("| " + strings.Join(row, " | ") + " |\n")
			if r == 0 {
				out.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
			}
		}
		out.WriteString("\n")
	}
	return []byte(out.String()), nil
}

// textTabs is a sheet as it is copied: a TAB between two cells, and the line of a title without any.
func textTabs(d *synth.Document) ([]byte, error) {
	var out strings.Builder
	for _, b := range d.Blocks {
		if b.Table == nil {
			out.WriteString(b.Text + "\n")
			continue
		}
		for _, row := range places(b.Table, printedOnce) {
			out.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return []byte(out.String()), nil
}

// textCSV is a sheet as it is saved.
func textCSV(d *synth.Document) ([]byte, error) {
	var out strings.Builder
	for _, b := range d.Blocks {
		w := csv.NewWriter(&out)
		rows := [][]string{{b.Text}}
		if b.Table != nil {
			rows = places(b.Table, printedOnce)
		}
		if err := w.WriteAll(rows); err != nil {
			return nil, err
		}
	}
	return []byte(out.String()), nil
}

func printedOnce(c synth.Cell, first bool) string {
	if !first {
		return ""
	}
	return inline(c.Text)
}

// textDrawn is a table drawn of signs, as pandoc writes one whose cells span others.
func textDrawn(d *synth.Document) ([]byte, error) {
	var out strings.Builder
	for _, b := range d.Blocks {
		if b.Table == nil {
			out.WriteString(b.Text + "\n\n")
			continue
		}
		drawSigns(&out, b.Table)
	}
	return []byte(out.String()), nil
}

// drawSigns draws one table.
func drawSigns(out *strings.Builder, t *synth.Table) {
	grid := t.Lattice()
	columns := len(grid[0])
	widths := make([]int, columns)
	for _, row := range grid {
		for c, s := range row {
			text := " "
			if s.Covered {
				text = inline(t.Rows[s.Row][s.Cell].Text)
			}
			n := 1
			for c+n < columns && row[c+n] == s && s.Covered {
				n++
			}
			widths[c] = max(widths[c], (signWidth(text)+n-1)/n+2)
		}
	}
	same := func(r, c, r1, c1 int) bool {
		return r >= 0 && r1 < len(grid) && c >= 0 && c1 < columns && grid[r][c].Covered && grid[r][c] == grid[r1][c1]
	}
	for r := 0; r <= len(grid); r++ {
		for c := range columns {
			if same(r-1, c, r, c) { // a cell goes on
				out.WriteString(border(same(r-1, c-1, r-1, c) && same(r, c-1, r, c), c > 0 && !same(r-1, c-1, r, c-1)))
				out.WriteString(strings.Repeat(" ", widths[c]))
				continue
			}
			out.WriteString("+" + strings.Repeat("-", widths[c]))
		}
		out.WriteString("+\n")
		if r == len(grid) {
			break
		}
		for c := 0; c < columns; {
			n, width := 1, widths[c]
			for c+n < columns && same(r, c, r, c+n) {
				width += 1 + widths[c+n]
				n++
			}
			text := ""
			if s := grid[r][c]; s.Covered && s.Row == r {
				text = inline(t.Rows[s.Row][s.Cell].Text)
			}
			out.WriteString("| " + text + strings.Repeat(" ", max(0, width-1-signWidth(text))))
			c += n
		}
		out.WriteString("|\n")
	}
	out.WriteString("\n")
}

// border is what stands left of a cell that goes on: nothing within it, a corner where a line of the neighbour ends.
func border(within, corner bool) string {
	switch {
	case within:
		return " "
	case corner:
		return "+"
	}
	return "|"
}

// signWidth is how many places a text takes: a Chinese character two.
func signWidth(text string) int {
	n := 0
	for _, r := range text {
		if n++; r >= 0x2E80 {
			n++
		}
	}
	return n
}

// places returns what stands in each place of a table; first says whether it is the first of those that a cell covers.
func places(t *synth.Table, text func(c synth.Cell, first bool) string) [][]string {
	var out [][]string
	for r, row := range t.Lattice() {
		line := make([]string, len(row))
		for c, s := range row {
			if s.Covered {
				line[c] = text(t.Rows[s.Row][s.Cell], s.Row == r && (c == 0 || row[c-1] != s))
			}
		}
		out = append(out, line)
	}
	return out
}

// inline is a text in one line, without what ends a cell.
func inline(text string) string {
	return strings.NewReplacer("\n", " ", "|", `\|`, "\u00a0", " ", "\t", " ").Replace(text)
}
