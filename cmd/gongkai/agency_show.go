package main

import (
	"context"
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/internal/report"
)

//go:embed sql/agency_page.sql
var agencyPageSQL string

//go:embed sql/agency_link.sql
var agencyLinkSQL string

//go:embed sql/agency_year.sql
var agencyYearSQL string

//go:embed sql/agency_value.sql
var agencyValueSQL string

//go:embed sql/agency_version.sql
var agencyVersionSQL string

// agencyShowOptions are the flags of agency show.
type agencyShowOptions struct {
	region  string
	format  string
	asJSON  bool
	reading reading
}

// agencyPage is one body over the years, as `agency show --json` prints it.
type agencyPage struct {
	AgencyID   string          `json:"agency_id"`
	Agency     string          `json:"agency"`
	RegionCode string          `json:"region_code"`
	Region     string          `json:"region"`
	Level      string          `json:"level"`
	Kind       string          `json:"kind"`
	System     string          `json:"system"`
	ValidFrom  string          `json:"valid_from"`
	ValidTo    string          `json:"valid_to"`
	Names      []string        `json:"names"` // others that stand for it
	Before     []agencyLink    `json:"before"`
	After      []agencyLink    `json:"after"`
	Years      []agencyYear    `json:"years"`
	Measures   []agencyMeasure `json:"measures"`
	Versions   []agencyVersion `json:"versions"`
}

// agencyLink is a body that this one took over from, or that took over from it.
type agencyLink struct {
	Agency string `json:"agency"`
	Since  string `json:"since"`
}

// agencyYear is what became of the report for a year.
type agencyYear struct {
	Year        int               `json:"year"`
	Register    string            `json:"register"` // its status on the register, empty where it is not on it
	Contact     string            `json:"contact"`
	Standing    string            `json:"standing"`
	Punctual    string            `json:"punctuality"`
	Deadline    string            `json:"deadline"`
	DaysLate    *int              `json:"days_late"`
	PublishedOn string            `json:"published_on"`
	Title       string            `json:"title"`
	Scopes      map[string]string `json:"scopes"`
	Form        string            `json:"form"`
	Renditions  int               `json:"renditions"`
	Errors      int               `json:"errors"` // that nobody ruled on, as Warnings
	Warnings    int               `json:"warnings"`

	versionID int64
}

// agencyMeasure is one main indicator over the years.
type agencyMeasure struct {
	Code   string             `json:"code"`
	Label  string             `json:"label"`
	Unit   string             `json:"unit"`
	Values map[string]*string `json:"values"` // by year; null is a cell without a value
	States map[string]string  `json:"states"`
}

// agencyVersion is one rendition of one report.
type agencyVersion struct {
	Year        int    `json:"year"`
	Report      string `json:"report"`
	Path        string `json:"path"`
	PublishedOn string `json:"published_on"`
	RecordedAt  string `json:"recorded_at"`
	Cause       string `json:"cause"`
	Correction  bool   `json:"correction"`
	Counts      bool   `json:"counts"`
	// TakenFrom is another document of the report for which a person settled the fields in Taken; empty where nothing is taken over.
	TakenFrom string   `json:"taken_from,omitempty"`
	Taken     []string `json:"taken,omitempty"`
}

func newAgencyShow(a *app) *cobra.Command {
	var o agencyShowOptions
	cmd := &cobra.Command{
		Use: "show NAME [--region R] [--format text|markdown|json]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_agency"))
			}
			return runAgencyShow(cmd.Context(), a, o, args[0])
		},
	}
	a.describe(cmd, "agency_show", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.region, "region", "", a.say.Text("flag.agency_region"))
	flags.StringVar(&o.format, "format", "text", a.say.Text("flag.page_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	return cmd
}

// runAgencyShow prints one body over the years.
func runAgencyShow(ctx context.Context, a *app, o agencyShowOptions, text string) error {
	if o.asJSON {
		o.format = "json"
	}
	if !slices.Contains([]string{"text", "markdown", "json"}, o.format) {
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "text, markdown, json"))
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	body, err := a.findAgency(ctx, session.Query, text, o.region)
	if err != nil {
		return err
	}
	p, err := a.agencyPage(ctx, session.Query, body.ID)
	if err != nil {
		return err
	}
	switch o.format {
	case "json":
		return writeJSON(a.out, p)
	case "markdown":
		return a.writePage(&p, markdownCard(), true)
	}
	return a.writePage(&p, plainCard(), false)
}

// agencyPage reads all that a page shows.
func (a *app) agencyPage(ctx context.Context, source querySource, id int64) (agencyPage, error) {
	p := agencyPage{
		AgencyID: strconv.FormatInt(id, 10), Names: []string{}, Before: []agencyLink{}, After: []agencyLink{},
		Years: []agencyYear{}, Measures: []agencyMeasure{}, Versions: []agencyVersion{},
	}
	for _, part := range []struct {
		query string
		row   func(scan func(...any) error) error
	}{
		{agencyPageSQL, func(scan func(...any) error) error {
			return scan(&p.Agency, &p.RegionCode, &p.Region, &p.Level, &p.Kind, &p.System, &p.ValidFrom, &p.ValidTo)
		}},
		{agencyLinkSQL, p.addLink},
		{agencyYearSQL, p.addYear},
		{agencyValueSQL, func(scan func(...any) error) error { return p.addValue(a, scan) }},
		{agencyVersionSQL, p.addVersion},
	} {
		if err := eachRow(ctx, source, part.query, part.row, id); err != nil {
			return p, err
		}
	}
	return p, nil
}

func (p *agencyPage) addLink(scan func(...any) error) error {
	var link string
	var one agencyLink
	if err := scan(&link, &one.Agency, &one.Since); err != nil {
		return err
	}
	switch link {
	case "name":
		p.Names = append(p.Names, one.Agency)
	case "before":
		p.Before = append(p.Before, one)
	default:
		p.After = append(p.After, one)
	}
	return nil
}

func (p *agencyPage) addYear(scan func(...any) error) error {
	var y agencyYear
	var disclosure, request, appeal string
	err := scan(&y.Year, &y.Register, &y.Contact, &y.Standing, &y.Punctual, &y.Deadline, &y.DaysLate, &y.PublishedOn, &y.Title,
		&disclosure, &request, &appeal, &y.Form, &y.Renditions, &y.Errors, &y.Warnings, &y.versionID)
	y.Scopes = map[string]string{"disclosure": disclosure, "request": request, "appeal": appeal}
	p.Years = append(p.Years, y)
	return err
}

func (p *agencyPage) addValue(a *app, scan func(...any) error) error {
	var year int
	var code, zh, en, unit, state string
	var value *string
	if err := scan(&year, &code, &zh, &en, &unit, &value, &state); err != nil {
		return err
	}
	if n := len(p.Measures); n == 0 || p.Measures[n-1].Code != code {
		p.Measures = append(p.Measures, agencyMeasure{
			Code: code, Label: a.either(zh, en), Unit: unit, Values: map[string]*string{}, States: map[string]string{},
		})
	}
	m := &p.Measures[len(p.Measures)-1]
	m.Values[strconv.Itoa(year)], m.States[strconv.Itoa(year)] = value, state
	return nil
}

func (p *agencyPage) addVersion(scan func(...any) error) error {
	var v agencyVersion
	var sha, taken string
	var ordinal int
	err := scan(&v.Year, &sha, &ordinal, &v.Path, &v.PublishedOn, &v.RecordedAt, &v.Cause, &v.Correction, &v.Counts, &v.TakenFrom, &taken)
	v.Taken = strings.Fields(taken)
	v.Report = report.Name(sha, ordinal)
	p.Versions = append(p.Versions, v)
	return err
}
