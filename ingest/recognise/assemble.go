package recognise

import (
	"slices"

	"gongkai/config/forms"
	"gongkai/internal/report"
)

// fill gives a report its forms, its cells in the order of the forms, and what the layout leaves in doubt.
func (rec *Recogniser) fill(r *report.Report, b bundle) {
	chosen := map[report.Subject]*forms.Form{}
	for _, t := range b {
		if len(t.cells) > 0 {
			chosen[t.subject] = rec.form(t, r.Year)
		}
	}
	request, isKnown := chosen[report.Request]
	for _, t := range b {
		if t.subject == report.Appeal && isKnown && chosen[t.subject] != nil && t.fit(request) == t.fit(chosen[t.subject]) {
			// Table 四 is the same on the forms of 2019 and 2021; it takes that of the requests.
			chosen[t.subject] = request
		}
	}
	for _, subject := range report.Subjects() {
		form := chosen[subject]
		if form == nil {
			rec.missing(r, subject)
			continue
		}
		r.Forms.Set(subject, form.Name)
		t := b[slices.IndexFunc(b, func(t *table) bool { return t.subject == subject })]
		t.voc.prove(candidate{t: t, form: form}, ofForm)
		rec.place(r, t, form)
	}
	for _, t := range b {
		if len(t.glued) > 0 {
			t.doubt(doubt{rule: ruleGlued, names: t.gluedNames()})
		}
		for _, d := range t.doubts {
			r.Findings = append(r.Findings, d.finding(t.subject, rec.texts.of(t.voc.set)))
		}
		r.Extras = append(r.Extras, t.extras...)
	}
}

// form returns the form that a table follows: the one that it fits best; of two that fit alike the one in force for the year.
func (rec *Recogniser) form(t *table, year int) *forms.Form {
	return bestForm(rec.forms, func(form *forms.Form) int {
		score := t.fit(form) * 2
		if year >= form.ValidFrom && (form.ValidTo == 0 || year <= form.ValidTo) {
			score++
		}
		return score
	})
}

// fit returns how many cells of a table a form prints, less those that it does not have.
func (t *table) fit(form *forms.Form) int {
	printed, score := 0, 0
	for _, p := range form.Of(t.subject) {
		if _, ok := t.cells[p.Indicator.Code]; ok {
			printed++
			if p.Role == forms.RoleCell {
				score++
			}
		}
	}
	return score - (len(t.cells) - printed)
}

// place adds the cells of a table to the report: every cell that the form prints, the subtotals that this report
// prints beside them, and a doubt about cells that the form does not know.
func (rec *Recogniser) place(r *report.Report, t *table, form *forms.Form) {
	printed := 0
	positions := form.Of(t.subject)
	r.Cells = slices.Grow(r.Cells, len(positions))
	for _, p := range positions {
		code := p.Indicator.Code
		cell, ok := t.cells[code]
		switch {
		case ok:
			printed++
			r.Cells = append(r.Cells, cell)
		case p.Role == forms.RoleCell:
			r.Cells = append(r.Cells, report.Cell{Code: code, State: report.Absent})
		}
	}
	if printed == len(t.cells) {
		return
	}
	known := map[string]bool{}
	for _, p := range positions {
		known[p.Indicator.Code] = true
	}
	var foreign []string
	for _, code := range t.all() {
		if cell := t.cells[code]; !known[code] && cell.State.HasValue() {
			foreign = append(foreign, code)
			r.Extras = append(r.Extras, report.Extra{Subject: t.subject, Label: code, Raw: cell.Raw, Place: cell.Place})
		}
	}
	if len(foreign) > 0 {
		t.doubt(doubt{rule: ruleForm, names: foreign})
	}
}

// missing tells that a report has no table for a subject.
func (rec *Recogniser) missing(r *report.Report, subject report.Subject) {
	d := doubt{rule: ruleMissing}
	r.Findings = append(r.Findings, d.finding(subject, rec.texts))
}
