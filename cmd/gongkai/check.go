package main

import (
	"context"
	"encoding/csv"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/queries/page/card"
	"gongkai/render"
)

// checkOptions are the flags of check.
type checkOptions struct {
	severity string
	failOn   string
	region   string
	year     int
	rule     string
	all      bool
	format   string
	asJSON   bool
	report   string
	file     string
	cards    bool
	out      string // of cards
	bundle   string
	reading  reading
}

func newCheck(a *app) *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use: "check [--severity S] [--fail-on S] [--region R] [--year Y] [--rule R] [--all] " +
			"[--report AGENCY | --file PATH | --cards --out DIR | --bundle FILE.html]",
		Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runCheck(cmd.Context(), a, o) },
	}
	a.describe(cmd, "check", 0, 1, 2, 3, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.severity, "severity", string(report.Warning), a.say.Text("flag.severity"))
	flags.StringVar(&o.failOn, "fail-on", "", a.say.Text("flag.fail_on"))
	a.addRegion(cmd, &o.region)
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.year"))
	flags.StringVar(&o.rule, "rule", "", a.say.Text("flag.rule"))
	flags.BoolVar(&o.all, "all", false, a.say.Text("flag.check_all"))
	flags.StringVar(&o.report, "report", "", a.say.Text("flag.check_report"))
	flags.StringVar(&o.file, "file", "", a.say.Text("flag.check_file"))
	flags.BoolVar(&o.cards, "cards", false, a.say.Text("flag.check_cards"))
	flags.StringVar(&o.out, "out", "", a.say.Text("flag.cards_out"))
	flags.StringVar(&o.bundle, "bundle", "", a.say.Text("flag.check_bundle"))
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.check_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.addReading(cmd, &o.reading)
	for _, sub := range []*cobra.Command{
		newCheckRule(a, "accept"), newCheckRule(a, "dismiss"), newCheckRule(a, "reopen"), newCheckExport(a), newCheckImport(a),
	} {
		a.complete(sub)
		cmd.AddCommand(sub)
	}
	return cmd
}

// runCheck lists the open findings of the reports that count, or prints a report card, and fails where a finding is as
// severe as --fail-on.
func runCheck(ctx context.Context, a *app, o checkOptions) error {
	for _, f := range []struct{ flag, value string }{{"severity", o.severity}, {"fail-on", o.failOn}} {
		if f.value != "" && !report.Severity(f.value).AtLeast(report.Info) {
			return wrongUse(a.say.Text("usage.severity", "flag", f.flag, "value", f.value))
		}
	}
	switch {
	case o.report != "" && o.file != "", (o.cards || o.bundle != "") && (o.report != "" || o.file != ""), o.cards && o.bundle != "":
		return wrongUse(a.say.Text("usage.report_or_file"))
	case o.out != "" && !o.cards:
		return wrongUse(a.say.Text("usage.cards_out"))
	case o.cards:
		return runCheckCards(ctx, a, o)
	case o.bundle != "":
		return runCheckBundle(a, o)
	case o.file != "":
		return runCheckFile(ctx, a, o)
	case o.report != "":
		return runCheckReport(ctx, a, o)
	}
	if err := a.oneOf(&o.format, o.asJSON, "table", "csv", "json"); err != nil {
		return err
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	all, err := a.findings(ctx, session.Query, o)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	stale, err := job.StaleReports(ctx, session.Query)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	if err := a.writeFindings(card.AtLeast(all, report.Severity(o.severity)), stale, o.format); err != nil {
		return err
	}
	return failOn(all, o.failOn)
}

// askedRegion returns the code of the region that is asked for, where it and the rule exist.
func (o checkOptions) askedRegion(ctx context.Context, source page.Source) (string, error) {
	region, err := page.RegionCode(o.region, o.year)
	if err != nil {
		return "", err
	}
	return region, page.CheckFilters(ctx, source, region, o.rule)
}

// findings reads the findings that nobody has ruled on, with --all the others too, of those severities that are listed or can fail.
func (a *app) findings(ctx context.Context, source page.Source, o checkOptions) ([]page.Finding, error) {
	region, err := o.askedRegion(ctx, source)
	if err != nil {
		return nil, err
	}
	list, err := page.Findings(ctx, source, a.say, page.FindingQuery{Region: region, Year: o.year, Rule: o.rule, Severity: o.least()})
	if err != nil || o.all {
		return list, err
	}
	return card.Open(list), nil
}

// least returns the least severity that matters. A report has dozens of notes, that are listed when they are asked for.
func (o checkOptions) least() report.Severity {
	severity, failOn := report.Severity(o.severity), report.Severity(o.failOn)
	if failOn != "" && severity.AtLeast(failOn) {
		return failOn
	}
	return severity
}

// failOn fails where a finding that nobody ruled on is as severe as the floor.
func failOn(list []page.Finding, floor string) error {
	if floor == "" {
		return nil
	}
	if severe := len(card.Open(card.AtLeast(list, report.Severity(floor)))); severe > 0 {
		return fmt.Errorf("%w: %d", fault.ErrFindings, severe)
	}
	return nil
}

// writeFindings prints findings in a format, and of how many reports an older parser made them.
func (a *app) writeFindings(list []page.Finding, stale int, format string) error {
	switch format {
	case "csv":
		a.staleNotice(stale, a.notef)
		return csv.NewWriter(a.out).WriteAll(render.FindingTable(a.say, list))
	case "json":
		return writeJSON(a.out, struct {
			Findings []page.Finding `json:"findings"`
			Stale    int            `json:"stale_reports"` // that an older parser or older rules read, of the whole warehouse
		}{list, stale})
	}
	err := render.Findings(a.out, a.say, list)
	a.staleNotice(stale, a.linef)
	return err
}
