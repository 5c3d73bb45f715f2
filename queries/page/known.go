package page

import (
	"context"
	"strings"
)

// mostNamed is how many bodies of an earlier year are named before a count stands for the rest.
const mostNamed = 20

// YearKnown is what the warehouse knows of a year of a region. Where it has no report of the year and no line of a register,
// that nobody is missing would be a false all-clear.
type YearKnown struct {
	Reports     int      `json:"reports"`
	Registered  int      `json:"registered"`
	LastYear    int      `json:"last_year"` // with reports, before the year where there is one; 0 for none
	LastReports int      `json:"last_reports"`
	LastBodies  []string `json:"last_bodies"` // at most 20 of those that reported for it
}

// IsUnknown reports whether nothing is known of the year.
func (k YearKnown) IsUnknown() bool { return k.Reports == 0 && k.Registered == 0 }

// readKnown reads what is known of a year of a region by its code, empty for all regions.
func readKnown(ctx context.Context, source Source, region string, year int) (k YearKnown, err error) {
	k.LastBodies = []string{}
	err = statements().Each(ctx, source, "known", func(scan func(...any) error) error {
		var bodies string
		err := scan(&k.Reports, &k.Registered, &k.LastYear, &k.LastReports, &bodies)
		if bodies != "" {
			k.LastBodies = strings.Split(bodies, "\n")
		}
		return err
	}, region, year, mostNamed)
	return k, err
}
