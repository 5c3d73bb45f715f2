package web

import (
	"html/template"
	"strings"

	"gongkai/queries/page"
	"gongkai/render/chart"
)

// Query is a query with its result.
type Query struct {
	Text     string
	Refused  string // why it does not run, in words
	Result   *Result
	Examples []Example
	Limits   []string
}

// Example is a query that ships with the program.
type Example struct{ Name, Question string }

// Result is the first rows of a result.
type Result struct {
	Columns []ResultColumn
	Rows    [][]*string // nil: NULL
	IsMore  bool        // than are here
}

// ResultColumn is a column of it.
type ResultColumn struct {
	Name, Kind string
	Number     bool
}

// Form is a query to write.
type Form struct {
	Action, Text string
	Hidden       [][2]string
}

// mostDrawn is how many rows are drawn as bars.
const mostDrawn = 40

// Query lays out the page of a query.
func (s *Site) Query(q *Query) *Page {
	title := s.Say.Text("web.section.sql")
	p := &Page{Title: title, Heading: title, Lead: texts(q.Limits), Parts: []Part{{Form: &Form{Action: s.Address.To("/sql"), Text: q.Text}}}}
	if q.Refused != "" {
		p.Parts = append(p.Parts, Part{ID: "refused", Heading: s.Say.Text("web.refused"), Words: strings.Split(q.Refused, "\n")})
	}
	if q.Result != nil {
		p.Parts = append(p.Parts, s.result(q)...)
		p.Data = s.files("/sql", []string{"csv", "xlsx", "json", "parquet", "arrow"}, "q", q.Text)
		p.Cite = s.cite(title, s.Address.To("/sql", "q", q.Text), "query")
	}
	examples := Part{ID: "examples", Heading: s.Say.Text("web.sql_examples")}
	for _, e := range q.Examples {
		examples.Lines = append(examples.Lines, Line{{Text: e.Question, Href: s.Address.To("/sql/example/" + e.Name)}})
	}
	p.Parts = append(p.Parts, examples)
	return p
}

// result is the rows as a table, and as bars where they have a name and a number.
func (s *Site) result(q *Query) (out []Part) {
	r := q.Result
	part := Part{ID: "result", Heading: s.Say.Text("web.sql_result")}
	if r.IsMore {
		part.Words = []string{s.Say.Text("web.sql_more", "rows", len(r.Rows))}
	} else {
		part.Words = []string{s.Say.Text("web.sql_rows", "rows", len(r.Rows))}
	}
	t := &Table{Caption: part.Heading}
	for _, c := range r.Columns {
		t.Columns = append(t.Columns, Column{c.Name, c.Number})
	}
	for _, line := range r.Rows {
		var row Row
		for _, words := range line {
			if words == nil {
				row.Cells = append(row.Cells, Cell{Text: "NULL", Look: "none"})
			} else {
				row.Cells = append(row.Cells, Cell{Text: *words})
			}
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Columns) > 0 {
		part.Table = t
	}
	if f := s.bars(r); f.SVG != "" {
		out = append(out, Part{Figures: []Figure{f}})
	}
	return append(out, part)
}

// bars draws the last number of each row beside its texts. A row whose bound says lower is hatched, one without a number has no bar.
func (s *Site) bars(r *Result) Figure {
	number, bound := -1, -1
	var names []int
	for i, c := range r.Columns {
		switch {
		case c.Name == "bound":
			bound = i
		case c.Number && c.Name != "year" && c.Name != "rank":
			number = i
		case c.Kind == "VARCHAR" && !strings.HasSuffix(c.Name, "_code") && len(names) < 2 || c.Name == "year":
			names = append(names, i)
		}
	}
	if number < 0 || len(names) == 0 || len(r.Rows) < 2 || len(r.Rows) > mostDrawn || r.IsMore {
		return Figure{}
	}
	bars := chart.Bars{ID: "result", Title: r.Columns[number].Name}
	for _, line := range r.Rows {
		var words []string
		for _, n := range names {
			if line[n] != nil {
				words = append(words, *line[n])
			}
		}
		one := chart.Bar{Name: strings.Join(words, " "), Size: page.Size(line[number], -1), Text: "NULL"}
		if line[number] != nil {
			one.Text = *line[number]
		}
		if one.Size < 0 && line[number] != nil {
			return Figure{} // below zero: bars would lie
		}
		if bound >= 0 && line[bound] != nil && *line[bound] == page.BoundLower {
			one.Lower, one.Text = true, "≥"+one.Text
		}
		bars.Bars = append(bars.Bars, one)
	}
	return Figure{ID: "drawn", Title: bars.Title, SVG: template.HTML(bars.SVG()), Source: s.Say.Text("web.sql_drawn")}
}
