package synth

import (
	"fmt"
	"slices"

	"gongkai/config/forms"
	"gongkai/internal/report"
)

// Document writes the report as the official form lays it out.
func (r *Report) Document() *Document {
	d := &Document{Title: r.Title, Issuer: r.Facts.Agency, Year: r.Facts.Year, Facts: []Facts{r.Facts.Clone()}, Words: r.Words}
	d.Blocks = r.Blocks()
	return d
}

// Blocks are the parts of the report.
func (r *Report) Blocks() []Block {
	sections := r.Words["section"]
	year, n := r.Facts.Year, r.Published
	return []Block{
		{Text: r.Title, Heading: 1},
		{Text: fmt.Sprintf(r.Words.One("period"), year, year)},
		{Text: sections[0], Heading: 2},
		{Text: fmt.Sprintf(r.Words.One("overview"), year, n, n/3, n/5)},
		{Text: sections[1], Heading: 2},
		{Table: r.disclosure()},
		{Text: sections[2], Heading: 2},
		{Table: r.request()},
		{Text: sections[3], Heading: 2},
		{Table: r.appeal()},
		{Text: sections[4], Heading: 2},
		{Text: r.Words.One("problems")},
		{Text: sections[5], Heading: 2},
		{Text: r.Words.One("other")},
	}
}

// value is the cell of an indicator.
func (r *Report) value(code string) Cell {
	truth := r.Facts.Cells[code]
	c := Cell{Role: RoleValue, Code: code}
	if truth.State.HasValue() {
		c.Text = truth.Value.String()
	}
	return c
}

// disclosure is table 二: blocks of rows, each under headings of its own.
func (r *Report) disclosure() *Table {
	t := &Table{Subject: report.Disclosure}
	width := 1
	positions := r.Form.Disclosure.Of(report.Disclosure)
	perRow := map[string]int{}
	for _, p := range positions {
		perRow[p.Indicator.Item]++
		width = max(width, perRow[p.Indicator.Item]+1)
	}
	block := ""
	var items []string
	for _, p := range positions {
		if p.Role != forms.RoleCell || slices.Contains(items, p.Indicator.Item) {
			continue
		}
		items = append(items, p.Indicator.Item)
		n := perRow[p.Indicator.Item]
		if p.Label[0] != block {
			block = p.Label[0]
			t.Rows = append(t.Rows, []Cell{{Text: block, ColSpan: width, Role: RoleGroup}})
			head := []Cell{{Text: r.Words.One("content"), Role: RoleGroup}}
			for _, q := range positions {
				if q.Indicator.Item == p.Indicator.Item {
					text := q.Label[2]
					if q.Indicator.Unit == r.Words.One("amount") {
						// The form of 2019 prints no unit, and offices do.
						text += r.Words.One("unit_bracket")
					}
					head = append(head, Cell{Text: text, Role: RoleHeading, Name: q.Indicator.Heading})
				}
			}
			head[n].ColSpan = width - n
			t.Rows = append(t.Rows, head)
		}
		row := []Cell{{Text: p.Label[1], Role: RoleLabel, Name: p.Indicator.Item}}
		for _, q := range positions {
			if q.Indicator.Item == p.Indicator.Item {
				row = append(row, r.value(q.Indicator.Code))
			}
		}
		row[n].ColSpan = width - n
		t.Rows = append(t.Rows, row)
	}
	return t
}

// request is table 三: three rows of headings, labels over three columns.
func (r *Report) request() *Table {
	form := r.Form.Request
	items, headings := Axes(form, report.Request)
	t := &Table{Subject: report.Request, Header: 3}
	applicants := []Cell{}
	organizations := []Cell{}
	for _, p := range form.Of(report.Request)[:len(headings)] {
		name := p.Indicator.Heading
		if len(p.Column) == 1 {
			applicants = append(applicants, Cell{Text: p.Column[0], RowSpan: 2, Role: RoleHeading, Name: name})
			continue
		}
		if len(organizations) == 0 {
			applicants = append(applicants, Cell{Text: p.Column[0], Role: RoleGroup})
		}
		organizations = append(organizations, Cell{Text: p.Column[1], Role: RoleHeading, Name: name})
	}
	for i := range applicants {
		if applicants[i].Role == RoleGroup {
			applicants[i].ColSpan = len(organizations)
		}
	}
	t.Rows = append(t.Rows, []Cell{
		{Text: r.Words.One("corner"), RowSpan: 3, ColSpan: 3, Role: RoleOther},
		{Text: r.Words.One("applicants"), ColSpan: len(headings), Role: RoleGroup},
	}, applicants, organizations)
	t.Rows = append(t.Rows, r.requestRows(items, headings)...)
	return t
}

// requestRows are the rows of values of table 三 with their groups.
func (r *Report) requestRows(items, headings []string) [][]Cell {
	labels := map[string][]string{}
	spans := map[string]int{}
	for _, p := range r.Form.Request.Of(report.Request) {
		if p.Role == forms.RoleCell && p.Indicator.Heading == Total {
			labels[p.Indicator.Item] = p.Label
			for depth := 1; depth < len(p.Label); depth++ {
				spans[fmt.Sprint(p.Label[:depth])]++
			}
		}
	}
	var rows [][]Cell
	var open []string
	for _, item := range items {
		label := labels[item]
		var row []Cell
		for depth := 1; depth < len(label); depth++ {
			key := fmt.Sprint(label[:depth])
			if !slices.Contains(open, key) {
				open = append(open, key)
				row = append(row, Cell{Text: label[depth-1], RowSpan: spans[key], Role: RoleGroup, Name: "group"})
			}
		}
		row = append(row, Cell{Text: label[len(label)-1], ColSpan: 4 - len(label), Role: RoleLabel, Name: item})
		for _, heading := range headings {
			row = append(row, r.value("request."+item+"."+heading))
		}
		rows = append(rows, row)
	}
	return rows
}

// appeal is table 四: one row of values under three rows of headings.
func (r *Report) appeal() *Table {
	t := &Table{Subject: report.Appeal, Header: 3, Rows: make([][]Cell, 4)}
	group := map[string]*int{}
	add := func(row int, label, key string) {
		if span := group[key]; span != nil {
			*span++
			return
		}
		t.Rows[row] = append(t.Rows[row], Cell{Text: label, ColSpan: 1, Role: RoleGroup})
		n := 1
		group[key] = &n
	}
	for _, p := range r.Form.Appeal.Of(report.Appeal) {
		last := len(p.Label) - 1
		heading := Cell{Text: p.Label[last], Role: RoleHeading, Name: p.Indicator.Heading}
		add(0, p.Label[0], p.Label[0])
		if last == 1 {
			heading.RowSpan = 2
		} else {
			add(1, p.Label[1], p.Label[0]+p.Label[1])
		}
		t.Rows[last] = append(t.Rows[last], heading)
		t.Rows[3] = append(t.Rows[3], r.value(p.Indicator.Code))
	}
	for row := range 2 {
		for i := range t.Rows[row] {
			if c := &t.Rows[row][i]; c.Role == RoleGroup {
				c.ColSpan = *group[groupKey(t, row, c.Text)]
			}
		}
	}
	return t
}

// groupKey is the key under which appeal counted a group: that of row 1 stands under the last group of row 0.
func groupKey(t *Table, row int, text string) string {
	if row == 0 {
		return text
	}
	return t.Rows[0][len(t.Rows[0])-1].Text + text
}
