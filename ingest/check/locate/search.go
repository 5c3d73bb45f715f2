package locate

import (
	"cmp"
	"slices"
)

// shift is a cell and what has to be added to it, in millionths.
type shift struct {
	cell int
	by   int64
}

// explain finds the smallest explanations of one group of failed sums. Where the group is alone, the sums that were left
// out rule out those after which no count in place of what is missing could close them; with several groups a sum
// may be spoiled by any of them and rules out nothing.
func (t *table) explain(part component, alone bool) Group {
	group := Group{Failed: part.failed, Status: NotLocated, Partial: t.isPartial(part.failed)}
	if len(part.failed)+len(part.closed) == 1 {
		if total := t.relations[part.failed[0]].total; total >= 0 && !group.Partial {
			group.Total = t.codes[total]
		}
	}
	if len(part.failed) > 2*t.most || t.isHuge(part.failed) {
		return group
	}
	found, family := t.one(part.failed), false
	if len(found) == 0 {
		found, family = t.two(part.failed)
	}
	if alone && t.leftOut > 0 {
		// Where every single cell is ruled out, the second one is a cell that only left-out sums see: it takes a pair
		// that this search does not know, so nothing is located.
		found = slices.DeleteFunc(found, func(shifts []shift) bool { return !t.leavesOpen(shifts) })
	}
	slices.SortFunc(found, func(a, b []shift) int {
		if first := t.totalFirst(group.Total, a, b); first != 0 {
			return first
		}
		return slices.CompareFunc(a, b, func(x, y shift) int { return cmp.Compare(x.cell, y.cell) })
	})
	for _, shifts := range found {
		group.Explanations = append(group.Explanations, t.explanation(shifts))
	}
	switch {
	case len(found) == 1 && !family && group.Partial && len(found[0]) == 1 && !t.isVouched(found[0][0]):
		group.Status = Unvouched
	case len(found) == 1 && !family:
		group.Status = Located
	case len(found) > 0 || family:
		group.Status = Ambiguous
	}
	return group
}

// totalFirst orders the reading in which the total is wrong before those in which a part is.
func (t *table) totalFirst(total string, a, b []shift) int {
	switch total {
	case "":
		return 0
	case t.codes[a[0].cell]:
		return -1
	case t.codes[b[0].cell]:
		return 1
	}
	return 0
}

// isPartial reports whether a cell of the failed sums stands in a printed sum that was left out.
func (t *table) isPartial(failed []int) bool {
	for _, k := range failed {
		for _, cell := range t.relations[k].terms {
			for _, rel := range t.of[cell.at] {
				if t.open[rel.at] && !t.relations[rel.at].optional {
					return true
				}
			}
		}
	}
	return false
}

// isHuge reports whether a sum fails by more than two counts can make up for. What is less keeps the search within a
// word: two residuals and a value are at most five times the limit.
func (t *table) isHuge(failed []int) bool {
	for _, k := range failed {
		if t.residual[k] >= 2*limit || t.residual[k] <= -2*limit {
			return true
		}
	}
	return false
}

// one returns the single cells that explain the failed sums.
func (t *table) one(failed []int) [][]shift {
	var found [][]shift
	for _, candidate := range t.relations[failed[0]].terms {
		if by, ok := t.fits(candidate.at, failed, t.residual); ok && t.canMove(candidate.at, by) {
			found = append(found, []shift{{candidate.at, by}})
		}
	}
	return found
}

// fits returns what added to a cell makes up for the residuals: the cell stands in all the failed sums and in no other,
// and all lack the same.
func (t *table) fits(cell int, failed []int, residual []int64) (by int64, ok bool) {
	matched := 0
	for _, rel := range t.of[cell] {
		if t.open[rel.at] {
			continue
		}
		lacks := -rel.sign * residual[rel.at]
		if lacks == 0 || matched > 0 && lacks != by {
			return 0, false
		}
		by = lacks
		matched++
	}
	return by, matched > 0 && matched == len(failed)
}

// two returns the pairs of cells that explain the failed sums. One cell of a pair stands in the shortest failed sum.
// If the other does not, that sum fixes the first one's change and the second is a search for a single cell; if it
// does, both changes follow from the sums in which only one of them stands. family says that some pair has many
// solutions, which are not listed.
func (t *table) two(failed []int) (found [][]shift, family bool) {
	short := slices.MinFunc(failed, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(t.relations[a].terms), len(t.relations[b].terms)), cmp.Compare(a, b))
	})
	terms := t.relations[short].terms
	residual := slices.Clone(t.residual)
	for i, first := range terms {
		by := -first.sign * t.residual[short]
		if t.canMove(first.at, by) {
			t.move(residual, first.at, by)
			for _, second := range t.second(first.at, short, failed, residual) {
				found = append(found, sorted(shift{first.at, by}, second))
			}
			t.move(residual, first.at, -by)
		}
		for _, second := range terms[i+1:] {
			a, b, many := t.solve(first.at, second.at, failed)
			family = family || many
			if a != 0 && b != 0 && !many {
				found = append(found, sorted(shift{first.at, a}, shift{second.at, b}))
			}
		}
	}
	return found, family
}

func sorted(a, b shift) []shift {
	if b.cell < a.cell {
		return []shift{b, a}
	}
	return []shift{a, b}
}

// move adds a change of a cell to the residuals.
func (t *table) move(residual []int64, cell int, by int64) {
	for _, rel := range t.of[cell] {
		if !t.open[rel.at] {
			residual[rel.at] += rel.sign * by
		}
	}
}

// second returns the single cells outside one sum that explain what is left after a first cell was changed.
func (t *table) second(first, outside int, failed []int, residual []int64) []shift {
	var left []int
	for _, k := range failed {
		if residual[k] != 0 {
			left = append(left, k)
		}
	}
	for _, rel := range t.of[first] {
		if !t.open[rel.at] && residual[rel.at] != 0 && !slices.Contains(left, rel.at) {
			left = append(left, rel.at)
		}
	}
	if len(left) == 0 || len(left) > t.most {
		return nil
	}
	var found []shift
	for _, candidate := range t.relations[left[0]].terms {
		if t.sign(candidate.at, outside) != 0 {
			continue
		}
		if by, ok := t.fits(candidate.at, left, residual); ok && t.canMove(candidate.at, by) {
			found = append(found, shift{candidate.at, by})
		}
	}
	return found
}

// sign returns how a cell stands in a relation: 1, -1, or 0 where it does not.
func (t *table) sign(cell, relation int) int64 {
	for _, rel := range t.of[cell] {
		if rel.at == relation {
			return rel.sign
		}
	}
	return 0
}

// solve returns the changes of two cells of one failed sum that explain all failed sums, zeros where there are none.
// many says that the two stand in the same sums and can make up for the difference in more than one way.
func (t *table) solve(first, second int, failed []int) (a, b int64, many bool) {
	touched := slices.Clone(failed)
	for _, cell := range []int{first, second} {
		for _, rel := range t.of[cell] {
			if !t.open[rel.at] && !slices.Contains(touched, rel.at) {
				touched = append(touched, rel.at)
			}
		}
	}
	// Either change follows from a sum in which it stands alone, and then the other from one in which both stand.
	shared, aKnown, bKnown := -1, false, false
	for _, k := range touched {
		x, y := t.sign(first, k), t.sign(second, k)
		switch {
		case x != 0 && y != 0:
			shared = k
		case x != 0:
			a, aKnown = -x*t.residual[k], true
		case y != 0:
			b, bKnown = -y*t.residual[k], true
		default:
			return 0, 0, false
		}
	}
	x, y := t.sign(first, shared), t.sign(second, shared)
	switch {
	case aKnown && !bKnown:
		if !t.canMove(first, a) {
			return 0, 0, false
		}
		b = -y * (t.residual[shared] + x*a)
	case bKnown && !aKnown:
		if !t.canMove(second, b) {
			return 0, 0, false
		}
		a = -x * (t.residual[shared] + y*b)
	case !aKnown:
		return 0, 0, t.parallel(first, second, touched)
	}
	if !t.canMove(first, a) || !t.canMove(second, b) {
		return 0, 0, false
	}
	for _, k := range touched {
		if t.residual[k]+t.sign(first, k)*a+t.sign(second, k)*b != 0 {
			return 0, 0, false
		}
	}
	return a, b, false
}

// parallel reports whether two cells that stand in the same sums may make up for the difference together. It says yes
// when in doubt: then nothing is unique.
func (t *table) parallel(first, second int, touched []int) bool {
	x, y := t.sign(first, touched[0]), t.sign(second, touched[0])
	lacks := -x * t.residual[touched[0]]
	for _, k := range touched {
		if t.sign(first, k)*t.sign(second, k) != x*y {
			return true
		}
		if -t.sign(first, k)*t.residual[k] != lacks {
			return false
		}
	}
	return x != y || t.values[first]+t.values[second]+lacks >= 0
}

// canMove reports whether a cell is a count after a change.
func (t *table) canMove(cell int, by int64) bool {
	v := t.values[cell]
	return v > -limit && v < limit && isCount(v+by)
}
