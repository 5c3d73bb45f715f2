package recognise

import (
	"slices"
	"strings"

	"gongkai/config/forms"
	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// maxTable is how many characters a table can have in a flow, and maxHeader how many the headings of table 三.
const (
	maxTable  = 12_000
	maxHeader = 400
)

// minRows is how many rows with values make a table.
const minRows = 3

// flowRequests reads table 三 from a flow: the label of a row and then its values, up to the label of the next.
func flowRequests(p *page) []*table {
	voc, f := p.voc, p.flow()
	marks := f.find(voc.words.requests, 0, len(f.runes))
	var tables []*table
	done := 0
	for i, first := range marks {
		if first.name != voc.firstRequest || first.from < done {
			continue
		}
		rows := marks[i:]
		if next := slices.IndexFunc(rows[1:], func(k mark) bool {
			return k.name == voc.firstRequest || k.from > first.from+maxTable
		}); next >= 0 {
			rows = rows[:next+1]
		}
		if last := slices.IndexFunc(rows, func(k mark) bool { return k.name == voc.lastRequest }); last >= 0 {
			rows = voc.afterLast(f, rows, last)
		}
		t := voc.flowRequest(f, rows, done)
		if t == nil {
			continue
		}
		done = rows[len(rows)-1].to
		tables = append(tables, t)
	}
	return tables
}

// afterLast returns the rows up to the form's last one, and those of the form that follow it with values: the proof of the order
// tells that they stand behind the end.
func (voc *vocabulary) afterLast(f *flow, rows []mark, last int) []mark {
	out := rows[:last+1]
	for i := last + 1; i < len(rows); i++ {
		end := min(len(f.runes), rows[i].to+maxHeader)
		if i+1 < len(rows) {
			end = rows[i+1].from
		}
		tokens := f.firstNumbers(rows[i].to, end)
		if len(tokens) != len(voc.applicants) || f.hasLetters(rows[i].to, tokens[0].first) {
			break
		}
		out = rows[:i+1]
	}
	return out
}

// flowRequest reads the rows of one table, nil where no row has a value.
func (voc *vocabulary) flowRequest(f *flow, rows []mark, after int) *table {
	t := newTable(report.Request, f.lines[f.line[rows[0].from]].block)
	t.last = f.lines[f.line[rows[len(rows)-1].to-1]].block
	t.from, t.to = rows[0].from, rows[len(rows)-1].to
	t.units = voc.linesAround(f, t.from, t.to)
	applicants := voc.flowApplicants(f, max(after, rows[0].from-maxHeader), rows[0].from)
	values := 0
	for i, row := range rows {
		end := min(len(f.runes), row.to+maxHeader)
		next := ""
		if i+1 < len(rows) {
			end, next = rows[i+1].from, rows[i+1].name
		}
		cells := voc.flowRow(f, row, end, next, t)
		if cells == nil {
			continue
		}
		values++
		if applicants == nil {
			continue
		}
		if slices.Contains(t.items, row.name) {
			t.doubt(doubt{rule: ruleTwice, names: []string{row.name}, codes: voc.rowCodes(t, row.name)})
			t.withhold(voc.rowCodes(t, row.name))
			continue
		}
		t.items = append(t.items, row.name)
		for _, cell := range cells {
			t.put(cell)
		}
	}
	voc.dropStray(f, t, rows)
	if values < minRows {
		// A list of the labels, as in an analysis, or prose.
		return nil
	}
	t.headings = applicants
	if applicants == nil {
		t.doubt(doubt{rule: ruleHeader})
	}
	return t
}

// dropStray takes rows away that are named by a word that says nothing without its group, as 其他 left of （六）其他处理, where
// no other row of the group is there.
func (voc *vocabulary) dropStray(f *flow, t *table, rows []mark) {
	known := map[string]bool{}
	for _, item := range t.items {
		known[item] = true
	}
	labels := requests{voc: voc}
	for _, row := range rows {
		if !known[row.name] {
			continue
		}
		label := f.text(row.from, row.to)
		if !labels.isStray(line{item: row.name, label: label}, known) {
			continue
		}
		for _, code := range voc.rowCodes(t, row.name) {
			delete(t.cells, code)
		}
		t.items = slices.DeleteFunc(t.items, func(item string) bool { return item == row.name })
		t.glued = slices.DeleteFunc(t.glued, func(g proof.Glued) bool { return g.Item == row.name })
		t.doubt(doubt{rule: ruleLabel, detail: label})
	}
}

// rowCodes returns the codes of a row of table 三. They are not to be changed.
func (voc *vocabulary) rowCodes(t *table, item string) []string {
	if codes, ok := voc.requestCodes[item]; ok && t.subject == report.Request {
		return codes
	}
	return t.codesUnder([]string{item}, voc.applicants)
}

// flowApplicants returns the headings of table 三 where the text before its first row proves their order: 自然人, then
// the five organisations whole or each broken over two lines, 总计 before or behind them, and nothing else but groups.
func (voc *vocabulary) flowApplicants(f *flow, from, to int) []string {
	return voc.applicantsIn(f.text(from, to))
}

// applicantsIn is flowApplicants for a text without white space.
func (voc *vocabulary) applicantsIn(text string) []string {
	if at := strings.LastIndex(text, voc.applicantsGroup); at >= 0 {
		text = text[at+len(voc.applicantsGroup):]
	}
	for _, note := range voc.notes {
		text = strings.ReplaceAll(text, note, "")
	}
	text = strings.Map(func(r rune) rune {
		if r == '|' || r == '(' || r == ')' {
			return -1
		}
		return r
	}, text)
	labels := voc.applicantTexts
	first, last := labels[0], labels[len(labels)-1]
	organisations := labels[1 : len(labels)-1]
	for _, cut := range []struct{ prefix, infix, suffix string }{{first + last, "", ""}, {first, "", last}, {first, last, ""}} {
		rest, ok := strings.CutPrefix(text, cut.prefix)
		if !ok {
			continue
		}
		if rest, ok = strings.CutSuffix(rest, cut.suffix); !ok {
			continue
		}
		if cut.infix != "" {
			before, after, found := strings.Cut(rest, cut.infix)
			if !found {
				continue
			}
			rest = before + after
		}
		if rest == strings.Join(organisations, "") || brokenLabels(rest, organisations) {
			return voc.applicants
		}
	}
	return nil
}

// brokenLabels reports whether a text is the labels printed over two lines: first the beginnings of all, then the ends
// of those that were broken, as 商业科研社会公益法律服务其他 and 企业机构组织机构.
func brokenLabels(text string, labels []string) bool {
	var match func(at int, labels []string, ends string) bool
	match = func(at int, labels []string, ends string) bool {
		if len(labels) == 0 {
			return text[at:] == ends
		}
		label := labels[0]
		for i := range label + "\x00" {
			if i > 0 && strings.HasPrefix(text[at:], label[:i]) && match(at+i, labels[1:], ends+label[i:]) {
				return true
			}
		}
		return false
	}
	return match(0, labels, "")
}

// flowRow reads the values behind the label of a row, nil where there are none.
func (voc *vocabulary) flowRow(f *flow, row mark, end int, next string, t *table) []report.Cell {
	n := len(voc.applicants)
	tokens := f.firstNumbers(row.to, end)
	if f.isUnlabelled(row, tokens) {
		return nil
	}
	if len(tokens) == n && !voc.moreCells(f, tokens, end) {
		return voc.tokenCells(f, t, tokens, end, func(i int) string { return t.code(row.name, voc.applicants[i]) })
	}
	if lines := voc.dumpLines(f, row, end, n, voc.lead(next)); lines != nil {
		cells := make([]report.Cell, n)
		for i, l := range lines {
			var got parsed
			cells[i], got = voc.text(t.code(row.name, voc.applicants[i]), l.text, t.units, report.Place{Page: l.page, Line: l.line})
			t.note(cells[i].Code, got)
		}
		return cells
	}
	if !slices.ContainsFunc(tokens, func(t token) bool { return hasDigit(t.text) }) {
		return nil
	}
	raw := make([]string, len(tokens))
	for i, token := range tokens {
		raw[i] = token.digits()
	}
	place := f.place(tokens[0].from)
	printed := f.printed(tokens[0].from, tokens[len(tokens)-1].to)
	cells := make([]report.Cell, n)
	for i, heading := range voc.applicants {
		cells[i] = report.Cell{Code: t.code(row.name, heading), State: report.Unreadable, Raw: printed, Place: place}
	}
	if len(f.lineSpan(tokens)) == 1 {
		// Tokens on lines of their own are whole cells, and some others are missing.
		t.glued = append(t.glued, proof.NewGlued(row.name, raw, n))
	}
	return cells
}

// isUnlabelled reports whether numbers are a row of a grid without a label of its own, whatever label stands before the
// grid: it may be that of another row (上海市科委 2024).
func (f *flow) isUnlabelled(row mark, tokens []token) bool {
	if len(tokens) == 0 {
		return false
	}
	line := f.line[tokens[0].from]
	return f.lines[line].grid && line != f.line[row.to-1] && f.ofLine(line) == tokens[0].from
}

// lineSpan returns the lines that tokens stand on.
func (f *flow) lineSpan(tokens []token) []int {
	var out []int
	for _, t := range tokens {
		if l := f.line[t.from]; len(out) == 0 || out[len(out)-1] != l {
			out = append(out, l)
		}
	}
	return out
}

// place returns where a character stands.
func (f *flow) place(i int) report.Place {
	l := f.lines[f.line[i]]
	return report.Place{Page: l.page, Line: l.line}
}

// dumpLines returns the n lines behind a label that stands alone in its line, where the text has a cell a line: each
// one value or empty. What follows them before the next label are the empty cells that go on from above, as many as the
// form indents that label; any other number of lines proves nothing.
func (voc *vocabulary) dumpLines(f *flow, row mark, end, n, lead int) []flowLine {
	label := f.line[row.to-1]
	if row.to < len(f.runes) && f.line[row.to] == label {
		return nil
	}
	var lines []flowLine
	for i := label + 1; i < len(f.lines); i++ {
		l := f.lines[i]
		if !voc.values.isValue(l.text, voc.countUnit) {
			break
		}
		if end < len(f.runes) && i >= f.line[end] {
			break
		}
		lines = append(lines, l)
	}
	explicit := 0
	for _, l := range lines {
		if l.text != "" {
			explicit++
		}
	}
	switch {
	case explicit == n && len(lines) >= n && allEmpty(lines[n:]):
	case len(lines) == n+lead && lead >= 0 && allEmpty(lines[n:]):
	default:
		return nil
	}
	return lines[:n]
}

func allEmpty(lines []flowLine) bool {
	return !slices.ContainsFunc(lines, func(l flowLine) bool { return l.text != "" })
}

// lead returns how many cells go on from above before the label that follows a row, -1 where that is not known.
func (voc *vocabulary) lead(item string) int {
	if n, ok := voc.leads[item]; ok {
		return n
	}
	return -1
}

// leadsOf returns the depth of every row's group on the forms.
func (voc *vocabulary) leadsOf() map[string]int {
	leads := map[string]int{}
	for _, form := range voc.forms {
		first := map[string]bool{}
		for _, p := range form.Of(report.Request) {
			if p.Role != forms.RoleCell || p.Indicator.Heading != voc.applicants[0] {
				continue
			}
			group := strings.Join(p.Label[:len(p.Label)-1], "/")
			depth := len(p.Label) - 1
			if !first[group] {
				// The label of its group comes first.
				depth = max(0, depth-1)
			}
			leads[p.Indicator.Item] = depth
			for i := range p.Label {
				first[strings.Join(p.Label[:i], "/")] = true
			}
		}
	}
	return leads
}
