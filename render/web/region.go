package web

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/config/regions"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/render"
)

// mostListed is how many lines of a list a page of several has before it points at the page of the list.
const mostListed = 20

// RegionPage is what the page of a region and year shows.
type RegionPage struct {
	Region *page.Region
	Charts *page.RegionCharts
	Path   []regions.Region // the regions that hold it, from the nation
}

// Region lays out the page of a region and year.
func (s *Site) Region(r RegionPage) *Page {
	b := regionPage{s, r.Region, r.Charts}
	p := &Page{
		Title: r.Region.Name + " " + s.yearName(r.Region.Year), Heading: r.Region.Name, Under: r.Region.Code + " · " + s.yearName(r.Region.Year),
		Crumbs: s.crumbs(r.Path, r.Region.Year), Years: b.years(),
		Lead: texts(render.RegionNotes(s.Say, r.Region, func(t string) string { return t })),
		Data: s.files("/region/"+r.Region.Code, []string{"json", "csv", "xlsx"}, "year", strconv.Itoa(r.Region.Year)),
		Cite: s.cite(s.Say.Text("web.cite_region", "region", r.Region.Path, "year", r.Region.Year),
			s.Address.Region(r.Region.Code, r.Region.Year), r.Region.Code+"-"+strconv.Itoa(r.Region.Year)),
	}
	p.Parts = append(p.Parts, Part{Tiles: b.tiles()}, Part{Figures: b.figures()})
	for _, subject := range report.Subjects() {
		p.Parts = append(p.Parts, b.totals(string(subject)))
	}
	p.Parts = append(p.Parts, b.rates(), b.missing(), b.doubts())
	p.Parts = append(p.Parts, Part{Words: []string{s.Say.Text("region.legend")}})
	return p
}

// regionPage is the page in the making.
type regionPage struct {
	*Site
	region *page.Region
	charts *page.RegionCharts
}

// crumbs lead from the nation to a region.
func (s *Site) crumbs(path []regions.Region, year int) (out []Link) {
	for i, r := range path {
		out = append(out, Link{Text: r.Name, Href: s.Address.Region(r.Code, year), Current: i == len(path)-1})
	}
	return out
}

// yearName is a year as it stands in a heading.
func (s *Site) yearName(year int) string { return s.Say.Text("web.year", "year", year) }

// files are the addresses of the same in other formats.
func (s *Site) files(path string, formats []string, pairs ...string) (out []Link) {
	if s.Address.Off {
		return nil
	}
	for _, f := range formats {
		out = append(out, Link{Text: strings.ToUpper(f), Href: s.Address.To(path+"."+f, pairs...)})
	}
	return out
}

// years are those of which the region has a total.
func (b regionPage) years() (out []Link) {
	var years []int
	for i := range b.charts.Series {
		for _, p := range b.charts.Series[i].Points {
			years = append(years, p.Year)
		}
	}
	years = append(years, b.region.Year)
	slices.Sort(years)
	for _, year := range slices.Compact(years) {
		out = append(out, Link{Text: strconv.Itoa(year), Href: b.Address.Region(b.region.Code, year), Current: year == b.region.Year})
	}
	return out
}

// tiles are the numbers to be seen first.
func (b regionPage) tiles() (out []Tile) {
	for _, item := range []string{"received", "concluded", "granted", "denied", "carried_out"} {
		for i := range b.region.Totals {
			if n := &b.region.Totals[i]; n.Code == "request."+item+".total" {
				out = append(out, b.tile(item, n))
			}
		}
	}
	for _, r := range b.region.Rates {
		if r.Code == "open_rate" {
			out = append(out, Tile{
				Name: r.Label, Value: render.Percent(r.Rate), Href: b.Address.Explain(b.region.Code, b.region.Year, r.Code),
				Note:  render.Number(&r.Numerator, r.Bound, "") + " / " + render.Number(&r.Denominator, r.Bound, ""),
				Lower: r.Bound == page.BoundLower,
			})
		}
	}
	return out
}

func (b regionPage) tile(item string, n *page.Total) Tile {
	notes := []string{b.Say.Text("basis." + n.Basis)}
	if n.Missing > 0 {
		notes = append(notes, b.Say.Text("web.lacking", "members", render.Lacking(n.Basis, n.ExpectedFrom, n.Missing, n.Expected)))
	}
	if n.Flagged > 0 {
		notes = append(notes, b.Say.Text("web.flagged", "count", n.Flagged))
	}
	unit := b.unit(n.Unit)
	if n.Value == nil {
		unit = ""
	}
	return Tile{
		Name: b.Say.Text("web.short." + item), Value: render.Number(n.Value, n.Bound, "—"), Unit: unit, Note: strings.Join(notes, " · "),
		Href: b.Address.Explain(b.region.Code, b.region.Year, n.Code), Lower: n.Bound == page.BoundLower,
	}
}

// totals is the table of one subject.
func (b regionPage) totals(subject string) Part {
	lines := render.RegionTotals(b.Say)
	out := Part{ID: subject, Heading: b.Say.Text("subject." + subject)}
	t := &Table{Caption: out.Heading, Columns: columns(lines.Header, lines.Right)}
	for i := range b.region.Totals {
		n := &b.region.Totals[i]
		if n.Subject != subject {
			continue
		}
		var row Row
		for c, words := range render.RegionTotal(b.Say, n) {
			row.Cells = append(row.Cells, Cell{Text: words, Head: c == 0})
		}
		row.Cells[0].Href = b.Address.Indicator(n.Code)
		for _, c := range []int{1, 3, 4, 8} { // the value, and both bases
			if row.Cells[c].Text != "" && row.Cells[c].Text != "—" {
				row.Cells[c].Href = b.Address.Explain(b.region.Code, b.region.Year, n.Code)
			}
		}
		if n.Previous != nil && row.Cells[9].Text != "" {
			row.Cells[9].Href = b.Address.Explain(b.region.Code, b.region.Year-1, n.Code)
		}
		if n.Value == nil {
			row.Cells[1].Look = "none"
		}
		if n.Flagged > 0 {
			row.Cells[8].Look = "flagged"
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		out.Words = []string{b.Say.Text("demo.no_total")}
		return out
	}
	t.dropEmpty()
	out.Table = t
	return out
}

func (b regionPage) rates() Part {
	out := Part{ID: "rates", Heading: b.Say.Text("region.rates")}
	if len(b.region.Rates) == 0 {
		out.Words = []string{b.Say.Text("region.no_rate")}
		return out
	}
	t := &Table{Caption: out.Heading}
	for i, key := range []string{"rate", "share", "numerator", "denominator", "incomplete", "missing"} {
		t.Columns = append(t.Columns, Column{b.Say.Text("region.column." + key), i > 0})
	}
	for _, r := range b.region.Rates {
		t.add(
			Cell{Text: r.Label, Href: b.Address.Indicator(r.Code), Head: true},
			Cell{Text: render.Percent(r.Rate), Href: b.Address.Explain(b.region.Code, b.region.Year, r.Code)},
			Cell{Text: render.Number(&r.Numerator, r.Bound, "")}, Cell{Text: render.Number(&r.Denominator, r.Bound, "")},
			Cell{Text: strconv.Itoa(r.Incomplete)}, Cell{Text: strconv.Itoa(r.Missing)},
		)
	}
	out.Table = t
	return out
}

// missing names the first of those who are missing.
func (b regionPage) missing() Part {
	r := b.region
	list := page.Missing{Region: r.Name, Code: r.Code, Year: r.Year, Known: r.Known, Missing: r.Missing}
	out := b.missingPart(&list, mostListed)
	out.Heading = b.Say.Text("region.missing")
	out.More = []Link{{Text: b.Say.Text("web.all_missing", "count", len(r.Missing)), Href: b.Address.Part(r.Code, "/missing", r.Year)}}
	return out
}

// doubts lists what does not add up.
func (b regionPage) doubts() Part {
	r := b.region
	out := Part{ID: "doubts", Heading: b.Say.Text("region.doubts")}
	for i := range r.Doubts[:min(mostListed, len(r.Doubts))] {
		d := &r.Doubts[i]
		out.Lines = append(out.Lines, Line{{
			Text: render.Doubt(b.Say, d, func(t string) string { return t }), Href: b.Address.Explain(r.Code, r.Year, d.Code),
		}})
	}
	flagged := 0
	for _, t := range r.Totals {
		flagged += t.Flagged
	}
	if flagged > 0 {
		out.Words = append(out.Words, b.Say.Text("region.flagged", "count", flagged, "code", r.Code, "year", r.Year))
	}
	if len(r.Doubts) == 0 && flagged == 0 {
		out.Words = append(out.Words, b.Say.Text("region.no_doubt"))
	}
	out.More = []Link{
		{Text: b.Say.Text("web.all_reconciliation"), Href: b.Address.Part(r.Code, "/reconciliation", r.Year)},
		{Text: b.Say.Text("web.all_findings"), Href: b.Address.Part(r.Code, "/finding", r.Year)},
	}
	return out
}

// Crumbs lead from the nation to a region.
func (s *Site) Crumbs(path []regions.Region, year int) []Link {
	out := s.crumbs(path, year)
	for i := range out {
		out[i].Current = false
	}
	return out
}
