package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"gongkai/config/forms"
	"gongkai/internal/report"
	"gongkai/rows"
	"gongkai/warehouse/export"
)

// formDocuments makes a workbook of each form.
func (a *app) formDocuments(list []*filledForm, r reading) ([]export.Document, error) {
	set, err := forms.Embedded()
	if err != nil {
		return nil, err
	}
	var out []export.Document
	taken := map[string]bool{}
	for _, f := range list {
		name := f.file()
		for n := 2; taken[name]; n++ { // two names that differ by what no file name takes
			name = f.file() + "_" + strconv.Itoa(n)
		}
		taken[name] = true
		content, err := a.formWorkbook(set, f, r)
		if err != nil {
			return nil, fmt.Errorf("workbook %s: %w", name, err)
		}
		out = append(out, export.Document{Path: "xlsx/" + name + ".xlsx", Content: content})
	}
	return out, nil
}

// longestName is how many characters of an agency's name stand in the name of its file.
const longestName = 50

// file returns the name of the workbook without its ending: of the agency's name only letters and digits, since it comes
// from a document.
func (f *filledForm) file() string {
	parts := []string{"area", f.regionCode}
	if f.isAgency {
		name := []rune(strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, f.name))
		parts = []string{"agency", f.regionCode, string(name[:min(len(name), longestName)])}
	}
	return strings.Join(append(parts, strconv.Itoa(f.year)), "_")
}

// formWorkbook lays the tables out as the form prints them, a sheet a table, with what they rest on below.
func (a *app) formWorkbook(set *forms.Set, f *filledForm, r reading) ([]byte, error) {
	book := rows.NewForm()
	for _, subject := range report.Subjects() {
		t := f.tables[subject]
		if t == nil {
			t = &filledTable{}
		}
		form, err := formOf(set, t.form, f.year)
		if err != nil {
			return nil, err
		}
		layout, err := form.Layout(subject)
		if err != nil {
			return nil, err
		}
		title := f.name + " " + strconv.Itoa(f.year) + " " + layout.Title
		sheet := book.Sheet(a.say.Text("subject."+string(subject)), title, columnWidths(layout), layout.Rows)
		for _, b := range layout.Boxes {
			sheet.Box(t.box(b))
		}
		sheet.Notes(layout.Rows, append(a.formNotes(f, t, form, subject), a.readingNotes(r)...))
	}
	return book.Bytes()
}

// box is a label, or a value: one that there is not stays empty.
func (t *filledTable) box(b forms.Box) rows.Box {
	out := rows.Box{Row: b.Row, Column: b.Column, Rows: b.Rows, Columns: b.Columns, Text: b.Text, Look: rows.LookLabel}
	if b.Indicator == nil {
		return out
	}
	c := t.cells[b.Indicator.Code]
	out.Text, out.Look = c.value, rows.LookValue
	switch {
	case c.flagged > 0:
		out.Look = rows.LookFlagged
	case c.missing > 0 || c.state == string(report.Unreadable):
		out.Look = rows.LookIncomplete
	}
	return out
}

// columnWidths gives labels room.
func columnWidths(l forms.Layout) []float64 {
	labels := 0 // columns at the left that hold labels only
	values := map[int]bool{}
	for _, b := range l.Boxes {
		if b.Indicator != nil {
			values[b.Column] = true
		}
	}
	for !values[labels] && labels < l.Columns {
		labels++
	}
	out := make([]float64, l.Columns)
	for c := range out {
		switch {
		case c == labels-1:
			out[c] = 46
		case c < labels:
			out[c] = 16
		default:
			out[c] = 12
		}
	}
	return out
}

// formOf returns the form that the reports have, else the one in force in the year of the reports.
func formOf(set *forms.Set, name string, year int) (*forms.Form, error) {
	if name != "" {
		if f, ok := set.Form(name); ok {
			return f, nil
		}
		return nil, fmt.Errorf("there is no form %s", name)
	}
	for _, f := range set.Forms {
		if f.ValidFrom <= year && (f.ValidTo == 0 || year <= f.ValidTo) {
			return f, nil
		}
	}
	return nil, fmt.Errorf("no form was in force in %d", year)
}

// formNotes says what the numbers of a table rest on.
func (a *app) formNotes(f *filledForm, t *filledTable, form *forms.Form, subject report.Subject) []string {
	if len(t.cells) == 0 {
		return []string{a.say.Text("form.nothing")}
	}
	out := []string{a.say.Text("form.form", "form", form.Document)}
	if t.isMixed {
		out = append(out, a.say.Text("form.mixed"))
	}
	empty, flagged, unreadable := 0, 0, 0
	for _, p := range form.Of(subject) {
		c, ok := t.cells[p.Indicator.Code]
		if p.Role != forms.RoleCell {
			continue
		}
		if !ok || c.value == "" {
			empty++
		}
		if c.flagged > 0 {
			flagged++
		}
		if c.state == string(report.Unreadable) {
			unreadable++
		}
	}
	if f.isAgency {
		out = append(out, a.say.Text("form.scope", "scope", a.say.Text("scope."+t.basis)))
	} else {
		reports, expected, missing := t.coverage(form, subject)
		out = append(out, a.say.Text("form.basis", "basis", a.say.Text("basis."+t.basis)),
			a.say.Text("form.coverage", "reports", reports, "expected", expected, "missing", missing))
		if missing > 0 {
			out = append(out, a.say.Text("form.lower_bound"))
		}
	}
	if empty > 0 {
		out = append(out, a.say.Text("form.empty", "count", empty, "unreadable", unreadable))
	}
	if flagged > 0 {
		out = append(out, a.say.Text("form.flagged", "count", flagged))
	}
	return out
}

// readingNotes says which of the numbers that are known stand there, where these are not the published ones of today.
func (a *app) readingNotes(r reading) (out []string) {
	if r.values == "adjusted" {
		out = append(out, a.say.Text("form.adjusted"))
	}
	if r.boundaries == "today" {
		out = append(out, a.say.Text("form.boundaries"))
	}
	if r.asOf != "" {
		out = append(out, a.say.Text("form.as_of", "day", r.asOf))
	}
	return out
}
