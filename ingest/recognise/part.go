package recognise

import (
	"slices"
	"strings"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// part is the piece of a document that belongs to one report, or the whole of it.
type part struct {
	doc   read.Document
	whole bool
	first int // the block of the whole document that its first one is, or is a piece of
	row   int // the row of that block's grid with which it begins
	grids int // how many grids stand before it
	// foreign are the lines before its own title that are titles of other reports, of which it holds nothing.
	foreign []string
	// others are titles of other reports about which nobody can be sure.
	others []string
}

// named returns the prose of some blocks of a part without the titles of other reports, in front of its own and in links: the first
// title of a page is taken for its own.
func (rec *Recogniser) named(p part, blocks []read.Block, prose []string) []string {
	isOther := func(b read.Block) bool {
		return b.Grid == nil && b.Linked && rec.identify.Heading([]string{b.Text}) != nil
	}
	if slices.ContainsFunc(blocks, isOther) {
		prose = rec.Prose(slices.DeleteFunc(slices.Clone(blocks), isOther))
	}
	if len(p.foreign) == 0 {
		return prose
	}
	return slices.DeleteFunc(slices.Clone(prose), func(line string) bool { return slices.Contains(p.foreign, line) })
}

// tell adds the finding about titles of other reports.
func (p part) tell(r *report.Report, texts *texts) {
	if len(p.others) == 0 {
		return
	}
	d := doubt{rule: ruleTitles}
	f := d.finding("", texts)
	what := strings.Join(p.others[:min(len(p.others), maxOthers)], "；")
	f.MessageZH, f.MessageEN = texts.message(d.rule, what, what)
	r.Findings = append(r.Findings, f)
}

// maxOthers is how many titles of others a finding quotes.
const maxOthers = 5

// piece returns what stands between two places. The rows of a grid keep their numbers.
func piece(doc *read.Document, from, to place) part {
	p := part{doc: *doc, first: from.block, row: from.row}
	p.doc.Blocks, p.doc.Links, p.doc.Meta = nil, nil, read.Meta{}
	for i := from.block; i < len(doc.Blocks) && i <= to.block; i++ {
		b := doc.Blocks[i]
		if i == to.block && to.row == 0 {
			break
		}
		if b.Grid == nil {
			if i == to.block {
				b.Text = b.Text[:to.row]
			}
			if i == from.block {
				b.Text = b.Text[from.row:]
			}
		}
		if b.Grid != nil && (i == from.block && from.row > 0 || i == to.block) {
			top, bottom := 0, b.Grid.Rows
			if i == from.block {
				top = from.row
			}
			if i == to.block {
				bottom = to.row
			}
			b.Grid = rowsOf(b.Grid, top, bottom)
		}
		p.doc.Blocks = append(p.doc.Blocks, b)
	}
	return p
}

// rowsOf returns a grid with the cells that begin in rows [top, bottom). A cell over several rows is cut at the bottom.
func rowsOf(grid *read.Grid, top, bottom int) *read.Grid {
	out := *grid
	out.Rows, out.Cells = bottom, nil
	first, _ := slices.BinarySearchFunc(grid.Cells, top, func(c read.GridCell, row int) int { return c.Row - row })
	for _, cell := range grid.Cells[first:] {
		if cell.Row >= bottom {
			break
		}
		cell.RowSpan = min(cell.RowSpan, bottom-cell.Row)
		out.Cells = append(out.Cells, cell)
	}
	return &out
}

// notes returns the notes that are about the part, their blocks counted within it.
func (p part) notes(all []read.Placed) []read.Placed {
	if p.whole {
		return all
	}
	var out []read.Placed
	for _, n := range all {
		if n.Block >= 0 {
			n.Block -= p.first
			if n.Block < 0 || n.Block >= len(p.doc.Blocks) {
				continue
			}
			grid := p.doc.Blocks[n.Block].Grid
			if grid != nil && n.Row > 0 && (n.Row > grid.Rows || n.Block == 0 && n.Row <= p.row) {
				continue
			}
		}
		out = append(out, n)
	}
	return out
}
