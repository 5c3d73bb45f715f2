package locate

import (
	"slices"

	"gongkai/internal/report"
)

// relaxed reports whether every sum closes if the cells printed blank or as a placeholder are taken as zero, and how
// many they are. A cell that is absent or unreadable is no zero, and a table without any number shows nothing.
func (t *table) relaxed() (bool, int) {
	if len(t.failed) > 0 {
		return false, 0
	}
	for k, rel := range t.relations {
		if !t.open[k] || rel.optional {
			continue
		}
		if t.gap(rel.terms, t.values).known != 0 {
			return false, 0
		}
		for _, cell := range rel.terms {
			if t.values[cell.at] != none {
				continue
			}
			if c := t.cells[cell.at]; c == nil || c.State != report.Blank && c.State != report.Placeholder {
				return false, 0
			}
		}
	}
	numbers, blanks := 0, 0
	for i, v := range t.values {
		switch {
		case v != none:
			numbers++
		case t.isPrinted(i):
			blanks++
		}
	}
	if numbers == 0 {
		return false, 0
	}
	return true, blanks
}

// isPrinted reports whether a cell stands in a sum that the form prints; a subtotal that few print does not.
func (t *table) isPrinted(cell int) bool {
	return slices.ContainsFunc(t.of[cell], func(rel term) bool { return !t.relations[rel.at].optional })
}

// gap is what a sum lacks.
type gap struct {
	known       int64 // left less right of the cells that have a value
	last        term  // a missing cell
	left, right int   // missing cells
}

func (t *table) gap(terms []term, values []int64) gap {
	var g gap
	var sum wide
	for _, cell := range terms {
		v := values[cell.at]
		switch {
		case v != none:
			sum.add(cell.sign, v)
		case cell.sign > 0:
			g.left, g.last = g.left+1, cell
		default:
			g.right, g.last = g.right+1, cell
		}
	}
	g.known = sum.word()
	return g
}

// canClose reports whether some counts in place of the missing cells would close the sum. With a missing cell on either
// side something always does.
func (g gap) canClose() bool {
	switch {
	case g.left > 0 && g.right > 0:
		return true
	case g.left > 0:
		return isCount(-g.known)
	case g.right > 0:
		return isCount(g.known)
	default:
		return g.known == 0
	}
}

// given returns the cells without a value whose number the sums give, and the left-out sums that nothing would close.
func (t *table) given() (given []Change, impossible []int) {
	for k, rel := range t.relations {
		if t.open[k] && !rel.optional && !t.gap(rel.terms, t.values).canClose() {
			impossible = append(impossible, k)
		}
	}
	if len(impossible) > 0 || len(t.failed) > 0 {
		return nil, impossible
	}
	filled := slices.Clone(t.values)
	if bad := t.fill(filled); bad >= 0 {
		return nil, []int{bad}
	}
	for i, code := range t.codes {
		if t.values[i] == none && filled[i] != none {
			given = append(given, Change{
				Code: code, Needed: report.Value(filled[i]), Culprit: whoLost(t.cells[i]), Why: Missing,
			})
		}
	}
	return given, nil
}

// fill puts into values the numbers that the left-out sums give: a sum that lacks one cell gives it, and that may leave
// another sum with one missing cell. It returns a sum that no count can close then, or -1.
func (t *table) fill(values []int64) int { return t.fillFrom(values, -1, -1) }

// fillFrom is fill with one cell, if any, that has no value and is to be had from one of its sums alone.
func (t *table) fillFrom(values []int64, cell, from int) int {
	for more := true; more; {
		more = false
		for k, rel := range t.relations {
			if rel.optional || !t.open[k] && k != from || k != from && cell >= 0 && t.sign(cell, k) != 0 {
				continue
			}
			g := t.gap(rel.terms, values)
			if !g.canClose() {
				return k
			}
			if g.left+g.right == 1 {
				values[g.last.at] = -g.last.sign * g.known
				more = true
			}
		}
	}
	return -1
}

// leavesOpen reports whether the left-out sums could still close after some cells were changed.
func (t *table) leavesOpen(shifts []shift) bool {
	values := slices.Clone(t.values)
	for _, s := range shifts {
		values[s.cell] += s.by
	}
	return t.fill(values) < 0
}

// isVouched reports whether two sums of a cell, each without the others, give the value that a change makes of it.
func (t *table) isVouched(s shift) bool {
	sums := 0
	values := make([]int64, len(t.values))
	for _, rel := range t.of[s.cell] {
		if t.relations[rel.at].optional {
			continue
		}
		copy(values, t.values)
		values[s.cell] = none
		if t.fillFrom(values, s.cell, rel.at) < 0 && values[s.cell] == t.values[s.cell]+s.by {
			sums++
		}
	}
	return sums > 1
}
