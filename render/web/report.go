package web

import (
	"slices"
	"strconv"

	"gongkai/config/forms"
	"gongkai/ingest/read"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/queries/page/card"
)

// ReportPage is what the page of a report shows.
type ReportPage struct {
	Report   *page.Report
	Agency   Link // its body; empty where it is not settled
	Crumbs   []Link
	Forms    *forms.Set
	Original *ReadOriginal // nil where it is not shown
}

// ReadOriginal is the document as its reader sees it.
type ReadOriginal struct {
	Documents []read.Document
	Problem   string // why there is none, in words
	Links     []Link // to the file itself
}

// Report lays out the page of a report: its official tables, and the document beside them.
func (s *Site) Report(r ReportPage) (*Page, error) {
	b := newReportPage(s, r)
	title := r.Report.Title
	if title == "" {
		title = r.Report.Agency + " " + strconv.Itoa(r.Report.Year)
	}
	p := &Page{
		Title: title, Heading: title, Crumbs: r.Crumbs, Wide: r.Original != nil,
		Data: s.files("/report/"+r.Report.VersionID, []string{"json"}),
		Cite: s.cite(title, s.Address.To("/report/"+r.Report.VersionID), "report-"+r.Report.VersionID),
	}
	p.Parts = append(p.Parts, Part{Fields: b.head()}, b.findings())
	tables := Part{ID: "tables"}
	for i := range r.Report.Subjects {
		t, err := b.table(&r.Report.Subjects[i])
		if err != nil {
			return nil, err
		}
		tables.Forms = append(tables.Forms, t)
	}
	if r.Original != nil {
		tables.Beside = b.original()
	}
	p.Parts = append(p.Parts, tables)
	return p, nil
}

// reportPage is the page in the making.
type reportPage struct {
	*Site
	shown  *page.Report
	of     ReportPage
	places map[report.Place]string // the code of the cell that was read at a place
	failed map[string]string       // cells of relations that fail, with what is wrong
	needs  map[string]string       // the value that the others need
}

// newReportPage notes which cells are lit: those of the open findings.
func newReportPage(s *Site, r ReportPage) *reportPage {
	b := &reportPage{
		Site: s, shown: r.Report, of: r, places: map[report.Place]string{}, failed: map[string]string{}, needs: map[string]string{},
	}
	for _, cells := range r.Report.Cells { // a set
		for code, c := range cells { // a set: a place has one cell
			if c.Place != (report.Place{}) {
				b.places[c.Place] = code
			}
		}
	}
	for _, f := range card.Open(r.Report.Findings) {
		if f.Severity == report.Info {
			continue
		}
		for _, code := range f.Cells {
			b.failed[code] = f.Message
			if value := f.Suggested(code); value != "" {
				b.needs[code] = value
			}
		}
	}
	return b
}

// head says what the report is.
func (b *reportPage) head() []Field {
	r := b.shown
	agency := b.of.Agency
	if agency.Text == "" {
		agency.Text = b.Say.Text("extract.unknown")
	}
	region := Link{Text: b.Say.Text("extract.unknown")}
	if r.RegionCode != "" {
		region = Link{Text: r.Region + " " + r.RegionCode, Href: b.Address.Region(r.RegionCode, r.Year)}
	}
	counts := "web.counts"
	if !r.Counts {
		counts = "web.counts_not"
	}
	out := []Field{
		{b.Say.Text("web.field.agency"), Line{agency}},
		{b.Say.Text("web.field.region"), Line{region}},
		{b.Say.Text("web.field.published"), text(orUnknown(b, r.PublishedOn))},
		{b.Say.Text("web.field.counts"), text(b.Say.Text(counts, "renditions", r.Renditions))},
		{b.Say.Text("web.field.file"), text(BaseName(r.Path))},
		{"SHA-256", text(r.SHA256)},
	}
	return out
}

func orUnknown(b *reportPage, words string) string {
	if words == "" {
		return b.Say.Text("extract.unknown")
	}
	return words
}

// findings lists what was found wrong, with links to the cells.
func (b *reportPage) findings() Part {
	out := Part{ID: "findings", Heading: b.Say.Text("web.findings")}
	t := &Table{Caption: out.Heading}
	for _, key := range []string{"severity", "message", "cells", "needs", "verdict"} {
		t.Columns = append(t.Columns, Column{Heading: b.Say.Text("web.finding." + key)})
	}
	infos := 0
	for i := range b.shown.Findings {
		f := &b.shown.Findings[i]
		if f.Severity == report.Info {
			infos++
			continue
		}
		cells, needs := b.concerned(f, "")
		t.add(b.severity(f), Cell{Text: f.Message, Note: f.Rule}, cells, needs, b.verdict(f))
	}
	if len(t.Rows) == 0 {
		out.Words = append(out.Words, b.Say.Text("web.no_finding"))
	} else {
		t.dropEmpty()
		out.Table = t
	}
	if infos > 0 {
		out.Words = append(out.Words, b.Say.Text("web.infos", "count", infos))
	}
	return out
}

// table is one official table as the form prints it.
func (b *reportPage) table(of *card.Subject) (out FormTable, err error) {
	out.Title = b.Say.Text("subject." + string(of.Subject))
	form, ok := b.of.Forms.Form(of.Form)
	if !ok {
		out.Notes = []string{b.Say.Text("web.no_table")}
		return out, nil
	}
	layout, err := form.Layout(of.Subject)
	if err != nil {
		return out, err
	}
	out.Title = layout.Title
	out.Under = b.Say.Text("web.form", "form", form.Name) + " · " + b.Say.Text("scope."+string(of.Scope))
	out.Rows = make([][]FormCell, layout.Rows)
	for _, box := range layout.Boxes {
		out.Rows[box.Row] = append(out.Rows[box.Row], b.cell(of.Subject, box))
	}
	return out, nil
}

// cell is a label, or a value with what is known of it.
func (b *reportPage) cell(subject report.Subject, box forms.Box) FormCell {
	out := FormCell{Rows: box.Rows, Columns: box.Columns, Text: box.Text, Label: box.Indicator == nil}
	if out.Label {
		return out
	}
	code := box.Indicator.Code
	out.ID = code
	c, ok := b.shown.Cells[subject][code]
	switch {
	case !ok || c.State == report.Absent:
		out.Text, out.Look, out.Tip = "", "unread", b.Say.Text("web.state.absent")
	case c.Value != nil:
		out.Text = *c.Value
		if c.State == report.Inferred {
			out.Tip = b.Say.Text("web.state.inferred") + b.Say.Text("web.printed", "raw", c.Raw)
		}
	case c.State == report.Unreadable:
		out.Text, out.Look, out.Tip = c.Raw, "unread", b.Say.Text("web.state.unreadable")
	default:
		out.Text, out.Tip = c.Raw, b.Say.Text("web.state."+string(c.State))
	}
	if message, is := b.failed[code]; is {
		out.Look, out.Tip = "sum", message
	}
	if value, is := b.needs[code]; is {
		out.Look, out.Needs = "wrong", b.Say.Text("web.needed", "value", value)
	}
	if b.of.Original != nil && ok && c.Place != (report.Place{}) && out.Text != "" {
		out.Href = "#" + placeName(c.Place)
	}
	return out
}

// placeName is the name of a place of the document within the page.
func placeName(p report.Place) string {
	out := "at"
	for _, n := range []int{p.Page, p.Grid, p.Row, p.Column, p.Line} {
		out += "-" + strconv.Itoa(n)
	}
	return out
}

// look is how a place of the document is lit.
func (b *reportPage) look(code string) string {
	if _, is := b.needs[code]; is {
		return "wrong"
	}
	if _, is := b.failed[code]; is {
		return "lit"
	}
	return ""
}

// original is the document as it was read, with the cells of findings lit.
func (b *reportPage) original() *Original {
	o := b.of.Original
	out := &Original{Under: b.Say.Text("web.as_read"), Links: o.Links}
	if o.Problem != "" {
		out.Words = []string{o.Problem}
	}
	grids := 0
	for d := range o.Documents {
		for i := range o.Documents[d].Blocks {
			block := &o.Documents[d].Blocks[i]
			if block.Grid == nil {
				place := report.Place{Page: block.Page, Line: block.Line}
				one := Block{Text: block.Text}
				if block.Line > 0 {
					if code := b.places[place]; code != "" {
						one.ID, one.Look = placeName(place), b.look(code)
					}
				}
				if one.Text != "" && !block.Linked {
					out.Blocks = append(out.Blocks, one)
				}
				continue
			}
			grids++
			out.Blocks = append(out.Blocks, Block{Grid: b.grid(block.Grid, grids)})
		}
	}
	return out
}

// grid is a table of the document.
func (b *reportPage) grid(g *read.Grid, number int) [][]GridCell {
	out := make([][]GridCell, g.Rows)
	for _, c := range g.Cells {
		if c.Row >= len(out) {
			continue
		}
		one := GridCell{Text: c.Text, Rows: c.RowSpan, Columns: c.ColumnSpan}
		page := c.Page
		if page == 0 {
			page = g.Page
		}
		for _, place := range []report.Place{
			{Page: page, Grid: number, Row: c.Row + 1, Column: c.Column + 1},
			{Page: page, Line: c.Line},
			{Grid: number, Row: c.Row + 1, Column: c.Column + 1},
		} {
			if code := b.places[place]; code != "" && one.ID == "" {
				one.ID, one.Href, one.Look = placeName(place), "#"+code, b.look(code)
			}
		}
		out[c.Row] = append(out[c.Row], one)
	}
	return slices.DeleteFunc(out, func(row []GridCell) bool { return len(row) == 0 })
}
