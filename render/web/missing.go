package web

import (
	"strconv"
	"strings"

	"gongkai/queries/page"
	"gongkai/render"
)

// Missing lays out the list of who is missing.
func (s *Site) Missing(m *page.Missing, path []Link) *Page {
	title := s.Say.Text("web.missing_title", "region", m.Region, "year", m.Year)
	p := &Page{
		Title: title, Heading: title, Crumbs: path,
		Data:  s.files("/region/"+m.Code+"/missing", []string{"json", "csv", "xlsx"}, "year", strconv.Itoa(m.Year)),
		Parts: []Part{s.missingPart(m, len(m.Missing))},
	}
	p.Parts = append(p.Parts, Part{Words: []string{s.Say.Text("web.absence_words")}})
	return p
}

// missingPart is the first lines of the list, and who nobody is missing of.
func (s *Site) missingPart(m *page.Missing, most int) Part {
	out := Part{ID: "missing"}
	if len(m.Missing) == 0 {
		if m.Known.IsUnknown() {
			for _, line := range render.Unknown(s.Say, m.Known, m.Region, m.Year) {
				out.Lines = append(out.Lines, text(strings.TrimSpace(line)))
			}
			return out
		}
		out.Words = []string{render.NobodyMissing(s.Say, m.Known, m.Region, m.Year)}
		return out
	}
	list := render.Missing(s.Say, m)
	t := &Table{Caption: s.Say.Text("region.missing"), Columns: columns(list.Header, list.Right)}
	for i := range m.Missing[:min(most, len(m.Missing))] {
		one := &m.Missing[i]
		var row Row
		for c, words := range render.MissingRow(s.Say, one, m.Region) {
			row.Cells = append(row.Cells, Cell{Text: words, Head: c == 0})
		}
		if one.RegionCode != nil {
			row.Cells[0].Href = s.Address.Region(*one.RegionCode, m.Year)
		}
		t.Rows = append(t.Rows, row)
	}
	t.dropEmpty()
	out.Table = t
	return out
}
