package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"gongkai/internal/report"
	"gongkai/queries"
	"gongkai/queries/page"
	"gongkai/render"
)

// restatementOptions are the flags of restatement.
type restatementOptions struct {
	since   string
	reading reading
	region  string
	year    int
	format  string
	asJSON  bool
}

func newRestatement(a *app) *cobra.Command {
	var o restatementOptions
	cmd := &cobra.Command{
		Use: "restatement --since DAY [--as-of DAY] [--region R] [--year Y] [--format table|json|csv]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.oneOf(&o.format, o.asJSON, "table", "csv", "json"); err != nil {
				return err
			}
			summary, err := runRestatement(cmd.Context(), a, o)
			if err != nil {
				return err
			}
			return a.showRestatement(summary, o.format)
		},
	}
	a.describe(cmd, "restatement", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.since, "since", "", a.say.Text("flag.since"))
	a.addReading(cmd, &o.reading)
	a.addRegion(cmd, &o.region)
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.year"))
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.list_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runRestatement compares what the views answer at the ends of two days.
func runRestatement(ctx context.Context, a *app, o restatementOptions) (page.Restatement, error) {
	var out page.Restatement
	since, err := time.Parse(time.DateOnly, o.since)
	if err != nil {
		return out, wrongUse(a.say.Text("usage.since", "day", o.since))
	}
	if o.region, err = page.RegionCode(o.region, o.year); err != nil {
		return out, err
	}
	if o.reading.release != "" {
		return out, wrongUse(a.say.Text("usage.restatement_release"))
	}
	options, err := a.options(o.reading)
	if err != nil {
		return out, err
	}
	span := queries.Span{Since: dateOf(since), Until: options.AsOf, Region: o.region, Year: o.year}
	if span.Until.IsZero() {
		span.Until = dateOf(report.Shanghai(a.now()))
	}
	if !span.Since.Time().Before(span.Until.Time()) {
		return out, wrongUse(a.say.Text("usage.since_before", "since", span.Since, "until", span.Until))
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return out, err
	}
	defer session.Close()
	if err := page.CheckFilters(ctx, session.Query, o.region, ""); err != nil {
		return out, err
	}
	return page.ReadRestatement(ctx, session, span, o.reading.values)
}

func dateOf(t time.Time) report.Date {
	return report.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

func (a *app) showRestatement(r page.Restatement, format string) error {
	switch format {
	case "json":
		return writeJSON(a.out, r)
	case "csv":
		return render.RestatementCSV(a.out, &r)
	}
	return render.Restatement(a.out, a.say, &r)
}
