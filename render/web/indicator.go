package web

import (
	"strconv"

	"gongkai/config/messages"
	"gongkai/queries/page"
)

// Indicator lays out the page of what an indicator or a rate means. labels names others by their codes.
func (s *Site) Indicator(x *page.IndicatorPage, labels map[string]string, nation *page.Series) *Page {
	label, other := x.LabelZH, x.LabelEN
	if s.Say.Language == messages.English {
		label, other = other, label
	}
	p := &Page{
		Title: label, Heading: label, Under: x.Code,
		Crumbs: []Link{{Text: s.Say.Text("web.section.indicator"), Href: s.Address.To("/indicator")}, {Text: x.Code}},
		Data:   s.files("/indicator/"+x.Code, []string{"json"}), Cite: s.cite(label+" ("+x.Code+")", s.Address.Indicator(x.Code), x.Code),
	}
	what := Part{Fields: []Field{{s.Say.Text("web.indicator.other"), text(other)}}}
	field := func(key string, line Line) {
		if len(line) > 0 {
			what.Fields = append(what.Fields, Field{s.Say.Text("web.indicator." + key), line})
		}
	}
	named := func(codes []string) (line Line) {
		for i, code := range codes {
			if i > 0 {
				line = append(line, Link{Text: s.either("、", ", ")})
			}
			line = append(line, Link{Text: nonEmpty(labels[code], code), Href: s.Address.Indicator(code)})
		}
		return line
	}
	if x.IsRate {
		field("kind", text(s.Say.Text("web.indicator.rate")))
		for _, side := range []string{"numerator", "denominator"} {
			var line Line
			for _, t := range x.Terms {
				if t.Side != side {
					continue
				}
				sign := " + "
				if t.Sign < 0 {
					sign = " − "
				}
				if len(line) > 0 || t.Sign < 0 {
					line = append(line, Link{Text: sign})
				}
				line = append(line, Link{Text: nonEmpty(labels[t.Code], t.Code), Href: s.Address.Indicator(t.Code)})
			}
			field(side, line)
		}
	} else {
		field("unit", text(s.unit(x.Unit)))
		field("kind", text(s.Say.Text("web.indicator."+x.Kind)))
		if len(x.Forms) > 0 {
			field("forms", text(s.list(x.Forms)))
		}
		if len(x.Computed) > 0 {
			field("computed", text(s.list(x.Computed)))
		}
		field("rows", named(x.Rows))
		field("columns", named(x.Columns))
		if x.IsTotal {
			what.Words = append(what.Words, s.Say.Text("web.indicator.total"))
		}
	}
	what.More = []Link{{Text: s.Say.Text("web.ranking"), Href: s.Address.Ranking(x.Code, "", 0)}}
	p.Parts = append(p.Parts, what)
	if nation != nil {
		f := s.seriesFigure("trend", s.Say.Text("web.indicator.nation"), []*page.Series{nation}, []string{nation.Region}, nil)
		p.Parts = append(p.Parts, Part{Figures: []Figure{f}})
	}
	if len(x.Breaks) > 0 {
		p.Parts = append(p.Parts, s.indicatorBreaks(x))
	}
	if len(x.Years) > 0 {
		p.Parts = append(p.Parts, s.indicatorYears(x))
	}
	return p
}

func nonEmpty(words, otherwise string) string {
	if words == "" {
		return otherwise
	}
	return words
}

func (s *Site) indicatorBreaks(x *page.IndicatorPage) Part {
	out := Part{ID: "breaks", Heading: s.Say.Text("web.indicator.breaks")}
	t := &Table{Caption: out.Heading}
	for _, key := range []string{"from", "to", "comparable", "note"} {
		t.Columns = append(t.Columns, Column{Heading: s.Say.Text("web.indicator." + key)})
	}
	side := func(form, code string) Cell {
		c := Cell{Text: form}
		if code != "" {
			c.More = []Link{{Text: code, Href: s.Address.Indicator(code)}}
		}
		return c
	}
	for _, b := range x.Breaks {
		t.add(side(b.FromForm, b.FromCode), side(b.ToForm, b.ToCode), Cell{Text: s.Say.Text("web.comparable." + b.Comparable)},
			Cell{Text: b.Note})
	}
	t.dropEmpty()
	out.Table = t
	return out
}

// indicatorYears says how many reports have the indicator in which state.
func (s *Site) indicatorYears(x *page.IndicatorPage) Part {
	out := Part{ID: "complete", Heading: s.Say.Text("web.indicator.complete")}
	t := &Table{Caption: out.Heading, Columns: []Column{{s.Say.Text("web.column.year"), false}}}
	states := []string{"reported", "inferred", "blank", "placeholder", "unreadable", "absent"}
	for _, state := range states {
		t.Columns = append(t.Columns, Column{s.Say.Text("web.state." + state), true})
	}
	for i, y := range x.Years {
		if i == 0 || x.Years[i-1].Year != y.Year {
			row := Row{Cells: []Cell{{Text: strconv.Itoa(y.Year), Head: true}}}
			for range states {
				row.Cells = append(row.Cells, Cell{})
			}
			t.Rows = append(t.Rows, row)
		}
		for c, state := range states {
			if state == y.State {
				t.Rows[len(t.Rows)-1].Cells[c+1].Text = strconv.Itoa(y.Cells)
			}
		}
	}
	t.dropEmpty()
	out.Table = t
	return out
}

// Indicators lays out the list of all indicators and rates.
func (s *Site) Indicators(list []page.Indicator) *Page {
	title := s.Say.Text("web.section.indicator")
	t := &Table{Caption: title}
	for _, key := range []string{"label", "code", "unit"} {
		t.Columns = append(t.Columns, Column{Heading: s.Say.Text("web.data." + key)})
	}
	for _, one := range list {
		unit := s.unit(one.Unit)
		if one.IsRate {
			unit = s.Say.Text("web.indicator.rate")
		}
		t.add(Cell{Text: one.Label, Href: s.Address.Indicator(one.Code), Head: true}, Cell{Text: one.Code}, Cell{Text: unit})
	}
	return &Page{Title: title, Heading: title, Parts: []Part{{Table: t}}, Data: s.files("/indicator", []string{"json", "csv", "xlsx"})}
}
