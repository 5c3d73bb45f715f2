package page

import (
	"context"
	"fmt"

	"gongkai/config/regions"
	"gongkai/internal/fault"
)

// RegionYear is the region and year that a person asked a page of.
type RegionYear struct {
	Text  string // the region by code or name
	Year  int    // 0: the latest with reports
	Today bool   // the regions are those in force now, for all years
	Now   int    // the current year
}

// Region returns the region that is meant before the warehouse is asked, and refuses as FindRegion does. Without a year a region that
// is no more is taken too, since it had reports.
func (q RegionYear) Region() (regions.Region, error) {
	table, err := regions.Embedded()
	if err != nil {
		return regions.Region{}, err
	}
	year := q.Year
	if q.Year == 0 || q.Today {
		year = q.Now
	}
	region, err := FindRegion(table, q.Text, year)
	if err != nil && q.Year == 0 && !q.Today {
		if once, was := FindRegion(table, q.Text, 0); was == nil {
			return once, nil
		}
	}
	return region, err
}

// Settle returns the year that is meant and the region as it was then. It returns NoReports where no year is asked for and the
// warehouse knows none.
func (q RegionYear) Settle(ctx context.Context, source Source, region regions.Region) (_ regions.Region, year int, err error) {
	if q.Year != 0 {
		return region, q.Year, nil
	}
	defer fault.Wrap(&err, "latest year of %s", region.Code)
	err = statements().Each(ctx, source, "latest_year", func(scan func(...any) error) error { return scan(&year) }, region.Code)
	switch {
	case err != nil:
		return regions.Region{}, 0, err
	case year == 0:
		return regions.Region{}, 0, &NoReports{Name: region.Name}
	case q.Today:
		return region, year, nil
	}
	table, err := regions.Embedded()
	if err != nil {
		return regions.Region{}, 0, err
	}
	region, err = FindRegion(table, region.Code, year)
	return region, year, err
}

// NoReports refuses to choose a year in a warehouse without reports. It wraps fault.ErrUsage.
type NoReports struct{ Name string }

func (e *NoReports) Error() string { return fmt.Sprintf("%s: no reports", e.Name) }

// Unwrap returns fault.ErrUsage.
func (e *NoReports) Unwrap() error { return fault.ErrUsage }
