package web

import (
	"bytes"
	"html/template"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/rows"
)

// set is a table of the command line; the first column names the row.
func set(list *rows.Table, caption string) *Table {
	t := &Table{Caption: caption, Columns: columns(list.Header, list.Right)}
	for _, line := range list.Rows {
		var row Row
		for c, words := range line {
			row.Cells = append(row.Cells, Cell{Text: render.Or(words, "—"), Head: c == 0})
			if words == nil {
				row.Cells[c].Look = "none"
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Releases lays out the list of releases.
func (s *Site) Releases(list []page.Release) *Page {
	title := s.Say.Text("web.section.release")
	p := &Page{
		Title: title, Heading: title, Lead: texts([]string{s.Say.Text("web.release_words")}), Data: s.files("/release", []string{"json"}),
	}
	if len(list) == 0 {
		p.Parts = []Part{{Words: []string{s.Say.Text("release.none")}}}
		return p
	}
	lines := render.ReleaseList(s.Say, list)
	t := set(&lines, title)
	for i, r := range list {
		t.Rows[i].Cells[0].Href = s.Address.To("/release/" + r.ID)
	}
	p.Parts = []Part{{Table: t}}
	return p
}

// releaseCrumbs lead to a release.
func (s *Site) releaseCrumbs(id string) []Link {
	return []Link{{Text: s.Say.Text("web.section.release"), Href: s.Address.To("/release")}, {Text: id, Href: s.Address.To("/release/" + id)}}
}

// Release lays out the page of a release: what it is, its pages, and the releases of the same year beside it, newest first.
func (s *Site) Release(r *page.Release, others []page.Release) *Page {
	title := s.Say.Text("web.release_title", "year", r.Year, "status", s.Say.Text("release."+string(r.Status)))
	frozen := s.Address
	frozen.Release = r.ID
	fields := render.ReleaseFields(s.Say, r)
	p := &Page{
		Title: title, Heading: title, Under: r.ID, Crumbs: s.releaseCrumbs(r.ID), Data: s.files("/release/"+r.ID, []string{"json"}),
		Cite: s.cite(title+" "+r.ID, s.Address.To("/release/"+r.ID), r.ID),
	}
	p.Parts = append(p.Parts, Part{More: []Link{
		{Text: s.Say.Text("web.release_numbers"), Href: frozen.To("/region/000000", "year", strconv.Itoa(r.Year))},
		{Text: s.Say.Text("web.ranking"), Href: frozen.To("/ranking", "year", strconv.Itoa(r.Year))},
		{Text: s.Say.Text("web.methodology"), Href: s.Address.To("/release/" + r.ID + "/methodology")},
		{Text: s.Say.Text("web.quality"), Href: s.Address.To("/release/" + r.ID + "/quality")},
	}}, Part{Table: set(&fields, title)})
	var before []Line
	for _, o := range others {
		if o.ID != r.ID {
			before = append(before, Line{
				{Text: o.ID, Href: s.Address.To("/release/" + o.ID)},
				{Text: " " + s.Say.Text("release."+string(o.Status)) + " · "},
				{Text: s.Say.Text("web.diff"), Href: s.Address.To("/diff/" + o.ID + "/" + r.ID)},
			})
		}
	}
	if len(before) > 0 {
		p.Parts = append(p.Parts, Part{Heading: s.Say.Text("web.release_others"), Lines: before})
	}
	return p
}

// ReleaseDiff lays out what two releases of a year hold with another value, and why.
func (s *Site) ReleaseDiff(d *page.ReleaseDiff) *Page {
	title := s.Say.Text("web.diff_title", "before", d.Before.ID, "after", d.After.ID)
	p := &Page{
		Title: title, Heading: s.Say.Text("web.diff"), Under: d.Before.ID + " → " + d.After.ID, Crumbs: s.releaseCrumbs(d.After.ID),
		Lead: texts(render.ReleaseDiffNotes(s.Say, d)), Data: s.files("/diff/"+d.Before.ID+"/"+d.After.ID, []string{"json"}),
	}
	if len(d.Restated) == 0 {
		return p
	}
	lines := render.ReleaseDiffTable(s.Say, d)
	t := set(&lines, title)
	for i, one := range d.Restated[:min(mostMembers, len(d.Restated))] {
		t.Rows[i].Cells[0].Href = s.Address.Region(one.RegionCode, d.After.Year)
		t.Rows[i].Cells[2].Href = s.Address.Explain(one.RegionCode, d.After.Year, one.Code)
	}
	p.Lead = append(p.Lead, text(s.Say.Text("release.restated", "count", len(d.Restated))))
	if rest := len(t.Rows) - mostMembers; rest > 0 {
		t.Rows = t.Rows[:mostMembers]
		p.Parts = append(p.Parts, Part{Words: []string{s.Say.Text("web.more_findings", "count", rest)}})
	}
	p.Parts = append([]Part{{Table: t}}, p.Parts...)
	return p
}

// Quality lays out the quality report of a release.
func (s *Site) Quality(q *page.Quality) *Page {
	title, lead, sections := render.QualitySections(s.Say, q)
	p := &Page{
		Title: title, Heading: title, Crumbs: s.releaseCrumbs(q.Release.ID), Lead: texts([]string{lead}),
		Data: s.files("/release/"+q.Release.ID+"/quality", []string{"json"}),
	}
	for i := range sections {
		one := &sections[i]
		part := Part{Heading: one.Heading, Words: []string{one.Note}}
		if len(one.Table.Rows) > 0 {
			part.Table = set(&one.Table, one.Heading)
		}
		p.Parts = append(p.Parts, part)
	}
	return p
}

// Methodology lays out the methodology page of a release, which render writes in Markdown.
func (s *Site) Methodology(m *page.Methodology) (*Page, error) {
	var text, out bytes.Buffer
	if err := render.Methodology(&text, s.Say, m); err != nil {
		return nil, err
	}
	// Markup within the Markdown is left out: names of documents are texts.
	// A table says by an attribute, not by a style, which the policy refuses, where its columns stand.
	tables := extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))
	if err := goldmark.New(goldmark.WithExtensions(tables)).Convert(text.Bytes(), &out); err != nil {
		return nil, err
	}
	return &Page{
		Title: s.Say.Text("web.methodology"), Crumbs: s.releaseCrumbs(m.ID), Parts: []Part{{HTML: template.HTML(out.String())}},
		Data: s.files("/release/"+m.ID+"/methodology", []string{"json"}),
	}, nil
}
