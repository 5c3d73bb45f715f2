package render

import (
	"fmt"
	"strconv"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/rows"
)

// Reading says which of the numbers that are known a page shows, where these are not the published ones of today.
type Reading struct {
	Values     string // adjusted; else published
	Boundaries string // today; else those of the year
	AsOf       string // a day; empty for now
	Strict     bool   // without values that were not simply read
}

// notes are the sentences for people that say so.
func (r Reading) notes(say messages.Printer) (out []string) {
	if r.Values == "adjusted" {
		out = append(out, say.Text("form.adjusted"))
	}
	if r.Boundaries == "today" {
		out = append(out, say.Text("form.boundaries"))
	}
	if r.Strict {
		out = append(out, say.Text("form.strict"))
	}
	if r.AsOf != "" {
		out = append(out, say.Text("form.as_of", "day", r.AsOf))
	}
	return out
}

// FormWorkbook lays the tables out as the form prints them, a sheet a table, with what they rest on below.
func FormWorkbook(say messages.Printer, set *forms.Set, f *page.Form, r Reading) ([]byte, error) {
	book := rows.NewForm()
	for _, subject := range report.Subjects() {
		t := f.Tables[subject]
		if t == nil {
			t = &page.FormTable{}
		}
		form, err := formOf(set, t.Form, f.Year)
		if err != nil {
			return nil, err
		}
		layout, err := form.Layout(subject)
		if err != nil {
			return nil, err
		}
		title := f.Name + " " + strconv.Itoa(f.Year) + " " + layout.Title
		sheet := book.Sheet(say.Text("subject."+string(subject)), title, columnWidths(layout), layout.Rows)
		for _, b := range layout.Boxes {
			sheet.Box(formBox(t, b))
		}
		sheet.Notes(layout.Rows, append(FormNotes(say, f, t, form, subject), r.notes(say)...))
	}
	return book.Bytes()
}

// formBox is a label, or a value: one that there is not stays empty.
func formBox(t *page.FormTable, b forms.Box) rows.Box {
	out := rows.Box{Row: b.Row, Column: b.Column, Rows: b.Rows, Columns: b.Columns, Text: b.Text, Look: rows.LookLabel}
	if b.Indicator == nil {
		return out
	}
	c := t.Cells[b.Indicator.Code]
	out.Text, out.Look, out.Lower = Or(c.Value, ""), rows.LookValue, c.Bound == page.BoundLower
	switch {
	case c.Flagged > 0:
		out.Look = rows.LookFlagged
	case c.Missing > 0 || c.State == report.Unreadable:
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

// FormNotes says what the numbers of a table rest on.
func FormNotes(say messages.Printer, f *page.Form, t *page.FormTable, form *forms.Form, subject report.Subject) []string {
	if len(t.Cells) == 0 {
		return []string{say.Text("form.nothing")}
	}
	out := []string{say.Text("form.form", "form", form.Document)}
	if t.IsMixed {
		out = append(out, say.Text("form.mixed"))
	}
	n := t.Coverage(form.Of(subject))
	if f.IsAgency {
		out = append(out, say.Text("form.scope", "scope", say.Text("scope."+t.Basis)))
	} else {
		out = append(out, say.Text("form.basis", "basis", say.Text("basis."+t.Basis)))
		if t.Rests != nil {
			out = append(out, say.Text("form.rests", "reports", RestsOn(say, t.Rests)))
		}
		key := "form.coverage"
		if t.Rests != nil && !isDueKnown(t.Basis, t.Rests.ExpectedFrom) {
			key = "form.coverage_unknown"
		}
		out = append(out, say.Text(key, "reports", n.Reports, "expected", n.Expected, "missing", n.Missing))
		if n.Missing > 0 {
			out = append(out, say.Text("form.lower_bound"))
		}
	}
	if n.Empty > 0 {
		out = append(out, say.Text("form.empty", "count", n.Empty, "unreadable", n.Unreadable))
	}
	if n.Flagged > 0 {
		out = append(out, say.Text("form.flagged", "count", n.Flagged))
	}
	return out
}
