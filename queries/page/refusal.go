package page

import (
	"fmt"
	"strings"

	"gongkai/internal/fault"
)

// What is the sort of thing that a person named.
type What string

// What can be named.
const (
	WhatRegion    What = "region"
	WhatAgency    What = "agency"
	WhatIndicator What = "indicator"
	WhatReport    What = "report"
	WhatRule      What = "rule"
	WhatFinding   What = "finding"

	WhatTotals       What = "totals"        // of an area, named by its region
	WhatAgencyReport What = "agency_report" // named by its body

	WhatLapsedFinding What = "lapsed_finding" // its cells changed, or another version of the report counts now
)

// NotFound refuses a name that nothing bears. It wraps fault.ErrUsage, as the other refusals do.
type NotFound struct {
	What What
	Text string   // what the person wrote
	Near []string // names or codes that may be meant, the likeliest first
}

func (e *NotFound) Error() string { return fmt.Sprintf("%s %q: not found", e.What, e.Text) }

// Unwrap returns fault.ErrUsage.
func (e *NotFound) Unwrap() error { return fault.ErrUsage }

// NotInYear refuses a name that nothing bears at the end of a year, and something did or will in another.
type NotInYear struct {
	What  What
	Text  string
	Year  int
	Lives []Candidate
}

func (e *NotInYear) Error() string { return fmt.Sprintf("%s %q: not in %d", e.What, e.Text, e.Year) }

// Unwrap returns fault.ErrUsage.
func (e *NotInYear) Unwrap() error { return fault.ErrUsage }

// Ambiguous refuses a name that several bear.
type Ambiguous struct {
	What       What
	Text       string
	Candidates []Candidate
}

func (e *Ambiguous) Error() string {
	var names []string
	for _, c := range e.Candidates {
		names = append(names, strings.TrimSpace(c.Code+" "+c.Name))
	}
	return fmt.Sprintf("%s %q: one of %s", e.What, e.Text, strings.Join(names, ", "))
}

// Unwrap returns fault.ErrUsage.
func (e *Ambiguous) Unwrap() error { return fault.ErrUsage }

// Candidate is one that a name may mean. What is not known, or goes without saying, is empty.
type Candidate struct {
	Name          string
	Code          string // of the region, or of the region of a body
	Region        string // the name of the region of a body
	Year          int    // of a report
	From, To      string // the days between which a region was
	Successor     string // the region that it became
	SuccessorCode string
}
