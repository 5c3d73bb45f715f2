package page

import (
	"context"

	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// ReportExplanation says what one report is taken for and why.
type ReportExplanation struct {
	Report      string            `json:"report"` // its short name
	Title       string            `json:"title"`
	Path        string            `json:"path"`
	SHA256      string            `json:"sha256"`
	Agency      string            `json:"agency"` // empty where it is not settled, as are region_code and year
	RegionCode  string            `json:"region_code"`
	Region      string            `json:"region"`
	Year        int               `json:"year"`
	PublishedOn string            `json:"published_on"`
	Scopes      map[string]string `json:"scopes"` // by subject
	Roles       map[string]string `json:"roles"`  // area, level, body, none: what part it plays in the total of its region
	Unsettled   string            `json:"unsettled"`
	Counts      bool              `json:"counts"` // it is the rendition that counts
	Renditions  int               `json:"renditions"`
	Evidence    []Evidence        `json:"evidence"`
	Candidates  []RegionCandidate `json:"candidates"`
	Rulings     []ReportRuling    `json:"rulings"`
}

// ReportRuling is what a person settled about the document.
type ReportRuling struct {
	Field string `json:"field"`
	Value string `json:"value"`
	Who   string `json:"who"`
	Why   string `json:"why"`
	At    string `json:"at"`
	// TakenFrom is the document for which it was settled, another one of the same report; empty where it is this one.
	TakenFrom string `json:"taken_from,omitempty"`
}

// ExplainReport reads what a version of a report is taken for.
func ExplainReport(ctx context.Context, source Source, version int64) (e ReportExplanation, err error) {
	defer fault.Wrap(&err, "explain version %d", version)
	e = ReportExplanation{Rulings: []ReportRuling{}}
	err = statements().Each(ctx, source, "report_explanation", func(scan func(...any) error) error {
		var ordinal int
		var scope, role [3]string
		err := scan(&e.SHA256, &ordinal, &e.Title, &e.Agency, &e.RegionCode, &e.Region, &e.Year, &e.PublishedOn,
			&scope[0], &scope[1], &scope[2], &role[0], &role[1], &role[2], &e.Unsettled, &e.Counts, &e.Renditions, &e.Path)
		e.Report = report.Name(e.SHA256, ordinal)
		e.Scopes, e.Roles = map[string]string{}, map[string]string{}
		for i, s := range report.Subjects() {
			e.Scopes[string(s)], e.Roles[string(s)] = scope[i], role[i]
		}
		return err
	}, version)
	if err != nil {
		return e, err
	}
	evidence, err := readEvidence(ctx, source, []int64{version})
	if err != nil {
		return e, err
	}
	e.Candidates, e.Evidence = splitEvidence(evidence[version])
	err = statements().Each(ctx, source, "report_ruling", func(scan func(...any) error) error {
		var r ReportRuling
		err := scan(&r.Field, &r.Value, &r.Who, &r.Why, &r.At, &r.TakenFrom)
		e.Rulings = append(e.Rulings, r)
		return err
	}, version)
	return e, err
}
