package recognise

import (
	"slices"

	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// disclosures reads table 二 from grids: blocks of rows, each block under a row of headings of its own.
type disclosures struct {
	voc     *vocabulary
	open    *table
	head    header
	tables  []*table
	cells   int  // how many cells the row of headings has
	slip    bool // labels of the open table may stand beside the values of other rows
	pending bool // a row of values without a label stands before the first item
}

// maxHeading is the longest text that can be a heading of table 二; prose in a layout table is longer.
const maxHeading = 40

// blocks reads table 二 as the form prints it: a block for each article of the law, each under headings of its own.
func blocks(p *page) []*table {
	d := disclosures{voc: p.voc}
	for _, s := range p.sheets {
		d.add(s)
	}
	return d.tables
}

// add reads one grid.
func (d *disclosures) add(s sheet) {
	var seen *table
	article := ""
	for r := range s.grid.Rows {
		if text, ok := d.article(s, r); ok {
			article = text
			continue
		}
		if columns, ok := d.header(s, r); ok {
			d.head, d.cells = newHeader(columns), len(s.row(r))
			continue
		}
		if d.ends(s, r) {
			d.head = header{}
		}
		if len(d.head.columns) != s.grid.Columns {
			// Rows without headings over them, as in a list of contents.
			d.tellUnheaded(s, r, article)
			continue
		}
		item, label := d.item(s, r)
		if item == "" {
			if seen != nil || d.open == nil {
				d.other(s, r, label)
			}
			continue
		}
		if d.open == nil || seen == nil && d.again(item) {
			d.open = newTable(report.Disclosure, s.block)
			d.open.row = r
			d.tables = append(d.tables, d.open)
			d.slip = d.pending
		}
		d.pending = false
		seen = d.open
		d.open.last = s.block
		d.take(s, r, item, label)
		if !d.belongs(item, article) {
			d.slip = true
		}
		if d.slip {
			d.slipAll()
		}
	}
	if seen == nil && d.open != nil && s.grid.Rows > 3 {
		// Another table came between: what follows is a table of its own.
		d.open, d.head = nil, header{}
	}
	d.pending = false
}

// ends reports whether a row cannot belong to table 二 any more: a line of text alone in its row, as a section's heading in
// a sheet, or the header of table 三.
func (d *disclosures) ends(s sheet, r int) bool {
	var printed []*read.GridCell
	for _, cell := range s.row(r) {
		if cell.Row != r || isBlank(cell.Text) {
			continue
		}
		if name, ok := d.voc.request.groups.exact(cell.Text); ok && name == "applicants" {
			return true
		}
		printed = append(printed, cell)
	}
	if len(printed) != 1 || hasOnlyValue(printed[0].Text) {
		return false
	}
	_, isItem := d.voc.disclosure.items.find(printed[0].Text)
	return !isItem
}

// article returns the article that a row names over a block, as 第二十条第(五)项; the empty string for one that the forms
// do not have.
func (d *disclosures) article(s sheet, r int) (string, bool) {
	for _, cell := range s.row(r) {
		if cell.Row != r || isBlank(cell.Text) || isLonger(cell.Text, maxHeading) {
			continue
		}
		if name, ok := d.voc.disclosure.groups.find(cell.Text); !ok || name != "article" {
			return "", false
		}
		text := flat(cell.Text)
		if !d.voc.articles[text] {
			text = ""
		}
		return text, true
	}
	return "", false
}

// belongs reports whether an item may stand under an article and under the headings at hand. An unknown article, or
// none, says nothing.
func (d *disclosures) belongs(item, article string) bool {
	some := false
	for _, h := range d.head.over {
		if _, ok := d.voc.set.Indicator(d.open.code(item, h.heading)); ok {
			some = true
		}
	}
	return some && (article == "" || d.voc.articleItems[article+" "+item])
}

// other looks at a row whose label is no item of the form. With a label of its own it is a row that the office added;
// without one its values may be those of the row above or below, and labels may have slipped.
func (d *disclosures) other(s sheet, r int, label string) {
	l := line{row: r, label: label, values: s.under(r, d.head.over)}
	printed := slices.ContainsFunc(l.values, func(u under) bool {
		return u.cell != nil && u.cell.Row == r && hasDigit(u.cell.Text)
	})
	switch {
	case !printed:
	case isBlank(label) && d.open != nil:
		d.slip = true
		d.slipAll()
	case isBlank(label):
		d.pending = true
	case d.open != nil:
		d.open.extras = append(d.open.extras, extraOf(report.Disclosure, s, l))
	}
}

// slipAll withholds the whole table: which label belongs to which values is not proven, and no sum would tell.
func (d *disclosures) slipAll() {
	codes := d.open.all()
	d.open.withhold(codes)
	if !slices.ContainsFunc(d.open.doubts, func(o doubt) bool { return o.rule == ruleSlipped }) {
		d.open.doubt(doubt{rule: ruleSlipped})
	}
}

// again reports whether the open table has the item under these very headings already: then another report begins.
func (d *disclosures) again(item string) bool {
	for _, c := range d.head.columns {
		if c.heading == "" {
			continue
		}
		if _, ok := d.open.cells[d.open.code(item, c.heading)]; ok {
			return true
		}
	}
	return false
}

// header returns the headings of a row, and false where it has none.
func (d *disclosures) header(s sheet, r int) ([]column, bool) {
	var columns []column
	for _, cell := range s.row(r) {
		if cell.Row != r || isBlank(cell.Text) || isLonger(cell.Text, maxHeading) {
			continue
		}
		if _, isItem := d.voc.disclosure.items.exact(cell.Text); isItem {
			return nil, false
		}
		name, ok := d.voc.disclosure.headings.find(cell.Text)
		if !ok {
			continue
		}
		if columns == nil { // few rows have a heading
			columns = make([]column, s.grid.Columns)
		}
		for c := cell.Column; c < min(cell.Column+cell.ColumnSpan, len(columns)); c++ {
			columns[c] = column{heading: name, units: d.voc.values.label(cell.Text)}
		}
	}
	return columns, columns != nil
}

// item returns the item that a row's label names: the last label left of its first heading.
func (d *disclosures) item(s sheet, r int) (item, label string) {
	first := slices.IndexFunc(d.head.columns, func(c column) bool { return c.heading != "" })
	if first < 0 {
		first = s.grid.Columns
	}
	cells := s.row(r)
	for i := len(cells) - 1; i >= 0; i-- {
		cell := cells[i]
		if cell.Row != r || cell.RowSpan > 1 || cell.Column >= first || isBlank(cell.Text) {
			continue
		}
		if cell.Column+cell.ColumnSpan > first {
			return "", ""
		}
		if d.voc.isValue(cell.Text) {
			// A value whose heading is missing, or the number of the row.
			label = cell.Text
			continue
		}
		name, ok := d.voc.disclosure.items.find(cell.Text)
		if !ok {
			return "", cell.Text
		}
		return name, cell.Text
	}
	return "", label
}

// take puts the cells of one row into the table.
func (d *disclosures) take(s sheet, r int, item, label string) {
	t := d.open
	if !slices.Contains(t.items, item) {
		t.items = append(t.items, item)
	}
	unheaded := d.isUnheaded(s, r)
	if unheaded || d.slipped(s, r) {
		rule := ruleRow
		if unheaded {
			rule = ruleHeader
		}
		t.doubt(doubt{rule: rule, names: []string{item}, detail: label, codes: d.rowCodes(item)})
		for _, code := range d.rowCodes(item) {
			t.put(report.Cell{Code: code, State: report.Unreadable})
		}
		return
	}
	headings := d.head.over
	for _, h := range headings {
		t.rows[item] = append(t.rows[item], h.heading)
	}
	beside := d.beside(s, r, headings)
	for i, u := range s.under(r, headings) {
		code := t.code(item, headings[i].heading)
		if _, ok := d.voc.set.Indicator(code); !ok || u.cell == nil {
			continue
		}
		around := headings[i].units
		around.join(beside)
		cell, got := d.voc.text(code, u.cell.Text, around, s.place(u.cell))
		if u.clash && cell.State.HasValue() {
			cell.State, cell.Value = report.Unreadable, 0
		}
		t.note(code, got)
		t.put(cell)
	}
}

// beside returns the units that a row prints outside its values: in its label, or behind them, and those that stand about
// the grid.
func (d *disclosures) beside(s sheet, r int, headings []span) units {
	out := s.units
	from, to := headings[0].from, headings[len(headings)-1].to
	for _, cell := range s.row(r) {
		if cell.Row == r && (cell.Column < from || cell.Column >= to) && !isBlank(cell.Text) {
			out.join(d.voc.values.label(cell.Text))
		}
	}
	return out
}

// rowCodes returns the codes of a row's cells that some form has.
func (d *disclosures) rowCodes(item string) []string {
	var codes []string
	for _, heading := range d.head.names {
		code := d.open.code(item, heading)
		if _, ok := d.voc.set.Indicator(code); ok {
			codes = append(codes, code)
		}
	}
	return codes
}

// slipped reports whether the cells of a row do not fit the headings, as where one is missing.
func (d *disclosures) slipped(s sheet, r int) bool {
	headings := d.head.over
	if s.ragged && len(s.row(r)) != d.cells {
		return true
	}
	cells := s.under(r, headings)
	if isBroken(cells) {
		return true
	}
	for _, u := range cells {
		if u.cell == nil {
			return true
		}
	}
	return false
}
