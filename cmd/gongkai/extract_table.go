package main

import (
	"fmt"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/ingest/feed"
	"gongkai/internal/report"
	"gongkai/rows"
)

// tableReports prints reports for people: who, when, and a table a subject with items as rows and headings as
// columns.
type tableReports struct {
	a   *app
	set *forms.Set
}

func (t *tableReports) report(r *report.Report) error {
	if t.set == nil {
		set, err := forms.Embedded()
		if err != nil {
			return err
		}
		t.set = set
	}
	say := t.a.say
	t.a.printf("%s\n", rows.Printable(r.Path))
	t.a.printf("  %s\n", rows.Printable(r.Title))
	t.a.printf("  %s\n", say.Text("extract.head",
		"agency", t.orUnknown(r.Agency), "region", t.orUnknown(r.RegionCode), "year", t.orUnknown(yearText(r.Year)),
		"scope", say.Text("scope."+string(r.Scope()))))
	for _, s := range report.Subjects() {
		form := r.Forms.Of(s)
		if form == "" {
			t.a.printf("\n%s\n", say.Text("extract.no_table", "subject", say.Text("subject."+string(s))))
			continue
		}
		t.a.printf("\n%s\n", say.Text("extract.subject", "subject", say.Text("subject."+string(s)), "form", form,
			"scope", say.Text("scope."+string(r.Scopes.Of(s)))))
		if err := t.subject(r, s).Write(t.a.out); err != nil {
			return err
		}
	}
	for _, f := range r.Findings {
		t.a.printf("%s %s: %s\n", f.Severity, f.Rule, rows.Printable(f.Message(string(say.Language))))
	}
	t.a.printf("\n")
	return nil
}

func (t *tableReports) close([]feed.Rejected) error { return nil }

func (t *tableReports) orUnknown(s string) string {
	if s == "" {
		return t.a.say.Text("extract.unknown")
	}
	return rows.Printable(s)
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprint(year)
}

// subject makes the table of one subject. Subtotals that the form does not print stay out.
func (t *tableReports) subject(r *report.Report, s report.Subject) *rows.Table {
	var headings []string
	column := map[string]int{}
	line := map[string]int{}
	g := &rows.Table{Header: []string{""}, Right: map[int]bool{}, Terminal: t.a.outTerminal}
	type at struct {
		row, column int
		text        string
	}
	var cells []at
	for _, c := range r.Cells {
		i, ok := t.set.Indicator(c.Code)
		if !ok || feed.SubjectOf(c.Code) != s {
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
			line[i.Item] = len(line)
			g.Rows = append(g.Rows, []*string{&item})
		}
		cells = append(cells, at{line[i.Item], column[i.Heading], cellText(c)})
	}
	g.Header = append(g.Header, headings...)
	empty := ""
	for n := range g.Rows {
		for range headings {
			g.Rows[n] = append(g.Rows[n], &empty)
		}
	}
	for i := range cells {
		g.Rows[cells[i].row][cells[i].column] = &cells[i].text
	}
	return g
}

// printed reports whether the form itself prints the indicator.
func (t *tableReports) printed(form, code string) bool {
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
func (t *tableReports) labels(i *forms.Indicator) (item, heading string) {
	label, separators := i.LabelEN, []string{": "}
	if t.a.say.Language == messages.Chinese {
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
