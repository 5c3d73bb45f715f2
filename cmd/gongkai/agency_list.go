package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/rows"
)

// agencyListOptions are the flags of agency list.
type agencyListOptions struct {
	region, kind, level, system string
	year                        int
	standing                    string
	format, out                 string
	asJSON                      bool
	reading                     reading
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
	if o.standing != "" && (o.year == 0 || !slices.Contains(page.Standings(), o.standing)) {
		return wrongUse(a.say.Text("usage.standing", "standings", strings.Join(page.Standings(), ", ")))
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
	list, err := page.ListAgencies(ctx, session.Query, page.AgencyListOptions{
		Region: o.region, Kind: o.kind, Level: o.level, System: o.system, Year: o.year, Standing: o.standing,
	})
	if err != nil {
		return err
	}
	if o.year != 0 {
		a.noteUnknown(list.Known, named, o.year)
	}
	switch o.format {
	case "json":
		return writeJSON(a.out, list)
	case "csv":
		return a.agenciesCSV(list.Agencies)
	case "xlsx":
		return a.writeAgencies(list.Agencies, o.out)
	}
	return a.showAgencies(list.Agencies, o.year != 0)
}

// showAgencies prints a table for people; with a year it says what became of each report.
func (a *app) showAgencies(list []page.ListedAgency, withYear bool) error {
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
		kind := render.Word(a.say, "agency.kind.", one.Kind)
		if one.System != "" {
			kind += " (" + one.System + ")"
		}
		row := []string{
			one.Name, strings.TrimSpace(one.Region + " " + one.RegionCode), render.Word(a.say, "agency.level.", one.Level), kind,
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
