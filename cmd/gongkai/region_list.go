package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
	"gongkai/queries/page"
	"gongkai/render"
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
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.list_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runRegionList prints the regions that the program knows: every region that a name may mean, or a region and what is inside it.
func runRegionList(a *app, o regionListOptions, args []string) error {
	if err := a.oneOf(&o.format, o.asJSON, "table", "csv", "json"); err != nil {
		return err
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
	switch o.format {
	case "json":
		return writeJSON(a.out, list)
	case "csv":
		return render.RegionListCSV(a.out, &list)
	}
	shown := render.RegionList(a.say, &list)
	return a.showList(&shown, "region.count", "count", len(list.Regions), "year", list.Year)
}
