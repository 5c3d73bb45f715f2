package recognise

import (
	"slices"

	"gongkai/config/forms"
	"gongkai/ingest/read"
	"gongkai/internal/report"
)

// Nothing adds up in table 二, so that a heading that is missing over it leaves every value of its block in doubt: the others
// may have moved into its place.

// isUnheaded reports whether a number of a row stands under no heading, or two under one. A column of notes beside a full row
// does no harm.
func (d *disclosures) isUnheaded(s sheet, r int) bool {
	headings := d.head.over
	for _, h := range headings {
		if h.to-h.from < 2 {
			continue
		}
		if _, printed := s.within(r, h); printed > 1 {
			return true
		}
	}
	taken := map[*read.GridCell]bool{}
	for _, u := range s.under(r, headings) {
		taken[u.cell] = true
	}
	for _, cell := range s.row(r) {
		switch {
		case cell.Row != r || taken[cell]:
		case cell.Column < headings[0].from:
			if d.voc.isValue(cell.Text) && d.hasLabelBefore(s, r, cell) {
				return true
			}
		case d.head.columns[cell.Column].heading == "" && hasDigit(cell.Text):
			return true
		}
	}
	return false
}

// hasLabelBefore reports whether a label stands left of a cell: then it is no number of the row itself.
func (d *disclosures) hasLabelBefore(s sheet, r int, of *read.GridCell) bool {
	return slices.ContainsFunc(s.row(r), func(cell *read.GridCell) bool {
		_, ok := d.voc.disclosure.items.find(cell.Text)
		return ok && cell.Column < of.Column
	})
}

// tellUnheaded adds a doubt where a row without any headings over it is one of table 二: its label stands under its article, with
// a value behind it.
func (d *disclosures) tellUnheaded(s sheet, r int, article string) {
	cells := s.row(r)
	for i, cell := range cells {
		if cell.Row != r || i+1 == len(cells) || isLonger(cell.Text, maxHeading) || !d.voc.isValue(cells[i+1].Text) {
			continue
		}
		item, ok := d.voc.disclosure.items.find(cell.Text)
		if !ok || !d.voc.articleItems[article+" "+item] {
			continue
		}
		if d.open == nil {
			d.open = newTable(report.Disclosure, s.block)
			d.open.row = r
			d.tables = append(d.tables, d.open)
		}
		d.open.doubt(doubt{rule: ruleHeader, names: []string{item}, codes: d.voc.codesOf(report.Disclosure, item)})
		return
	}
}

// codesOf returns the codes of a row on the last form that prints it.
func (voc *vocabulary) codesOf(subject report.Subject, item string) []string {
	var codes []string
	for _, form := range slices.Backward(voc.forms) {
		for _, p := range form.Of(subject) {
			if p.Indicator.Item == item && p.Role == forms.RoleCell {
				codes = append(codes, p.Indicator.Code)
			}
		}
		if len(codes) > 0 {
			break
		}
	}
	return codes
}
