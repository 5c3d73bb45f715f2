package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
	"gongkai/queries/page"
	"gongkai/render/chart"
	"gongkai/render/web"
)

// chartOptions are the flags of chart.
type chartOptions struct {
	regions  []string
	from, to int
	out      string
	reading  reading
}

func newChart(a *app) *cobra.Command {
	var o chartOptions
	cmd := &cobra.Command{
		Use:  "chart INDICATOR --region R [--region R] [--from Y] [--to Y] [--out FILE.svg]",
		RunE: func(cmd *cobra.Command, args []string) error { return runChart(cmd.Context(), a, o, args) },
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return a.completeIndicators(cmd), cobra.ShellCompDirectiveNoFileComp
		},
	}
	a.describe(cmd, "chart", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.regions, "region", nil, a.say.Text("flag.chart_region"))
	flags.IntVar(&o.from, "from", 0, a.say.Text("flag.chart_from"))
	flags.IntVar(&o.to, "to", 0, a.say.Text("flag.chart_to"))
	flags.StringVarP(&o.out, "out", "o", "", a.say.Text("flag.chart_out"))
	a.addReading(cmd, &o.reading)
	_ = cmd.RegisterFlagCompletionFunc("region", a.completeRegion)
	return cmd
}

// mostLines is how many lines a chart can have, each with a mark of its own.
const mostLines = 4

// runChart draws an indicator or rate of some regions over the years.
func runChart(ctx context.Context, a *app, o chartOptions, args []string) error {
	switch {
	case len(args) != 1:
		return wrongUse(a.say.Text("usage.one_indicator"))
	case len(o.regions) == 0 || len(o.regions) > mostLines:
		return wrongUse(a.say.Text("usage.chart_regions", "most", mostLines))
	}
	table, err := regions.Embedded()
	if err != nil {
		return err
	}
	q := page.SeriesQuery{Codes: args, Language: a.say.Language}
	for _, text := range o.regions {
		asked := page.RegionYear{Text: text, Year: o.to, Today: o.reading.boundaries == "today", Now: a.now().Year()}
		region, err := asked.Region()
		if err != nil {
			return err
		}
		q.Regions = append(q.Regions, region.Code)
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	known, err := page.ListIndicators(ctx, session.Query, a.say.Language)
	if err != nil {
		return err
	}
	if err := page.KnownIndicator(args[0], known); err != nil {
		return err
	}
	series, err := page.ReadSeries(ctx, session.Query, q)
	if err != nil {
		return err
	}
	for _, code := range q.Regions {
		if !slices.ContainsFunc(series, func(one page.Series) bool { return one.RegionCode == code }) {
			region, _ := table.At(code, o.to)
			a.notef("%s", a.say.Text("chart.nothing", "region", region.Name, "code", code))
		}
	}
	site := web.Site{Say: a.say, Address: web.Address{Language: a.say.Language, Off: true}}
	f := site.Series(page.Between(series, o.from, o.to))
	if f.SVG == "" {
		region, _ := table.At(q.Regions[0], 0)
		return &page.NoReports{Name: strings.TrimSpace(region.Name)}
	}
	svg := chart.Standalone(string(f.SVG), f.Title+" "+f.Unit, f.Source+" "+f.Note)
	if o.out == "" {
		a.printf("%s", svg)
		return nil
	}
	return a.writeList(o.out, []byte(svg), "chart.written", "path", o.out)
}
