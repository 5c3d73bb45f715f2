package web

import (
	"strings"

	"gongkai/queries/page"
)

// Chart lays out the page of one chart.
func (s *Site) Chart(f *Figure, under string, path []Link) *Page {
	return &Page{
		Title: f.Title + " " + under, Heading: f.Title, Under: under, Crumbs: path, Data: f.Files,
		Parts: []Part{{Figures: []Figure{*f}}},
	}
}

// Series is a chart of one indicator of several regions over the years.
func (s *Site) Series(list []page.Series) Figure {
	if len(list) == 0 {
		return Figure{}
	}
	var all []*page.Series
	var names []string
	for i := range list {
		all, names = append(all, &list[i]), append(names, list[i].Region)
	}
	f := s.seriesFigure("series", list[0].Label, all, names, nil)
	subject, _, _ := strings.Cut(list[0].Code, ".")
	if s.Say.Has("web.source." + subject) {
		f.Source = s.Say.Text("web.source." + subject)
	}
	return f
}
