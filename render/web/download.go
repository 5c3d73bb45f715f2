package web

import (
	"strconv"
	"strings"
)

// Downloads is what can be taken whole.
type Downloads struct {
	Years  []int
	Panels []Panel
}

// Panel is the wide table of a level: the query of all years, and those of each.
type Panel struct {
	Level   string
	All     string
	Queries []string
}

// Downloads lays out what can be taken whole.
func (s *Site) Downloads(d *Downloads) *Page {
	title := s.Say.Text("web.section.download")
	p := &Page{Title: title, Heading: title, Lead: texts([]string{s.Say.Text("web.download_words")})}
	files := func(query string) (out []Link) {
		for _, format := range []string{"xlsx", "csv", "parquet", "arrow", "json"} {
			out = append(out, Link{Text: strings.ToUpper(format), Href: s.Address.To("/sql."+format, "q", query)})
		}
		return out
	}
	t := &Table{Caption: title, Columns: []Column{
		{s.Say.Text("web.download_what"), false}, {s.Say.Text("web.column.year"), false}, {s.Say.Text("web.download_files"), false},
	}}
	for _, panel := range d.Panels {
		level := s.Say.Text("web.panel", "level", s.Say.Text("level."+panel.Level))
		t.add(Cell{Text: level, Href: s.Address.To("/sql", "q", panel.All), Head: true}, Cell{Text: s.Say.Text("web.all_years")},
			Cell{More: files(panel.All)})
		for i := len(panel.Queries) - 1; i >= 0; i-- {
			t.add(Cell{Text: level, Head: true}, Cell{Text: strconv.Itoa(d.Years[i])}, Cell{More: files(panel.Queries[i])})
		}
	}
	p.Parts = []Part{{Table: t}, {More: []Link{
		{Text: s.Say.Text("web.section.release"), Href: s.Address.To("/release")},
		{Text: s.Say.Text("web.section.indicator"), Href: s.Address.To("/indicator")},
		{Text: s.Say.Text("web.section.api"), Href: s.Address.To("/api")},
	}}}
	return p
}

// APIRoute is one kind of address that programs can ask for.
type APIRoute struct {
	Pattern    string   `json:"pattern"`
	Parameters []string `json:"parameters"`
	Formats    []string `json:"formats"`
	Public     bool     `json:"public"`
}

// API lays out how programs have the same.
func (s *Site) API(routes []APIRoute) *Page {
	title := s.Say.Text("web.section.api")
	t := &Table{Caption: title, Columns: []Column{
		{s.Say.Text("web.api_address"), false}, {s.Say.Text("web.api_parameters"), false}, {s.Say.Text("web.api_formats"), false},
	}}
	for _, r := range routes {
		t.add(Cell{Text: "/" + string(s.Say.Language) + r.Pattern, Head: true}, Cell{Text: strings.Join(r.Parameters, ", ")},
			Cell{Text: strings.Join(r.Formats, ", ")})
	}
	region := s.Host + s.Address.To("/region/320000.csv", "year", "2023")
	json := s.Host + s.Address.To("/region/320000.json", "year", "2023")
	p := &Page{Title: title, Heading: title, Lead: texts([]string{s.Say.Text("web.api_words")}), Data: s.files("/api", []string{"json"})}
	p.Parts = []Part{
		{Table: t},
		{Heading: "curl", Code: "curl -sS --compressed '" + region + "'"},
		{Heading: "Python", Code: "import pandas\ntotals = pandas.read_csv('" + region + "', dtype={'region_code': str})"},
		{Heading: "R", Code: "totals <- read.csv('" + region + "', colClasses = c(region_code = 'character'))\n" +
			"page <- jsonlite::fromJSON('" + json + "')$data"},
		{Heading: "Excel", Words: []string{s.Say.Text("web.api_excel")}, Code: region},
	}
	return p
}
