package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/render/web"
)

// regionShowOptions are the flags of region show.
type regionShowOptions struct {
	year    int
	format  string
	asJSON  bool
	reading reading
}

func newRegionShow(a *app) *cobra.Command {
	var o regionShowOptions
	cmd := &cobra.Command{
		Use:  "show REGION [--year Y] [--format text|markdown|html|json]",
		Args: a.oneRegion,
		RunE: func(cmd *cobra.Command, args []string) error { return runRegionShow(cmd.Context(), a, o, args[0]) },
	}
	a.describe(cmd, "region_show", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.region_year"))
	flags.StringVar(&o.format, "format", "text", a.say.Text("flag.region_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	return cmd
}

// runRegionShow prints the page of a region.
func runRegionShow(ctx context.Context, a *app, o regionShowOptions, text string) error {
	if err := a.oneOf(&o.format, o.asJSON, "text", "markdown", "html", "json"); err != nil {
		return err
	}
	session, err := a.regionAndYear(ctx, text, o.year, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	asked := page.RegionOptions{Region: session.region, Year: session.year, Language: a.say.Language, Reading: o.reading.page()}
	p, err := page.ReadRegion(ctx, session.Query, asked)
	if err != nil {
		return err
	}
	switch o.format {
	case "json":
		return writeJSON(a.out, p)
	case "html":
		return a.regionFile(ctx, session, asked, &p)
	}
	return render.Region(a.out, a.say, &p, a.style(o.format))
}

// regionFile prints the page that serve shows, as one file that needs nothing beside it.
func (a *app) regionFile(ctx context.Context, session *regionSession, asked page.RegionOptions, p *page.Region) error {
	charts, err := page.ReadRegionCharts(ctx, session.Query, asked)
	if err != nil {
		return err
	}
	v, err := readVersion()
	if err != nil {
		return err
	}
	day := report.Shanghai(a.now()).Format(time.DateOnly)
	site := web.Site{
		Say: a.say, Address: web.Address{Language: a.say.Language, Off: true}, Version: v.Version, Day: day,
		Shown: a.say.Text("web.of_day", "day", day), Creator: a.settings().Export.Creator,
	}
	return site.Write(a.out, site.Region(web.RegionPage{Region: p, Charts: &charts}))
}

// style is that of a page in a format, text or markdown.
func (a *app) style(format string) render.Style {
	style := render.Plain()
	if format == "markdown" {
		style = render.Markdown()
	}
	style.Terminal = a.outTerminal
	return style
}
