package web

import (
	"strconv"
	"strings"

	"gongkai/queries/page"
	"gongkai/render"
)

// Agency lays out the page of a body over the years.
func (s *Site) Agency(a *page.Agency, path []Link) *Page {
	p := &Page{
		Title: a.Name, Heading: a.Name, Under: a.Region, Crumbs: append(path, Link{Text: a.Name}),
		Lead: texts(render.AgencyFields(s.Say, a, func(t string) string { return t })),
		Data: s.files("/agency/"+a.ID, []string{"json", "csv", "xlsx"}),
		Cite: s.cite(a.Name, s.Address.Agency(a.ID), "agency-"+a.ID),
	}
	versions := map[string]int64{}
	for _, y := range a.Years {
		if y.HasReport {
			versions[strconv.Itoa(y.Year)] = y.VersionID
		}
	}
	p.Parts = append(p.Parts, s.agencyYears(a))
	if f := s.agencyTrend(a); f.SVG != "" {
		p.Parts = append(p.Parts, Part{Figures: []Figure{f}})
	}
	if len(a.Measures) > 0 {
		p.Parts = append(p.Parts, s.agencyMeasures(a, versions))
	}
	if len(a.Versions) > 0 {
		p.Parts = append(p.Parts, s.agencyVersions(a))
	}
	return p
}

func (s *Site) agencyYears(a *page.Agency) Part {
	list := render.AgencyYears(s.Say, a)
	t := &Table{Caption: s.Say.Text("page.years"), Columns: columns(list.Header, list.Right)}
	for i, line := range list.Rows {
		var row Row
		for c, words := range line {
			row.Cells = append(row.Cells, Cell{Text: render.Or(words, ""), Head: c == 0})
		}
		if y := &a.Years[i]; y.HasReport {
			row.Cells[1].Href = s.Address.Report(y.VersionID, "")
			if y.Errors > 0 {
				row.Cells[4].Href, row.Cells[4].Look = s.Address.Report(y.VersionID, "findings"), "flagged"
			}
		} else if y.Address != "" {
			row.Cells[1].Note = y.Address
		}
		t.Rows = append(t.Rows, row)
	}
	t.dropEmpty()
	return Part{ID: "years", Heading: s.Say.Text("page.years"), Table: t}
}

// agencyTrend is the requests of a body over the years. A body's own report has neither basis nor bound; whether two forms compare is
// for the table of the indicator to say.
func (s *Site) agencyTrend(a *page.Agency) Figure {
	var list []*page.Series
	var names []string
	for _, code := range []string{page.ReceivedCode, "request.concluded.total"} {
		for i := range a.Measures {
			m := &a.Measures[i]
			if m.Code != code {
				continue
			}
			one := &page.Series{RegionCode: a.RegionCode, Code: code, Unit: m.Unit}
			for _, y := range a.Years {
				if value, ok := m.Values[strconv.Itoa(y.Year)]; ok {
					one.Points = append(one.Points, page.SeriesPoint{Year: y.Year, Value: value, Bound: page.BoundExact, Basis: "published"})
				}
			}
			list, names = append(list, one), append(names, s.Say.Text("web.short."+item(code)))
		}
	}
	if len(list) == 0 {
		return Figure{}
	}
	f := s.seriesFigure("trend", s.Say.Text("web.trend"), list, names, nil)
	f.Note, f.Table = s.Say.Text("web.agency_trend_note"), nil
	return f
}

func (s *Site) agencyMeasures(a *page.Agency, versions map[string]int64) Part {
	t := &Table{Caption: s.Say.Text("page.values"), Columns: []Column{{s.Say.Text("page.column.measure"), false}}}
	var years []string
	for _, y := range a.Years {
		if y.HasReport {
			years = append(years, strconv.Itoa(y.Year))
			t.Columns = append(t.Columns, Column{strconv.Itoa(y.Year), true})
		}
	}
	for i := range a.Measures {
		m := &a.Measures[i]
		row := Row{Cells: []Cell{{Text: m.Label, Href: s.Address.Indicator(m.Code), Head: true}}}
		for _, year := range years {
			value, there := m.Values[year]
			cell := Cell{}
			switch {
			case value != nil:
				cell.Text, cell.Href = *value, s.Address.Report(versions[year], m.Code)
			case there:
				cell.Text, cell.Href, cell.Look = s.state(m.States[year]), s.Address.Report(versions[year], m.Code), "none"
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return Part{ID: "values", Heading: s.Say.Text("page.values"), Table: t}
}

func (s *Site) agencyVersions(a *page.Agency) Part {
	out := Part{ID: "versions", Heading: s.Say.Text("page.versions")}
	t := &Table{Caption: out.Heading}
	for i, key := range []string{"year", "counts", "report", "published", "recorded", "document"} {
		t.Columns = append(t.Columns, Column{s.Say.Text("page.column." + key), i == 0})
	}
	for _, v := range a.Versions {
		mark := ""
		if v.Counts {
			mark = "*"
		}
		t.add(Cell{Text: strconv.Itoa(v.Year), Head: true}, Cell{Text: mark}, Cell{Text: v.Report, Href: s.Address.Report(v.VersionID, "")},
			Cell{Text: v.PublishedOn}, Cell{Text: v.RecordedAt}, Cell{Text: BaseName(v.Path)})
		if v.TakenFrom != "" {
			out.Lines = append(out.Lines, text(render.TakenOver(s.Say, v.Report, v.Taken, v.TakenFrom)))
		}
	}
	t.dropEmpty()
	out.Table = t
	return out
}

// BaseName is the last part of the path of a document, also of one inside an archive: where a machine keeps its files is nobody's business.
func BaseName(path string) string {
	if at := strings.LastIndexAny(path, `/\!`); at >= 0 {
		return path[at+1:]
	}
	return path
}
