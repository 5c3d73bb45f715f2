package locate

import (
	"iter"

	"gongkai/internal/report"
)

// limit is the first Value that has too many digits.
const limit = 1_000_000_000_000_000_000

// table is one table as Explain sees it.
type table struct {
	*Locator
	cells    []*report.Cell // by number; nil where the report has none, and not filled in where every sum closes
	values   []int64        // in millionths, as report.Value; none where the cell has no value
	residual []int64        // left less right of each relation that is assessable; huge where it does not fit
	open     []bool         // relations that are not assessable
	failed   []int
	assessed int
	leftOut  int
}

// Sentinels that no Value and no residual in range can take.
const (
	none = -1 << 63
	huge = 1<<63 - 1
)

// read takes the values of the cells and adds up every relation.
func (l *Locator) read(cells []report.Cell) *table {
	numbers := make([]int64, len(l.codes)+len(l.relations))
	t := &table{
		Locator: l, values: numbers[:len(l.codes)], residual: numbers[len(l.codes):],
		open: make([]bool, len(l.relations)),
	}
	for i := range t.values {
		t.values[i] = none
	}
	for at, cell := range l.match(cells) {
		if cell.State.HasValue() {
			t.values[at] = int64(cell.Value)
		}
	}
	for k := range l.relations {
		rel := &l.relations[k]
		sum, ok := t.add(rel.terms)
		switch {
		case !ok:
			t.open[k] = true
			if !rel.optional {
				t.leftOut++
			}
			continue
		case sum != 0:
			t.failed = append(t.failed, k)
		}
		t.residual[k] = sum
		t.assessed++
	}
	if len(t.failed) > 0 || t.leftOut > 0 {
		t.cells = make([]*report.Cell, len(l.codes))
		for at, cell := range l.match(cells) {
			t.cells[at] = cell
		}
	}
	return t
}

// match yields the cells that the relations name, with their numbers.
func (l *Locator) match(cells []report.Cell) iter.Seq2[int, *report.Cell] {
	return func(yield func(int, *report.Cell) bool) {
		next := 0 // most often the cells come in the order of the codes, and none has to be looked up
		for i := range cells {
			at, ok := next, next < len(l.codes) && l.codes[next] == cells[i].Code
			if !ok {
				if at, ok = l.position[cells[i].Code]; !ok {
					continue
				}
			}
			next = at + 1
			if !yield(at, &cells[i]) {
				return
			}
		}
	}
}

// add returns left less right of a relation, and false where a cell has no value.
func (t *table) add(terms []term) (int64, bool) {
	var sum wide
	for _, term := range terms {
		v := t.values[term.at]
		if v == none {
			return 0, false
		}
		sum.add(term.sign, v)
	}
	return sum.word(), true
}

// wide is a sum of Values in two halves: twelve digits with six decimals fill a word.
type wide struct{ high, low int64 }

const half = 20

func (w *wide) add(sign, v int64) {
	w.high += sign * (v >> half)
	w.low += sign * (v & (1<<half - 1))
}

// word returns the sum, or huge where it does not fit into a word again.
func (w *wide) word() int64 {
	if w.high >= 1<<41 || w.high <= -1<<41 {
		return huge
	}
	return w.high<<half + w.low
}

// status is that of a table before its failed sums are looked at.
func (t *table) status() Status {
	if t.assessed == 0 {
		return NotAssessable
	}
	return Closes
}

// isCount reports whether a number of millionths can be a printed count.
func isCount(v int64) bool {
	return v >= 0 && v < limit && report.Value(v).IsWhole()
}

// component is a set of assessable relations that share cells, those that fail apart.
type component struct{ failed, closed []int }

// components returns the parts of the table in which a sum fails. Sums that share no cell, directly or through others,
// say nothing about each other: table 四 falls into its three groups.
func (t *table) components() []component {
	var out []component
	seen := make([]bool, len(t.relations))
	for _, first := range t.failed {
		if seen[first] {
			continue
		}
		inside := make([]bool, len(t.relations))
		inside[first], seen[first] = true, true
		for queue := []int{first}; len(queue) > 0; queue = queue[1:] {
			for _, cell := range t.relations[queue[0]].terms {
				for _, rel := range t.of[cell.at] {
					if !t.open[rel.at] && !seen[rel.at] {
						seen[rel.at], inside[rel.at] = true, true
						queue = append(queue, rel.at)
					}
				}
			}
		}
		var part component
		for k := range inside {
			switch {
			case !inside[k]:
			case t.residual[k] != 0:
				part.failed = append(part.failed, k)
			default:
				part.closed = append(part.closed, k)
			}
		}
		out = append(out, part)
	}
	return out
}
