package recognise

import (
	"slices"
	"strconv"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// columnSums returns the relations that the rules state between the given rows: the results and the balance.
func (voc *vocabulary) columnSums(rows order) []proof.Column {
	var out []proof.Column
	for _, rule := range voc.sums {
		sum := proof.Column{Left: voc.terms(rule.Expression.Left.Terms, rows), Right: voc.terms(rule.Expression.Right.Terms, rows)}
		if len(sum.Left) > 0 && len(sum.Right) > 0 {
			out = append(out, sum)
		}
	}
	return out
}

// terms spells out one side of a rule over rows, empty where a named row is not among them.
func (voc *vocabulary) terms(terms []rules.Term, rows order) []string {
	var out []string
	for _, term := range terms {
		if term.Item.Kind == rules.Named {
			if !slices.Contains(rows, term.Item.Word) {
				return nil
			}
			out = append(out, term.Item.Word)
			continue
		}
		for _, p := range voc.set.Parts {
			if p.Subject == report.Request && p.Axis == forms.AxisItem && p.Total == term.Item.Word && slices.Contains(rows, p.Part) {
				out = append(out, p.Part)
			}
		}
	}
	return out
}

// judgeGlued gives the glued rows of table 三 the values that are proven.
func judgeGlued(of candidate) (v verdict) {
	voc, t := of.voc, of.t
	if len(t.glued) == 0 || t.headings == nil {
		return v
	}
	n := len(voc.applicants)
	v.values = make(map[string]report.Value, len(t.glued)*n)
	rows := voc.order(report.Request, t.items)
	// A cut that leaves a choice holds only where every row is there: an empty cell leaves no trace among glued digits, and
	// the digits of a row whose label is lost stand behind another label.
	whole := !slices.ContainsFunc(rows, func(item string) bool { return !slices.Contains(t.items, item) })
	gaps := slices.ContainsFunc(t.glued, func(row proof.Glued) bool { return len(row.Digits()) < n })
	c := proof.Closing{Fixed: map[string][]int64{}, Open: map[string]proof.Glued{}}
	for _, row := range t.glued {
		switch {
		case proof.IsZeros(row.Tokens, n), whole && !gaps && row.Fits(n):
			voc.infer(v, t, row.Item, row.Ways[0])
			if len(t.withheld) == 0 {
				c.Fixed[row.Item] = row.Ways[0]
			}
		case row.HasWays():
			c.Open[row.Item] = row
		}
	}
	if !whole {
		return v
	}
	for _, item := range rows {
		if c.Fixed[item] != nil {
			continue
		}
		if values, ok := voc.rowValues(v, t, item); ok {
			c.Fixed[item] = values
		}
	}
	sums := voc.columnSums(rows)
	ways, closed := c.Proven(sums)
	for item, way := range ways {
		voc.infer(v, t, item, way)
	}
	if !gaps && !closed {
		v.doubts = voc.unclosed(t, c, sums)
	}
	return v
}

// unclosed returns doubts about what cannot be: glued rows that do not add up in any way, and sums between rows that no
// combination of ways closes. The latter are about the rows of one digit a number too, which are read as printed.
func (voc *vocabulary) unclosed(t *table, c proof.Closing, sums []proof.Column) (doubts []doubt) {
	var broken []string
	for _, row := range t.glued {
		if len(row.Ways) == 0 && proof.AddsUpNever(row.Tokens, len(voc.applicants), 1) {
			broken = append(broken, row.Item)
		}
	}
	if len(broken) > 0 {
		doubts = append(doubts, doubt{rule: ruleUnclosed, names: broken, codes: t.codesUnder(broken, voc.applicants)})
	}
	for _, sum := range sums {
		if c.ClosesNever(sum) {
			rows := slices.Concat(sum.Left, sum.Right)
			doubts = append(doubts, doubt{rule: ruleColumns, names: sum.Right, codes: t.codesUnder(rows, voc.applicants)})
		}
	}
	return doubts
}

// rowValues returns the numbers of a row, those of the verdict included, and false where one of its cells has none or is no whole number.
func (voc *vocabulary) rowValues(v verdict, t *table, item string) ([]int64, bool) {
	var out []int64
	for _, code := range voc.rowCodes(t, item) {
		value, ok := v.values[code]
		if cell := t.cells[code]; !ok && cell.State.HasValue() {
			value, ok = cell.Value, true
		}
		n, err := strconv.ParseInt(value.String(), 10, 64)
		if !ok || err != nil {
			return nil, false
		}
		out = append(out, n)
	}
	return out, true
}

// infer gives a row its values.
func (voc *vocabulary) infer(v verdict, t *table, item string, values []int64) {
	for i, code := range voc.rowCodes(t, item) {
		if _, ok := t.cells[code]; ok && !slices.Contains(t.withheld, code) {
			v.values[code] = report.Whole(values[i])
		}
	}
}

// printsZeros reports whether a table 三 is seen to print a number in every cell: every row is there, more of them are read
// in full than are not, and those are glued rows with digits enough.
func (voc *vocabulary) printsZeros(t *table) bool {
	rows := voc.order(report.Request, t.items)
	if slices.ContainsFunc(rows, func(item string) bool { return !slices.Contains(t.items, item) }) {
		return false
	}
	unread := map[string]bool{}
	for code, cell := range t.cells {
		if !cell.State.HasValue() {
			item, _ := splitCode(code)
			unread[item] = true
		}
	}
	for _, row := range t.glued {
		if unread[row.Item] && len(row.Digits()) < len(voc.applicants) {
			return false
		}
	}
	glued := t.gluedNames()
	for item := range unread {
		if !slices.Contains(glued, item) {
			return false
		}
	}
	return len(unread)*2 < len(rows)
}

// gluedNames returns the rows with glued numbers.
func (t *table) gluedNames() []string {
	var out []string
	for _, row := range t.glued {
		out = append(out, row.Item)
	}
	return out
}
