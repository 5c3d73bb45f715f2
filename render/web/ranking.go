package web

import (
	"strconv"

	"gongkai/config/regions"
	"gongkai/queries/page"
	"gongkai/render"
)

// RankingChoice is what a ranking can be made by.
type RankingChoice struct{ Code, Label string }

// Ranking lays out a ranking, with what else can be ranked.
func (s *Site) Ranking(r *page.Ranking, choices []RankingChoice) *Page {
	level := s.Say.Text("level." + r.Level)
	title := s.Say.Text("ranking.title", "label", r.Label, "year", r.Year, "level", level)
	p := &Page{
		Title: title, Heading: title,
		Crumbs: []Link{
			{Text: s.Say.Text("web.section.region"), Href: s.Address.To("/", "year", strconv.Itoa(r.Year))}, {Text: s.Say.Text("web.ranking")},
		},
		Data: s.files("/ranking", []string{"json", "csv", "xlsx"}, "indicator", r.Code, "level", r.Level, "year", strconv.Itoa(r.Year)),
		Cite: s.cite(title, s.Address.Ranking(r.Code, r.Level, r.Year), "ranking-"+r.Code+"-"+r.Level+"-"+strconv.Itoa(r.Year)),
	}
	for _, l := range []string{regions.LevelProvince, regions.LevelCity, regions.LevelCounty} {
		p.Years = append(p.Years, Link{Text: s.Say.Text("level." + l), Href: s.Address.Ranking(r.Code, l, r.Year), Current: l == r.Level})
	}
	for year := r.Year - 3; year <= r.Year+1; year++ {
		p.Years = append(p.Years, Link{Text: strconv.Itoa(year), Href: s.Address.Ranking(r.Code, r.Level, year), Current: year == r.Year})
	}
	p.Lead = texts([]string{
		s.Say.Text("ranking.count", "ranked", r.Ranked, "others", len(r.Regions)-r.Ranked, "silent", r.Silent),
		s.Say.Text("web.ranking_rule"),
	})
	if r.IsRate && r.Ranked > 0 {
		p.Lead = append(p.Lead, text(s.Say.Text("ranking.legend")))
	}
	list := render.Ranking(s.Say, r)
	t := &Table{Caption: title, Columns: columns(list.Header, list.Right)}
	value := 0
	for c, name := range list.Header {
		if name == s.Say.Text("ranking.column.value") {
			value = c
		}
	}
	for i, line := range list.Rows {
		one := &r.Regions[i]
		var row Row
		for c, words := range line {
			cell := Cell{Head: c == 0}
			if words != nil {
				cell.Text = *words
			}
			row.Cells = append(row.Cells, cell)
		}
		row.Cells[0].Href = s.Address.Region(one.Code, r.Year)
		if value > 0 && row.Cells[value].Text != "—" {
			row.Cells[value].Href = s.Address.Explain(one.Code, r.Year, r.Code)
		}
		t.Rows = append(t.Rows, row)
	}
	p.Parts = []Part{{Table: t}}
	by := Part{ID: "by", Heading: s.Say.Text("web.rank_by")}
	for _, c := range choices {
		by.More = append(by.More, Link{Text: c.Label, Href: s.Address.Ranking(c.Code, r.Level, r.Year)})
	}
	p.Parts = append(p.Parts, by)
	return p
}
