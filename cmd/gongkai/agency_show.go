package main

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/queries/page"
	"gongkai/render"
)

// agencyShowOptions are the flags of agency show.
type agencyShowOptions struct {
	region  string
	format  string
	asJSON  bool
	reading reading
}

func newAgencyShow(a *app) *cobra.Command {
	var o agencyShowOptions
	cmd := &cobra.Command{
		Use: "show NAME [--region R] [--format text|markdown|json]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_agency"))
			}
			return runAgencyShow(cmd.Context(), a, o, args[0])
		},
	}
	a.describe(cmd, "agency_show", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.region, "region", "", a.say.Text("flag.agency_region"))
	flags.StringVar(&o.format, "format", "text", a.say.Text("flag.page_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	return cmd
}

// runAgencyShow prints one body over the years.
func runAgencyShow(ctx context.Context, a *app, o agencyShowOptions, text string) error {
	if err := a.oneOf(&o.format, o.asJSON, "text", "markdown", "json"); err != nil {
		return err
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	body, err := page.FindAgency(ctx, session.Query, text, o.region)
	if err != nil {
		return err
	}
	p, err := page.ReadAgency(ctx, session.Query, a.say.Language, body.ID)
	if err != nil {
		return err
	}
	if o.format == "json" {
		return writeJSON(a.out, p)
	}
	return render.Agency(a.out, a.say, &p, a.style(o.format))
}
