package web

import (
	"strconv"
	"strings"

	"gongkai/config/regions"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/render"
)

// mostMembers is how many members of a sum a page lists; the rest is in the data.
const mostMembers = 400

// Explanation lays out the page of one number: what it rests on, down to the cells.
func (s *Site) Explanation(x *page.Explanation, path []regions.Region) *Page {
	what := s.Say.Text("explain.title", "label", x.Label, "code", x.Code, "region", x.Region, "region_code", x.RegionCode, "year", x.Year)
	address := s.Address.Explain(x.RegionCode, x.Year, x.Code)
	p := &Page{
		Title: x.Label + " " + x.Region + " " + s.yearName(x.Year), Heading: x.Label, Under: x.Region + " · " + s.yearName(x.Year),
		Crumbs: append(s.Crumbs(path, x.Year), Link{Text: s.Say.Text("web.explained")}),
		Data:   s.files("/explain/"+x.RegionCode+"/"+strconv.Itoa(x.Year)+"/"+x.Code, []string{"json"}),
		Cite:   s.cite(what, address, x.RegionCode+"-"+strconv.Itoa(x.Year)+"-"+x.Code),
	}
	p.Lead = append(p.Lead, Line{
		{Text: x.Code, Href: s.Address.Indicator(x.Code)}, {Text: s.either("：", ": ") + s.Say.Text("explain.values_"+x.Values)},
	})
	shown := page.Reading{Boundaries: x.Boundaries, AsOf: render.Or(x.AsOf, ""), Strict: x.Strict}
	p.Lead = append(p.Lead, texts(render.ReadingNotes(s.Say, shown))...)
	if x.Rate != nil {
		p.Parts = append(p.Parts, s.explainedRate(x)...)
	} else if len(x.Bases) == 0 {
		p.Lead = append(p.Lead, text(s.Say.Text("explain.nothing")))
	}
	for i := range x.Bases {
		p.Parts = append(p.Parts, s.explainedBasis(&x.Bases[i], x.Unit, x.Year, ""))
	}
	return p
}

// explainedRate is a rate with the totals that it is made of.
func (s *Site) explainedRate(x *page.Explanation) (out []Part) {
	r := x.Rate
	none := s.Say.Text("explain.none")
	tile := Tile{Name: x.Label, Value: none, Lower: r.Bound == page.BoundLower}
	if r.Rate != nil {
		tile.Value = render.Percent(*r.Rate)
	}
	tile.Note = render.Number(r.Numerator, r.Bound, none) + " / " + render.Number(r.Denominator, r.Bound, none)
	head := Part{Tiles: []Tile{tile}}
	if r.Basis != "" {
		head.Words = []string{s.Say.Text("explain.rate_basis", "basis", s.Say.Text("basis."+r.Basis), "reports", r.Reports,
			"incomplete", r.Incomplete, "expected", r.Expected, "missing", r.Missing)}
	}
	out = append(out, head)
	for i := range r.Terms {
		t := &r.Terms[i]
		sign := "+"
		if t.Sign < 0 {
			sign = "−"
		}
		heading := strings.TrimRight(s.Say.Text("explain."+t.Side), "：: ") + " " + sign + " " + t.Label
		for n := range t.Bases {
			out = append(out, s.explainedBasis(&t.Bases[n], "", x.Year, heading))
		}
	}
	return out
}

// explainedBasis is a total with its members.
func (s *Site) explainedBasis(b *page.ExplainedBasis, unit string, year int, heading string) Part {
	none := s.Say.Text("explain.none")
	value := render.Number(b.Value, b.Bound, none)
	if b.Value != nil {
		value = strings.TrimSpace(value + " " + s.unit(unit))
	}
	out := Part{ID: b.Basis, Heading: s.Say.Text("basis." + b.Basis), Under: value}
	if heading != "" {
		out.ID, out.Heading, out.Under = "", heading, s.Say.Text("basis."+b.Basis)+" "+value
	}
	out.Words = append(out.Words, render.Basis(s.Say, b, value))
	if b.Preferred && heading == "" {
		out.Words = append(out.Words, s.Say.Text("explain.preferred"))
	}
	if b.Basis == "built" && b.ExpectedFrom != "" {
		out.Words = append(out.Words, s.Say.Text("explain.expected_"+b.ExpectedFrom))
	}
	t := &Table{Caption: out.Heading}
	for i, key := range []string{"member", "kind", "brings", "cell", "findings"} {
		t.Columns = append(t.Columns, Column{s.Say.Text("web.explain." + key), i == 2})
	}
	silent, listed := 0, 0
	for i := range b.Members {
		m := &b.Members[i]
		if m.Kind == page.KindMissing && m.Agency == "" {
			silent++
			continue
		}
		if listed++; listed <= mostMembers {
			t.Rows = append(t.Rows, s.explainedMember(m, year))
		}
	}
	if len(t.Rows) > 0 {
		t.dropEmpty()
		out.Table = t
	}
	if silent > 0 {
		out.Lines = append(out.Lines, text(s.Say.Text("web.silent", "count", silent)))
	}
	if listed > mostMembers {
		out.Lines = append(out.Lines, text(s.Say.Text("web.more_members", "count", listed-mostMembers)))
	}
	return out
}

// explainedMember is the line of one member.
func (s *Site) explainedMember(m *page.ExplainedMember, year int) Row {
	place := m.Region
	if m.Through != "" {
		place += s.either("，", ", ") + s.Say.Text("web.through", "region", m.Through)
	}
	name := Cell{Text: m.Agency, Note: place, Head: true}
	if name.Text == "" {
		name.Text = m.Region
	}
	if m.Kind == page.KindMissing {
		return Row{Cells: []Cell{name, {Text: s.Say.Text("web.missing_member")}, {Text: "—", Look: "none"}, {}, {}}}
	}
	name.Href = s.Address.Report(m.VersionID, "")
	kind := s.Say.Text("scope." + m.Scope)
	if m.Weight > 1 {
		kind += s.either("，", ", ") + s.Say.Text("explain.weight", "count", m.Weight)
	}
	brings := Cell{Text: render.Or(m.Value, "—")}
	if m.Value == nil {
		brings.Look, brings.Note = "none", s.state(m.State)
	}
	cell, findings := Cell{}, Cell{}
	for _, c := range m.Cells {
		words := render.Or(c.Value, s.state(string(c.State)))
		if c.Raw != "" && c.Raw != words {
			words += s.Say.Text("web.printed", "raw", c.Raw)
		}
		if c.IsPart {
			words = c.Label + " " + words
		}
		if words != brings.Text { // else the number leads there itself
			cell.More = append(cell.More, Link{Text: words, Href: s.Address.Report(m.VersionID, c.Code)})
		}
		if brings.Href == "" {
			brings.Href = s.Address.Report(m.VersionID, c.Code)
		}
		for _, f := range c.Findings {
			findings.More = append(findings.More, Link{Text: s.Say.Text("severity."+f.Severity) + s.either("：", ": ") + f.Message})
			findings.Look = "flagged"
		}
	}
	return Row{Cells: []Cell{name, {Text: kind}, brings, cell, findings}}
}

// state says in words what a cell without a value is.
func (s *Site) state(name string) string {
	if name == "" {
		name = string(report.Absent)
	}
	return s.Say.Text("web.state." + name)
}
