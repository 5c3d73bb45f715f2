package page

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/fault"
)

// Series is one indicator or rate of one region over the years.
type Series struct {
	RegionCode string        `json:"region_code"`
	Region     string        `json:"region"`
	Code       string        `json:"code"`
	Label      string        `json:"label"`
	Unit       string        `json:"unit"` // empty for a rate, whose values are shares of 1
	Points     []SeriesPoint `json:"points"`
}

// SeriesPoint is one year of it, on the preferred basis.
type SeriesPoint struct {
	Year         int     `json:"year"`
	Value        *string `json:"value"`
	Bound        string  `json:"bound"`
	Basis        string  `json:"basis"`
	Reports      int     `json:"reports"`
	Expected     int     `json:"expected"`
	ExpectedFrom string  `json:"expected_from,omitempty"`
	Missing      int     `json:"missing"`
	Flagged      int     `json:"flagged"`
	Breaks       string  `json:"breaks"` // causes of a break since the year before, with spaces between
}

// SeriesQuery says of which regions which indicators or rates are asked for, by their codes.
type SeriesQuery struct {
	Regions, Codes []string
	Language       messages.Language
}

// ReadSeries reads series by region, then by code, in the order in which they were asked for; a code of which nothing is known has none.
func ReadSeries(ctx context.Context, source Source, q SeriesQuery) (list []Series, err error) {
	defer fault.Wrap(&err, "series of %v", q.Codes)
	regions, err := json.Marshal(q.Regions)
	if err != nil {
		return nil, err
	}
	codes, err := json.Marshal(q.Codes)
	if err != nil {
		return nil, err
	}
	list = []Series{}
	add := func(scan func(...any) error) error {
		var s Series
		var zh, en string
		var p SeriesPoint
		if err := scan(&s.RegionCode, &s.Region, &s.Code, &zh, &en, &s.Unit, &p.Year, &p.Value, &p.Bound, &p.Basis, &p.Reports, &p.Expected,
			&p.ExpectedFrom, &p.Missing, &p.Flagged, &p.Breaks); err != nil {
			return err
		}
		shorten(p.Value)
		if n := len(list); n == 0 || list[n-1].RegionCode != s.RegionCode || list[n-1].Code != s.Code {
			s.Label = inLanguage(q.Language, zh, en)
			list = append(list, s)
		}
		last := &list[len(list)-1]
		last.Region, last.Points = s.Region, append(last.Points, p) // the latest name
		return nil
	}
	// A code of an indicator has points, that of a rate none. Where views compute, the one that nothing is asked of costs seconds.
	isIndicator := func(code string) bool { return strings.Contains(code, ".") }
	isRate := func(code string) bool { return !isIndicator(code) }
	for _, part := range []struct {
		statement string
		is        func(string) bool
	}{{"series", isIndicator}, {"series_rate", isRate}} {
		if !slices.ContainsFunc(q.Codes, part.is) {
			continue
		}
		if err := statements().Each(ctx, source, part.statement, add, string(regions), string(codes)); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// At returns the point of a year, nil where there is none.
func (s *Series) At(year int) *SeriesPoint {
	for i := range s.Points {
		if s.Points[i].Year == year {
			return &s.Points[i]
		}
	}
	return nil
}

// Size is the value as a length to draw, or what stands for none.
func (p *SeriesPoint) Size(none float64) float64 { return Size(p.Value, none) }

// Size is a number as a length to draw, or what stands for none. A page shows the text; a length has no more digits than a float.
func Size(number *string, none float64) float64 {
	if number == nil {
		return none
	}
	size, err := strconv.ParseFloat(*number, 64)
	if err != nil {
		return none
	}
	return size
}

// Between returns series with their points of some years alone; 0 is no bound.
func Between(list []Series, from, to int) (out []Series) {
	for _, s := range list {
		var points []SeriesPoint
		for _, p := range s.Points {
			if p.Year >= from && (to == 0 || p.Year <= to) {
				points = append(points, p)
			}
		}
		if s.Points = points; len(points) > 0 {
			out = append(out, s)
		}
	}
	return out
}
