package recognise

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// A table whose halves have columns of other widths, as Word leaves where two tables touch or a border was dragged, has
// rows whose values stand beside their headings. Such a row is read where its label is followed by just as many cells as
// there are headings, up to the same edge, and its values add up; a shift by one column would break the sum.

// drift is which columns the values of rows begin at, and whether the sums of such rows close.
type drift map[string]bool

// drifts looks at the rows [from, to) of a grid: a way to stand is proven where headings are printed again over it, or where
// some row of it adds up to more than zero and none fails to.
func (q *requests) drifts(s sheet, from, to int) drift {
	out := drift{}
	defer q.again(s, from, to, out)
	for r := from; r < to; r++ {
		values, _, ok := q.driftRow(s, r)
		if !ok {
			continue
		}
		if closes, total := q.adds(s, values); total != 0 || !closes {
			key := standing(values)
			proven, seen := out[key]
			out[key] = closes && (proven || !seen)
		}
	}
	return out
}

// again adds the ways to stand that headings in the middle of a table prove.
func (q *requests) again(s sheet, from, to int, out drift) {
	sound := q.sound
	defer func() { q.sound = sound }()
	for r := from; r < to; r++ {
		n := 0
		for _, cell := range s.row(r) {
			if _, ok := q.voc.request.headings.exact(cell.Text); ok && cell.Row+cell.RowSpan == r+1 {
				n++
			}
		}
		if n < len(q.voc.applicants)-2 {
			continue
		}
		columns := q.columnsOver(s, max(from, r-maxHeadRows+1), r+1)
		if !slices.Equal(headings(columns), q.voc.applicants) {
			continue
		}
		var key strings.Builder
		for _, h := range spans(columns) {
			fmt.Fprintf(&key, "%d ", h.from)
		}
		out[key.String()] = true
	}
}

// maxHeadRows is how many rows the headings of table 三 take.
const maxHeadRows = 3

// standing names the columns at which cells begin.
func standing(values []under) string {
	var out strings.Builder
	for _, u := range values {
		fmt.Fprintf(&out, "%d ", u.cell.Column)
	}
	return out.String()
}

// driftRow returns the cells behind the label of a row where they are as many as there are headings.
func (q *requests) driftRow(s sheet, r int) (values []under, label *read.GridCell, ok bool) {
	cells := s.row(r)
	n := len(q.voc.applicants)
	if s.ragged || len(cells) <= n {
		return nil, nil, false
	}
	label = cells[len(cells)-n-1]
	if _, known := q.item(label.Text); !known || label.Row != r || label.RowSpan > 1 {
		return nil, nil, false
	}
	for _, cell := range cells[len(cells)-n:] {
		if cell.Row != r || cell.RowSpan > 1 {
			return nil, nil, false
		}
		values = append(values, under{cell: cell})
	}
	return values, label, true
}

// adds reports whether the values of a row add up to the last, and what that is. A row with a cell that has none is taken as
// one that closes to zero: it says nothing.
func (q *requests) adds(s sheet, values []under) (closes bool, total report.Value) {
	numbers := make([]report.Value, len(values))
	for i, u := range values {
		got := q.voc.values.read(u.cell.Text, q.voc.countUnit, claim{})
		if !got.state.HasValue() {
			return true, 0
		}
		numbers[i] = got.value
	}
	return proof.Row(numbers), numbers[len(numbers)-1]
}

// drifted returns a row whose values do not stand each alone under its heading, and false where they do or nothing proves
// which is which.
func (q *requests) drifted(s sheet, r int, proven drift) (line, bool) {
	over := q.head.over
	if !slices.Equal(q.head.names, q.voc.applicants) || len(proven) == 0 {
		return line{}, false
	}
	values, label, ok := q.driftRow(s, r)
	if !ok {
		return line{}, false
	}
	plain := label.Column+label.ColumnSpan <= over[0].from
	for i, u := range s.under(r, over) {
		plain = plain && u.cell == values[i].cell && !u.clash
	}
	last := values[len(values)-1].cell
	if plain || last.Column+last.ColumnSpan != over[len(over)-1].to || !proven[standing(values)] {
		return line{}, false
	}
	l := line{row: r, label: label.Text, values: values, whole: true, drifted: true, page: s.place(label).Page}
	l.item, _ = q.item(label.Text)
	l.text = slices.ContainsFunc(values, func(u under) bool { return !isBlank(u.cell.Text) })
	return l, true
}

// columnsOf returns the columns of a grid that goes on with the table at another width and without headings: those at
// which the values of all its rows begin, where that is proven; nil otherwise.
func (q *requests) columnsOf(s sheet, from, to int) []column {
	if !slices.Equal(q.open.headings, q.voc.applicants) {
		return nil
	}
	proven := q.drifts(s, from, to)
	for r := from; r < to; r++ {
		values, _, ok := q.driftRow(s, r)
		if !ok || !proven[standing(values)] {
			continue
		}
		columns := make([]column, s.grid.Columns)
		for i, u := range values {
			for c := u.cell.Column; c < min(u.cell.Column+u.cell.ColumnSpan, len(columns)); c++ {
				columns[c].heading = q.voc.applicants[i]
			}
		}
		return columns
	}
	return nil
}

// flank names the first and last column of a table whose header a page break cut: the columns between them have all their
// headings in order, one column is left on each side, and the last adds up to the others, as only the total does.
func (q *requests) flank(s sheet, from, to int, columns []column) []column {
	n := len(q.voc.applicants)
	inner := spans(columns)
	if !slices.Equal(headings(columns), q.voc.applicants[1:n-1]) {
		return columns
	}
	proven := q.drifts(s, from, to)
	for r := from; r < to; r++ {
		values, _, ok := q.driftRow(s, r)
		if !ok || !proven[standing(values)] {
			continue
		}
		for i, h := range inner {
			cell := values[i+1].cell
			ok = ok && cell.Column >= h.from && cell.Column+cell.ColumnSpan <= h.to
		}
		if !ok {
			return columns
		}
		out := slices.Clone(columns)
		for _, i := range []int{0, n - 1} {
			cell := values[i].cell
			for c := cell.Column; c < min(cell.Column+cell.ColumnSpan, len(out)); c++ {
				out[c].heading = q.voc.applicants[i]
			}
		}
		return out
	}
	return columns
}

// counted returns the rows of a grid whose spans of rows are lost or too long, so that cells stand left or right of their columns: each
// row up
// to the form's last has a label and behind it just as many cells as there are headings, all with numbers that add up, and no label comes
// twice. It returns nil where a row stands as it should in all that, so that there is nothing to mend.
func (q *requests) counted(s sheet, from, to int) []line {
	if !slices.Equal(q.head.names, q.voc.applicants) {
		return nil
	}
	var lines []line
	var items []string
	moved, totals := false, 0
	for r := from; r < to; r++ {
		// A group that spans too many rows stands where the label should, or behind it.
		own := slices.DeleteFunc(slices.Clone(s.row(r)), func(c *read.GridCell) bool { return c.Row != r })
		n := len(q.head.over)
		if len(own) <= n || slices.ContainsFunc(own[len(own)-n-1:], func(c *read.GridCell) bool { return c.RowSpan > 1 }) {
			return nil
		}
		label := own[len(own)-n-1]
		var values []under
		for _, cell := range own[len(own)-n:] {
			values = append(values, under{cell: cell})
		}
		for _, u := range values {
			if !q.voc.isValue(u.cell.Text) {
				return nil
			}
		}
		closes, total := q.adds(s, values)
		item, known := q.item(label.Text)
		if !known || !closes || slices.Contains(items, item) {
			return nil
		}
		if total > 0 {
			totals++
		}
		items = append(items, item)
		l := line{row: r, item: item, label: label.Text, values: values, text: true, whole: true, drifted: true, page: s.place(label).Page}
		for i, u := range values {
			moved = moved || u.cell.Column < q.head.over[i].from || u.cell.Column+u.cell.ColumnSpan > q.head.over[i].to
		}
		if lines = append(lines, l); item == q.voc.lastRequest {
			break
		}
	}
	if !moved || totals < minRows || len(items) == 0 || items[len(items)-1] != q.voc.lastRequest {
		return nil
	}
	return lines
}
