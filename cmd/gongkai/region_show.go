package main

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/queries/page"
	"gongkai/render"
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
	if err := a.oneOf(&o.format, o.asJSON, "text", "markdown", "json"); err != nil {
		return err
	}
	session, err := a.regionAndYear(ctx, text, o.year, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	p, err := page.ReadRegion(ctx, session.Query, page.RegionOptions{
		Region: session.region, Year: session.year, Language: a.say.Language,
		Reading: o.reading.page(),
	})
	if err != nil {
		return err
	}
	if o.format == "json" {
		return writeJSON(a.out, p)
	}
	return render.Region(a.out, a.say, &p, a.style(o.format))
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
