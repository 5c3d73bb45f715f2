package recognise

import (
	"slices"
	"strings"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// requests reads table 三 from grids. It keeps the table that is still open, since a table that runs over a page
// goes on in the next grid, with or without its header.
type requests struct {
	voc    *vocabulary
	open   *table
	head   header // of the open table
	sound  bool   // every column of its header stands at its place, named or not
	tables []*table
}

// crossed reads table 三 as the form prints it: results down, applicants across.
func crossed(p *page) []*table {
	q := requests{voc: p.voc}
	for _, s := range p.sheets {
		q.add(s)
	}
	return q.tables
}

// add reads one grid.
func (q *requests) add(s sheet) {
	starts := q.starts(s)
	top := 0
	if q.open != nil && !q.closed() {
		end := s.grid.Rows
		if len(starts) > 0 {
			end = starts[0]
		}
		q.goOn(s, end)
	}
	for i, start := range starts {
		end := s.grid.Rows
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		columns := q.flank(s, start, end, q.columnsOver(s, top, start))
		q.open = newTable(report.Request, s.block)
		q.open.row, q.open.unruled = start, s.grid.Unruled
		q.tables = append(q.tables, q.open)
		q.head = newHeader(columns)
		if len(q.head.names) == 0 || q.isUnheaded(s, start, end) {
			q.open.doubt(doubt{rule: ruleHeader, names: missingFrom(q.voc.applicants, q.head.names)})
			q.open = nil
			continue
		}
		q.open.headings = q.head.names
		top = q.rows(s, start, end)
	}
}

// columnsOver returns the columns with their headings; a heading that is misprinted is named where every other one
// stands at its place.
func (q *requests) columnsOver(s sheet, top, bottom int) []column {
	columns := q.voc.headerColumns(s, top, bottom, &q.voc.request)
	first := slices.IndexFunc(columns, func(c column) bool { return c.heading != "" })
	q.sound = false
	if first < 0 || bottom == top {
		return columns
	}
	var entries []entry
	last := -1
	for c := first; c < len(columns); c++ {
		at := s.at[bottom-1][c]
		if at == last && at >= 0 {
			entries[len(entries)-1].to = c + 1
			continue
		}
		last = at
		if texts := s.above(c, top, bottom); len(texts) > 0 {
			entries = append(entries, entry{from: c, to: c + 1, name: columns[c].heading, text: texts[0]})
		}
	}
	if q.sound = complete(entries, q.voc.applicants, func(i int) string { return q.voc.applicantTexts[i] }); !q.sound {
		return columns
	}
	for _, e := range entries {
		for c := e.from; c < e.to; c++ {
			columns[c].heading = e.name
		}
	}
	return columns
}

// closed reports whether the open table has its last row.
func (q *requests) closed() bool { return slices.Contains(q.open.items, q.voc.lastRequest) }

// goOn reads the rows of a grid that goes on with the open table.
func (q *requests) goOn(s sheet, end int) {
	end = min(end, q.appealRow(s))
	first := -1
	for r := range end {
		if q.anyItem(s, r) || q.isValues(s, r) {
			first = r
			break
		}
	}
	if first < 0 {
		return
	}
	head := newHeader(q.columnsOver(s, 0, first))
	switch {
	case slices.Equal(head.names, q.open.headings):
		q.head = head
	case s.grid.Columns != len(q.head.columns) && len(head.names) == 0 && q.columnsOf(s, first, end) != nil:
		q.head = newHeader(q.columnsOf(s, first, end))
	case s.grid.Columns != len(q.head.columns) || len(head.names) > 0:
		// Another width without labels: which column is which is not proven.
		q.open.doubt(doubt{rule: ruleHeader})
		q.open = nil
		return
	}
	q.open.last, q.open.unruled = s.block, q.open.unruled || s.grid.Unruled
	q.rows(s, first, end)
}

// appealRow returns the first row of a grid that names a track of table 四, whose 总计 and 其他 are no rows of this table.
func (q *requests) appealRow(s sheet) int {
	for r := range s.grid.Rows {
		for _, cell := range s.row(r) {
			if _, ok := q.voc.appeal.items.exact(cell.Text); ok {
				return r
			}
		}
	}
	return s.grid.Rows
}

// starts returns the rows in which a table 三 begins.
func (q *requests) starts(s sheet) []int {
	var rows []int
	for r := range s.grid.Rows {
		for _, cell := range s.row(r) {
			if cell.Row != r {
				continue
			}
			if name, ok := q.voc.request.items.find(cell.Text); ok && name == q.voc.firstRequest && len(s.row(r)) > 2 {
				rows = append(rows, r)
				break
			}
		}
	}
	return rows
}

// anyItem reports whether a row has the label of one of the table's rows. 其他 and 总计 are headings too: a row with
// several headings is part of a header.
func (q *requests) anyItem(s sheet, r int) bool {
	item, headings := false, 0
	for _, cell := range s.row(r) {
		if cell.Row != r {
			continue
		}
		if _, ok := q.voc.request.items.find(cell.Text); ok {
			item = true
		}
		if _, ok := q.voc.request.headings.exact(cell.Text); ok {
			headings++
		}
	}
	return item && headings < 2
}

// isValues reports whether a row prints nearly as many values as there are headings: a row whose label is lost.
func (q *requests) isValues(s sheet, r int) bool {
	n := 0
	for _, cell := range s.row(r) {
		if cell.Row == r && q.voc.isValue(cell.Text) {
			n++
		}
	}
	return n >= len(q.voc.applicants)-2
}

// line is a row of a grid on its way to becoming a row of the table.
type line struct {
	row    int
	item   string  // empty where no label was recognised
	label  string  // as printed
	values []under // of the headings
	text   bool    // some value is printed
	whole  bool    // every heading has a cell
	// drifted: the values stand beside their headings
	drifted bool
	page    int
}

// rows reads the rows [from, to) and returns the row after the table's last one.
func (q *requests) rows(s sheet, from, to int) int {
	t, columns := q.open, q.head.columns
	before := ""
	if n := len(t.items); n > 0 {
		before = t.items[n-1]
	}
	first := slices.IndexFunc(columns, func(c column) bool { return c.heading != "" })
	var lines []line
	proven := q.drifts(s, from, to)
	counted := q.counted(s, from, to)
	for r := from; r < to; r++ {
		l, ok := q.drifted(s, r, proven)
		switch {
		case counted != nil:
			l = line{row: r}
			if r-from < len(counted) {
				l = counted[r-from]
			}
		case !ok:
			l = q.line(s, r, first)
		}
		lines = append(lines, l)
	}
	lines = q.ofTable(lines)
	next := from + len(lines)
	lines = q.joinCut(lines)
	q.dropSubtotals(lines)
	q.guess(lines)
	stray := strayColumns(s, columns, lines)
	for _, l := range lines {
		q.take(s, l, stray)
	}
	t.headings = q.head.names
	b := &band{sheet: s, head: q.head, sound: q.sound, lines: lines, above: before, stray: stray}
	q.voc.prove(candidate{t: t, band: b}, ofBand)
	return next
}

// band is what one grid gave of a table 三, for the proofs.
type band struct {
	sheet sheet
	head  header
	sound bool // every column of the header stands at its place, named or not
	lines []line
	above string // the last row of the grids before
	stray []int  // columns without a heading in which some row prints a value
}

// line reads the label and the cells of one row.
func (q *requests) line(s sheet, r, first int) line {
	l := line{row: r, whole: true}
	var labels []*read.GridCell
	for _, cell := range s.row(r) {
		if cell.Column < first {
			labels = append(labels, cell)
		}
	}
	l.item, l.label = q.label(labels, r, first)
	l.values = s.under(r, q.head.over)
	for _, u := range l.values {
		if u.cell == nil {
			l.whole = false
			continue
		}
		l.page = s.place(u.cell).Page
		if u.cell.Row == r && !isBlank(u.cell.Text) {
			l.text = true
		}
	}
	if q.isHeader(l) {
		l.item, l.text = "", false
	}
	return l
}

// isHeader reports whether a row repeats the headings, as after a page break.
func (q *requests) isHeader(l line) bool {
	for _, u := range l.values {
		if u.cell == nil {
			continue
		}
		if _, ok := q.voc.request.headings.exact(u.cell.Text); ok {
			return true
		}
		if _, ok := q.voc.request.groups.exact(u.cell.Text); ok {
			return true
		}
	}
	return false
}

// take puts the cells of one row into the table.
func (q *requests) take(s sheet, l line, stray []int) {
	t := q.open
	if l.item == "" {
		if l.text {
			t.extras = append(t.extras, extraOf(report.Request, s, l))
		}
		return
	}
	if !slices.Contains(t.items, l.item) {
		t.items = append(t.items, l.item)
	}
	// With every heading there, something printed under none of them means that the row has slipped sideways.
	slipped := !l.drifted && len(q.head.names) == len(q.voc.applicants) && strayValue(s, l.row, stray)
	readable := l.whole && !slipped && !q.goesOn(s, l)
	if !readable && l.text {
		t.doubt(doubt{rule: ruleRow, names: []string{l.item}, detail: l.label, codes: q.rowCodes(l.item)})
	}
	broken := false
	beside := s.units
	beside.join(q.voc.values.label(l.label))
	for i, h := range q.head.over {
		u := l.values[i]
		if u.cell == nil {
			continue
		}
		around := beside
		around.join(h.units)
		cell := q.voc.cell(s, t, t.code(l.item, h.heading), u.cell, around)
		if cell.State.HasValue() && (!readable || u.clash) {
			cell.State, cell.Value = report.Unreadable, 0
		}
		broken = broken || cell.State == report.Unreadable
		t.put(cell)
	}
	if broken && readable && len(q.head.names) == len(q.voc.applicants) {
		t.apply(verdict{values: q.voc.wrapped(t, q.rowCodes(l.item))})
	}
}

// goesOn reports whether numbers of a row may go on in the next one: some of its cells span both, and the next row has no
// label of its own.
func (q *requests) goesOn(s sheet, l line) bool {
	return isBroken(l.values) && (l.row+1 >= s.grid.Rows || !q.anyItem(s, l.row+1))
}

// rowCodes returns the codes of a row.
func (q *requests) rowCodes(item string) []string {
	return q.open.codesUnder([]string{item}, q.head.names)
}

func extraOf(subject report.Subject, s sheet, l line) report.Extra {
	var raw []string
	place := report.Place{}
	for i, u := range l.values {
		if u.cell == nil || i > 0 && u.cell == l.values[i-1].cell {
			continue
		}
		if len(raw) == 0 {
			place = s.place(u.cell)
		}
		raw = append(raw, strings.TrimSpace(u.cell.Text))
	}
	return report.Extra{Subject: subject, Label: strings.TrimSpace(l.label), Raw: strings.Join(raw, " | "), Place: place}
}
