package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/internal/fault"
	"gongkai/queries/page"
	"gongkai/render"
)

// regionMissingOptions are the flags of region missing.
type regionMissingOptions struct {
	year    int
	format  string
	out     string
	asJSON  bool
	reading reading
}

func newRegionMissing(a *app) *cobra.Command {
	var o regionMissingOptions
	cmd := &cobra.Command{
		Use:  "missing REGION [--year Y] [--format table|csv|json|xlsx] [--out FILE]",
		Args: a.oneRegion,
		RunE: func(cmd *cobra.Command, args []string) error { return runRegionMissing(cmd.Context(), a, o, args[0]) },
	}
	a.describe(cmd, "region_missing", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.region_year"))
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.missing_format"))
	flags.StringVar(&o.out, "out", "", a.say.Text("flag.missing_out"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	return cmd
}

// runRegionMissing lists who a region's totals still need, by deadline.
func runRegionMissing(ctx context.Context, a *app, o regionMissingOptions, text string) error {
	if err := a.oneOf(&o.format, o.asJSON, "table", "csv", "json", "xlsx"); err != nil {
		return err
	}
	if (o.format == "xlsx") != (o.out != "") {
		return wrongUse(a.say.Text("usage.missing_out"))
	}
	session, err := a.regionAndYear(ctx, text, o.year, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	missing, err := page.ReadMissing(ctx, session.Query, session.region, session.year)
	if err != nil {
		return err
	}
	if err := a.writeMissingAs(o, &missing); err != nil {
		return err
	}
	if missing.Known.IsUnknown() {
		return errNothingKnown
	}
	return nil
}

// errNothingKnown ends a command that has said itself that nothing is known of the year.
var errNothingKnown = fmt.Errorf("nothing is known of the year: %w", fault.ErrDiffers)

// writeMissingAs writes the list in the format asked for. Where nothing is known of the year it says so, also beside a list of
// those who reported in other years.
func (a *app) writeMissingAs(o regionMissingOptions, m *page.Missing) error {
	if o.format != "json" {
		a.noteUnknown(m.Known, m.Region, m.Year)
	}
	switch o.format {
	case "json":
		return writeJSON(a.out, m)
	case "csv":
		return render.MissingCSV(a.out, m)
	case "xlsx":
		content, err := render.MissingSheet(a.say, m)
		if err != nil {
			return fmt.Errorf("region missing %s: %w", o.out, err)
		}
		return a.writeList(o.out, content, "region.written", "count", len(m.Missing), "region", m.Region, "path", o.out)
	}
	if len(m.Missing) == 0 {
		if !m.Known.IsUnknown() {
			a.printf("%s\n", render.NobodyMissing(a.say, m.Known, m.Region, m.Year))
		}
		return nil
	}
	t := render.Missing(a.say, m)
	key := "region.missing_count"
	if !m.IsDueKnown() {
		key = "region.missing_count_unknown"
	}
	return a.showList(&t, key, "count", len(m.Missing), "region", m.Region, "year", m.Year)
}

// noteUnknown says so where nothing is known of a year.
func (a *app) noteUnknown(known page.YearKnown, region string, year int) {
	if !known.IsUnknown() {
		return
	}
	for _, line := range render.Unknown(a.say, known, region, year) {
		a.notef("%s", line)
	}
}
