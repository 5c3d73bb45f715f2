package page

import (
	"context"
	"slices"
	"strings"

	"gongkai/config/regions"
	"gongkai/internal/fault"
)

// Missing is who a region's totals of a year still need.
type Missing struct {
	Region  string          `json:"region"`
	Code    string          `json:"region_code"`
	Year    int             `json:"year"`
	Known   YearKnown       `json:"known"`
	Missing []MissingMember `json:"missing"`
}

// IsDueKnown reports whether a register says who is due; without one more may be missing than those that are listed.
func (m *Missing) IsDueKnown() bool {
	return !slices.ContainsFunc(m.Missing, func(one MissingMember) bool { return one.ExpectedFrom == "history" })
}

// MissingMember is who has not reported. Nil is what nobody knows.
type MissingMember struct {
	Kind       string  `json:"kind"` // body, or region: a child region without an area report
	Agency     *string `json:"agency"`
	RegionCode *string `json:"region_code"` // of a child region
	Region     *string `json:"region"`
	// Absence says what is known: not_collected, not_found or not_filed; nil where the body reported, but not on this.
	Absence            *string  `json:"absence"`
	FilingDeadline     *string  `json:"filing_deadline"`
	PublishingDeadline *string  `json:"publishing_deadline"`
	DaysLate           *int     `json:"days_late"` // nil for not_collected: nobody knows that it is not there
	LookedOn           *string  `json:"looked_on"` // the last day on which somebody looked and did not find it
	Address            *string  `json:"address"`   // where
	Contact            *string  `json:"contact"`
	Silent             int      `json:"silent"`  // bodies that did not report
	Reports            int      `json:"reports"` // behind a child region, summed in its stead
	ExpectedFrom       string   `json:"expected_from"`
	Subjects           []string `json:"subjects"` // whose tables are missing
}

// Name is the body or the child region, empty for a body that nobody knows.
func (m *MissingMember) Name() string {
	name := ""
	for _, part := range []*string{m.Agency, m.Region} {
		if part != nil {
			name += *part
		}
	}
	return name
}

// ReadMissing reads who is missing, those that are latest first, and what is known of the year.
func ReadMissing(ctx context.Context, source Source, region regions.Region, year int) (m Missing, err error) {
	defer fault.Wrap(&err, "who is missing in %s in %d", region.Code, year)
	m = Missing{Region: region.Name, Code: region.Code, Year: year, Missing: []MissingMember{}}
	err = statements().Each(ctx, source, "missing", func(scan func(...any) error) error {
		var one MissingMember
		var subjects string
		err := scan(&one.Kind, &one.Agency, &one.RegionCode, &one.Region, &one.Absence,
			&one.FilingDeadline, &one.PublishingDeadline, &one.DaysLate, &one.LookedOn, &one.Address, &one.Contact, &one.Silent, &one.Reports,
			&one.ExpectedFrom, &subjects)
		one.Subjects = strings.Fields(subjects)
		m.Missing = append(m.Missing, one)
		return err
	}, m.Code, m.Year)
	if err != nil {
		return m, err
	}
	m.Known, err = readKnown(ctx, source, m.Code, m.Year)
	return m, err
}
