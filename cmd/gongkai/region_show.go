package main

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
	"gongkai/queries/page"
)

//go:embed sql/region_total.sql
var regionTotalSQL string

//go:embed sql/region_rate.sql
var regionRateSQL string

//go:embed sql/region_coverage.sql
var regionCoverageSQL string

//go:embed sql/region_doubt.sql
var regionDoubtSQL string

//go:embed sql/region_punctuality.sql
var regionPunctualitySQL string

// regionShowOptions are the flags of region show.
type regionShowOptions struct {
	year    int
	format  string
	asJSON  bool
	reading reading
}

// regionPage is the page of a region and year, as region show --json prints it. Null is what is not there; numbers are texts
// with all their digits.
type regionPage struct {
	Code        string           `json:"region_code"`
	Region      string           `json:"region"`
	Path        string           `json:"path"`
	Year        int              `json:"year"`
	Values      string           `json:"values"`
	Boundaries  string           `json:"boundaries"`
	AsOf        string           `json:"as_of"` // empty: now
	Coverage    []regionCoverage `json:"coverage"`
	Totals      []regionTotal    `json:"totals"`
	Rates       []regionRate     `json:"rates"`
	Punctuality []punctuality    `json:"punctuality"`
	Known       yearKnown        `json:"known"`
	Missing     []missingMember  `json:"missing"`
	Doubts      []regionDoubt    `json:"unexplained"`
}

// regionCoverage says of one subject on what its totals rest.
type regionCoverage struct {
	Subject       string   `json:"subject"`
	Preferred     *string  `json:"preferred"`
	Expected      int      `json:"expected"`
	Reported      int      `json:"reported"`
	Missing       int      `json:"missing"`
	ExpectedFrom  string   `json:"expected_from"`
	Weighed       *int     `json:"weighed"`
	WeightedShare *float64 `json:"weighted_share"`
}

// regionTotal is one indicator.
type regionTotal struct {
	Subject       string  `json:"subject"`
	Code          string  `json:"code"`
	Label         string  `json:"label"`
	Unit          string  `json:"unit"`
	IsPlain       bool    `json:"-"` // the unit of requests, which goes without saying
	Kind          string  `json:"kind"`
	Value         *string `json:"value"`
	Basis         string  `json:"basis"`
	Reports       int     `json:"reports"`
	Expected      int     `json:"expected"`
	Missing       int     `json:"missing"`
	Flagged       int     `json:"flagged"`
	Published     *string `json:"published"`
	Built         *string `json:"built"`
	Status        *string `json:"status"`
	Blank         *int    `json:"blank"`
	Previous      *string `json:"previous_value"`
	Difference    *string `json:"difference"`
	Comparable    *string `json:"comparable"`
	PreviousBasis *string `json:"previous_basis"`
	PreviousMiss  *int    `json:"previous_missing"`
}

// regionRate is one rate.
type regionRate struct {
	Code        string  `json:"code"`
	Label       string  `json:"label"`
	Rate        float64 `json:"rate"`
	Numerator   string  `json:"numerator"`
	Denominator string  `json:"denominator"`
	Basis       string  `json:"basis"`
	Reports     int     `json:"reports"`
	Incomplete  int     `json:"incomplete"`
	Missing     int     `json:"missing"`
}

// punctuality counts the bodies of one status; Days is the latest of them.
type punctuality struct {
	Status string `json:"status"`
	Bodies int    `json:"bodies"`
	Days   *int   `json:"days_late"`
}

// regionDoubt is an indicator whose published total its members contradict.
type regionDoubt struct {
	Subject    string `json:"subject"`
	Code       string `json:"code"`
	Label      string `json:"label"`
	Published  string `json:"published"`
	Built      string `json:"built"`
	Difference string `json:"difference"`
	Missing    int    `json:"missing"`
}

func newRegionShow(a *app) *cobra.Command {
	var o regionShowOptions
	cmd := &cobra.Command{
		Use:  "show REGION [--year Y] [--format text|markdown|json]",
		Args: a.oneRegion,
		RunE: func(cmd *cobra.Command, args []string) error { return runRegionShow(cmd.Context(), a, o, args[0]) },
	}
	a.describe(cmd, "region_show", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.region_year"))
	flags.StringVar(&o.format, "format", "text", a.say.Text("flag.page_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	return cmd
}

// runRegionShow prints the page of a region.
func runRegionShow(ctx context.Context, a *app, o regionShowOptions, text string) error {
	if o.asJSON {
		o.format = "json"
	}
	if !slices.Contains([]string{"text", "markdown", "json"}, o.format) {
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "text, markdown, json"))
	}
	session, region, year, err := a.regionAndYear(ctx, text, o.year, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	page, err := a.regionPage(ctx, session.Query, region, year)
	if err != nil {
		return fmt.Errorf("region show: %w", err)
	}
	if page.Known, err = knownOf(ctx, session.Query, region.Code, year); err != nil {
		return fmt.Errorf("region show: %w", err)
	}
	page.Values, page.Boundaries, page.AsOf = o.reading.values, o.reading.boundaries, o.reading.asOf
	if o.format == "json" {
		return writeJSON(a.out, page)
	}
	style := plainCard()
	if o.format == "markdown" {
		style = markdownCard()
	}
	_, err = io.WriteString(a.out, a.regionText(&page, style))
	return err
}

// regionPage reads all that the page says.
func (a *app) regionPage(ctx context.Context, source querySource, region regions.Region, year int) (regionPage, error) {
	pathName := page.PathName
	page := regionPage{
		Code: region.Code, Region: region.Name, Year: year, Path: region.Name,
		Coverage: []regionCoverage{}, Totals: []regionTotal{}, Rates: []regionRate{}, Punctuality: []punctuality{}, Doubts: []regionDoubt{},
	}
	if table, err := regions.Embedded(); err == nil {
		page.Path = pathName(table, region, year)
	}
	var zh, en string
	for _, part := range []struct {
		name, query string
		row         func(func(...any) error) error
	}{
		{"coverage", regionCoverageSQL, func(scan func(...any) error) error {
			var c regionCoverage
			err := scan(&c.Subject, &c.Preferred, &c.Expected, &c.Reported, &c.Missing, &c.ExpectedFrom, &c.Weighed, &c.WeightedShare)
			page.Coverage = append(page.Coverage, c)
			return err
		}},
		{"totals", regionTotalSQL, func(scan func(...any) error) error {
			var t regionTotal
			err := scan(&t.Subject, &t.Code, &zh, &en, &t.Unit, &t.IsPlain, &t.Kind, &t.Value, &t.Basis, &t.Reports, &t.Expected, &t.Missing, &t.Flagged,
				&t.Published, &t.Built, &t.Status, &t.Blank, &t.Previous, &t.Difference, &t.Comparable, &t.PreviousBasis, &t.PreviousMiss)
			t.Label = a.either(zh, en)
			for _, number := range []*string{t.Value, t.Published, t.Built, t.Previous, t.Difference} {
				shorten(number)
			}
			page.Totals = append(page.Totals, t)
			return err
		}},
		{"rates", regionRateSQL, func(scan func(...any) error) error {
			var r regionRate
			err := scan(&r.Code, &zh, &en, &r.Rate, &r.Numerator, &r.Denominator, &r.Basis, &r.Reports, &r.Incomplete, &r.Missing)
			r.Label = a.either(zh, en)
			shorten(&r.Numerator)
			shorten(&r.Denominator)
			page.Rates = append(page.Rates, r)
			return err
		}},
		{"punctuality", regionPunctualitySQL, func(scan func(...any) error) error {
			var p punctuality
			err := scan(&p.Status, &p.Bodies, &p.Days)
			page.Punctuality = append(page.Punctuality, p)
			return err
		}},
		{"unexplained", regionDoubtSQL, func(scan func(...any) error) error {
			var d regionDoubt
			err := scan(&d.Subject, &d.Code, &zh, &en, &d.Published, &d.Built, &d.Difference, &d.Missing)
			d.Label = a.either(zh, en)
			for _, number := range []*string{&d.Published, &d.Built, &d.Difference} {
				shorten(number)
			}
			page.Doubts = append(page.Doubts, d)
			return err
		}},
	} {
		if err := eachRow(ctx, source, part.query, part.row, region.Code, year); err != nil {
			return page, fmt.Errorf("%s: %w", part.name, err)
		}
	}
	var err error
	page.Missing, err = listMissing(ctx, source, region.Code, year)
	return page, err
}
