package page

import (
	"context"
	"strconv"
)

// ReportQuery names a report; the region and the year may be left open.
type ReportQuery struct {
	Agency string // name, other name, number, or the region of a government
	Region string // a code or a name
	Year   int
}

// FindReport returns the version of the one report that is meant. It refuses with NotFound where there is none and with Ambiguous
// where there are several.
func FindReport(ctx context.Context, source Source, q ReportQuery) (version int64, err error) {
	var found []Candidate
	err = statements().Each(ctx, source, "report_find", func(scan func(...any) error) error {
		var agency, region string
		var year int
		err := scan(&version, &agency, &region, &year)
		found = append(found, Candidate{Name: agency, Code: region, Year: year})
		return err
	}, q.Agency, q.Region, q.Year)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 1:
		return version, nil
	case len(found) > 1:
		return 0, &Ambiguous{What: WhatReport, Text: q.Agency, Candidates: found}
	}
	refused := NotFound{What: WhatReport, Text: q.Agency}
	if q.Year != 0 {
		refused.Text += " " + strconv.Itoa(q.Year)
	}
	err = statements().Each(ctx, source, "report_near", func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		refused.Near = append(refused.Near, name)
		return err
	}, q.Agency)
	if err != nil {
		return 0, err
	}
	return 0, &refused
}
