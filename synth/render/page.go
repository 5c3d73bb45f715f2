package render

import (
	"slices"
	"strings"

	"gongkai/synth"
)

// Sizes of an A4 page in points; y counts from the top.
const (
	pageWidth  = 595.0
	pageHeight = 842.0
	margin     = 50.0
	fontSize   = 8.0
	lineHeight = 11.0
	padding    = 3.0
)

// page is what is printed on one page.
type page struct {
	under []printed // below the boxes
	boxes []ruling  // white, filled, by their corners
	texts []printed
	over  []ruling // lines through texts
	rules []ruling
}

// printed is a run of characters on a baseline.
type printed struct {
	x, y, size float64
	text       string
	look       synth.Look // of a stray text; LookRaised is plain, since its size and place tell
	stray      bool
}

// ruling is a line.
type ruling struct{ x0, y0, x1, y1 float64 }

// typesetter sets a document page by page.
type typesetter struct {
	pages  []page
	y      float64
	repeat bool
}

// pages lays a document out as a word processor prints it.
func pages(d *synth.Document) []page {
	p := &typesetter{repeat: d.RepeatHeader}
	p.feed()
	for _, b := range d.Blocks {
		if b.Table != nil {
			p.table(b.Table)
			p.y += lineHeight
			continue
		}
		size := fontSize + 2
		if b.Heading == 1 {
			size += 4
		}
		for _, line := range wrap(b.Text, pageWidth-2*margin, size) {
			if p.y+size*1.6 > pageHeight-margin {
				p.feed()
			}
			p.y += size * 1.6
			p.print(margin, p.y, size, line)
		}
	}
	return p.pages
}

func (p *typesetter) feed() { p.pages, p.y = append(p.pages, page{}), margin }

func (p *typesetter) print(x, y, size float64, text string) {
	now := &p.pages[len(p.pages)-1]
	now.texts = append(now.texts, printed{x: x, y: y, size: size, text: text})
}

func (p *typesetter) rule(x0, y0, x1, y1 float64) {
	now := &p.pages[len(p.pages)-1]
	now.rules = append(now.rules, ruling{x0, y0, x1, y1})
}

// advance is the width of a character: ASCII takes half of the others.
func advance(r rune, size float64) float64 {
	if r < 0x80 || r == 0xA0 {
		return size / 2
	}
	return size
}

func textWidth(text string, size float64) float64 {
	w := 0.0
	for _, r := range text {
		w += advance(r, size)
	}
	return w
}

// wrap breaks a text into lines of at most a width.
func wrap(text string, width, size float64) []string {
	var out []string
	for _, paragraph := range strings.Split(text, "\n") {
		line, w := "", 0.0
		for _, r := range paragraph {
			if a := advance(r, size); line != "" && w+a > width {
				out = append(out, line)
				line, w = "", 0
			}
			line += string(r)
			w += advance(r, size)
		}
		out = append(out, line)
	}
	return out
}

// table sets a table with ruling lines. Rows are never cut; a cell over rows that a page break cuts is framed on both
// pages, its text stands on the first.
func (p *typesetter) table(t *synth.Table) {
	grid := t.Lattice()
	edges := edges(t, grid)
	heights := heights(t, grid, edges)
	from := 0
	for from < len(grid) {
		start := from
		top := p.y
		head := 0
		if start > 0 && p.repeat {
			head = t.Header
		}
		y := top
		for r := range head {
			y += heights[r]
		}
		to := start
		for to < len(grid) && y+heights[to] <= pageHeight-margin {
			y += heights[to]
			to++
		}
		if to == start || to < len(grid) && to <= t.Header {
			if p.y > margin {
				p.feed()
				continue
			}
			to = len(grid)
		}
		if head > 0 {
			p.rows(t, grid, edges, heights, 0, head)
		}
		p.rows(t, grid, edges, heights, start, to)
		from = to
		if from < len(grid) {
			p.feed()
		}
	}
}

// edges are the x of the borders of columns: those with long labels are wider.
func edges(t *synth.Table, grid [][]synth.Slot) []float64 {
	n := len(grid[0])
	weights := make([]float64, n)
	for c := range weights {
		weights[c] = 1
	}
	if t.Subject == "request" && n >= 10 {
		weights[0], weights[1], weights[2] = 0.7, 1.1, 3
	}
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	edges := []float64{margin}
	for _, w := range weights {
		edges = append(edges, edges[len(edges)-1]+w/sum*(pageWidth-2*margin))
	}
	return edges
}

// heights are those of the rows that their texts need.
func heights(t *synth.Table, grid [][]synth.Slot, edges []float64) []float64 {
	heights := make([]float64, len(grid))
	for r := range heights {
		heights[r] = lineHeight + 2*padding
	}
	for r, row := range grid {
		for c, s := range row {
			if !s.Covered || s.Row != r || c > 0 && row[c-1] == s {
				continue
			}
			cell := t.Rows[s.Row][s.Cell]
			rows := min(max(cell.RowSpan, 1), len(grid)-r)
			lines := wrap(cell.Text, edges[min(c+max(cell.ColSpan, 1), len(edges)-1)]-edges[c]-2*padding, fontSize)
			have := 0.0
			for i := range rows {
				have += heights[r+i]
			}
			if need := float64(len(lines))*lineHeight + 2*padding; need > have {
				heights[r+rows-1] += need - have
			}
		}
	}
	return heights
}

// rows prints the rows [from, to) at the height reached.
func (p *typesetter) rows(t *synth.Table, grid [][]synth.Slot, edges, heights []float64, from, to int) {
	at := []float64{p.y}
	for r := from; r < to; r++ {
		at = append(at, at[len(at)-1]+heights[r])
	}
	for r := from; r < to; r++ {
		for c := 0; c < len(grid[r]); c++ {
			s := grid[r][c]
			if !s.Covered || c > 0 && grid[r][c-1] == s || r > from && grid[r-1][c] == s {
				continue
			}
			c1, r1 := c+1, r+1
			for c1 < len(grid[r]) && grid[r][c1] == s {
				c1++
			}
			for r1 < to && grid[r1][c] == s {
				r1++
			}
			x0, x1, y0, y1 := edges[c], edges[c1], at[r-from], at[r1-from]
			p.rule(x0, y0, x1, y0)
			p.rule(x0, y1, x1, y1)
			p.rule(x0, y0, x0, y1)
			p.rule(x1, y0, x1, y1)
			if s.Row == r {
				p.cell(t.Rows[s.Row][s.Cell], x0, x1, y0, y1)
			}
		}
	}
	p.y = at[len(at)-1]
}

// cell prints a text in the middle of a box.
func (p *typesetter) cell(c synth.Cell, x0, x1, y0, y1 float64) {
	lines := wrap(c.Text, x1-x0-2*padding, fontSize)
	if slices.Equal(lines, []string{""}) {
		return
	}
	y := (y0+y1)/2 - float64(len(lines))*lineHeight/2
	for _, line := range lines {
		y += lineHeight
		if c.Stray != nil && len(lines) == 1 && p.stray(c, (x0+x1)/2, x1-x0-2*padding, y-3) {
			continue
		}
		p.print((x0+x1)/2-textWidth(line, fontSize)/2, y-3, fontSize, line)
	}
}
