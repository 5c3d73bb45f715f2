package main

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
)

//go:embed sql/region_known.sql
var regionKnownSQL string

// mostNamed is how many bodies of an earlier year are named before a count stands for the rest.
const mostNamed = 20

// yearKnown is what the warehouse knows of a year of a region. Where it has no report of the year and no line of a register,
// that nobody is missing would be a false all-clear.
type yearKnown struct {
	Reports     int      `json:"reports"`
	Registered  int      `json:"registered"`
	LastYear    int      `json:"last_year"` // with reports, before the year where there is one; 0 for none
	LastReports int      `json:"last_reports"`
	LastBodies  []string `json:"last_bodies"` // at most 20 of those that reported for it
}

// isUnknown reports whether nothing is known of the year.
func (k yearKnown) isUnknown() bool { return k.Reports == 0 && k.Registered == 0 }

// knownOf reads what is known of a year of a region, empty for all regions.
func knownOf(ctx context.Context, source querySource, region string, year int) (k yearKnown, err error) {
	k.LastBodies = []string{}
	err = eachRow(ctx, source, regionKnownSQL, func(scan func(...any) error) error {
		var bodies string
		if err := scan(&k.Reports, &k.Registered, &k.LastYear, &k.LastReports, &bodies); err != nil {
			return err
		}
		if bodies != "" {
			k.LastBodies = strings.Split(bodies, "\n")
		}
		return nil
	}, region, year, mostNamed)
	if err != nil {
		return k, fmt.Errorf("what is known of %d: %w", year, err)
	}
	return k, nil
}

// unknownText says that nothing is known of a year, who reported last, and what to do.
func (a *app) unknownText(k yearKnown, region string, year int) []string {
	if region == "" {
		region = a.say.Text("known.all_regions")
	}
	lines := []string{a.say.Text("known.nothing", "region", region, "year", year)}
	if k.LastYear != 0 {
		lines = append(lines, a.say.Text("known.last", "year", k.LastYear, "count", k.LastReports))
		for _, body := range k.LastBodies {
			lines = append(lines, "  "+body)
		}
		if rest := k.LastReports - len(k.LastBodies); rest > 0 {
			lines = append(lines, "  "+a.say.Text("known.more", "count", rest))
		}
	}
	return append(lines, a.say.Text("known.import", "year", year))
}

// nobodyMissing says that nobody is missing, and of whom that is said: of those on the register, or of those seen before.
func (a *app) nobodyMissing(k yearKnown, region string, year int) string {
	if k.Registered == 0 {
		return a.say.Text("region.nobody_seen_missing", "region", region, "year", year)
	}
	return a.say.Text("region.nobody_missing", "region", region, "year", year)
}
