package web

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/render/chart"
)

// mostBars is how many bars a chart has before the rest stands in its table alone.
const mostBars = 20

// figures are the charts of a region.
func (b regionPage) figures() []Figure {
	out := []Figure{b.trend(), b.shares()}
	if len(b.charts.Below) > 0 {
		out = append(out, b.below())
	}
	return slices.DeleteFunc(append(out, b.reasons()), func(f Figure) bool { return f.SVG == "" })
}

// RegionChart is one chart of a region, by its name; false where there is none.
func (s *Site) RegionChart(r RegionPage, name string) (Figure, bool) {
	for _, f := range (regionPage{s, r.Region, r.Charts}).figures() {
		if f.ID == name {
			return f, true
		}
	}
	return Figure{}, false
}

// chartFiles are the addresses of a chart and of its data.
func (b regionPage) chartFiles(name string) []Link {
	return b.files("/region/"+b.region.Code+"/chart/"+name, []string{"svg", "csv", "xlsx", "json"}, "year", strconv.Itoa(b.region.Year))
}

// series is one of the region, by its code.
func (b regionPage) series(code string) *page.Series {
	for i := range b.charts.Series {
		if b.charts.Series[i].Code == code {
			return &b.charts.Series[i]
		}
	}
	return &page.Series{Code: code}
}

// item is the middle of the code of an indicator of table 三.
func item(code string) string {
	return strings.TrimSuffix(strings.TrimPrefix(code, "request."), ".total")
}

// trend is received and concluded over the years.
func (b regionPage) trend() Figure {
	title := b.Say.Text("web.trend")
	var list []*page.Series
	var names []string
	for _, code := range []string{page.ReceivedCode, "request.concluded.total"} {
		list, names = append(list, b.series(code)), append(names, b.Say.Text("web.short."+item(code)))
	}
	return b.seriesFigure("trend", title, list, names, b.chartFiles("trend"))
}

// seriesFigure is a chart of series over years with its table.
func (s *Site) seriesFigure(id, title string, list []*page.Series, names []string, files []Link) Figure {
	t := chart.Trend{ID: id, Title: title, Breaks: map[int]string{}}
	table := &Table{Caption: title, Columns: []Column{{s.Say.Text("web.column.year"), false}}}
	unit := ""
	years, broken := map[int]bool{}, map[int][]int{}
	for i, one := range list {
		line := chart.Line{Name: names[i]}
		table.Columns = append(table.Columns, Column{names[i], true}, Column{s.Say.Text("region.column.basis"), false})
		for _, p := range one.Points {
			years[p.Year] = true
			if p.Breaks != "" {
				broken[p.Year] = append(broken[p.Year], i)
				t.Breaks[p.Year] = s.causes(p.Breaks)
			}
			if p.Value == nil {
				continue
			}
			line.Points = append(line.Points, chart.Point{
				Year: p.Year, Size: p.Size(0), Text: s.pointText(one, &p), Built: p.Basis == "built", Lower: p.Bound == page.BoundLower,
				Cut: p.Breaks != "",
			})
		}
		if one.Unit != "" {
			unit = one.Unit
		}
		t.Percent = t.Percent || one.Unit == "" && len(one.Points) > 0
		t.Lines = append(t.Lines, line)
	}
	order := sortedYears(years)
	if len(order) == 0 {
		return Figure{}
	}
	t.From, t.To = order[0], order[len(order)-1]
	var seen []string
	for _, year := range order {
		// Of several regions the others may compare: then the word names the one.
		if lines := broken[year]; len(lines) == 1 && len(list) > 1 && list[0].RegionCode != list[1].RegionCode {
			t.Breaks[year] = names[lines[0]] + s.either("：", ": ") + t.Breaks[year]
		}
		cells := []Cell{{Text: strconv.Itoa(year), Head: true}}
		if word := t.Breaks[year]; word != "" {
			cells[0].Note = word
		}
		for i, one := range list {
			p := one.At(year)
			if p == nil {
				cells = append(cells, Cell{Text: "—", Look: "none"}, Cell{})
				continue
			}
			cells = append(cells, Cell{Text: s.pointText(one, p), Href: s.Address.Explain(one.RegionCode, year, one.Code)},
				Cell{Text: s.Say.Text("basis." + p.Basis), Note: s.rests(p)})
			seen = append(seen, names[i]+" "+strconv.Itoa(year)+" "+s.pointText(one, p))
		}
		table.add(cells...)
	}
	t.Title, t.Description = title, s.list(seen)
	return Figure{
		ID: id, Title: title, Unit: s.unit(unit), SVG: template.HTML(t.SVG()), Table: table, Files: files,
		Note: s.Say.Text("web.trend_note"), Source: s.source(report.Request),
	}
}

// pointText is a value as it is written.
func (s *Site) pointText(of *page.Series, p *page.SeriesPoint) string {
	if of.Unit == "" && p.Value != nil {
		return render.Percent(p.Size(0))
	}
	return render.Number(p.Value, p.Bound, "—")
}

// rests says how many members a point lacks.
func (s *Site) rests(p *page.SeriesPoint) string {
	if p.Missing == 0 {
		return ""
	}
	return s.Say.Text("web.lacking", "members", render.Lacking(p.Basis, p.ExpectedFrom, p.Missing, p.Expected))
}

// causes says why two years do not compare.
func (s *Site) causes(breaks string) string {
	var words []string
	for _, cause := range strings.Fields(breaks) {
		words = append(words, s.Say.Text("break."+cause))
	}
	return s.list(words)
}

// source is the line that says where the numbers of a chart come from.
func (s *Site) source(subject report.Subject) string {
	return s.Say.Text("web.source." + string(subject))
}

// shares is what became of the requests concluded, as shares, over the years. Where a part is not known, or the parts do not come to
// the whole, nothing is drawn for the year.
func (b regionPage) shares() Figure {
	title := b.Say.Text("web.shares")
	s := chart.Shares{ID: "shares", Title: title}
	table := &Table{Caption: title, Columns: []Column{{b.Say.Text("web.column.year"), false}}}
	for _, code := range page.OutcomeCodes() {
		name := b.Say.Text("web.short." + item(code))
		s.Parts = append(s.Parts, name)
		table.Columns = append(table.Columns, Column{name, true})
	}
	table.Columns = append(table.Columns, Column{b.Say.Text("web.short.concluded"), true}, Column{b.Say.Text("web.column.note"), false})
	whole := b.series("request.concluded.total")
	for _, p := range whole.Points {
		bar, cells := b.share(&p)
		s.Bars = append(s.Bars, bar)
		table.add(append(cells, Cell{
			Text: b.pointText(whole, &p), Href: b.Address.Explain(b.region.Code, p.Year, whole.Code),
		}, Cell{Text: bar.Note})...)
	}
	if len(s.Bars) == 0 {
		return Figure{}
	}
	s.Description = b.Say.Text("web.shares_of", "parts", b.list(s.Parts))
	return Figure{
		ID: "shares", Title: title, Unit: b.Say.Text("web.share_unit"), SVG: template.HTML(s.SVG()), Note: b.Say.Text("web.shares_note"),
		Source: b.source(report.Request), Table: table, Files: b.chartFiles("shares"),
	}
}

func (b regionPage) share(whole *page.SeriesPoint) (bar chart.Share, cells []Cell) {
	bar.Name = strconv.Itoa(whole.Year)
	cells = []Cell{{Text: bar.Name, Head: true}}
	sum, known, even := 0.0, whole.Value != nil, true
	for _, code := range page.OutcomeCodes() {
		one := b.series(code)
		p := one.At(whole.Year)
		if p == nil || p.Value == nil {
			cells = append(cells, Cell{Text: "—", Look: "none"})
			known = known && code == "request.other.total" // forms of before do not have it
			bar.Sizes = append(bar.Sizes, 0)
			continue
		}
		sum += p.Size(0)
		even = even && p.Missing == whole.Missing
		bar.Sizes = append(bar.Sizes, p.Size(0))
		bar.Lower = bar.Lower || p.Bound == page.BoundLower
		cells = append(cells, Cell{Text: b.pointText(one, p), Href: b.Address.Explain(b.region.Code, whole.Year, code)})
	}
	switch {
	case !known:
		bar.Sizes, bar.Note = nil, b.Say.Text("web.share_unknown")
	case !even:
		bar.Sizes, bar.Note = nil, b.Say.Text("web.share_uneven")
	case sum != whole.Size(0):
		bar.Sizes, bar.Note = nil, b.Say.Text("web.share_differs", "sum", strconv.FormatFloat(sum, 'f', -1, 64), "whole", *whole.Value)
	case sum == 0:
		bar.Sizes, bar.Note = nil, b.Say.Text("web.share_none")
	}
	return bar, cells
}

// below is the regions directly below beside each other.
func (b regionPage) below() Figure {
	title := b.Say.Text("web.below")
	bars := chart.Bars{ID: "below", Title: title}
	table := &Table{Caption: title, Columns: []Column{
		{b.Say.Text("ranking.column.region"), false},
		{b.Say.Text("web.short.received"), true},
		{b.Say.Text("region.column.basis"), false},
		{b.Say.Text("web.column.rests"), true},
	}}
	var seen []string
	silent := 0
	for _, one := range b.charts.Below {
		bar := chart.Bar{Name: one.Name, Size: -1, Text: b.Say.Text("web.no_report")}
		cells := []Cell{{Text: one.Name, Href: b.Address.Region(one.Code, b.region.Year), Head: true}}
		if p := one.Point; p != nil {
			bar.Size, bar.Text, bar.Lower = p.Size(-1), render.Number(p.Value, p.Bound, "—"), p.Bound == page.BoundLower
			bar.Note = b.Say.Text("basis."+p.Basis) + " " + b.reported(p)
			cells = append(cells, Cell{Text: bar.Text, Href: b.Address.Explain(one.Code, b.region.Year, page.ReceivedCode)},
				Cell{Text: b.Say.Text("basis." + p.Basis)}, Cell{Text: b.reported(p)})
		} else {
			cells = append(cells, Cell{Text: "—", Look: "none", Note: bar.Text}, Cell{}, Cell{})
		}
		table.add(cells...)
		switch {
		case one.Point == nil:
			silent++
		case len(bars.Bars) < mostBars:
			bars.Bars = append(bars.Bars, bar)
			seen = append(seen, bar.Name+" "+bar.Text)
		}
	}
	if len(bars.Bars) == 0 {
		return Figure{}
	}
	bars.Description = b.list(seen)
	note := b.Say.Text("web.below_note")
	if rest := len(b.charts.Below) - len(bars.Bars) - silent; rest > 0 {
		note += b.either("", " ") + b.Say.Text("web.below_rest", "count", rest)
	}
	if silent > 0 {
		note += b.either("", " ") + b.Say.Text("web.below_silent", "count", silent)
	}
	return Figure{
		ID: "below", Title: title, Unit: b.unit("件"), SVG: template.HTML(bars.SVG()), Note: note, Source: b.source(report.Request), Table: table,
		Files: append([]Link{{
			Text: b.Say.Text("web.ranking"), Href: b.Address.Ranking(page.ReceivedCode, "", b.region.Year),
		}}, b.chartFiles("below")...),
	}
}

// reported says how many members gave the number, of how many; without a register nobody knows of how many.
func (s *Site) reported(p *page.SeriesPoint) string {
	if p.Basis == "built" && p.ExpectedFrom == "history" {
		return strconv.Itoa(p.Reports)
	}
	return strconv.Itoa(p.Reports) + "/" + strconv.Itoa(p.Expected)
}

// reasons is for what information was not given.
func (b regionPage) reasons() Figure {
	title := b.Say.Text("web.reasons")
	bars := chart.Bars{ID: "reasons", Title: title}
	table := &Table{Caption: title, Columns: []Column{
		{b.Say.Text("web.column.reason"), false}, {b.Say.Text("web.column.outcome"), false}, {b.Say.Text("region.column.value"), true},
	}}
	var seen []string
	for _, r := range b.charts.Reasons {
		bar := chart.Bar{
			Name: short(r.Label), Size: page.Size(r.Value, -1), Text: render.Number(r.Value, r.Bound, "—"), Lower: r.Bound == page.BoundLower,
			Note: b.Say.Text("web.short." + r.Outcome),
		}
		bars.Bars = append(bars.Bars, bar)
		seen = append(seen, bar.Name+" "+bar.Text)
		table.add(Cell{Text: r.Label, Href: b.Address.Indicator(r.Code), Head: true}, Cell{Text: bar.Note},
			Cell{Text: bar.Text, Href: b.Address.Explain(b.region.Code, b.region.Year, r.Code)})
	}
	if len(bars.Bars) == 0 {
		return Figure{}
	}
	bars.Description = b.list(seen)
	return Figure{
		ID: "reasons", Title: title, Unit: b.unit("件"), SVG: template.HTML(bars.SVG()), Note: b.Say.Text("web.reasons_note"),
		Source: b.source(report.Request), Table: table, Files: b.chartFiles("reasons"),
	}
}

// short is the label of a reason without the outcome in front, which stands beside it: "denied: state secret".
func short(label string) string {
	if _, rest, ok := strings.Cut(label, ": "); ok {
		return rest
	}
	return label
}

// unit is a unit in the language of the page.
func (s *Site) unit(name string) string {
	if key := "web.unit." + name; s.Say.Has(key) {
		return s.Say.Text(key)
	}
	return name
}

// sortedYears are the years of a set, in order.
func sortedYears(years map[int]bool) (out []int) {
	for year := range years { // sorted below
		out = append(out, year)
	}
	slices.Sort(out)
	return out
}
