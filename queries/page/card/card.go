// Package card is the card of one report: what a reviewer would send back to the body that made it, or what the body looks at before it
// publishes. It has the findings with their cells as the document prints them, and makes cards of reports as they were read.
//
// The invariant: it knows no database and builds for WebAssembly, so that a page in a browser says what `gongkai check --file` says.
//
//	reader, err := card.NewReader(say)
//	c := reader.Card(&report, "")
//	c.Trim(report.Warning)
package card

import "gongkai/internal/report"

// Card is what a reviewer would send back to an agency about its report, or the agency look at before it publishes.
type Card struct {
	Agency      string    `json:"agency"` // empty where it is not settled, as are the region and the year
	RegionCode  string    `json:"region_code"`
	Region      string    `json:"region"`
	Year        int       `json:"year"`
	Title       string    `json:"title"`
	Path        string    `json:"path"`
	SHA256      string    `json:"sha256"`
	PublishedOn string    `json:"published_on"`
	Subjects    []Subject `json:"subjects"`
	Counts      Counts    `json:"counts"` // of all findings, also of those that Trim left out
	Findings    []Finding `json:"findings"`
}

// Subject is one table of the report, and what of it was not read.
type Subject struct {
	Subject  report.Subject `json:"subject"`
	Form     string         `json:"form"` // empty where there is no such table
	Scope    report.Scope   `json:"scope"`
	Cells    int            `json:"cells"` // that the form prints
	Unread   []Cell         `json:"unread"`
	Inferred int            `json:"inferred"` // solved from glued or damaged digits

	Stored map[string]Cell `json:"-"` // by the code of the indicator; nil where they were not read from a warehouse
}

// Add counts a cell that the form prints.
func (s *Subject) Add(c Cell) {
	s.Cells++
	if c.State == report.Inferred {
		s.Inferred++
	}
	if !c.State.HasValue() {
		s.Unread = append(s.Unread, c)
	}
}

// Trim counts the findings of the card and then leaves out those that are less severe than the floor.
func (c *Card) Trim(floor report.Severity) {
	c.Counts = Count(c.Findings)
	c.Findings = AtLeast(c.Findings, floor)
}
