package render

import (
	"cmp"
	"io"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/rows"
)

// Reports sets reports as they are read, for people: who, when, and a table a subject with items as rows and headings as columns.
type Reports struct {
	w        io.Writer
	say      messages.Printer
	terminal bool
	set      *forms.Set
}

// NewReports sets reports to w, which may be a terminal.
func NewReports(w io.Writer, say messages.Printer, terminal bool) *Reports {
	return &Reports{w: w, say: say, terminal: terminal}
}

// Report sets a report.
func (t *Reports) Report(r *report.Report) (err error) {
	if t.set == nil {
		if t.set, err = forms.Embedded(); err != nil {
			return err
		}
	}
	p, say := newPaper(t.say, Plain()), t.say
	known := func(s string) string { return cmp.Or(rows.Printable(s), unsettled(say)) }
	p.line(rows.Printable(r.Path))
	p.line("  ", rows.Printable(r.Title))
	p.line("  ", say.Text("extract.head", "agency", known(r.Agency), "region", known(r.RegionCode), "year", known(year(r.Year)),
		"scope", say.Text("scope."+string(r.Scope()))))
	for _, s := range report.Subjects() {
		form := r.Forms.Of(s)
		if form == "" {
			p.line("\n", say.Text("extract.no_table", "subject", say.Text("subject."+string(s))))
			continue
		}
		p.line("\n", say.Text("extract.subject", "subject", say.Text("subject."+string(s)), "form", form,
			"scope", say.Text("scope."+string(r.Scopes.Of(s)))))
		p.table(t.subject(r, s), "")
	}
	for _, f := range r.Findings {
		p.line(string(f.Severity), " ", f.Rule, ": ", rows.Printable(f.Message(string(say.Language))))
	}
	p.line()
	return p.out(t.w)
}

// subject makes the table of one subject. Subtotals that the form does not print stay out.
func (t *Reports) subject(r *report.Report, s report.Subject) *rows.Table {
	var headings, items []string
	column := map[string]int{}
	line := map[string]int{}
	g := &rows.Table{Header: []string{""}, Right: map[int]bool{}, Terminal: t.terminal}
	cells := map[[2]int]string{}
	for _, c := range r.Cells {
		i, ok := t.set.Indicator(c.Code)
		if !ok || !strings.HasPrefix(c.Code, string(s)+".") {
			continue
		}
		if c.State == report.Absent && c.Place == (report.Place{}) && i.IsTotal && !t.printed(r.Forms.Of(s), c.Code) {
			continue
		}
		item, heading := t.labels(i)
		if _, ok := column[i.Heading]; !ok {
			headings = append(headings, heading)
			column[i.Heading] = len(headings)
			g.Right[len(headings)] = true
		}
		if _, ok := line[i.Item]; !ok {
			line[i.Item] = len(items)
			items = append(items, item)
		}
		cells[[2]int{line[i.Item], column[i.Heading]}] = cellText(c)
	}
	g.Header = append(g.Header, headings...)
	for n, item := range items {
		row := []string{item}
		for i := range headings {
			row = append(row, cells[[2]int{n, i + 1}])
		}
		g.Add(row...)
	}
	return g
}

// printed reports whether the form itself prints the indicator.
func (t *Reports) printed(form, code string) bool {
	f, ok := t.set.Form(form)
	if !ok {
		return false
	}
	for _, p := range f.Positions {
		if p.Indicator.Code == code {
			return p.Role == forms.RoleCell
		}
	}
	return false
}

// labels splits the label of an indicator into that of its row and that of its column.
func (t *Reports) labels(i *forms.Indicator) (item, heading string) {
	label, separators := i.LabelEN, []string{": "}
	if t.say.Language == messages.Chinese {
		label, separators = i.LabelZH, []string{"×", "/"}
	}
	for _, s := range separators {
		if n := strings.LastIndex(label, s); n >= 0 {
			return label[:n], label[n+len(s):]
		}
	}
	return label, i.Heading
}

// cellText shows a cell: a number plainly, all else so that it cannot be taken for one.
func cellText(c report.Cell) string {
	switch c.State {
	case report.Reported:
		return c.Value.String()
	case report.Inferred:
		return c.Value.String() + "*"
	case report.Blank:
		return "[ ]"
	case report.Placeholder:
		return "[" + c.Raw + "]"
	case report.Unreadable:
		return "[?" + c.Raw + "]"
	case report.Absent:
		return "-"
	}
	return "[" + string(c.State) + "]"
}
