package page

import (
	"context"

	"gongkai/internal/fault"
)

// Denominator is how many people a region had in a year, as it counts.
type Denominator struct {
	RegionCode     string `json:"region_code"`
	Region         string `json:"region"`
	Year           int    `json:"year"`
	Kind           string `json:"kind"`  // resident, registered
	Value          int64  `json:"value"` // people
	Source         string `json:"source"`
	IsInterpolated bool   `json:"is_interpolated"`
	Who            string `json:"who"`
	RecordedOn     string `json:"recorded_on"` // in Asia/Shanghai
}

// PopulationKinds are the kinds of population by which numbers are divided.
func PopulationKinds() []string { return []string{"resident", "registered"} }

// ListDenominators lists the populations of a region by its code with all inside it, empty for all, and of a year, 0 for all.
func ListDenominators(ctx context.Context, source Source, region string, year int) (_ []Denominator, err error) {
	defer fault.Wrap(&err, "list denominators")
	out := []Denominator{}
	err = statements().Each(ctx, source, "denominator_list", func(scan func(...any) error) error {
		var d Denominator
		err := scan(&d.RegionCode, &d.Region, &d.Year, &d.Kind, &d.Value, &d.Source, &d.IsInterpolated, &d.Who, &d.RecordedOn)
		out = append(out, d)
		return err
	}, region, year)
	return out, err
}
