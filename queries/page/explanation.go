package page

import (
	"gongkai/internal/report"
)

// Kinds of what can be explained.
const (
	KindIndicator = "indicator"
	KindRate      = "rate"
)

// KindMissing is a member without a report.
const KindMissing = "missing"

// Explanation is the tree behind one number: an indicator has bases, a rate has terms.
type Explanation struct {
	Kind       string           `json:"kind"` // indicator, rate
	Code       string           `json:"code"`
	Label      string           `json:"label"`
	Unit       string           `json:"unit,omitempty"`
	RegionCode string           `json:"region_code"`
	Region     string           `json:"region"`
	Year       int              `json:"year"`
	Values     string           `json:"values"`     // published, adjusted
	AsOf       *string          `json:"as_of"`      // nil: now
	Boundaries string           `json:"boundaries"` // year, today
	Strict     bool             `json:"strict"`     // without values that were not simply read
	Bases      []ExplainedBasis `json:"bases,omitempty"`
	Rate       *ExplainedRate   `json:"rate,omitempty"`
	Verified   *VerifiedCount   `json:"verified,omitempty"`
}

// ExplainedBasis is a total with those it is summed from. Without a report that gives the indicator, Value is nil.
type ExplainedBasis struct {
	Basis     string  `json:"basis"` // published, built
	Preferred bool    `json:"preferred"`
	Value     *string `json:"value"`
	Bound     string  `json:"bound,omitempty"` // BoundExact, BoundLower; empty where no view has the total
	Reports   int     `json:"reports"`
	Expected  int     `json:"expected"`
	Missing   int     `json:"missing"`
	Flagged   int     `json:"flagged"`
	NotRead
	ExpectedFrom string            `json:"expected_from,omitempty"`
	Members      []ExplainedMember `json:"members"`
}

// ExplainedMember is one report that enters a total, or a body that gave none.
type ExplainedMember struct {
	Kind         string          `json:"kind"` // area, level, body, missing
	Agency       string          `json:"agency"`
	RegionCode   string          `json:"region_code"`
	Region       string          `json:"region"`
	ThroughCode  string          `json:"through_code,omitempty"` // the region without an area report that it comes through
	Through      string          `json:"through,omitempty"`
	Weight       int             `json:"weight"` // bodies that it stands for
	Value        *string         `json:"value"`  // what it brings into the sum
	State        string          `json:"state,omitempty"`
	Scope        string          `json:"scope,omitempty"`
	Form         string          `json:"form,omitempty"`
	VersionID    int64           `json:"version_id,omitempty"`
	RecordedAt   string          `json:"recorded_at,omitempty"` // in Asia/Shanghai
	PublishedOn  string          `json:"published_on,omitempty"`
	IsCorrection bool            `json:"is_correction,omitempty"`
	Parser       string          `json:"parser_version,omitempty"`
	Rules        string          `json:"rules_version,omitempty"`
	Title        string          `json:"title,omitempty"`
	SHA256       string          `json:"sha256,omitempty"`
	Paths        []string        `json:"paths,omitempty"`
	Cells        []ExplainedCell `json:"cells,omitempty"`
	Document     string          `json:"document,omitempty"` // read, missing, changed, unreadable; empty: it was not looked for
	ReadFrom     string          `json:"read_from,omitempty"`
	Problem      string          `json:"problem,omitempty"` // why the document cannot be read
	Verified     *Verification   `json:"verified,omitempty"`

	Ordinal int `json:"-"` // which report of the document
}

// ExplainedCell is a cell that a number is read from. Of a computed subtotal the parts stand beside what is printed.
type ExplainedCell struct {
	Code      string             `json:"code"`
	Label     string             `json:"label"`
	IsPart    bool               `json:"is_part,omitempty"`
	State     report.State       `json:"state"`
	Value     *string            `json:"value"`               // what it counts for
	Published *string            `json:"published,omitempty"` // what is printed, where a person adjusted it
	Raw       string             `json:"raw"`
	Place     report.Place       `json:"place"`
	Findings  []ExplainedFinding `json:"findings,omitempty"` // that nobody has ruled on
	Text      *Quote             `json:"text,omitempty"`     // nil where the document cannot be had
}

// ExplainedFinding is an open finding on a cell.
type ExplainedFinding struct {
	FindingID string `json:"finding_id"`
	Rule      string `json:"rule"`
	Severity  string `json:"severity"`
	Status    string `json:"status"`
	Message   string `json:"message"`
}

// Quote is what the document shows around a place.
type Quote struct {
	Above  []string `json:"above,omitempty"`
	Before []string `json:"before,omitempty"`
	Text   string   `json:"text"`
	After  []string `json:"after,omitempty"`
}

// ExplainedRate is a rate with the totals it is made of. Its sums leave out reports that lack one of its terms.
type ExplainedRate struct {
	Basis       string          `json:"basis"`
	Rate        *float64        `json:"rate"`
	Numerator   *string         `json:"numerator"`
	Denominator *string         `json:"denominator"`
	Bound       string          `json:"bound,omitempty"` // of the two
	Reports     int             `json:"reports"`
	Incomplete  int             `json:"incomplete"`
	Expected    int             `json:"expected"`
	Missing     int             `json:"missing"`
	Terms       []ExplainedTerm `json:"terms"`
}

// ExplainedTerm is one total in a rate.
type ExplainedTerm struct {
	Side  string           `json:"side"` // numerator, denominator
	Sign  int              `json:"sign"` // -1 where it is taken off
	Code  string           `json:"code"`
	Label string           `json:"label"`
	Bases []ExplainedBasis `json:"bases"` // the one that the rate uses
}

// EachReport calls f for every member of the tree that has a report, in their order. One report can be several members.
func (x *Explanation) EachReport(f func(*ExplainedMember)) {
	walk := func(bases []ExplainedBasis) {
		for i := range bases {
			for n := range bases[i].Members {
				if m := &bases[i].Members[n]; m.Kind != KindMissing {
					f(m)
				}
			}
		}
	}
	walk(x.Bases)
	if x.Rate != nil {
		for i := range x.Rate.Terms {
			walk(x.Rate.Terms[i].Bases)
		}
	}
}
