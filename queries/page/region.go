package page

import (
	"context"

	"gongkai/config/messages"
	"gongkai/config/regions"
	"gongkai/internal/fault"
)

// Reading says which of the numbers that the warehouse knows a page shows: that for which the session was opened.
type Reading struct {
	Values     string `json:"values"`     // published, adjusted
	Boundaries string `json:"boundaries"` // year, today
	AsOf       string `json:"as_of"`      // a day; empty: now
	Strict     bool   `json:"strict"`     // without values that were not simply read
}

// Region is the page of a region and year.
type Region struct {
	Code string `json:"region_code"`
	Name string `json:"region"`
	Path string `json:"path"` // the name with those of all that hold it in front
	Year int    `json:"year"`
	Reading
	Coverage    []Coverage      `json:"coverage"`
	Totals      []Total         `json:"totals"`
	Rates       []Rate          `json:"rates"`
	Punctuality []Punctuality   `json:"punctuality"`
	Known       YearKnown       `json:"known"`
	Missing     []MissingMember `json:"missing"`
	Doubts      []Doubt         `json:"unexplained"`
	Cells       CellCount       `json:"cells"` // that the totals are summed from
}

// Coverage says of one subject on what its totals rest.
type Coverage struct {
	Subject         string   `json:"subject"`
	Preferred       *string  `json:"preferred"` // published, built; nil where there is no report
	Expected        int      `json:"expected"`
	Reported        int      `json:"reported"`
	Missing         int      `json:"missing"`
	Reports         int      `json:"reports"`          // that the sum from below is made of
	ExpectedRegions int      `json:"expected_regions"` // directly below, among those expected
	ReportedRegions int      `json:"reported_regions"`
	ExpectedFrom    string   `json:"expected_from"` // register; history where nobody knows how many are due
	Weighed         *int     `json:"weighed"`
	WeightedShare   *float64 `json:"weighted_share"` // from 0 to 1; nil without a register
}

// Total is one indicator of the region.
type Total struct {
	Subject      string  `json:"subject"`
	Code         string  `json:"code"`
	Label        string  `json:"label"`
	Unit         string  `json:"unit"`
	IsPlain      bool    `json:"-"` // the unit of requests, which goes without saying
	Kind         string  `json:"kind"`
	Value        *string `json:"value"`
	Bound        string  `json:"bound"` // BoundExact, BoundLower
	Basis        string  `json:"basis"`
	Reports      int     `json:"reports"`
	Expected     int     `json:"expected"`
	ExpectedFrom string  `json:"expected_from"`
	Missing      int     `json:"missing"`
	Flagged      int     `json:"flagged"`
	NotRead
	Published       *string  `json:"published"`
	Built           *string  `json:"built"`
	BuiltBound      *string  `json:"built_bound"`
	Status          *string  `json:"status"`           // of the reconciliation of the two
	DifferenceShare *float64 `json:"difference_share"` // of the two, as a share of what was published
	Blank           *int     `json:"blank"`
	Previous        *string  `json:"previous_value"`
	Difference      *string  `json:"difference"`
	Comparable      *string  `json:"comparable"`
	Breaks          *string  `json:"breaks"` // causes of a break since the year before, with spaces between
	PreviousBasis   *string  `json:"previous_basis"`
	PreviousBound   *string  `json:"previous_bound"`
	PreviousMissing *int     `json:"previous_missing"`
}

// Rate is one rate of the region.
type Rate struct {
	Code        string  `json:"code"`
	Label       string  `json:"label"`
	Rate        float64 `json:"rate"` // a share of 1
	Numerator   string  `json:"numerator"`
	Denominator string  `json:"denominator"`
	Bound       string  `json:"bound"` // of the numerator and the denominator
	Basis       string  `json:"basis"`
	Reports     int     `json:"reports"`
	Incomplete  int     `json:"incomplete"`
	Missing     int     `json:"missing"`
}

// Punctuality counts the bodies of one status.
type Punctuality struct {
	Status string `json:"status"`
	Bodies int    `json:"bodies"`
	Days   *int   `json:"days_late"` // of the latest of them
}

// Doubt is an indicator whose published total its members contradict.
type Doubt struct {
	Subject    string   `json:"subject"`
	Code       string   `json:"code"`
	Label      string   `json:"label"`
	Published  string   `json:"published"`
	Built      string   `json:"built"`
	Bound      string   `json:"bound"` // of built
	Difference string   `json:"difference"`
	Share      *float64 `json:"difference_share"` // of what was published
	Missing    int      `json:"missing"`
	Status     string   `json:"status"`       // unexplained, or unresolved: members are missing, but not as much can be thought of them
	Members    string   `json:"members"`      // those that are missing and do not explain the difference
	Expected   *string  `json:"expected_gap"` // what they can be thought to bring
}

// RegionOptions say which page is asked for.
type RegionOptions struct {
	Region   regions.Region // as RegionYear settles it
	Year     int
	Reading  Reading // what source shows
	Language messages.Language
}

// ReadRegion reads the page of a region and year.
func ReadRegion(ctx context.Context, source Source, o RegionOptions) (p Region, err error) {
	defer fault.Wrap(&err, "page of %s in %d", o.Region.Code, o.Year)
	table, err := regions.Embedded()
	if err != nil {
		return p, err
	}
	p = Region{
		Code: o.Region.Code, Name: o.Region.Name, Path: pathName(table, o.Region, o.Year), Year: o.Year, Reading: o.Reading,
		Coverage: []Coverage{}, Totals: []Total{}, Rates: []Rate{}, Punctuality: []Punctuality{}, Doubts: []Doubt{},
	}
	for _, part := range []struct {
		name string
		add  func(scan func(...any) error, language messages.Language) error
	}{
		{"region_coverage", p.addCoverage},
		{"region_total", p.addTotal},
		{"region_rate", p.addRate},
		{"region_punctuality", p.addPunctuality},
		{"region_doubt", p.addDoubt},
		{"region_cell", p.addCells},
	} {
		row := func(scan func(...any) error) error { return part.add(scan, o.Language) }
		if err := statements().Each(ctx, source, part.name, row, p.Code, p.Year); err != nil {
			return p, err
		}
	}
	missing, err := ReadMissing(ctx, source, o.Region, o.Year)
	p.Missing, p.Known = missing.Missing, missing.Known
	return p, err
}

func (p *Region) addCoverage(scan func(...any) error, _ messages.Language) error {
	var c Coverage
	err := scan(&c.Subject, &c.Preferred, &c.Expected, &c.Reported, &c.Missing, &c.Reports, &c.ExpectedRegions,
		&c.ReportedRegions, &c.ExpectedFrom, &c.Weighed, &c.WeightedShare)
	p.Coverage = append(p.Coverage, c)
	return err
}

func (p *Region) addTotal(scan func(...any) error, language messages.Language) error {
	var t Total
	var zh, en string
	err := scan(&t.Subject, &t.Code, &zh, &en, &t.Unit, &t.IsPlain, &t.Kind, &t.Value, &t.Bound, &t.Basis, &t.Reports, &t.Expected,
		&t.ExpectedFrom, &t.Missing, &t.Flagged, &t.Inferred, &t.Adjusted, &t.OCR,
		&t.Published, &t.Built, &t.BuiltBound, &t.Status,
		&t.DifferenceShare, &t.Blank, &t.Previous, &t.Difference,
		&t.Comparable, &t.Breaks, &t.PreviousBasis, &t.PreviousBound, &t.PreviousMissing)
	t.Label = inLanguage(language, zh, en)
	shorten(t.Value, t.Published, t.Built, t.Previous, t.Difference)
	p.Totals = append(p.Totals, t)
	return err
}

func (p *Region) addRate(scan func(...any) error, language messages.Language) error {
	var r Rate
	var zh, en string
	err := scan(&r.Code, &zh, &en, &r.Rate, &r.Numerator, &r.Denominator, &r.Bound, &r.Basis, &r.Reports, &r.Incomplete, &r.Missing)
	r.Label = inLanguage(language, zh, en)
	shorten(&r.Numerator, &r.Denominator)
	p.Rates = append(p.Rates, r)
	return err
}

func (p *Region) addPunctuality(scan func(...any) error, _ messages.Language) error {
	var one Punctuality
	err := scan(&one.Status, &one.Bodies, &one.Days)
	p.Punctuality = append(p.Punctuality, one)
	return err
}

func (p *Region) addDoubt(scan func(...any) error, language messages.Language) error {
	var d Doubt
	var zh, en string
	err := scan(&d.Subject, &d.Code, &zh, &en, &d.Published, &d.Built, &d.Bound, &d.Difference, &d.Share, &d.Missing, &d.Status,
		&d.Members, &d.Expected)
	d.Label = inLanguage(language, zh, en)
	shorten(&d.Published, &d.Built, &d.Difference, d.Expected)
	p.Doubts = append(p.Doubts, d)
	return err
}
