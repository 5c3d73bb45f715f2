package recognise

import (
	"slices"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// dumpRequest reads table 三 of a text dump: rows of as many numbers as there are headings, each with its label in the same line, or
// beside it, where the lines before and behind leave it no other place (淮安 2024 and 洪泽 2023 through pdftotext).
func dumpRequest(p *page) []*table {
	d := newDumped(p)
	if d == nil {
		return nil
	}
	if t := d.table(); t != nil {
		return []*table{t}
	}
	return nil
}

// dumped is table 三 of a dump.
type dumped struct {
	p     *page
	voc   *vocabulary
	lines []dumpLine // of the table, from its first label to its last row
	head  []dumpLine // over it
	words *flow      // the words of lines
	marks []mark     // the labels among them
	rows  []dumpRow
	order order
}

// dumpRow is a line with values.
type dumpRow struct {
	line  int
	item  string // that its own line names
	whole bool   // it has just as many values as there are headings
	given bool   // its item is told by the rows about it, and its label stands behind it
}

// newDumped finds the table: from the first row's label to the last row's, with rows of values between. A text with two of them is
// left to others.
func newDumped(p *page) *dumped {
	lines := p.dump()
	rows := 0
	for _, l := range lines {
		if n := len(l.values); n > 1 && n <= len(p.voc.applicants) {
			rows++
		}
	}
	if rows < minRows*2 {
		return nil
	}
	all := labelsOf(lines)
	marks := all.find(p.voc.words.requests, 0, len(all.runes))
	first, last := -1, -1
	for i, k := range marks {
		line := all.line[k.from]
		switch k.name {
		case p.voc.firstRequest:
			if first >= 0 && line-all.line[marks[first].from] > 2 && last >= 0 && rowNear(lines, line, len(p.voc.applicants)) {
				return nil
			}
			if last < 0 && rowNear(lines, line, len(p.voc.applicants)) && (first < 0 || line-all.line[marks[first].from] > 2) {
				first = i
			}
		case p.voc.lastRequest:
			if first >= 0 && last < 0 && rowNear(lines, line, len(p.voc.applicants)) {
				last = i
			}
		}
	}
	if first < 0 || last < 0 {
		return nil
	}
	from, to := all.line[marks[first].from], all.line[marks[last].to-1]+1
	for to < len(lines) && to-all.line[marks[last].from] <= 2 && len(lines[to-1].values) == 0 {
		to++
	}
	to = afterTable(lines, all, marks[last+1:], to, len(p.voc.applicants))
	d := &dumped{p: p, voc: p.voc, lines: lines[from:to], head: lines[max(0, from-maxHeadLines):from]}
	d.words = labelsOf(d.lines)
	d.marks = d.words.find(p.voc.words.requests, 0, len(d.words.runes))
	d.findRows()
	var items []string
	for _, r := range d.rows {
		if r.item != "" {
			items = append(items, r.item)
		}
	}
	d.order = d.voc.order(report.Request, items)
	return d
}

// afterTable returns the line behind the rows of the form that follow its last one without a line of other words between: they stand out of
// order, which is a matter for the proof of the order.
func afterTable(lines []dumpLine, all *flow, marks []mark, to, n int) int {
	for _, k := range marks {
		line := all.line[k.from]
		if line < to {
			continue
		}
		if line > to || len(lines[line].values) != n {
			break
		}
		to = line + 1
	}
	return to
}

// rowNear reports whether a line or one of the two behind it has a row of values.
func rowNear(lines []dumpLine, line, n int) bool {
	for i := line; i < min(len(lines), line+3); i++ {
		if len(lines[i].values) > 0 {
			return len(lines[i].values) <= n
		}
	}
	return false
}

// findRows collects the lines with values, each with the item whose label stands in it.
func (d *dumped) findRows() {
	for i, l := range d.lines {
		if len(l.values) == 0 && !l.odd {
			continue
		}
		r := dumpRow{line: i, whole: len(l.values) == len(d.voc.applicants) && !l.odd}
		r.whole = r.whole && (!l.shared || d.closes(r))
		last := "" // the label found before
		for _, k := range d.marks {
			if d.words.line[k.from] <= i && i <= d.words.line[k.to-1] {
				if r.item != "" && !d.voc.isSubtotal(r.item) && !d.voc.isGroupPiece(last) {
					r.whole = false
				}
				r.item, last = k.name, d.words.text(k.from, k.to)
			}
		}
		if text := l.text(); r.item == "" && r.whole && text != "" && !d.voc.isGroupPiece(flat(text)) {
			r.item, _ = (&requests{voc: d.voc}).item(text) // misprinted
		}
		d.rows = append(d.rows, r)
	}
}

// table reads the rows, nil where there are too few.
func (d *dumped) table() *table {
	f := d.p.flow()
	first, last := f.lines[d.lines[0].at], f.lines[d.lines[len(d.lines)-1].at]
	t := newTable(report.Request, first.block)
	t.last = last.block
	t.from, t.to = f.ofLine(d.lines[0].at), f.ofLine(d.lines[len(d.lines)-1].at+1)
	t.units = d.voc.linesAround(f, t.from, t.to)
	d.columns()
	if d.isOrdered() {
		d.fill()
	}
	read := 0
	var twice []string
	for _, r := range d.rows {
		if r.item == "" {
			continue
		}
		if slices.Contains(t.items, r.item) {
			twice = append(twice, r.item)
			continue
		}
		t.items = append(t.items, r.item)
		if read += d.take(t, r); !r.whole {
			codes := d.voc.rowCodes(t, r.item)
			t.doubt(doubt{rule: ruleRow, names: []string{r.item}, detail: d.lines[r.line].text(), codes: codes})
		}
	}
	if read < minRows && len(t.items) < minRows*2 {
		return nil
	}
	if len(twice) > 0 {
		t.refuse(doubt{rule: ruleTwice, names: twice, codes: t.codesUnder(twice, d.voc.applicants)})
	}
	if d.leftOver() {
		t.refuse(doubt{rule: ruleSlipped})
	}
	if !d.isHeaded() {
		t.refuse(doubt{rule: ruleHeader})
	}
	t.headings = d.voc.applicants
	return t
}

// isOrdered reports whether the rows whose own lines name them stand in the order of a form, each once.
func (d *dumped) isOrdered() bool {
	last := -1
	for _, r := range d.rows {
		if r.item == "" {
			continue
		}
		i := slices.Index(d.order, r.item)
		if i <= last {
			return false
		}
		last = i
	}
	return true
}

// fill names the rows without a label in their line, where between two rows with one there are just as many as the form has, the
// labels of all stand there in their order, and each of several rows adds up.
func (d *dumped) fill() {
	for i := 0; i < len(d.rows); {
		if d.rows[i].item != "" {
			i++
			continue
		}
		end := i
		for end < len(d.rows) && d.rows[end].item == "" {
			end++
		}
		before, after := "", ""
		from, to := 0, len(d.lines)
		if i > 0 {
			before, from = d.rows[i-1].item, d.rows[i-1].line
		}
		if end < len(d.rows) {
			after, to = d.rows[end].item, d.rows[end].line+1
		}
		due := d.order.between(before, after)
		if len(due) == end-i && d.areDue(d.rows[i:end], due, from, to) {
			for j := range due {
				d.rows[i+j].item, d.rows[i+j].given = due[j], !d.begins(due[j], from, d.rows[i+j].line)
			}
		}
		i = end
	}
}

// begins reports whether the label of an item begins in lines [from, to].
func (d *dumped) begins(item string, from, to int) bool {
	return slices.ContainsFunc(d.marks, func(k mark) bool {
		line := d.words.line[k.from]
		return k.name == item && from <= line && line <= to
	})
}

// areDue reports whether rows in lines [from, to) are those of the given items.
func (d *dumped) areDue(rows []dumpRow, due []string, from, to int) bool {
	labels := ""
	for i, r := range rows {
		label := d.voc.labelOf(due[i])
		labels += label
		if !r.whole || len(due) > 1 && !d.closes(r) || !d.isPieceOf(r, due[i]) {
			return false
		}
	}
	text := ""
	for _, l := range d.lines[from:to] {
		text += flat(l.text())
	}
	if isSubsequence(labels, text) {
		return true
	}
	// A label worded otherwise: its own words are there, in the order of the rows.
	found := 0
	for _, k := range d.marks {
		if line := d.words.line[k.from]; line >= from && line < to && found < len(due) && k.name == due[found] {
			found++
		}
	}
	return found == len(due)
}

// isPieceOf reports whether the words in the line of a row are pieces of the item's label or of the labels of groups beside it.
func (d *dumped) isPieceOf(r dumpRow, item string) bool {
	label := d.voc.labelOf(item)
	for _, f := range d.lines[r.line].words {
		text := flat(f.text)
		if !strings.Contains(label, text) && !strings.Contains(lexicon.TrimNumber(text), label) && !d.voc.isGroupPiece(text) && text != "|" {
			return false
		}
	}
	return true
}

// closes reports whether the values of a row add up.
func (d *dumped) closes(r dumpRow) bool {
	var values []report.Value
	for _, f := range d.lines[r.line].values {
		got := d.voc.values.read(f.text, d.voc.countUnit, claim{})
		if !got.state.HasValue() {
			return false
		}
		values = append(values, got.value)
	}
	return proof.Row(values)
}

// take puts the cells of a row into the table and returns 1 where it has them all.
func (d *dumped) take(t *table, r dumpRow) int {
	l := d.lines[r.line]
	place := d.p.flow().lines[l.at]
	at := report.Place{Page: place.page, Line: place.line}
	if !r.whole {
		printed := make([]string, len(l.values))
		for i, f := range l.values {
			printed[i] = f.text
		}
		for _, heading := range d.voc.applicants {
			t.put(report.Cell{Code: t.code(r.item, heading), State: report.Unreadable, Raw: strings.Join(printed, " "), Place: at})
		}
		return 0
	}
	for i, heading := range d.voc.applicants {
		if l.values[i].text == "" {
			t.put(report.Cell{Code: t.code(r.item, heading), State: report.Blank, Place: at})
			continue
		}
		cell, got := d.voc.text(t.code(r.item, heading), l.values[i].text, t.units, at)
		if r.given && cell.State == report.Reported {
			cell.State = report.Inferred
		}
		t.note(cell.Code, got)
		t.put(cell)
	}
	return 1
}

// leftOver reports whether some row of values has no label: then the labels of others may stand beside the values of their neighbours.
// A single number may be that of a page.
func (d *dumped) leftOver() bool {
	return slices.ContainsFunc(d.rows, func(r dumpRow) bool { return r.item == "" && len(d.lines[r.line].values) > 1 })
}

// isHeaded reports whether the lines over the table are its headings in their order.
func (d *dumped) isHeaded() bool {
	text := ""
	for _, l := range d.head {
		text += flat(l.text())
	}
	if !newPieced(d.head, nil).laid && d.voc.applicantsIn(text) != nil {
		return true
	}
	for i := len(d.head) - 1; i >= 0; i-- {
		if strings.Contains(flat(d.head[i].text()), d.voc.applicantsGroup) {
			whole := newPieced(d.head[i:], d.voc.requestHeadings(false))
			return whole.isProven() || !whole.laid && newPieced(d.head[i:], d.voc.requestHeadings(true)).isProven()
		}
	}
	return false
}

// labelOf returns the label of an item of table 三, normalised and without its number, as the newest form with it prints it.
func (voc *vocabulary) labelOf(item string) string {
	label := ""
	for _, form := range voc.forms {
		for _, p := range form.Of(report.Request) {
			if p.Indicator.Item == item && p.Role == forms.RoleCell {
				label = p.ItemLabel()
				break
			}
		}
	}
	return lexicon.TrimNumber(flat(label))
}

// isGroupPiece reports whether a text is a piece of the label of a group beside the rows: 三、本年, 予公开, 度.
func (voc *vocabulary) isGroupPiece(text string) bool {
	trimmed := lexicon.TrimNumber(text)
	if trimmed == "" || strings.Trim(trimmed, "(),.一二三四五六七") == "" {
		return true
	}
	for group := range voc.request.groups.whole {
		if strings.Contains(group, trimmed) {
			return true
		}
	}
	return false
}

// isSubsequence reports whether a text has all characters of another in their order.
func isSubsequence(of, text string) bool {
	rest := []rune(of)
	for _, r := range text {
		if len(rest) > 0 && r == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// count returns how many cells of a table have a value.
func (t *table) count() int {
	n := 0
	for _, cell := range t.cells {
		if cell.State.HasValue() {
			n++
		}
	}
	return n
}
