package drawn

import (
	"encoding/binary"
	"testing"

	"gongkai/ingest/read/printed"
)

// FuzzBlocks makes a page of arbitrary glyphs and rules. Grids must keep what package read promises.
func FuzzBlocks(f *testing.F) {
	f.Add([]byte{}, true)
	f.Add([]byte("\x00\x10\x00\x10\x00\x90\x00\x10\x01\x00\x10\x00\x10\x00\x10\x00\x90\x01\x00\x90\x00\x10\x00\x90\x00\x90\x01\x00\x10\x00\x90\x00\x90\x00\x90\x01\x00\x20\x00\x20\x00\x00\x00\x00\x05"), false)
	f.Fuzz(func(t *testing.T, data []byte, twice bool) {
		page := Page{Number: 1, Width: 595, Height: 842}
		for len(data) >= 9 {
			at := func(i int) float64 { return float64(int16(binary.BigEndian.Uint16(data[2*i:]))) / 16 }
			switch data[8] % 4 {
			case 0, 1:
				page.Rules = append(page.Rules, Rule{at(0), at(1), at(2), at(3)})
			default:
				r := rune('0' + data[8]%10)
				if data[8] > 127 {
					r = rune(0x4e00 + int(data[8]))
				}
				size := float64(5 + data[8]%3*4)
				page.Glyphs = append(page.Glyphs, Glyph{
					Rune: r, Left: at(0), Top: at(1), Right: at(0) + size/2, Bottom: at(1) + size, Baseline: at(1) + 0.9*size,
					Shapeless: data[8] == 7, Look: printed.Look(data[4]) << (data[5] % 8),
				})
			}
			data = data[9:]
		}
		pages := []Page{page}
		if twice {
			next := page
			next.Number = 2
			pages = append(pages, next)
		}
		blocks, _, err := Blocks(t.Context(), pages, limits())
		if err != nil {
			return // beyond the limits
		}
		for _, b := range blocks {
			g := b.Grid
			if g == nil {
				continue
			}
			if len(g.Edges) != g.Columns+1 {
				t.Fatalf("%d edges of %d columns", len(g.Edges), g.Columns)
			}
			for _, n := range g.Notes {
				if n.Row < 0 || n.Row > g.Rows || n.Column < 0 || n.Column > g.Columns {
					t.Fatalf("note %+v outside a grid of %d x %d", n, g.Rows, g.Columns)
				}
			}
			taken := make([]bool, g.Rows*g.Columns)
			before := -1
			for _, c := range g.Cells {
				if c.RowSpan < 1 || c.ColumnSpan < 1 || c.Row < 0 || c.Column < 0 || c.Row+c.RowSpan > g.Rows || c.Column+c.ColumnSpan > g.Columns {
					t.Fatalf("cell %+v outside a grid of %d x %d", c, g.Rows, g.Columns)
				}
				if at := c.Row*g.Columns + c.Column; at <= before {
					t.Fatalf("cell %+v is out of order", c)
				} else {
					before = at
				}
				for r := c.Row; r < c.Row+c.RowSpan; r++ {
					for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
						if taken[r*g.Columns+k] {
							t.Fatalf("two cells at row %d, column %d", r, k)
						}
						taken[r*g.Columns+k] = true
					}
				}
			}
		}
	})
}
