package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/renameio/v2"
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

func runAgencyList(ctx context.Context, a *app, o agencyListOptions) error {
	if err := a.oneOf(&o.format, o.asJSON, "table", "csv", "json", "xlsx"); err != nil {
		return err
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
	if o.region, err = page.RegionCode(o.region, o.year); err != nil {
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
		return render.AgencyListCSV(a.out, list.Agencies)
	case "xlsx":
		content, err := render.AgencyListSheet(a.say, list.Agencies)
		if err != nil {
			return fmt.Errorf("agency list %s: %w", o.out, err)
		}
		return a.writeList(o.out, content, "agency.written", "count", len(list.Agencies), "path", o.out)
	}
	table := render.AgencyList(a.say, list.Agencies, o.year != 0)
	return a.showList(&table, "agency.count", "count", len(list.Agencies))
}

// showList prints a table and the sentence below it.
func (a *app) showList(t *rows.Table, key string, about ...any) error {
	t.Terminal = a.outTerminal
	if err := t.Write(a.out); err != nil {
		return err
	}
	a.printf("%s\n", a.say.Text(key, about...))
	return nil
}

// writeList writes a workbook and says so.
func (a *app) writeList(path string, content []byte, key string, about ...any) error {
	if err := renameio.WriteFile(path, content, 0o666); err != nil {
		return err
	}
	a.printf("%s\n", a.say.Text(key, about...))
	return nil
}
