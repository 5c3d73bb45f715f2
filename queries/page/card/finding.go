package card

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/internal/report"
)

// Finding is one finding, with what was decided about it. Nil is what is not settled or not there.
type Finding struct {
	FindingID  string              `json:"finding_id,omitempty"` // empty for a document that is in no warehouse
	Agency     *string             `json:"agency"`
	RegionCode *string             `json:"region_code"`
	Region     *string             `json:"region"`
	Year       *int                `json:"year"`
	Rule       string              `json:"rule"`
	Severity   report.Severity     `json:"severity"`
	Status     report.Status       `json:"status"`
	Left       *string             `json:"left_value"`
	Right      *string             `json:"right_value"`
	Message    string              `json:"message"`
	Cells      []string            `json:"cells"`
	Printed    []Cell              `json:"printed"`
	Suggestion []report.Suggestion `json:"suggestion"`
	Path       string              `json:"path"`
	Verdict    *string             `json:"verdict"` // nil where nobody ruled, or the ruling was taken back
	Who        *string             `json:"who"`
	Why        *string             `json:"why"`
	DecidedAt  *string             `json:"decided_at"` // in Asia/Shanghai
	Basis      string              `json:"-"`          // the regulation that the rule rests on

	// Version is the version of the report that it is about, as a text; empty for a document that is in no warehouse.
	Version string `json:"-"`
}

// Cell is a cell as the document shows it.
type Cell struct {
	Code  string       `json:"code"`
	Label string       `json:"label"`
	State report.State `json:"state"`
	Value *string      `json:"value"`
	Raw   string       `json:"raw"`
	Place report.Place `json:"place"`
}

// Name is the label of the cell, and its code where it has none.
func (c *Cell) Name() string { return cmp.Or(c.Label, c.Code) }

// Suggested returns the value that the finding needs in a cell, empty for none; all of them where either may be meant.
func (f *Finding) Suggested(code string) string {
	var out []string
	for _, s := range f.Suggestion {
		if s.Code == code {
			out = append(out, s.Value)
		}
	}
	return strings.Join(out, " / ")
}

// HasSuggestion reports whether the finding can be accepted as it stands: it suggests values, one a cell.
func (f *Finding) HasSuggestion() bool {
	seen := map[string]bool{}
	for _, s := range f.Suggestion {
		if seen[s.Code] {
			return false
		}
		seen[s.Code] = true
	}
	return len(f.Suggestion) > 0
}

// Concerned returns the cells that a person looks at first: those with a suggestion, else the first that has a place,
// else the first.
func (f *Finding) Concerned() []Cell {
	var out []Cell
	for _, c := range f.Printed {
		if f.Suggested(c.Code) != "" {
			out = append(out, c)
		}
	}
	if len(out) > 0 {
		return out
	}
	if i := slices.IndexFunc(f.Printed, func(c Cell) bool { return c.Place != (report.Place{}) }); i >= 0 {
		return f.Printed[i : i+1]
	}
	return f.Printed[:min(1, len(f.Printed))]
}

// AtLeast returns the findings as severe as the floor or more.
func AtLeast(list []Finding, floor report.Severity) []Finding {
	out := []Finding{}
	for _, f := range list {
		if f.Severity.AtLeast(floor) {
			out = append(out, f)
		}
	}
	return out
}

// Open returns the findings that nobody has ruled on.
func Open(list []Finding) []Finding {
	var out []Finding
	for _, f := range list {
		if f.Verdict == nil {
			out = append(out, f)
		}
	}
	return out
}

// Counts counts findings by severity.
type Counts struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

// Count counts the findings of a list.
func Count(list []Finding) (n Counts) {
	for _, f := range list {
		switch f.Severity {
		case report.Error:
			n.Error++
		case report.Warning:
			n.Warning++
		case report.Info:
			n.Info++
		}
	}
	return n
}
