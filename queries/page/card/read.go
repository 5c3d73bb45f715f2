package card

import (
	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/internal/report"
)

// Reader makes the cards of reports as they were read, which are in no warehouse.
type Reader struct{ texts *Texts }

// NewReader returns a reader whose cards are in the language of the printer.
func NewReader(say messages.Printer) (Reader, error) {
	texts, err := NewTexts(say)
	return Reader{texts}, err
}

// Card makes the card of a report. Its findings have no id and no verdict; a rule leaves out those of all others.
func (r Reader) Card(of *report.Report, rule string) Card {
	c := Card{
		Agency: of.Agency, RegionCode: of.RegionCode, Year: of.Year, Title: of.Title, Path: of.Path, SHA256: of.SHA256,
		PublishedOn: of.PublishedOn.String(),
	}
	cells := map[string]*report.Cell{}
	for i := range of.Cells {
		cells[of.Cells[i].Code] = &of.Cells[i]
	}
	for _, s := range report.Subjects() {
		one := Subject{Subject: s, Form: of.Forms.Of(s), Scope: of.Scopes.Of(s), Unread: []Cell{}}
		if form, ok := r.texts.forms.Form(one.Form); ok {
			for _, p := range form.Of(s) {
				if p.Role == forms.RoleCell {
					one.Add(r.cell(p.Indicator.Code, cells))
				}
			}
		}
		c.Subjects = append(c.Subjects, one)
	}
	for i := range of.Findings {
		if f := &of.Findings[i]; f.Status != report.Pass && (rule == "" || f.Rule == rule) {
			c.Findings = append(c.Findings, r.finding(of, f, cells))
		}
	}
	return c
}

func (r Reader) finding(of *report.Report, f *report.Finding, cells map[string]*report.Cell) Finding {
	out := Finding{
		Agency: Known(of.Agency), RegionCode: Known(of.RegionCode), Year: Known(of.Year), Rule: f.Rule, Severity: f.Severity,
		Status: f.Status, Message: r.texts.Either(f.MessageZH, f.MessageEN), Cells: append([]string{}, f.Cells...), Printed: []Cell{},
		Suggestion: append([]report.Suggestion{}, f.Suggestion...), Path: of.Path, Basis: r.texts.Basis(f.Rule),
	}
	if f.Left != nil {
		out.Left = Known(f.Left.String())
	}
	if f.Right != nil {
		out.Right = Known(f.Right.String())
	}
	for _, code := range f.Cells {
		out.Printed = append(out.Printed, r.cell(code, cells))
	}
	return out
}

// cell is absent where the report has none of the code.
func (r Reader) cell(code string, cells map[string]*report.Cell) Cell {
	out := Cell{Code: code, State: report.Absent}
	if i, ok := r.texts.forms.Indicator(code); ok {
		out.Label = r.texts.Either(i.LabelZH, i.LabelEN)
	}
	if c := cells[code]; c != nil {
		out.State, out.Raw, out.Place = c.State, c.Raw, c.Place
		if c.State.HasValue() {
			out.Value = Known(c.Value.String())
		}
	}
	return out
}
