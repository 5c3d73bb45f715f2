package web

import (
	"strconv"

	"gongkai/queries/page"
	"gongkai/render"
)

// Reconciliation lays out both totals of every indicator side by side.
func (s *Site) Reconciliation(r *page.Reconciliation, path []Link) *Page {
	title := s.Say.Text("web.reconciliation_title", "region", r.Name, "year", r.Year)
	t := &Table{Caption: title, Columns: []Column{
		{s.Say.Text("region.column.item"), false},
		{s.Say.Text("basis.published"), true},
		{s.Say.Text("basis.built"), true},
		{s.Say.Text("region.column.difference"), true},
		{s.Say.Text("web.column.share"), true},
		{s.Say.Text("region.column.missing"), true},
		{s.Say.Text("region.column.status"), false},
		{s.Say.Text("web.column.members"), false},
	}}
	for _, one := range r.Items {
		href := s.Address.Explain(r.Code, r.Year, one.Code)
		share, missing := "", ""
		if one.Share != nil {
			share = render.Percent(*one.Share)
		}
		if one.Missing != nil {
			missing = strconv.Itoa(*one.Missing)
		}
		status := Cell{Text: s.Say.Text("reconciliation." + one.Status)}
		if one.Status == "unexplained" || one.Status == "unresolved" {
			status.Look = "flagged"
		}
		t.add(Cell{Text: one.Label, Href: s.Address.Indicator(one.Code), Head: true}, linked(render.Number(one.Published, "", "—"), href),
			linked(render.Number(one.Built, render.Or(one.Bound, ""), "—"), href), Cell{Text: render.Or(one.Difference, "")}, Cell{Text: share},
			Cell{Text: missing}, status, Cell{Text: one.Members})
	}
	p := &Page{
		Title: title, Heading: title, Crumbs: path, Lead: texts([]string{s.Say.Text("web.reconciliation_words")}),
		Data: s.files("/region/"+r.Code+"/reconciliation", []string{"json", "csv", "xlsx"}, "year", strconv.Itoa(r.Year)),
	}
	if len(t.Rows) == 0 {
		p.Parts = []Part{{Words: []string{s.Say.Text("web.reconciliation_none")}}}
		return p
	}
	t.dropEmpty()
	p.Parts = []Part{{Table: t}}
	return p
}

// linked is a cell with a number, which leads somewhere where there is one.
func linked(words, href string) Cell {
	if words == "—" {
		return Cell{Text: words, Look: "none"}
	}
	return Cell{Text: words, Href: href}
}
