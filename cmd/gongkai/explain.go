package main

import (
	"context"

	"github.com/spf13/cobra"
)

func newExplain(a *app) *cobra.Command {
	var o explainReportOptions
	asJSON := false
	cmd := &cobra.Command{
		Use:  "explain --report REPORT [--region R] [--year Y] [--format text|markdown|json]",
		Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON {
				o.format = "json"
			}
			return runExplain(cmd.Context(), a, o)
		},
	}
	a.describe(cmd, "explain", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.report, "report", "", a.say.Text("flag.explain_report"))
	flags.StringVar(&o.region, "region", "", a.say.Text("flag.agency_region"))
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.year"))
	flags.StringVar(&o.format, "format", "text", a.say.Text("flag.page_format"))
	flags.BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	return cmd
}

// runExplain explains a report.
func runExplain(ctx context.Context, a *app, o explainReportOptions) error {
	if o.report == "" {
		return wrongUse(a.say.Text("usage.explain_report"))
	}
	return runExplainReport(ctx, a, o)
}
