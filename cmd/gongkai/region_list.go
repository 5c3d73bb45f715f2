package main

import (
	"encoding/csv"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
	"gongkai/queries/page"
	"gongkai/rows"
)

// regionListOptions are the flags of region list.
type regionListOptions struct {
	year   int
	level  string
	format string
	asJSON bool
}

func newRegionList(a *app) *cobra.Command {
	var o regionListOptions
	cmd := &cobra.Command{
		Use:  "list [REGION] [--year Y] [--level L] [--format table|csv|json]",
		RunE: func(_ *cobra.Command, args []string) error { return runRegionList(a, o, args) },
	}
	a.describe(cmd, "region_list", 0, 2)
	annotate(cmd, annotationTolerant, "yes")
	flags := cmd.Flags()
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.region_list_year"))
	flags.StringVar(&o.level, "level", "", a.say.Text("flag.level"))
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.sql_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runRegionList prints the regions that the program knows: every region that a name may mean, or a region and what is inside it.
func runRegionList(a *app, o regionListOptions, args []string) error {
	if o.asJSON {
		o.format = "json"
	}
	if !slices.Contains([]string{"table", "csv", "json"}, o.format) {
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "table, csv, json"))
	}
	levels := []string{regions.LevelNation, regions.LevelProvince, regions.LevelCity, regions.LevelCounty}
	if o.level != "" && !slices.Contains(levels, o.level) {
		return wrongUse(a.say.Text("usage.level", "level", o.level))
	}
	if len(args) > 1 {
		return wrongUse(a.say.Text("usage.one_region"))
	}
	if o.year == 0 {
		o.year = a.now().Year()
	}
	table, err := regions.Embedded()
	if err != nil {
		return err
	}
	text := ""
	if len(args) == 1 {
		if text = strings.TrimSpace(args[0]); text == "" {
			return wrongUse(a.say.Text("usage.no_region", "region", args[0]))
		}
	}
	list, err := page.ListRegions(table, page.RegionListOptions{Text: text, Level: o.level, Year: o.year})
	if err != nil {
		return err
	}
	return a.writeRegions(&list, o.format)
}

func (a *app) writeRegions(list *page.RegionList, format string) error {
	switch format {
	case "json":
		return writeJSON(a.out, list)
	case "csv":
		w := csv.NewWriter(a.out)
		rows := [][]string{{"code", "name", "level", "kind", "parent_code", "path", "valid_from", "valid_to", "successor_code", "source"}}
		for _, r := range list.Regions {
			rows = append(rows, []string{
				r.Code, r.Name, r.Level, r.Kind, r.Parent, r.Path, orEmpty(r.ValidFrom), orEmpty(r.ValidTo), orEmpty(r.Successor), r.Source,
			})
		}
		return w.WriteAll(rows)
	}
	g := rows.Table{Terminal: a.outTerminal}
	for _, name := range []string{"code", "name", "level", "valid_from", "valid_to", "successor"} {
		g.Header = append(g.Header, a.say.Text("region.column."+name))
	}
	for _, r := range list.Regions {
		level := a.say.Text("level." + r.Level)
		if r.Kind == regions.KindZone {
			level = a.say.Text("level.zone")
		}
		g.Add(r.Code, r.Path, level, orEmpty(r.ValidFrom), orEmpty(r.ValidTo), orEmpty(r.Successor))
	}
	if err := g.Write(a.out); err != nil {
		return err
	}
	a.printf("%s\n", a.say.Text("region.count", "count", len(list.Regions), "year", list.Year))
	return nil
}
