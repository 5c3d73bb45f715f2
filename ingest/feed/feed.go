// Package feed is the exchange form of reports: what `gongkai extract` prints as JSON or CSV, and what bodies that
// deliver data send in its place. It turns reports into that form and back.
//
// The invariant: what is read back is what was written: every cell with its state, value and raw text. Parsing trusts
// nothing: an unknown code, a state with a value that it cannot have, a cell that stands twice or a number that does not
// fit refuses the whole feed and names the place, since half a report would count as a whole one. A count that is not whole
// is no value: its cell becomes unreadable, the text kept.
//
//	line, err := json.Marshal(feed.From(&r, "en"))
//	reports, err := feed.ParseJSON(bytes, forms)
package feed

import (
	"gongkai/internal/report"
)

// File is a whole feed.
type File struct {
	Reports  []Report   `json:"reports"`
	Rejected []Rejected `json:"rejected"`
}

// Rejected is a document that gave no report.
type Rejected struct {
	Path    string `json:"path"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

// Report is one report. What could not be settled is null, never "" or 0.
type Report struct {
	Path       string     `json:"path"`
	SHA256     string     `json:"sha256"`
	Title      string     `json:"title"`
	Agency     *string    `json:"agency"`
	RegionCode *string    `json:"region_code"`
	Year       *int       `json:"year"`
	Period     *[2]string `json:"period"`
	// PartOfYear: the statistics are those of the period, a part of the year; left out for a yearly report.
	PartOfYear  bool                            `json:"part_of_year,omitempty"`
	PublishedOn *string                         `json:"published_on"`
	Scope       report.Scope                    `json:"scope"`
	Scopes      report.PerSubject[report.Scope] `json:"scopes"`
	Forms       report.PerSubject[*string]      `json:"forms"`
	Cells       []Cell                          `json:"cells"`
	Findings    []Finding                       `json:"findings"`
	Notes       []report.Note                   `json:"notes"`
}

// Cell is one cell. Value is a decimal number, null where the state has none.
type Cell struct {
	Code  string       `json:"code"`
	Value *string      `json:"value"`
	State report.State `json:"state"`
	Raw   string       `json:"raw"`
	Place report.Place `json:"place"`
}

// Finding is one finding, its message in one language.
type Finding struct {
	Rule       string              `json:"rule"`
	Severity   report.Severity     `json:"severity"`
	Status     report.Status       `json:"status"`
	Message    string              `json:"message"`
	Cells      []string            `json:"cells"`
	Suggestion []report.Suggestion `json:"suggestion"`
}

// From turns a report into its exchange form, with messages in "zh" or "en".
func From(r *report.Report, language string) Report {
	out := Report{
		Path: r.Path, SHA256: r.SHA256, Title: r.Title,
		Agency: known(r.Agency), RegionCode: known(r.RegionCode), PublishedOn: known(r.PublishedOn.String()),
		Scope: r.Scope(), Scopes: r.Scopes,
		Cells: []Cell{}, Findings: []Finding{}, Notes: append([]report.Note{}, r.Notes...),
	}
	if r.Year != 0 {
		out.Year = &r.Year
	}
	if !r.Period.From.IsZero() && !r.Period.To.IsZero() {
		out.Period = &[2]string{r.Period.From.String(), r.Period.To.String()}
	}
	out.PartOfYear = r.PartOfYear
	for _, s := range report.Subjects() {
		out.Forms.Set(s, known(r.Forms.Of(s)))
	}
	for _, c := range r.Cells {
		cell := Cell{Code: c.Code, State: c.State, Raw: c.Raw, Place: c.Place}
		if c.State.HasValue() {
			cell.Value = known(c.Value.String())
		}
		out.Cells = append(out.Cells, cell)
	}
	for _, f := range r.Findings {
		finding := Finding{
			Rule: f.Rule, Severity: f.Severity, Status: f.Status, Message: f.Message(language),
			Cells: []string{}, Suggestion: []report.Suggestion{},
		}
		finding.Cells = append(finding.Cells, f.Cells...)
		finding.Suggestion = append(finding.Suggestion, f.Suggestion...)
		out.Findings = append(out.Findings, finding)
	}
	return out
}

// known is nil for what is empty.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
