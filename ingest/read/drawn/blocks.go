package drawn

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// item is a table or a line of text as it stands on a page.
type item struct {
	top, left float64
	table     *table
	line      line
}

// Blocks reads pages, in their order, into paragraphs and grids, and notes what it had to leave out of pages; what is about
// a table stands in its grid. Its errors are that of ctx and fault.ErrTooLarge, where the tables together hold more cells
// than the limit.
func Blocks(ctx context.Context, pages []Page, limits read.Limits) (blocks []read.Block, notes []report.Note, err error) {
	defer fault.Wrap(&err, "drawn.Blocks of %d pages", len(pages))
	var all [][]item
	cells := 0
	for _, p := range pages {
		if err := ctx.Err(); err != nil {
			return nil, notes, err
		}
		items, more := layout(p, limits)
		notes = append(notes, more...)
		for _, i := range items {
			if i.table != nil {
				cells += len(i.table.cells)
			}
		}
		if cells > limits.Cells {
			return nil, notes, fmt.Errorf("%w: %d cells, at most %d", fault.ErrTooLarge, cells, limits.Cells)
		}
		all = append(all, items)
	}
	dropFurniture(all, pages)
	joinPages(all, pages)
	for n, items := range all {
		blocks = emit(blocks, items, pages[n])
	}
	return blocks, notes, nil
}

// layout reads one page: tables by their rules, then by alignment, and the lines that are left.
func layout(p Page, limits read.Limits) (items []item, notes []report.Note) {
	note := func(kind report.NoteKind, count int) {
		notes = append(notes, report.Note{Kind: kind, Place: report.Place{Page: p.Number}, Count: count})
	}
	horizontal, vertical := strokes(p.Rules)
	if len(horizontal) > maxRules || len(vertical) > maxRules {
		note(report.NoteBeyondLimit, 1) // a drawing is not read as a table
		horizontal, vertical = nil, nil
	}
	var tables []*table
	for _, f := range frames(horizontal, vertical) {
		t := newTable(f, p, limits)
		switch {
		case t == nil:
		case len(t.cells) == 0:
			notes = append(notes, t.notes...)
		default:
			tables = append(tables, t)
		}
	}
	slices.SortFunc(tables, func(a, b *table) int { return order(a.area(), b.area(), a.ys[0], b.ys[0]) })
	held := make([][]Glyph, len(tables))
	cut := make([][]Glyph, len(tables)) // what the edge of the page takes from each
	var loose, looks []Glyph
	outside := 0
	for _, g := range p.Glyphs {
		if !g.visible() {
			continue
		}
		if g.Right <= 0 || g.Left >= p.Width || g.Bottom <= 0 || g.Top >= p.Height {
			outside++
			x, y := g.centre()
			if k := slices.IndexFunc(tables, func(t *table) bool { return t.holds(x, y) }); k >= 0 {
				cut[k] = append(cut[k], g)
			}
			continue
		}
		if g.Look != 0 {
			looks = append(looks, g)
			if g.Look&printed.LeftOut != 0 {
				continue
			}
		}
		if !unicode.IsGraphic(g.Rune) {
			g.Rune = unicode.ReplacementChar // dropped, it could take a digit out of a number
		}
		x, y := g.centre()
		k := slices.IndexFunc(tables, func(t *table) bool { return t.holds(x, y) })
		if k < 0 && slices.ContainsFunc(tables, func(t *table) bool { return t.beyond(x, y) }) {
			outside++
			continue
		}
		if k < 0 {
			loose = append(loose, g)
			continue
		}
		held[k] = append(held[k], g)
	}
	if outside > 0 {
		note(report.NoteBeyondPage, outside)
	}
	for i, t := range tables {
		t.cutOff(cut[i])
		loose = append(loose, t.fill(held[i])...)
		if whole := t.partial(held[i]); whole != nil {
			t = whole
		}
		items = append(items, item{top: t.ys[0], left: t.xs[0], table: t})
	}
	rest, more := unruled(lines(certain(loose)), p)
	items = append(items, rest...)
	notes = append(notes, more...)
	return items, append(notes, see(items, looks, p.Number)...)
}

// partial reads a table once more by alignment if some of its rules are missing, which shows by several numbers
// in a line or one under the other in one cell. Where that gives nothing, those cells are left out.
func (t *table) partial(glyphs []Glyph) *table {
	beside, below := false, false
	several := make([]bool, len(t.cells))
	for i, c := range t.cells {
		n := 0
		for _, l := range c.lines {
			k := countNumbers(l)
			if k > 1 {
				beside, several[i] = true, true
			}
			if k == 1 && len(l.tokens()) == 1 {
				n++
			}
		}
		if n > 2 {
			below, several[i] = true, true
		}
	}
	if !beside && !below {
		return nil
	}
	var level, upright []float64
	if !below {
		level = t.ys
	}
	if !beside {
		upright = t.xs
	}
	if a := align(lines(certain(glyphs)), level, upright, t.page); a != nil {
		a.note(report.NoteUnruled, -1, -1, 1)
		return a
	}
	kept := t.cells[:0]
	for i, c := range t.cells {
		if !several[i] {
			kept = append(kept, c)
			continue
		}
		t.note(report.NoteSeveral, c.Row, c.Column, 1)
	}
	t.cells = kept
	return nil
}

// unruled finds the tables without rules among the lines outside the others.
func unruled(all []line, p Page) (items []item, notes []report.Note) {
	if ld := findLadder(all, p.Width); ld != nil {
		t := ld.table(all, p.Number)
		above, before := unruled(all[:ld.head], p)
		below, behind := unruled(all[ld.to:], p)
		items = append(append(above, item{top: t.ys[0], left: t.xs[0], table: t}), below...)
		return items, append(before, behind...)
	}
	text := func(part []line) {
		for _, l := range part {
			items = append(items, item{top: l.top, left: l.left, line: l})
		}
	}
	for len(all) > 0 {
		from, to, ok := region(all)
		if !ok {
			break
		}
		text(all[:from])
		if t := align(all[from:to], nil, nil, p.Number); t != nil {
			t.note(report.NoteUnruled, -1, -1, 1)
			items = append(items, item{top: t.ys[0], left: t.xs[0], table: t})
		} else {
			text(all[from:to])
			// They read as a table without rules whose columns cannot be told apart.
			notes = append(notes, report.Note{Kind: report.NoteUnplaced, Place: report.Place{Page: p.Number}, Count: to - from})
		}
		all = all[to:]
	}
	text(all)
	slices.SortStableFunc(items, func(a, b item) int { return order(a.top, b.top, a.left, b.left) })
	return items, notes
}

// joinPages joins the table that ends a page to the one that begins the next, if they are one. Joined tables stand
// on the page where they begin.
func joinPages(all [][]item, pages []Page) {
	var open *table
	for n, items := range all {
		sorted := items
		slices.SortStableFunc(sorted, func(a, b item) int { return order(a.top, b.top, a.left, b.left) })
		if n > 0 && pages[n].Number != pages[n-1].Number+1 {
			open = nil
		}
		if open != nil && len(sorted) > 0 && sorted[0].table != nil && open.continues(sorted[0].table) {
			open.join(sorted[0].table)
			sorted = sorted[1:]
			all[n] = sorted
			if len(sorted) == 0 {
				continue // the table fills the page and may go on
			}
		}
		open = nil
		if len(sorted) > 0 {
			open = sorted[len(sorted)-1].table
		}
	}
}

// emit appends the blocks of a page.
func emit(blocks []read.Block, items []item, p Page) []read.Block {
	var paragraph []line
	flush := func() {
		if len(paragraph) > 0 {
			b := read.Block{Text: paragraphText(paragraph), Page: p.Number}
			for _, l := range paragraph {
				b.Looks |= l.looks
			}
			blocks = append(blocks, b)
		}
		paragraph = nil
	}
	left, right := margins(items)
	for _, i := range items {
		if i.table != nil {
			flush()
			blocks = append(blocks, read.Block{Page: p.Number, Grid: i.table.grid()})
			continue
		}
		if len(paragraph) > 0 && !flowsOn(paragraph[len(paragraph)-1], i.line, left, right) {
			flush()
		}
		paragraph = append(paragraph, i.line)
	}
	flush()
	return blocks
}

// margins returns the left and right ends of the text lines of a page.
func margins(items []item) (left, right float64) {
	first := true
	for _, i := range items {
		if i.table != nil {
			continue
		}
		if first {
			left, right, first = i.line.left, i.line.right, false
		}
		left, right = min(left, i.line.left), max(right, i.line.right)
	}
	return left, right
}

// flowsOn reports whether b continues the paragraph of a: a fills its line and b starts at the margin, in the same
// size, without a number of its own. A heading must never be taken for the end of a paragraph.
func flowsOn(a, b line, left, right float64) bool {
	if len(a.tokens()) > 1 || len(b.tokens()) > 1 {
		return false // set in columns
	}
	em := min(a.em, b.em)
	return max(a.em, b.em) < sameSize*em && right-a.right < lineFull*em && b.left-left < lineStart*em &&
		b.baseline-a.baseline < lineHeight*em && b.baseline > a.baseline && !numbered(b.text())
}

func paragraphText(all []line) string {
	var b strings.Builder
	for i, l := range all {
		text := l.text()
		if i > 0 {
			before := all[i-1].glyphs[len(all[i-1].glyphs)-1].Rune
			if before < 0x80 && l.glyphs[0].Rune < 0x80 && !(unicode.IsDigit(before) && unicode.IsDigit(l.glyphs[0].Rune)) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(text)
	}
	return b.String()
}
