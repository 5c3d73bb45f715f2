package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries"
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
	asOf     string
}

func newCheck(a *app) *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use:  "check [--severity S] [--fail-on S] [--region R] [--year Y] [--rule R] [--all] [--as-of DAY] [--report AGENCY | --file PATH]",
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
	flags.StringVar(&o.asOf, "as-of", "", a.say.Text("flag.as_of"))
	flags.StringVar(&o.file, "file", "", a.say.Text("flag.check_file"))
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.check_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
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
	if o.asJSON {
		o.format = "json"
	}
	switch {
	case o.report != "" && o.file != "":
		return wrongUse(a.say.Text("usage.report_or_file"))
	case o.file != "":
		return runCheckFile(ctx, a, o)
	case o.report != "":
		return runCheckReport(ctx, a, o)
	}
	switch o.format {
	case "table", "csv", "json":
	default:
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "table, csv, json"))
	}
	session, err := a.openReading(ctx, reading{asOf: o.asOf})
	if err != nil {
		return err
	}
	defer session.Close()
	if o.region, err = a.regionFilter(o.region, o.year); err != nil {
		return err
	}
	if err := a.knownFilters(ctx, session.Query, o.region, o.rule); err != nil {
		return err
	}
	all, err := a.findings(ctx, session, o)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	stale, err := job.StaleReports(ctx, session.Query)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	if err := a.writeFindings(atLeast(all, o.severity), stale, o.format); err != nil {
		return err
	}
	return failOn(all, o.failOn)
}

// findings reads the findings that nobody has ruled on, with --all the others too, of those severities that are listed or can fail.
func (a *app) findings(ctx context.Context, session *queries.Session, o checkOptions) ([]listedFinding, error) {
	all, err := a.listFindingsOf(ctx, session, findingQuery{region: o.region, year: o.year, rule: o.rule, severity: o.least()})
	if err != nil || o.all {
		return all, err
	}
	var open []listedFinding
	for _, f := range all {
		if f.Verdict == nil {
			open = append(open, f)
		}
	}
	return open, nil
}

// least returns the least severity that matters. A report has dozens of notes, that are listed when they are asked for.
func (o checkOptions) least() report.Severity {
	severity, failOn := report.Severity(o.severity), report.Severity(o.failOn)
	if failOn != "" && severity.AtLeast(failOn) {
		return failOn
	}
	return severity
}

// atLeast returns the findings as severe as the floor or more.
func atLeast(list []listedFinding, floor string) []listedFinding {
	out := []listedFinding{}
	for _, f := range list {
		if report.Severity(f.Severity).AtLeast(report.Severity(floor)) {
			out = append(out, f)
		}
	}
	return out
}

// failOn fails where a finding that nobody ruled on is as severe as the floor.
func failOn(list []listedFinding, floor string) error {
	if floor == "" {
		return nil
	}
	severe := 0
	for _, f := range atLeast(list, floor) {
		if f.Verdict == nil {
			severe++
		}
	}
	if severe > 0 {
		return fmt.Errorf("%w: %d", fault.ErrFindings, severe)
	}
	return nil
}

// knownFilters refuses a code of a region that the warehouse does not have and a rule that no finding and no list of rules has: a misspelt
// filter must not read as "no findings".
func (a *app) knownFilters(ctx context.Context, source querySource, region, rule string) error {
	if region != "" {
		n, err := number(ctx, source, "SELECT count(*) FROM region WHERE code = ?", region)
		if err != nil {
			return err
		}
		if n == 0 {
			return wrongUse(a.say.Text("usage.no_region", "region", region))
		}
	}
	if rule != "" {
		n, err := number(ctx, source, "SELECT count(*) FROM finding WHERE rule = ?", rule)
		if err != nil {
			return err
		}
		if _, known := a.basis(rule); !known && n == 0 {
			return wrongUse(a.say.Text("usage.no_rule", "rule", rule))
		}
	}
	return nil
}

// count runs a query whose result is one whole number.
func count(ctx context.Context, session *queries.Session, query string, args ...any) (int, error) {
	return number(ctx, session.Query, query, args...)
}

// number runs a query whose result is one whole number.
func number(ctx context.Context, source querySource, query string, args ...any) (int, error) {
	rows, err := source(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			return 0, err
		}
	}
	return n, rows.Err()
}
