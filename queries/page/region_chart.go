package page

import (
	"cmp"
	"context"
	"slices"

	"gongkai/config/regions"
	"gongkai/internal/fault"
)

// RegionCharts is what the charts of the page of a region are drawn from.
type RegionCharts struct {
	Series  []Series      `json:"series"`  // requests received, concluded and each outcome, over all years
	Below   []BelowRegion `json:"below"`   // the regions directly below, those with a number first, the largest in front
	Reasons []Reason      `json:"reasons"` // for which information was not given, in this year
}

// BelowRegion is one region directly below another, with its requests received.
type BelowRegion struct {
	Code  string       `json:"region_code"`
	Name  string       `json:"region"`
	Point *SeriesPoint `json:"received"` // nil where there is no report
}

// Reason is one reason for which information was not given.
type Reason struct {
	Code    string  `json:"code"`
	Label   string  `json:"label"`
	Outcome string  `json:"outcome"` // denied, unavailable, rejected
	Value   *string `json:"value"`
	Bound   string  `json:"bound"`
	Missing int     `json:"missing"`
	Flagged int     `json:"flagged"`
}

// ReceivedCode is the indicator by which the regions below another are put side by side.
const ReceivedCode = "request.received.total"

// chartedCodes are the indicators of the charts: received, concluded, then the outcomes in the order of the form.
func chartedCodes() []string {
	return append([]string{ReceivedCode, "request.concluded.total"}, OutcomeCodes()...)
}

// OutcomeCodes are the outcomes of requests, which add up to those concluded.
func OutcomeCodes() []string {
	return []string{
		"request.granted.total", "request.partly_granted.total", "request.denied.total", "request.unavailable.total",
		"request.rejected.total", "request.other.total",
	}
}

// ReadRegionCharts reads what the charts of a region and year are drawn from.
func ReadRegionCharts(ctx context.Context, source Source, o RegionOptions) (c RegionCharts, err error) {
	defer fault.Wrap(&err, "charts of %s in %d", o.Region.Code, o.Year)
	c.Reasons = []Reason{}
	c.Series, err = ReadSeries(ctx, source, SeriesQuery{Regions: []string{o.Region.Code}, Codes: chartedCodes(), Language: o.Language})
	if err != nil {
		return c, err
	}
	if c.Below, err = readBelow(ctx, source, o); err != nil {
		return c, err
	}
	return c, statements().Each(ctx, source, "reason", func(scan func(...any) error) error {
		var r Reason
		var zh, en string
		err := scan(&r.Code, &zh, &en, &r.Outcome, &r.Value, &r.Bound, &r.Missing, &r.Flagged)
		r.Label = inLanguage(o.Language, zh, en)
		shorten(r.Value)
		c.Reasons = append(c.Reasons, r)
		return err
	}, o.Region.Code, o.Year)
}

// readBelow reads the regions directly below, by the requests that they received.
func readBelow(ctx context.Context, source Source, o RegionOptions) ([]BelowRegion, error) {
	table, err := regions.Embedded()
	if err != nil {
		return nil, err
	}
	below, codes := []BelowRegion{}, []string{}
	for _, r := range table.All() {
		if r.ParentCode == o.Region.Code && r.In(o.Year) {
			below, codes = append(below, BelowRegion{Code: r.Code, Name: r.Name}), append(codes, r.Code)
		}
	}
	if len(codes) == 0 {
		return below, nil
	}
	series, err := ReadSeries(ctx, source, SeriesQuery{Regions: codes, Codes: []string{ReceivedCode}, Language: o.Language})
	if err != nil {
		return nil, err
	}
	for i := range series {
		for n := range below {
			if below[n].Code == series[i].RegionCode {
				below[n].Point = series[i].At(o.Year)
			}
		}
	}
	slices.SortStableFunc(below, func(a, b BelowRegion) int { return cmp.Compare(b.size(), a.size()) })
	return below, nil
}

// size is by what the regions are put in order; those without a number stand last.
func (b *BelowRegion) size() float64 {
	if b.Point == nil {
		return -2
	}
	return b.Point.Size(-1)
}
