package drawn

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// sheet draws tables for tests: cells with spans, on given edges, in one of the ways that programs draw them.
type sheet struct {
	page Page
	size float64
}

func newSheet(number int) *sheet {
	return &sheet{page: Page{Number: number, Width: 595, Height: 842}, size: 10}
}

// write puts text on the page, its baseline at y; Chinese characters are as wide as the size, others half.
func (s *sheet) write(x, y float64, text string) *sheet {
	for _, r := range text {
		w := s.size
		if r < 0x2000 {
			w /= 2
		}
		if r != ' ' {
			s.page.Glyphs = append(s.page.Glyphs, Glyph{Rune: r, Left: x, Right: x + w, Top: y - 0.88*s.size, Bottom: y + 0.12*s.size, Baseline: y})
		}
		x += w
	}
	return s
}

func (s *sheet) rule(x0, y0, x1, y1 float64) *sheet {
	s.page.Rules = append(s.page.Rules, Rule{x0, y0, x1, y1})
	return s
}

// span is a cell to draw: lines of text are parted by "\n".
type span struct {
	row, column, rows, columns int
	text                       string
}

// grid draws cells on edges with the border of each cell drawn for itself by draw.
func (s *sheet) grid(xs, ys []float64, cells []span, draw func(s *sheet, x0, y0, x1, y1 float64)) *sheet {
	for _, c := range cells {
		x0, x1 := xs[c.column], xs[c.column+max(c.columns, 1)]
		y0, y1 := ys[c.row], ys[c.row+max(c.rows, 1)]
		draw(s, x0, y0, x1, y1)
		parts := strings.Split(c.text, "\n")
		y := (y0+y1)/2 + 3.8 - float64(len(parts)-1)*s.size*0.6
		for _, part := range parts {
			width := 0.0
			for _, r := range part {
				width += s.size
				if r < 0x2000 {
					width -= s.size / 2
				}
			}
			s.write((x0+x1-width)/2, y, part)
			y += 1.2 * s.size
		}
	}
	return s
}

func strokedRect(s *sheet, x0, y0, x1, y1 float64) {
	s.rule(x0, y0, x1, y0).rule(x1, y0, x1, y1).rule(x1, y1, x0, y1).rule(x0, y1, x0, y0)
}

// plain makes cells of rows of texts.
func plain(rows ...[]string) []span {
	var cells []span
	for r, row := range rows {
		for c, text := range row {
			cells = append(cells, span{r, c, 1, 1, text})
		}
	}
	return cells
}

func (s *sheet) shuffle(seed uint64) *sheet {
	random := rand.New(rand.NewPCG(seed, seed))
	random.Shuffle(len(s.page.Glyphs), func(i, j int) { s.page.Glyphs[i], s.page.Glyphs[j] = s.page.Glyphs[j], s.page.Glyphs[i] })
	random.Shuffle(len(s.page.Rules), func(i, j int) { s.page.Rules[i], s.page.Rules[j] = s.page.Rules[j], s.page.Rules[i] })
	return s
}

// show prints blocks so that a difference can be read: a line a paragraph, a line a row.
func show(blocks []read.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		if block.Grid == nil {
			fmt.Fprintf(&b, "p%d %s\n", block.Page, block.Text)
			continue
		}
		g := block.Grid
		fmt.Fprintf(&b, "p%d grid %dx%d\n", block.Page, g.Rows, g.Columns)
		row := -1
		for _, c := range g.Cells {
			if c.Row != row {
				if row >= 0 {
					b.WriteByte('\n')
				}
				row = c.Row
				fmt.Fprintf(&b, " %d:", row)
			}
			fmt.Fprintf(&b, " %d", c.Column)
			if c.RowSpan > 1 || c.ColumnSpan > 1 {
				fmt.Fprintf(&b, "{%dx%d}", c.RowSpan, c.ColumnSpan)
			}
			fmt.Fprintf(&b, "%q", c.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// placed prints all notes, each as its kind, its count and its place.
func placed(blocks []read.Block, notes []report.Note) (all []string) {
	doc := read.Document{Blocks: blocks, Notes: notes}
	for _, n := range doc.PlacedNotes() {
		all = append(all, fmt.Sprintf("%d %s: %s", n.Count, n.Kind, n.Place))
	}
	return all
}

func readSheets(t *testing.T, sheets ...*sheet) (string, []string) {
	t.Helper()
	var pages []Page
	for _, s := range sheets {
		pages = append(pages, s.page)
	}
	blocks, notes, err := Blocks(t.Context(), pages, read.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return show(blocks), placed(blocks, notes)
}
