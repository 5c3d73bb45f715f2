// Package report holds the plain types that every part of Gongkai shares: a report as it was read from a
// document, its cells with their state and place, and the findings about it.
//
// The invariant: a number is right, or absent, or flagged. A cell has a value only in the states Reported and
// Inferred; blank is never zero. The package knows no form, no file format and no database.
//
//	cell := report.Cell{Code: "request.received.total", State: report.Reported, Value: report.Whole(3119), Raw: "3119"}
package report

// Report is one agency's annual report for one year, as read from one document.
type Report struct {
	Path        string
	SHA256      string
	Title       string
	Agency      string // normalised name, empty where it could not be settled
	AgencyLevel string // of the body: nation, province, city, county, town; empty where it could not be settled
	AgencyKind  string // government, office, department, zone_committee, township, vertical, other; empty where unknown
	System      string // the vertical system that the agency belongs to, empty for none
	RegionCode  string // six digits or a zone's own code, empty where it could not be settled
	Year        int    // 0 where it could not be settled
	Period      Period
	PartOfYear  bool // the statistics are those of a part of the year, which enter no yearly total
	PublishedOn Date
	Correction  bool // the title says 更正 or 修订
	Scopes      PerSubject[Scope]
	Forms       PerSubject[string] // "2021", "2019"; empty where the table is missing
	Cells       []Cell             // every cell of the forms, absent ones too, in the order of the form
	Extras      []Extra
	Narrative   []Section
	Findings    []Finding
	Evidence    []Evidence
	Notes       []Note // of what the document holds and was not read; not stored, layout.left_out tells them
}

// Scope is the scope of the report as a whole: that of its subjects where they agree, else Unknown.
func (r *Report) Scope() Scope {
	if r.Scopes.Disclosure == r.Scopes.Request && r.Scopes.Request == r.Scopes.Appeal {
		return r.Scopes.Request
	}
	return ScopeUnknown
}

// Settled reports whether agency, region and year are known and the report is on that year. What is not settled enters no total.
func (r *Report) Settled() bool {
	return r.Agency != "" && r.RegionCode != "" && r.Year != 0 && !r.PartOfYear
}

// Subject is one of the three tables of a report.
type Subject string

// The subjects, in the order of the form: tables 二, 三 and 四.
const (
	Disclosure Subject = "disclosure"
	Request    Subject = "request"
	Appeal     Subject = "appeal"
)

// Subjects lists them in that order.
func Subjects() []Subject { return []Subject{Disclosure, Request, Appeal} }

// PerSubject holds one T a subject.
type PerSubject[T any] struct {
	Disclosure T `json:"disclosure"`
	Request    T `json:"request"`
	Appeal     T `json:"appeal"`
}

// Of returns the value of one subject.
func (p PerSubject[T]) Of(s Subject) T {
	switch s {
	case Disclosure:
		return p.Disclosure
	case Request:
		return p.Request
	case Appeal:
		return p.Appeal
	}
	var zero T
	return zero
}

// Set changes the value of one subject.
func (p *PerSubject[T]) Set(s Subject, v T) {
	switch s {
	case Disclosure:
		p.Disclosure = v
	case Request:
		p.Request = v
	case Appeal:
		p.Appeal = v
	}
}

// Scope says which bodies a report covers (条例 art. 49; design: own, level, area, system, unknown).
type Scope string

// The scopes.
const (
	ScopeUnknown Scope = "unknown"
	ScopeOwn     Scope = "own"    // one body
	ScopeLevel   Scope = "level"  // 本级: a government with its departments
	ScopeArea    Scope = "area"   // with all lower governments
	ScopeSystem  Scope = "system" // a vertical system
)

// Section is one part of the prose of a report.
type Section struct {
	Name string // overview, disclosure, request, appeal, problems, other
	Text string
}

// Extra is a local row that the form does not have, kept with its label and its printed values.
type Extra struct {
	Subject Subject
	Label   string
	Raw     string
	Place   Place
}

// Evidence says why agency, region, year or scope were settled as they are.
type Evidence struct {
	Field  string // agency, region, year, scope
	Value  string
	Source string // title, issuer, text, manifest …
	Quote  string
}
