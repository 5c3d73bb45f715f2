package page

import (
	"context"
	"fmt"

	"gongkai/config/regions"
	"gongkai/internal/fault"
)

// Comparison is two years of one region or body side by side.
type Comparison struct {
	Name  string          `json:"name"`
	Code  string          `json:"region_code"`
	From  int             `json:"from_year"`
	To    int             `json:"to_year"`
	Cells []ComparedCell  `json:"cells"`
	Prose []ComparedProse `json:"prose"`
}

// ComparedCell is one indicator in both years. States are those of the cells of a body; basis and missing those of the
// total of a region. Comparable is yes, with_care or no. Breaks names the causes for which the two do not simply compare, with
// spaces between: form, law, boundary, scope, basis, register, coverage. No change is told for what does not compare, and none
// across basis or coverage.
type ComparedCell struct {
	Subject     string  `json:"subject"`
	Code        string  `json:"code"`
	LabelZH     string  `json:"label_zh"`
	LabelEN     string  `json:"label_en"`
	Unit        string  `json:"unit"`
	IsTotal     bool    `json:"is_total"`
	FromValue   *string `json:"from_value"`
	ToValue     *string `json:"to_value"`
	Change      *string `json:"change"`
	FromState   *string `json:"from_state"`
	ToState     *string `json:"to_state"`
	FromBasis   *string `json:"from_basis"`
	ToBasis     *string `json:"to_basis"`
	FromBound   *string `json:"from_bound"` // BoundExact, BoundLower, of the total of a region
	ToBound     *string `json:"to_bound"`
	FromMissing *int    `json:"from_missing"`
	ToMissing   *int    `json:"to_missing"`
	Flagged     int     `json:"flagged"`
	Comparable  string  `json:"comparable"`
	Breaks      *string `json:"breaks"`
	OtherCode   *string `json:"other_code"`
	Note        *string `json:"note"`
}

// ComparedProse is one section of the reports.
type ComparedProse struct {
	Section string `json:"section"`
	From    string `json:"from_text"`
	To      string `json:"to_text"`
}

// CompareOptions say whom to compare, and the two years, the earlier first.
type CompareOptions struct {
	Text   string // a region or a body, by code, name or number
	Region string // where the body is, by code or name; empty for anywhere
	From   int
	To     int

	NumbersAlone bool // without what the reports say in words: a release holds the report of its own year alone
}

// CompareRegions compares two years of a region as it was in the later one. It refuses a name as FindRegion does, and returns
// NothingToCompare where neither year has a number.
func CompareRegions(ctx context.Context, source Source, o CompareOptions) (_ Comparison, err error) {
	defer fault.Wrap(&err, "compare %s", o.Text)
	table, err := regions.Embedded()
	if err != nil {
		return Comparison{}, err
	}
	region, err := FindRegion(table, o.Text, o.To)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{Name: region.Name, Code: region.Code, From: o.From, To: o.To}
	if err = c.readCells(ctx, source, "compare_region", region.Code); err != nil || o.NumbersAlone {
		return c, err
	}
	err = c.readProse(ctx, source, nil)
	return c, err
}

// CompareAgencies compares two years of a body. It refuses a name as FindAgency does, and returns NothingToCompare where neither year
// has a number.
func CompareAgencies(ctx context.Context, source Source, o CompareOptions) (_ Comparison, err error) {
	defer fault.Wrap(&err, "compare %s", o.Text)
	body, err := FindAgency(ctx, source, o.Text, o.Region)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{Name: body.Name, Code: body.RegionCode, From: o.From, To: o.To}
	if err = c.readCells(ctx, source, "compare_agency", body.ID); err != nil {
		return c, err
	}
	err = c.readProse(ctx, source, body.ID)
	return c, err
}

// readCells fills in the cells of a region or body.
func (c *Comparison) readCells(ctx context.Context, source Source, statement string, who any) error {
	err := statements().Each(ctx, source, statement, func(scan func(...any) error) error {
		var v ComparedCell
		err := scan(&v.Subject, &v.Code, &v.LabelZH, &v.LabelEN, &v.Unit, &v.IsTotal, &v.FromValue, &v.ToValue, &v.Change,
			&v.FromState, &v.ToState, &v.FromBasis, &v.ToBasis, &v.FromBound, &v.ToBound, &v.FromMissing, &v.ToMissing, &v.Flagged,
			&v.Comparable, &v.Breaks, &v.OtherCode, &v.Note)
		shorten(v.FromValue, v.ToValue, v.Change)
		c.Cells = append(c.Cells, v)
		return err
	}, who, c.From, c.To)
	if err != nil {
		return err
	}
	if len(c.Cells) == 0 {
		return &NothingToCompare{Name: c.Name, From: c.From, To: c.To}
	}
	return nil
}

// readProse fills in the sections of the reports of a body, or of the region where it is nil.
func (c *Comparison) readProse(ctx context.Context, source Source, body any) error {
	return statements().Each(ctx, source, "compare_prose", func(scan func(...any) error) error {
		var p ComparedProse
		err := scan(&p.Section, &p.From, &p.To)
		c.Prose = append(c.Prose, p)
		return err
	}, body, c.Code, c.From, c.To)
}

// NothingToCompare refuses to compare two years without a number. It wraps fault.ErrUsage.
type NothingToCompare struct {
	Name     string
	From, To int
}

func (e *NothingToCompare) Error() string {
	return fmt.Sprintf("%s: nothing in %d and %d", e.Name, e.From, e.To)
}

// Unwrap returns fault.ErrUsage.
func (e *NothingToCompare) Unwrap() error { return fault.ErrUsage }
