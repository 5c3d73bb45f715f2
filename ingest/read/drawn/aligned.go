package drawn

import (
	"slices"
	"strings"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// band is the range of x that the values of one column take up.
type band struct{ left, right float64 }

// alignedRow is a printed row of a table without rules: its tokens from left to right.
type alignedRow struct {
	tokens           []token
	top, bottom      float64
	baseline, em     float64
	numbers, letters int
}

func newRow(all ...line) alignedRow {
	r := alignedRow{top: all[0].top, bottom: all[0].bottom, baseline: all[0].baseline}
	for _, l := range all {
		r.tokens = append(r.tokens, l.tokens()...)
		r.top, r.bottom = min(r.top, l.top), max(r.bottom, l.bottom)
		r.em = max(r.em, l.em)
	}
	for _, t := range r.tokens {
		if t.number {
			r.numbers++
		} else {
			r.letters++
		}
	}
	return r
}

// region returns the first stretch of lines that reads as a table without rules, as [from, to), and false where
// there is none: rows of a label and numbers set apart by gaps, under their column titles.
func region(all []line) (from, to int, ok bool) {
	isRow := func(l line) bool {
		tokens := l.tokens()
		return len(tokens) >= 2 && slices.ContainsFunc(tokens, func(t token) bool { return t.number })
	}
	for from = 0; from < len(all); from++ {
		if !isRow(all[from]) {
			continue
		}
		last, rows, numbers := from, 1, countNumbers(all[from])
		left := firstNumber(all[from])
		for i := from + 1; i < len(all) && i-last <= 5; i++ {
			if all[i].baseline-all[i-1].baseline > 4*all[i].em {
				break
			}
			if isRow(all[i]) {
				last, rows, numbers, left = i, rows+1, numbers+countNumbers(all[i]), min(left, firstNumber(all[i]))
				continue
			}
			if all[i].right > left {
				break // a heading or a sentence, not a label
			}
		}
		if rows < 3 || numbers < 2*rows {
			from = last
			continue
		}
		first := from
		for k := from - 1; k >= 0 && k >= from-6; k-- {
			if all[k+1].baseline-all[k].baseline > 3*all[k].em || numbered(all[k].text()) || countNumbers(all[k]) > 0 {
				break
			}
			if tokens := all[k].tokens(); len(tokens) < 2 && tokens[0].left < left {
				break
			}
			first = k
		}
		return first, last + 1, true
	}
	return 0, 0, false
}

func countNumbers(l line) int {
	n := 0
	for _, t := range l.tokens() {
		if t.number {
			n++
		}
	}
	return n
}

func firstNumber(l line) float64 {
	for _, t := range l.tokens() {
		if t.number {
			return t.left
		}
	}
	return l.right
}

// align reads lines as a table by the alignment of its numbers. Where level or upright edges are known (some rules
// are there) they bound rows or columns. It returns nil where the columns cannot be told apart; a token that fits
// no column or two is left out and noted.
func align(all []line, level, upright []float64, page int) *table {
	rows, ok := alignedRows(all, level)
	if !ok || len(rows) == 0 {
		return nil
	}
	var bands []band
	if len(upright) > 2 {
		for i := range len(upright) - 1 {
			bands = append(bands, band{upright[i], upright[i+1]})
		}
	} else {
		bands = columnBands(rows)
	}
	if len(bands) < 3 {
		return nil
	}
	t := &table{page: page}
	for i, b := range bands {
		edge := b.left
		if i > 0 {
			edge = (bands[i-1].right + b.left) / 2
		}
		t.xs = append(t.xs, edge)
	}
	t.xs = append(t.xs, bands[len(bands)-1].right)
	for r, row := range rows {
		t.ys = append(t.ys, row.top)
		t.cells = append(t.cells, t.place(r, row, bands)...)
	}
	t.ys = append(t.ys, rows[len(rows)-1].bottom)
	t.take(all)
	return t
}

// place puts the tokens of a row into the columns.
func (t *table) place(r int, row alignedRow, bands []band) []cell {
	const none, several = -1, -2
	text := make([][]string, len(bands))
	span := make([]int, len(bands))
	bad := make([]bool, len(bands))
	for _, k := range row.tokens {
		at, width := none, 0
		for i, b := range bands {
			if k.right <= b.left || k.left >= b.right {
				continue
			}
			if at == none {
				at = i
			}
			width++
		}
		switch {
		case at == none || k.number && (k.several || width > 1 || len(text[at]) > 0):
			for i := at; at >= 0 && i < at+width; i++ {
				bad[i] = true
			}
			t.note(report.NoteUnplaced, r, at, 1) // it stands in no column, or in two
		case span[at] > 0 && span[at] != width:
			for i := at; i < at+max(width, span[at]); i++ {
				bad[i] = true
			}
			t.note(report.NoteUnplaced, r, at, 1) // it overlaps its neighbour
		default:
			text[at], span[at] = append(text[at], k.text), width
		}
	}
	var cells []cell
	for i := 0; i < len(bands); i++ {
		n := max(span[i], 1)
		if slices.Contains(bad[i:min(i+n, len(bad))], true) {
			continue
		}
		cells = append(cells, cell{
			GridCell: read.GridCell{Row: r, Column: i, RowSpan: 1, ColumnSpan: n, Text: strings.Join(text[i], " "), Page: t.page},
			left:     t.xs[i], right: t.xs[i+n],
		})
		i += n - 1
	}
	return cells
}

// alignedRows makes rows of lines: by the known edges, else a line a row, where a label over two lines whose
// numbers stand between them is put together. It says false where two numbers of one column share a row: then the
// edges are not those of rows.
func alignedRows(all []line, level []float64) ([]alignedRow, bool) {
	if len(level) > 2 {
		parts := make([][]line, len(level)-1)
		for _, l := range all {
			i, _ := slices.BinarySearch(level, (l.top+l.bottom)/2)
			i = min(max(i-1, 0), len(parts)-1)
			parts[i] = append(parts[i], l)
		}
		var rows []alignedRow
		for i, part := range parts {
			if len(part) == 0 {
				rows = append(rows, alignedRow{top: level[i], bottom: level[i+1]})
				continue
			}
			row := newRow(part...)
			row.top, row.bottom = level[i], level[i+1]
			for a, x := range row.tokens {
				for _, y := range row.tokens[:a] {
					if x.number && y.number && x.left < y.right && y.left < x.right {
						return nil, false
					}
				}
			}
			rows = append(rows, row)
		}
		return rows, true
	}
	var rows []alignedRow
	for i := 0; i < len(all); i++ {
		near := func(k int) bool {
			return k > 0 && k < len(all) && all[k].baseline-all[k-1].baseline < labelGap*all[k].em
		}
		labels := func(k int) bool { return countNumbers(all[k]) == 0 }
		if i+2 < len(all) && near(i+1) && near(i+2) && labels(i) && !labels(i+1) && labels(i+2) {
			rows = append(rows, newRow(all[i], all[i+1], all[i+2]))
			i += 2
			continue
		}
		rows = append(rows, newRow(all[i]))
	}
	return rows, true
}

// columnBands finds the columns: one of labels, then those in which numbers stand one under the other, then
// those that only a column title marks.
func columnBands(rows []alignedRow) []band {
	var numbers []band
	for _, r := range rows {
		if r.letters == 0 && r.numbers == 1 {
			continue // a page number among the rows
		}
		for i, t := range r.tokens {
			if t.number && (i > 0 || r.letters == 0) {
				numbers = append(numbers, band{t.left, t.right})
			}
		}
	}
	bands := joinBands(numbers)
	if len(bands) == 0 {
		return nil
	}
	var titles []band
	for _, r := range rows {
		if r.numbers > 0 {
			break
		}
		for _, t := range r.tokens {
			free := !slices.ContainsFunc(bands, func(b band) bool { return t.left < b.right && b.left < t.right })
			if free && t.left > bands[0].left {
				titles = append(titles, band{t.left, t.right})
			}
		}
	}
	bands = joinBands(append(bands, titles...))
	labels := band{bands[0].left, bands[0].left - 1e6}
	for _, r := range rows {
		for _, t := range r.tokens {
			labels.left = min(labels.left, t.left)
			if !t.number && t.right < bands[0].left && r.numbers > 0 {
				labels.right = max(labels.right, t.right)
			}
		}
	}
	if labels.left >= labels.right {
		return nil
	}
	return append([]band{labels}, bands...)
}

func joinBands(all []band) []band {
	slices.SortFunc(all, func(a, b band) int { return order(a.left, b.left, a.right, b.right) })
	var joined []band
	for _, b := range all {
		if n := len(joined); n > 0 && b.left <= joined[n-1].right {
			joined[n-1].right = max(joined[n-1].right, b.right)
			continue
		}
		joined = append(joined, b)
	}
	return joined
}
