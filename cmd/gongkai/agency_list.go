package main

import (
	"context"
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/rows"
)

//go:embed sql/agency_list.sql
var agencyListSQL string

// agencyListOptions are the flags of agency list.
type agencyListOptions struct {
	region, kind, level, system string
	year                        int
	standing                    string
	format, out                 string
	asJSON                      bool
	reading                     reading
}

// listedAgency is one body as `agency list --json` prints it.
type listedAgency struct {
	AgencyID   string `json:"agency_id"` // a text: more digits than a JSON number keeps
	Agency     string `json:"agency"`
	RegionCode string `json:"region_code"`
	Region     string `json:"region"`
	Level      string `json:"level"`
	Kind       string `json:"kind"`
	System     string `json:"system"`
	ValidFrom  string `json:"valid_from"`
	ValidTo    string `json:"valid_to"`
	FirstYear  int    `json:"first_year"` // 0 where it gave no report, as LastYear
	LastYear   int    `json:"last_year"`
	Reports    int    `json:"reports"`
	Standing   string `json:"standing,omitempty"` // with --year
	From       string `json:"expected_from,omitempty"`
	Contact    string `json:"contact,omitempty"`
	Year       int    `json:"year,omitempty"`   // that of --year
	Status     string `json:"status,omitempty"` // on the register for it, unlisted where it does not name the body
}

// standings are what can have become of a body's report for a year.
func standings() []string {
	return []string{"reported", "missing", "exempt", "merged", "nil", "unexpected"}
}

// agencyLevels are the levels of bodies.
func agencyLevels() []string { return []string{"nation", "province", "city", "county", "town"} }

// agencyKinds are the sorts of bodies.
func agencyKinds() []string {
	return []string{"government", "office", "department", "zone_committee", "township", "vertical", "other"}
}

func newAgencyList(a *app) *cobra.Command {
	var o agencyListOptions
	cmd := &cobra.Command{
		Use:  "list [--region R] [--kind K] [--level L] [--system S] [--year Y [--standing S]] [--format F] [--out FILE]",
		Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runAgencyList(cmd.Context(), a, o) },
	}
	a.describe(cmd, "agency_list", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	a.addRegion(cmd, &o.region)
	flags.StringVar(&o.kind, "kind", "", a.say.Text("flag.agency_kind"))
	flags.StringVar(&o.level, "level", "", a.say.Text("flag.agency_level"))
	flags.StringVar(&o.system, "system", "", a.say.Text("flag.agency_system"))
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.agency_year"))
	flags.StringVar(&o.standing, "standing", "", a.say.Text("flag.standing"))
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.missing_format"))
	flags.StringVar(&o.out, "out", "", a.say.Text("flag.missing_out"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	return cmd
}

// runAgencyList lists bodies.
func runAgencyList(ctx context.Context, a *app, o agencyListOptions) error {
	if o.asJSON {
		o.format = "json"
	}
	if !slices.Contains([]string{"table", "csv", "json", "xlsx"}, o.format) {
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "table, csv, json, xlsx"))
	}
	if (o.format == "xlsx") != (o.out != "") {
		return wrongUse(a.say.Text("usage.missing_out"))
	}
	if o.standing != "" && (o.year == 0 || !slices.Contains(standings(), o.standing)) {
		return wrongUse(a.say.Text("usage.standing", "standings", strings.Join(standings(), ", ")))
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	named := o.region
	if o.region, err = a.regionFilter(o.region, o.year); err != nil {
		return err
	}
	list := []listedAgency{}
	err = eachRow(ctx, session.Query, agencyListSQL, func(scan func(...any) error) error {
		var one listedAgency
		var id int64
		err := scan(&id, &one.Agency, &one.RegionCode, &one.Region, &one.Level, &one.Kind, &one.System, &one.ValidFrom, &one.ValidTo,
			&one.FirstYear, &one.LastYear, &one.Reports, &one.Standing, &one.From, &one.Contact, &one.Status)
		one.Year = o.year
		one.AgencyID = strconv.FormatInt(id, 10)
		list = append(list, one)
		return err
	}, o.region, o.kind, o.level, o.system, o.year, o.standing)
	if err != nil {
		return err
	}
	if o.year != 0 {
		known, err := knownOf(ctx, session.Query, o.region, o.year)
		if err != nil {
			return err
		}
		if known.isUnknown() {
			for _, line := range a.unknownText(known, named, o.year) {
				a.notef("%s", line)
			}
		}
	}
	switch o.format {
	case "json":
		return writeJSON(a.out, struct {
			Agencies []listedAgency `json:"agencies"`
		}{list})
	case "csv":
		return a.agenciesCSV(list)
	case "xlsx":
		return a.writeAgencies(list, o.out)
	}
	return a.showAgencies(list, o.year != 0)
}

// showAgencies prints a table for people; with a year it says what became of each report.
func (a *app) showAgencies(list []listedAgency, withYear bool) error {
	g := &rows.Table{Right: map[int]bool{}, Terminal: a.outTerminal}
	for _, key := range []string{"agency", "region", "level", "kind", "years", "reports"} {
		g.Header = append(g.Header, a.say.Text("agency.column."+key))
	}
	g.Right[5] = true
	if withYear {
		g.Header = append(g.Header, a.say.Text("agency.column.standing"), a.say.Text("agency.column.contact"))
	}
	for _, one := range list {
		years := yearText(one.FirstYear)
		if one.LastYear != one.FirstYear {
			years += "–" + yearText(one.LastYear)
		}
		kind := a.wordFor("agency.kind.", one.Kind)
		if one.System != "" {
			kind += " (" + one.System + ")"
		}
		row := []string{
			one.Agency, strings.TrimSpace(one.Region + " " + one.RegionCode), a.wordFor("agency.level.", one.Level), kind,
			years, strconv.Itoa(one.Reports),
		}
		if withYear {
			row = append(row, a.say.Text("agency.standing."+one.Standing), one.Contact)
		}
		g.Add(row...)
	}
	if err := g.Write(a.out); err != nil {
		return err
	}
	a.printf("%s\n", a.say.Text("agency.count", "count", len(list)))
	return nil
}
