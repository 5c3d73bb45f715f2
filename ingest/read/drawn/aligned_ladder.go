package drawn

import (
	"slices"
	"strings"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// A ladder is a table without rules whose rows are told by their numbers: lines with many numbers, each under the number
// above it. What stands left of the numbers are labels, over one line or several; what stands above them are headings.

// ladder is one such table among lines: its headings, its rows, and the columns of its numbers.
type ladder struct {
	head, from, to int // lines [head, from) are headings, [from, to) rows
	bands          []band
	cut            bool // by the edge of the page: the numbers of the last column may lack digits
}

// pieces splits a line at its wide gaps, and numbers at every gap that is seen: those of narrow columns stand near together.
func (l line) pieces() []token {
	var all []token
	start := 0
	for i := 1; i <= len(l.glyphs); i++ {
		if i < len(l.glyphs) {
			a, b := l.glyphs[i-1], l.glyphs[i]
			if b.Left-a.Right <= columnGap*l.em && !(hasDigit(string(b.Rune)) && l.spaced(i)) {
				continue
			}
		}
		part := newLine(l.glyphs[start:i])
		text := part.text()
		all = append(all, token{text, part.left, part.right, isNumber(text), false})
		start = i
	}
	return all
}

// values returns the numbers of a line, and what stands before them; false where words stand behind a number, or a number so
// near behind words that it may be part of them.
func (l line) values() (labels, numbers []token, ok bool) {
	for _, t := range l.pieces() {
		switch {
		case t.number:
			numbers = append(numbers, t)
		case len(numbers) > 0:
			return nil, nil, false
		default:
			labels = append(labels, t)
		}
	}
	if len(labels) > 0 {
		last := []rune(labels[len(labels)-1].text)
		return labels, numbers, !hasDigit(string(last[len(last)-1]))
	}
	return labels, numbers, true
}

// findLadder returns the first ladder among lines, nil where there is none.
func findLadder(all []line, width float64) *ladder {
	seed, most := -1, ladderWidth-1
	for i, l := range all {
		if _, numbers, ok := l.values(); ok && len(numbers) > most {
			seed, most = i, len(numbers)
		}
	}
	if seed < 0 {
		return nil
	}
	ld := &ladder{from: seed, to: seed + 1}
	_, numbers, _ := all[seed].values()
	for _, n := range numbers {
		ld.bands = append(ld.bands, band{n.left, n.right})
	}
	widest := 1
	grow := func(i, next int) bool {
		if gap := all[next].baseline - all[i].baseline; max(gap, -gap) > ladderGap*all[i].em {
			return false
		}
		fits, full := ld.fits(all[next])
		if full {
			widest++
		}
		return fits
	}
	for ld.to < len(all) && grow(ld.to-1, ld.to) {
		ld.to++
	}
	for ld.from > 0 && grow(ld.from, ld.from-1) {
		ld.from--
	}
	isRow := func(l line) bool { return countNumbers(l) > 0 }
	for ld.to > seed+1 && !isRow(all[ld.to-1]) && numbered(all[ld.to-1].text()) {
		ld.to-- // the heading of the next section
	}
	for ld.from < seed && !isRow(all[ld.from]) {
		ld.from++
	}
	if widest*most < ladderCells {
		return nil
	}
	if ld.from > 0 && ld.opens(all, ld.from-1) && !slices.ContainsFunc(all[ld.from].tokens(), func(t token) bool { return !t.number }) {
		ld.from-- // the label of the first row begins above its numbers
	}
	ld.cut = ld.bands[len(ld.bands)-1].right > width-all[seed].em
	ld.head = ld.from
	for ld.head > 0 && ld.from-ld.head < ladderHead && ld.isHead(all, ld.head-1) {
		ld.head--
	}
	return ld
}

// fits reports whether a line is part of the rows: every number under one column and no two under the same, or none and
// no word under a column. A line with a number for each column widens them.
func (ld *ladder) fits(l line) (fits, full bool) {
	labels, numbers, ok := l.values()
	if !ok || len(labels) > 0 && labels[len(labels)-1].right > ld.bands[0].left+overNumbers*l.em {
		return false, false
	}
	at := ld.columns(numbers)
	if at == nil {
		return false, false
	}
	if len(numbers) < len(ld.bands) {
		return len(numbers) > 0 || len(labels) > 0, false
	}
	wider := slices.Clone(ld.bands)
	for i, n := range numbers {
		wider[i] = band{min(wider[i].left, n.left), max(wider[i].right, n.right)}
		if i > 0 && wider[i-1].right >= wider[i].left {
			return false, false
		}
	}
	ld.bands = wider
	return true, true
}

// columns returns the column of each number, nil where one stands under none, or under two.
func (ld *ladder) columns(numbers []token) []int {
	at := make([]int, len(numbers))
	for i, n := range numbers {
		found := -1
		for k, b := range ld.bands {
			if n.left < b.right && b.left < n.right {
				if found >= 0 {
					return nil
				}
				found = k
			}
		}
		if found < 0 || i > 0 && found <= at[i-1] {
			return nil
		}
		at[i] = found
	}
	return at
}

// opens reports whether a line is the beginning of the label of the row below: it stands left of the numbers, close by.
func (ld *ladder) opens(all []line, i int) bool {
	labels, numbers, ok := all[i].values()
	return ok && len(numbers) == 0 && len(labels) > 0 && labels[len(labels)-1].right < ld.bands[0].left &&
		all[i+1].baseline-all[i].baseline < ladderLabel*all[i].em && numbered(all[i].text())
}

// isHead reports whether a line stands among the headings: near the next one, no number in it, and no sentence or heading of
// a section, which begins at the left and runs over the columns or has a number of its own.
func (ld *ladder) isHead(all []line, i int) bool {
	l := all[i]
	if all[i+1].baseline-l.baseline > ladderGap*l.em || countNumbers(l) > 0 || numbered(l.text()) {
		return false
	}
	return l.left >= ld.firstEdge() || l.tokens()[0].right <= ld.bands[0].left+overNumbers*l.em
}

// firstEdge is the left border of the first column: as far from it as the second is on its other side, and headings may be
// wider than the numbers below them.
func (ld *ladder) firstEdge() float64 {
	return ld.bands[0].left - (ld.bands[1].left-ld.bands[0].right)/2
}

// edges are the borders between the columns: halfway between their numbers.
func (ld *ladder) edges(all []line) []float64 {
	left := ld.bands[0].left
	for _, l := range all[ld.head:ld.to] {
		left = min(left, l.left)
	}
	edges := []float64{left - 1, max(ld.firstEdge(), left-0.5)}
	for i := 1; i < len(ld.bands); i++ {
		edges = append(edges, (ld.bands[i-1].right+ld.bands[i].left)/2)
	}
	return append(edges, ld.bands[len(ld.bands)-1].right+(edges[len(edges)-1]-ld.bands[len(ld.bands)-1].left+1))
}

func (ld *ladder) table(all []line, page int) *table {
	t := &table{page: page, xs: ld.edges(all), unruled: true}
	t.note(report.NoteUnruled, -1, -1, 1)
	if ld.cut {
		t.note(report.NoteBeyondPage, -1, len(ld.bands), 1) // the last column is not read
	}
	for _, l := range all[ld.head:ld.from] {
		for _, texts := range ld.heading(l, t.xs) {
			t.addRow(l, texts)
		}
	}
	rungs := ld.rows(all[ld.from:ld.to])
	short, numbers := 0, 0
	for _, r := range rungs {
		if len(r.numbers) > 0 {
			numbers++
		}
		if len(r.numbers) > 0 && len(r.numbers) < len(ld.bands) {
			short++
		}
	}
	for _, r := range rungs {
		if n := len(r.numbers); n > 0 && n < len(ld.bands) && 2*short <= numbers {
			// One number less in a table that is printed in full: whether it is a blank, or all behind it have slipped,
			// nothing shows.
			t.note(report.NoteUnplaced, len(t.ys), -1, n)
			t.addRow(r.line, []string{strings.Join(r.label, "\n")})
			continue
		}
		texts := make([]string, len(ld.bands)+1)
		texts[0] = strings.Join(r.label, "\n")
		for i, k := range ld.columns(r.numbers) {
			texts[k+1] = r.numbers[i].text
		}
		if ld.cut {
			texts = texts[:len(texts)-1]
		}
		t.addRow(r.line, texts)
	}
	last := all[ld.to-1]
	t.ys = append(t.ys, max(last.bottom, t.ys[len(t.ys)-1]+1))
	t.take(all[ld.head:ld.to])
	return t
}

func (t *table) addRow(l line, texts []string) {
	top := l.top
	if n := len(t.ys); n > 0 && top <= t.ys[n-1] {
		top = t.ys[n-1] + 0.01
	}
	r := len(t.ys)
	t.ys = append(t.ys, top)
	for c, text := range texts {
		t.cells = append(t.cells, cell{
			GridCell: read.GridCell{Row: r, Column: c, RowSpan: 1, ColumnSpan: 1, Text: text, Page: t.page},
			left:     t.xs[c], right: t.xs[c+1],
		})
	}
}

// heading gives the words of a line of headings to their columns. Words that run over several columns, those of a group, or
// of headings that touch each other, come whole over their middle first, and below that a character a column.
func (ld *ladder) heading(l line, xs []float64) [][]string {
	whole, single := make([]string, len(xs)-1), make([]string, len(xs)-1)
	column := func(x float64) int {
		i, _ := slices.BinarySearch(xs, x)
		return min(max(i-1, 0), len(xs)-2)
	}
	wide := false
	start := 0
	for i := 1; i <= len(l.glyphs); i++ {
		if i < len(l.glyphs) && l.glyphs[i].Left-l.glyphs[i-1].Right <= headingGap*l.em {
			continue
		}
		run := newLine(l.glyphs[start:i])
		start = i
		at := column((run.left + run.right) / 2)
		over := 0
		for _, b := range ld.bands {
			if x := (b.left + b.right) / 2; run.left < x && x < run.right {
				over++
			}
		}
		if over < 2 {
			single[at] += run.text()
			continue
		}
		wide = true
		whole[at] += run.text()
		for _, g := range run.glyphs {
			x, _ := g.centre()
			single[column(x)] += string(g.Rune)
		}
	}
	if wide {
		return [][]string{whole, single}
	}
	return [][]string{single}
}

// rung is a row of a ladder.
type rung struct {
	line        line
	label       []string
	numbers     []token
	top, bottom float64 // of its label
	left, right float64
}

// rows puts labels and numbers together. A label goes on over lines until the next one begins with a number of its own; its
// numbers stand on one of its lines or between them.
func (ld *ladder) rows(all []line) []rung {
	var labels []rung
	var values []rung
	for _, l := range all {
		tokens, numbers, _ := l.values()
		if len(numbers) > 0 {
			values = append(values, rung{line: l, numbers: numbers})
		}
		if len(tokens) == 0 {
			continue
		}
		// What stands left of another label is that of a group.
		k := tokens[len(tokens)-1]
		n := len(labels) - 1
		if n >= 0 && len(numbers) > 0 && labels[n].numbers == nil && k.right < labels[n].left && l.baseline-labels[n].bottom < ladderLabel*l.em {
			// A piece of the group's label beside the middle of this one.
			continue
		}
		if n >= 0 && len(numbers) > 0 && labels[n].numbers == nil && len(values) > 1 && values[len(values)-2].line.baseline > labels[n].top {
			// The label before has its numbers on a line of their own, so that this is another.
			labels[n].numbers = values[len(values)-2].numbers
			values = slices.Delete(values, len(values)-2, len(values)-1)
		}
		if n >= 0 && !numbered(k.text) && l.baseline-labels[n].bottom < ladderGoes*l.em &&
			ld.goesOn(labels[n], k, len(numbers) > 0 && labels[n].numbers != nil) {
			labels[n].label = append(labels[n].label, k.text)
			labels[n].bottom = l.baseline
			labels[n].left, labels[n].right = min(labels[n].left, k.left), max(labels[n].right, k.right)
		} else {
			labels = append(labels, rung{line: l, label: []string{k.text}, top: l.baseline, bottom: l.baseline, left: k.left, right: k.right})
			n = len(labels) - 1
		}
		if len(numbers) > 0 {
			labels[n].numbers = numbers
			values = values[:len(values)-1]
		}
	}
	for _, v := range values {
		slack := ladderSlack * v.line.em
		own := -1
		for i, r := range labels {
			if r.numbers == nil && r.top-slack < v.line.baseline && v.line.baseline < r.bottom+slack {
				if own >= 0 {
					own = -1
					break
				}
				own = i
			}
		}
		if own >= 0 {
			labels[own].numbers = v.numbers
			continue
		}
		labels = append(labels, rung{line: v.line, numbers: v.numbers, top: v.line.baseline})
	}
	slices.SortStableFunc(labels, func(a, b rung) int { return order(a.top, b.top, 0, 0) })
	return labels
}

// goesOn reports whether a piece of text is the next line of a label: below it, and not the numbers of another row.
func (ld *ladder) goesOn(r rung, k token, other bool) bool {
	overlap := min(r.right, k.right) - max(r.left, k.left)
	return !other && overlap >= ladderUnder*min(r.right-r.left, k.right-k.left)
}
