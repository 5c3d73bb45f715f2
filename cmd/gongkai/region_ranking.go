package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
	"gongkai/queries/page"
	"gongkai/render"
)

// regionRankingOptions are the flags of region ranking.
type regionRankingOptions struct {
	indicator string
	year      int
	level     string
	format    string
	out       string
	asJSON    bool
	reading   reading
}

func newRegionRanking(a *app) *cobra.Command {
	var o regionRankingOptions
	cmd := &cobra.Command{
		Use:  "ranking --indicator CODE [--year Y] [--level L] [--format table|csv|json|xlsx] [--out FILE]",
		RunE: func(cmd *cobra.Command, args []string) error { return runRegionRanking(cmd.Context(), a, o, args) },
	}
	a.describe(cmd, "region_ranking", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.indicator, "indicator", "", a.say.Text("flag.ranking_indicator"))
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.ranking_year"))
	flags.StringVar(&o.level, "level", regions.LevelCity, a.say.Text("flag.ranking_level"))
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.missing_format"))
	flags.StringVar(&o.out, "out", "", a.say.Text("flag.missing_out"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	complete(cmd, "level", rankedLevels())
	return cmd
}

// rankedLevels are those with more than one region.
func rankedLevels() []string {
	return []string{regions.LevelProvince, regions.LevelCity, regions.LevelCounty}
}

// runRegionRanking ranks the regions of a level by an indicator or rate, as far as they may be.
func runRegionRanking(ctx context.Context, a *app, o regionRankingOptions, args []string) error {
	if err := a.oneOf(&o.format, o.asJSON, "table", "csv", "json", "xlsx"); err != nil {
		return err
	}
	switch {
	case len(args) > 0 || o.indicator == "":
		return wrongUse(a.say.Text("usage.ranking"))
	case !slices.Contains(rankedLevels(), o.level):
		return wrongUse(a.say.Text("usage.ranking_level", "level", o.level))
	case (o.format == "xlsx") != (o.out != ""):
		return wrongUse(a.say.Text("usage.missing_out"))
	}
	if o.year != 0 {
		if err := a.inYears(o.year, o.reading.asOf); err != nil {
			return err
		}
	}
	if err := a.ofRelease(ctx, &o.reading, &o.year); err != nil {
		return err
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	r, err := page.ReadRanking(ctx, session.Query, page.RankingOptions{
		Code: o.indicator, Level: o.level, Year: o.year, Language: a.say.Language,
	})
	if err != nil {
		return err
	}
	return a.writeRanking(o, &r)
}

// writeRanking writes a ranking in the format asked for.
func (a *app) writeRanking(o regionRankingOptions, r *page.Ranking) error {
	level := a.say.Text("level." + r.Level)
	switch o.format {
	case "json":
		return writeJSON(a.out, r)
	case "csv":
		return render.RankingCSV(a.out, r)
	case "xlsx":
		content, err := render.RankingSheet(a.say, r)
		if err != nil {
			return fmt.Errorf("region ranking %s: %w", o.out, err)
		}
		return a.writeList(o.out, content, "ranking.written", "count", len(r.Regions), "path", o.out)
	}
	a.printf("%s\n", a.say.Text("ranking.title", "label", r.Label, "year", r.Year, "level", level))
	if len(r.Regions) == 0 {
		a.printf("%s\n", a.say.Text("ranking.count", "ranked", 0, "others", 0, "silent", r.Silent))
		return nil
	}
	t := render.Ranking(a.say, r)
	if err := a.showList(&t, "ranking.count", "ranked", r.Ranked, "others", len(r.Regions)-r.Ranked, "silent", r.Silent); err != nil {
		return err
	}
	if r.IsRate && r.Ranked > 0 {
		a.printf("%s\n", a.say.Text("ranking.legend"))
	}
	return nil
}
