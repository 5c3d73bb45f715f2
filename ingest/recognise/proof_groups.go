package recognise

import (
	"slices"

	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// judgeGroupGaps withholds the groups of table 四 that have a blank in a row that is printed in full otherwise: a value that
// was left out moves all behind it, and the sum of a group with a blank cannot tell.
func judgeGroupGaps(c candidate) (v verdict) {
	t := c.t
	gaps := 0
	for _, cell := range t.cells {
		if cell.State == report.Blank {
			gaps++
		}
	}
	if gaps == 0 || gaps > maxGaps {
		return v
	}
	var failing []string
	for _, item := range c.voc.tracks {
		codes := t.codesOf(func(of, _ string) bool { return of == item })
		if slices.ContainsFunc(codes, func(code string) bool { return t.cells[code].State == report.Blank }) && !c.voc.closesAround(t, item) {
			v.withhold = append(v.withhold, codes...)
			v.doubts = append(v.doubts, doubt{rule: ruleRow, names: []string{item}, codes: codes})
		} else if !c.voc.groupCloses(t, item) {
			failing = append(failing, item)
		}
	}
	if len(failing) > 0 {
		// With a sum that fails beside the blank the row has slipped, and a group that closes may do so by chance.
		v.all = true
		v.doubts = append(v.doubts, doubt{rule: ruleSlipped})
	}
	return v
}

// closesAround reports whether what a track prints adds up to its total, which is more than zero: then the blanks stand for zeros, and
// nothing moved into their place.
func (voc *vocabulary) closesAround(t *table, item string) bool {
	var sum report.Sum
	codes := voc.groupCodes(t, item)
	for _, code := range codes[:len(codes)-1] {
		cell := t.cells[code]
		if cell.State != report.Blank && !cell.State.HasValue() {
			return false
		}
		sum = sum.Add(cell.Value)
	}
	total := t.cells[codes[len(codes)-1]]
	return total.State.HasValue() && total.Value > 0 && sum.Equal(report.Sum{}.Add(total.Value))
}

// groupCloses reports whether the results of a track add up to its total, where all of them have a value.
func (voc *vocabulary) groupCloses(t *table, item string) bool {
	values, ok := t.values(voc.groupCodes(t, item))
	return !ok || proof.Row(values)
}

// judgeGroupOrder doubts a table 四 whose columns or rows do not stand in the order of the form.
func judgeGroupOrder(c candidate) (v verdict) {
	if !c.voc.inOrder(c.t.sequence) {
		v.doubts = []doubt{{rule: ruleOrder, names: c.t.items, codes: c.t.all()}}
	}
	return v
}

// judgeTracks withholds a table 四 with a row for each track that lacks one: the labels may have slipped against the values.
func judgeTracks(c candidate) (v verdict) {
	if len(c.t.items) < len(c.voc.tracks) {
		return verdict{all: true, doubts: []doubt{{rule: ruleSlipped}}}
	}
	return v
}

// groupCodes returns the codes of a track's results, the total last.
func (voc *vocabulary) groupCodes(t *table, item string) []string {
	return t.codesUnder([]string{item}, voc.results)
}
