package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/internal/report"
	"gongkai/render"
)

// checkExportOptions are the flags of check export.
type checkExportOptions struct {
	out      string
	severity string
	region   string
	year     int
	rule     string
	asOf     string
}

func newCheckExport(a *app) *cobra.Command {
	var o checkExportOptions
	cmd := &cobra.Command{
		Use: "export --out FILE.xlsx [--severity S] [--region R] [--year Y] [--rule R]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runCheckExport(cmd.Context(), a, o) },
	}
	a.describe(cmd, "check_export", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.out, "out", "", a.say.Text("flag.workbook"))
	flags.StringVar(&o.severity, "severity", string(report.Warning), a.say.Text("flag.severity"))
	a.addRegion(cmd, &o.region)
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.year"))
	flags.StringVar(&o.rule, "rule", "", a.say.Text("flag.rule"))
	flags.StringVar(&o.asOf, "as-of", "", a.say.Text("flag.as_of"))
	return cmd
}

// maxWorkbookRows is how many findings one workbook takes; the format itself ends at 1,048,576 rows.
const maxWorkbookRows = 100_000

// runCheckExport writes the findings that nobody has ruled on as a workbook to be filled in.
func runCheckExport(ctx context.Context, a *app, o checkExportOptions) (err error) {
	if o.out == "" {
		return wrongUse(a.say.Text("usage.no_workbook"))
	}
	if !report.Severity(o.severity).AtLeast(report.Info) {
		return wrongUse(a.say.Text("usage.severity", "flag", "severity", "value", o.severity))
	}
	session, err := a.openReading(ctx, reading{asOf: o.asOf})
	if err != nil {
		return err
	}
	defer session.Close()
	list, err := a.findings(ctx, session.Query, checkOptions{region: o.region, year: o.year, rule: o.rule, severity: o.severity})
	if err != nil {
		return err
	}
	if len(list) > maxWorkbookRows {
		return wrongUse(a.say.Text("usage.workbook_rows", "count", len(list), "most", maxWorkbookRows))
	}
	content, err := render.FindingWorkbook(a.say, list)
	if err != nil {
		return fmt.Errorf("check export %s: %w", o.out, err)
	}
	if err := a.writeList(o.out, content, "workbook.written", "count", len(list), "path", o.out); err != nil {
		return fmt.Errorf("check export: %w", err)
	}
	return nil
}
