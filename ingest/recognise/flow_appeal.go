package recognise

import (
	"slices"
	"strings"

	"gongkai/internal/report"
)

// flowAppeals reads every table 四 in a flow; printsZeros says that table 三 has a number in every cell. A page that compares
// two years has one of each: which is the report's own is told by the year over it.
func (m *mapper) flowAppeals(f *flow, from int, printsZeros bool) []*table {
	isResult := func(name string) bool { return slices.Contains(m.results, name) }
	marks := f.find(m.words.appeals, from, min(len(f.runes), from+maxTable))
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
		if t := m.flowAppeal(f, marks, i, end, printsZeros); t != nil {
			tables = append(tables, t)
		}
		i = end
	}
	return tables
}

// flowAppeal reads the table whose results are among marks [from, to): the tracks and results in the order of the form,
// then as many numbers. A page that cuts the table off at the right has the first of both.
func (m *mapper) flowAppeal(f *flow, marks []mark, from, to int, printsZeros bool) *table {
	tracks, first := m.flowTracks(marks[:from])
	results, last := 0, from
	for i := from; i < to; i++ {
		k := marks[i]
		if !slices.Contains(m.results, k.name) {
			tracks = append(tracks, k.name)
			continue
		}
		if k.name != m.results[results%len(m.results)] {
			return nil
		}
		results++
		last = i
	}
	all := len(m.results) * len(m.tracks)
	var t *table
	switch {
	case results == all && slices.Equal(tracks, m.tracks):
		t = m.flowAppealValues(f, marks[to-1], printsZeros)
	case results < all && last == to-1 && slices.Equal(tracks, m.cutTracks(results)):
		t = m.flowAppealCut(f, marks[last], results)
	}
	if t == nil {
		return nil
	}
	t.block = f.lines[f.line[marks[min(first, from)].from]].block
	return t
}

// cutTracks returns the tracks over the first n results, nil where not even the first track is whole: then no sum tells
// that the numbers stand under their headings.
func (m *mapper) cutTracks(n int) []string {
	if n < len(m.results) {
		return nil
	}
	return m.tracks[:(n+len(m.results)-1)/len(m.results)]
}

// flowTracks returns the tracks named directly before the first result, each once, and which mark is the first of them.
func (m *mapper) flowTracks(marks []mark) (tracks []string, first int) {
	first = len(marks)
	for i, k := range marks {
		if n := slices.Index(m.tracks, k.name); n == 0 {
			tracks, first = []string{k.name}, i
		} else if n > 0 {
			tracks = append(tracks, k.name)
		}
	}
	return tracks, first
}

// newFlowAppeal returns a table for the numbers behind the last heading.
func (m *mapper) newFlowAppeal(f *flow, tokens []token) *table {
	t := newTable(report.Appeal, 0)
	t.flow = true
	t.last = f.lines[f.line[tokens[len(tokens)-1].from]].block
	t.units = m.linesAround(f, tokens[0].from, tokens[len(tokens)-1].to)
	return t
}

// appealCode returns the code of the i-th column of table 四.
func (m *mapper) appealCode(t *table, i int) string {
	return t.code(m.tracks[i/len(m.results)], m.results[i%len(m.results)])
}

// flowAppealCut reads n numbers of a table that its page cuts off: just as many as headings, in one line, and with every
// sum that is there. The rest is absent.
func (m *mapper) flowAppealCut(f *flow, last mark, n int) *table {
	end := min(len(f.runes), last.to+maxHeader)
	tokens := f.ofFirstLine(f.firstNumbers(last.to, end))
	if len(tokens) != n || m.moreCells(f, tokens, end) || f.hasLetters(last.to, tokens[0].first) {
		return nil
	}
	t := m.newFlowAppeal(f, tokens)
	var sum report.Sum
	cells := m.tokenCells(f, t, tokens, end, func(i int) string { return m.appealCode(t, i) })
	for i := range tokens {
		cell := cells[i]
		if !cell.State.HasValue() {
			return nil
		}
		if i%len(m.results) < len(m.results)-1 {
			sum = sum.Add(cell.Value)
		} else if !sum.Equal(report.Sum{}.Add(cell.Value)) {
			return nil
		} else {
			sum = report.Sum{}
		}
		t.put(cell)
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
func (m *mapper) flowAppealValues(f *flow, last mark, printsZeros bool) *table {
	n := len(m.results) * len(m.tracks)
	end := min(len(f.runes), last.to+maxHeader)
	tokens := f.firstNumbers(last.to, end)
	if line := f.ofFirstLine(tokens); len(line) == n && !m.moreCells(f, line, end) {
		// What follows in lines of its own is no value: the year over the next table.
		tokens = line
	}
	if lines := m.dumpLines(f, last, len(f.runes), n, 0); len(tokens) != n && lines != nil {
		t := newTable(report.Appeal, 0)
		t.flow, t.last = true, lines[n-1].block
		t.units = m.linesAround(f, last.from, last.to)
		for i, l := range lines {
			cell, got := m.text(m.appealCode(t, i), l.text, t.units, report.Place{Page: l.page, Line: l.line})
			t.note(cell.Code, got)
			t.put(cell)
		}
		m.proveGroups(t)
		return t
	}
	if len(tokens) == 0 {
		return nil
	}
	t := m.newFlowAppeal(f, tokens)
	if len(tokens) == n {
		for _, cell := range m.tokenCells(f, t, tokens, end, func(i int) string { return m.appealCode(t, i) }) {
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
	if oneLine && (printsZeros || isZeros(raw, n)) {
		// An empty cell leaves no trace among glued digits, and the groups' sums are spent on cutting: a cut that leaves
		// a choice holds only where the office is seen to print its zeros.
		ways = unglueGroups(raw, len(m.results), len(m.tracks))
	}
	proven := len(ways) == 1 && m.arePlain(ways[0])
	for i := range n {
		cell := report.Cell{Code: m.appealCode(t, i), State: report.Unreadable, Raw: f.printed(tokens[0].from, tokens[len(tokens)-1].to), Place: f.place(tokens[0].from)}
		if proven {
			cell.State, cell.Value = report.Inferred, report.Whole(ways[0][i])
		}
		t.put(cell)
	}
	t.doubt(doubt{rule: ruleGlued, names: m.tracks})
	if oneLine && printsZeros && ways == nil && m.addUpNever(raw) {
		t.doubt(doubt{rule: ruleUnclosed, names: m.tracks, codes: t.codesOf(func(string, string) bool { return true })})
	}
	return t
}

// addUpNever reports whether the digits of a table 四 were looked at in every way to cut them and its groups add up in none.
func (m *mapper) addUpNever(tokens []string) bool {
	n := len(m.results) * len(m.tracks)
	never := true
	complete := eachCut(tokens, len(m.results), len(m.tracks), true, func([]int64) bool {
		never = false
		return false
	})
	return complete && never && len(strings.Join(tokens, "")) >= n
}

// arePlain reports whether each group of table 四 is.
func (m *mapper) arePlain(numbers []int64) bool {
	for group := range slices.Chunk(numbers, len(m.results)) {
		if !isPlain(group) {
			return false
		}
	}
	return true
}

// isPlain reports whether a group of table 四 needs no other sum to prove how it was cut: every number of it is one digit, or
// it has one number beside zeros, which stands there twice with a zero between and does not end with one, as 12 0 0 0 12.
// Any other group that adds up may be the false cut of one with a slip: 0 20 0 1 21 of 0 2 0 0 12 and the 1 behind it,
// 0 0 0 77 77 of 0 0 0 7 777, 7 0 0 0 7 | 0 50 0 0 50 of 7 0 0 0 70 | 5 0 0 0 50.
func isPlain(group []int64) bool {
	last := len(group) - 1
	nonzero, long := 0, false
	for i, v := range group {
		long = long || v > 9
		if i < last && v > 0 {
			nonzero++
		}
	}
	return !long || nonzero == 1 && group[last-1] == 0 && group[last]%10 != 0
}
