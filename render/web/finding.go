package web

import (
	"strconv"
	"strings"

	"gongkai/queries/page"
	"gongkai/queries/page/card"
	"gongkai/render"
)

// mostFindings is how many findings a page lists; the rest is in the data.
const mostFindings = 500

// FindingList is the findings of a region and year.
type FindingList struct {
	Code, Name string
	Year       int
	Findings   []page.Finding
}

// Findings lays out the findings on the reports of a region and all inside it.
func (s *Site) Findings(l *FindingList, path []Link) *Page {
	title := s.Say.Text("web.findings_title", "region", l.Name, "year", l.Year)
	p := &Page{
		Title: title, Heading: title, Crumbs: path,
		Data: s.files("/region/"+l.Code+"/finding", []string{"json", "csv", "xlsx"}, "year", strconv.Itoa(l.Year)),
	}
	t := &Table{Caption: title}
	for _, key := range []string{"severity", "report", "message", "cells", "needs", "verdict"} {
		t.Columns = append(t.Columns, Column{Heading: s.Say.Text("web.finding." + key)})
	}
	count := card.Count(l.Findings)
	p.Lead = texts([]string{
		s.Say.Text("severity.error") + " " + strconv.Itoa(count.Error) + s.either("，", ", ") +
			s.Say.Text("severity.warning") + " " + strconv.Itoa(count.Warning),
	})
	for i := range l.Findings[:min(mostFindings, len(l.Findings))] {
		f := &l.Findings[i]
		name := Cell{Text: render.Or(f.Agency, BaseName(f.Path)), Note: strings.TrimSpace(render.Or(f.Region, ""))}
		if version, err := strconv.ParseInt(f.Version, 10, 64); err == nil {
			name.Href = s.Address.Report(version, "")
		}
		cells, needs := s.concerned(f, name.Href)
		t.add(s.severity(f), name, Cell{Text: f.Message, Note: f.Rule}, cells, needs, s.verdict(f))
	}
	if len(t.Rows) == 0 {
		p.Parts = []Part{{Words: []string{s.Say.Text("web.no_finding")}}}
		return p
	}
	t.dropEmpty()
	p.Parts = []Part{{Table: t}}
	if rest := len(l.Findings) - mostFindings; rest > 0 {
		p.Parts = append(p.Parts, Part{Words: []string{s.Say.Text("web.more_findings", "count", rest)}})
	}
	return p
}

// severity is how bad a finding is.
func (s *Site) severity(f *page.Finding) Cell {
	return Cell{Text: s.Say.Text("severity." + string(f.Severity)), Look: string(f.Severity)}
}

// concerned are the cells of a finding, and the values that the others need; report is the address of its page, empty for this one.
func (s *Site) concerned(f *page.Finding, report string) (cells, needs Cell) {
	for _, c := range f.Concerned() {
		cells.More = append(cells.More, Link{Text: c.Name(), Href: report + "#" + c.Code})
		if value := f.Suggested(c.Code); value != "" {
			needs.Text = s.Say.Text("web.needs", "raw", c.Raw, "value", value)
		}
	}
	return cells, needs
}

// verdict is what was decided about a finding.
func (s *Site) verdict(f *page.Finding) Cell {
	if f.Verdict == nil {
		return Cell{Text: s.Say.Text("web.open")}
	}
	return Cell{Text: s.Say.Text("verdict." + *f.Verdict), Note: strings.TrimSpace(render.Or(f.Who, "") + " " + render.Or(f.DecidedAt, ""))}
}
