package recognise

import (
	"slices"
	"strings"

	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// flowAppeals reads every table 四 in a flow behind table 三. A page that compares two years has one of each: which is the report's own
// is told by the year over it.
func flowAppeals(p *page) []*table {
	if p.request == nil {
		return nil
	}
	voc, f, from := p.voc, p.flow(), p.request.to
	printsZeros := voc.printsZeros(p.request)
	isResult := func(name string) bool { return slices.Contains(voc.results, name) }
	marks := f.find(voc.words.appeals, from, min(len(f.runes), from+maxTable))
	var tables []*table
	for i := 0; i < len(marks); {
		if !isResult(marks[i].name) {
			i++
			continue
		}
		end := i
		for end < len(marks) && (end == i || !f.hasDigit(marks[end-1].to, marks[end].from)) {
			end++
		}
		if t := voc.flowAppeal(f, marks, i, end, printsZeros); t != nil {
			tables = append(tables, t)
		}
		i = end
	}
	return tables
}

// flowAppeal reads the table whose results are among marks [from, to): the tracks and results in the order of the form,
// then as many numbers. A page that cuts the table off at the right has the first of both.
func (voc *vocabulary) flowAppeal(f *flow, marks []mark, from, to int, printsZeros bool) *table {
	tracks, first := voc.flowTracks(marks[:from])
	results, last := 0, from
	for i := from; i < to; i++ {
		k := marks[i]
		if !slices.Contains(voc.results, k.name) {
			tracks = append(tracks, k.name)
			continue
		}
		if k.name != voc.results[results%len(voc.results)] {
			return nil
		}
		results++
		last = i
	}
	all := len(voc.results) * len(voc.tracks)
	var t *table
	switch {
	case results == all && slices.Equal(tracks, voc.tracks):
		t = voc.flowAppealValues(f, marks[to-1], printsZeros)
	case results < all && last == to-1 && slices.Equal(tracks, voc.cutTracks(results)):
		t = voc.flowAppealCut(f, marks[last], results)
	}
	if t == nil {
		return nil
	}
	t.block = f.lines[f.line[marks[min(first, from)].from]].block
	return t
}

// cutTracks returns the tracks over the first n results, nil where not even the first track is whole: then no sum tells
// that the numbers stand under their headings.
func (voc *vocabulary) cutTracks(n int) []string {
	if n < len(voc.results) {
		return nil
	}
	return voc.tracks[:(n+len(voc.results)-1)/len(voc.results)]
}

// flowTracks returns the tracks named directly before the first result, each once, and which mark is the first of them.
func (voc *vocabulary) flowTracks(marks []mark) (tracks []string, first int) {
	first = len(marks)
	for i, k := range marks {
		if n := slices.Index(voc.tracks, k.name); n == 0 {
			tracks, first = []string{k.name}, i
		} else if n > 0 {
			tracks = append(tracks, k.name)
		}
	}
	return tracks, first
}

// newFlowAppeal returns a table for the numbers behind the last heading.
func (voc *vocabulary) newFlowAppeal(f *flow, tokens []token) *table {
	t := newTable(report.Appeal, 0)
	t.flow = true
	t.last = f.lines[f.line[tokens[len(tokens)-1].from]].block
	t.units = voc.linesAround(f, tokens[0].from, tokens[len(tokens)-1].to)
	return t
}

// appealCode returns the code of the i-th column of table 四.
func (voc *vocabulary) appealCode(t *table, i int) string {
	return t.code(voc.tracks[i/len(voc.results)], voc.results[i%len(voc.results)])
}

// flowAppealCut reads n numbers of a table that its page cuts off: just as many as headings, in one line, and with every
// sum that is there. The rest is absent.
func (voc *vocabulary) flowAppealCut(f *flow, last mark, n int) *table {
	end := min(len(f.runes), last.to+maxHeader)
	tokens := f.ofFirstLine(f.firstNumbers(last.to, end))
	if len(tokens) != n || voc.moreCells(f, tokens, end) || f.hasLetters(last.to, tokens[0].first) {
		return nil
	}
	t := voc.newFlowAppeal(f, tokens)
	var values []report.Value
	for _, cell := range voc.tokenCells(f, t, tokens, end, func(i int) string { return voc.appealCode(t, i) }) {
		if !cell.State.HasValue() {
			return nil
		}
		values = append(values, cell.Value)
		t.put(cell)
	}
	if !proof.Groups(values, len(voc.results)) {
		return nil
	}
	t.doubt(doubt{rule: ruleHeader})
	return t
}

// ofFirstLine returns the values that stand in one line with the first.
func (f *flow) ofFirstLine(tokens []token) []token {
	end := slices.IndexFunc(tokens, func(t token) bool { return f.line[t.from] != f.line[tokens[0].from] })
	if end < 0 {
		return tokens
	}
	return tokens[:end]
}

// flowAppealValues reads the fifteen numbers behind the last heading.
func (voc *vocabulary) flowAppealValues(f *flow, last mark, printsZeros bool) *table {
	n := len(voc.results) * len(voc.tracks)
	end := min(len(f.runes), last.to+maxHeader)
	tokens := f.firstNumbers(last.to, end)
	if line := f.ofFirstLine(tokens); len(line) == n && !voc.moreCells(f, line, end) {
		// What follows in lines of its own is no value: the year over the next table.
		tokens = line
	}
	if lines := voc.dumpLines(f, last, len(f.runes), n, 0); len(tokens) != n && lines != nil {
		t := newTable(report.Appeal, 0)
		t.flow, t.last = true, lines[n-1].block
		t.units = voc.linesAround(f, last.from, last.to)
		for i, l := range lines {
			cell, got := voc.text(voc.appealCode(t, i), l.text, t.units, report.Place{Page: l.page, Line: l.line})
			t.note(cell.Code, got)
			t.put(cell)
		}
		voc.prove(candidate{t: t}, ofDump)
		return t
	}
	if len(tokens) == 0 {
		return nil
	}
	t := voc.newFlowAppeal(f, tokens)
	if len(tokens) == n {
		for _, cell := range voc.tokenCells(f, t, tokens, end, func(i int) string { return voc.appealCode(t, i) }) {
			t.put(cell)
		}
		return t
	}
	raw := make([]string, len(tokens))
	for i, token := range tokens {
		raw[i] = token.digits()
	}
	var ways [][]int64
	oneLine := len(f.lineSpan(tokens)) == 1
	if oneLine && (printsZeros || proof.IsZeros(raw, n)) {
		// An empty cell leaves no trace among glued digits, and the groups' sums are spent on cutting: a cut that leaves
		// a choice holds only where the office is seen to print its zeros.
		ways = proof.Cuts(raw, len(voc.results), len(voc.tracks))
	}
	proven := len(ways) == 1 && proof.IsPlain(ways[0], len(voc.results))
	printed, place := f.printed(tokens[0].from, tokens[len(tokens)-1].to), f.place(tokens[0].from)
	for i := range n {
		cell := report.Cell{Code: voc.appealCode(t, i), State: report.Unreadable, Raw: printed, Place: place}
		if proven {
			cell.State, cell.Value = report.Inferred, report.Whole(ways[0][i])
		}
		t.put(cell)
	}
	t.doubt(doubt{rule: ruleGlued, names: voc.tracks})
	mayBeWhole := oneLine && printsZeros && len(strings.Join(raw, "")) >= n
	if mayBeWhole && ways == nil && proof.AddsUpNever(raw, len(voc.results), len(voc.tracks)) {
		t.doubt(doubt{rule: ruleUnclosed, names: voc.tracks, codes: t.all()})
	}
	return t
}
