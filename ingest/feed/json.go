package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/lexicon"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// ParseJSON reads a feed of `extract --format json`. Findings about the layout and the identity of the document are
// kept, since nothing later can find them again; those that the sums give are left out, for the reader to check anew.
func ParseJSON(b []byte, set *forms.Set) (_ []report.Report, err error) {
	defer fault.Wrap(&err, "feed")
	var file File
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		return nil, fmt.Errorf("%w: %w", fault.ErrDamaged, err)
	}
	if len(file.Reports) == 0 {
		return nil, fault.ErrEmpty
	}
	reports := make([]report.Report, 0, len(file.Reports))
	for i, in := range file.Reports {
		r, err := in.report(set)
		if err != nil {
			return nil, fmt.Errorf("report %d: %w: %w", i+1, fault.ErrDamaged, err)
		}
		reports = append(reports, r)
	}
	return reports, nil
}

// report turns the exchange form back.
func (in Report) report(set *forms.Set) (report.Report, error) {
	r := report.Report{Title: in.Title, Agency: text(in.Agency), RegionCode: text(in.RegionCode), Scopes: in.Scopes, PartOfYear: in.PartOfYear}
	if in.Year != nil {
		r.Year = *in.Year
	}
	var err error
	if r.PublishedOn, err = date(text(in.PublishedOn)); err != nil {
		return r, err
	}
	if in.Period != nil {
		if r.Period.From, err = date(in.Period[0]); err != nil {
			return r, err
		}
		if r.Period.To, err = date(in.Period[1]); err != nil {
			return r, err
		}
	}
	r.PartOfYear = r.PartOfYear || r.Period.EndsEarly()
	for _, s := range report.Subjects() {
		r.Forms.Set(s, text(in.Forms.Of(s)))
	}
	for _, c := range in.Cells {
		cell, err := parseCell(c.Code, text(c.Value), string(c.State), c.Raw)
		if err != nil {
			return r, err
		}
		cell.Place = c.Place
		r.Cells = append(r.Cells, cell)
	}
	for _, f := range in.Findings {
		if strings.HasPrefix(f.Rule, "layout.") || strings.HasPrefix(f.Rule, "document.") {
			r.Findings = append(r.Findings, report.Finding{
				Rule: f.Rule, Severity: f.Severity, Status: f.Status, MessageZH: f.Message, MessageEN: f.Message, Cells: f.Cells,
			})
		}
	}
	for _, n := range in.Notes {
		if !slices.Contains(report.NoteKinds(), n.Kind) || n.Count < 1 {
			return r, fmt.Errorf("a note of the kind %q and the count %d cannot be", n.Kind, n.Count)
		}
		r.Notes = append(r.Notes, n)
	}
	return r, settle(&r, set)
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// date reads 2024-12-31; the empty string is an unknown day.
func date(s string) (report.Date, error) {
	if s == "" {
		return report.Date{}, nil
	}
	var year, month, day int
	if n, err := fmt.Sscanf(s, "%4d-%2d-%2d", &year, &month, &day); n != 3 || err != nil || len(s) != 10 {
		return report.Date{}, fmt.Errorf("%q is not a day as 2024-12-31", s)
	}
	d, ok := report.NewDate(year, month, day)
	if !ok {
		return report.Date{}, fmt.Errorf("the calendar has no %s", s)
	}
	return d, nil
}

// parseCell reads one cell and refuses a value that its state cannot have.
func parseCell(code, value, state, raw string) (report.Cell, error) {
	cell := report.Cell{Code: code, State: report.State(state), Raw: raw}
	if !slices.Contains(report.States(), cell.State) {
		return cell, fmt.Errorf("%s: the state %q is unknown", code, state)
	}
	if cell.State.HasValue() != (value != "") {
		return cell, fmt.Errorf("%s: a cell that is %s has the value %q", code, state, value)
	}
	if value == "" {
		return cell, nil
	}
	var err error
	cell.Value, err = report.ParseValue(value)
	return cell, err
}

// settle refuses a report that contradicts the forms, and makes unreadable what is counted and has a fraction, its text kept:
// half a request was never received.
func settle(r *report.Report, set *forms.Set) error {
	if err := validate(r, set); err != nil {
		return err
	}
	var words *lexicon.Values
	for i := range r.Cells {
		cell := &r.Cells[i]
		indicator, ok := set.Indicator(cell.Code)
		if !ok || cell.Value.IsWhole() {
			continue
		}
		if words == nil {
			var err error
			if words, err = lexicon.CellValues(); err != nil {
				return err
			}
		}
		if unit, ok := words.Unit(indicator.Unit); ok && unit.Class == lexicon.ClassMoney {
			continue
		}
		if cell.Raw == "" {
			cell.Raw = cell.Value.String()
		}
		cell.State, cell.Value = report.Unreadable, 0
	}
	return nil
}

// validate refuses a report that contradicts the forms.
func validate(r *report.Report, set *forms.Set) error {
	scopes := []report.Scope{report.ScopeUnknown, report.ScopeOwn, report.ScopeLevel, report.ScopeArea, report.ScopeSystem}
	seen := map[string]bool{}
	for i := range r.Cells {
		code := r.Cells[i].Code
		indicator, ok := set.Indicator(code)
		if !ok {
			return fmt.Errorf("there is no indicator %q", code)
		}
		if seen[code] {
			return fmt.Errorf("%s stands twice", code)
		}
		seen[code] = true
		if r.Forms.Of(indicator.Subject) == "" {
			return fmt.Errorf("%s has a cell and its subject no form", code)
		}
	}
	for _, s := range report.Subjects() {
		if name := r.Forms.Of(s); name != "" {
			if _, ok := set.Form(name); !ok {
				return fmt.Errorf("there is no form %q", name)
			}
		}
		if !slices.Contains(scopes, r.Scopes.Of(s)) {
			return fmt.Errorf("there is no scope %q", r.Scopes.Of(s))
		}
	}
	if r.Year != 0 && (r.Year < 1990 || r.Year > 2200) {
		return fmt.Errorf("the year %d cannot be", r.Year)
	}
	return nil
}
