package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/queries/page/card"
	"gongkai/render"
	"gongkai/warehouse/record"
)

// rulingOptions are the flags of check accept, dismiss and reopen.
type rulingOptions struct {
	command      string // accept, dismiss, reopen
	ids          []string
	why          string
	set          []string
	unit         string // of an amount that was printed without one
	noAdjustment bool
	rule         string
	region       string
	year         int
	severity     string
	yes          bool
	dryRun       bool
	asJSON       bool
}

// newCheckRule makes one of the three commands that record what a person decided.
func newCheckRule(a *app, name string) *cobra.Command {
	o := rulingOptions{command: name}
	cmd := &cobra.Command{
		Use: name + " FINDING… --why TEXT [--who NAME]",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.ids = args
			return shown(a, o.asJSON, a.showRuling)(runCheckRule(cmd.Context(), a, o))
		},
	}
	a.describe(cmd, "check_"+name, 0, 1, 2, 10, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.why, "why", "", a.say.Text("flag.why"))
	a.whoFlag(flags)
	if name == "accept" {
		flags.StringArrayVar(&o.set, "set", nil, a.say.Text("flag.set"))
		flags.StringVar(&o.unit, "unit", "", a.say.Text("flag.unit"))
		_ = cmd.RegisterFlagCompletionFunc("unit", cobra.FixedCompletions(moneyUnits(), cobra.ShellCompDirectiveNoFileComp))
		flags.BoolVar(&o.noAdjustment, "no-adjustment", false, a.say.Text("flag.no_adjustment"))
	}
	flags.StringVar(&o.rule, "rule", "", a.say.Text("flag.rule"))
	a.addRegion(cmd, &o.region)
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.year"))
	flags.StringVar(&o.severity, "severity", string(report.Warning), a.say.Text("flag.severity"))
	flags.BoolVar(&o.yes, "yes", false, a.say.Text("flag.yes"))
	flags.BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// whoFlag names the person who decides: --who sets the settings key reviewer.
func (a *app) whoFlag(flags *pflag.FlagSet) {
	a.setting(flags, "who", "reviewer", a.say.Text("flag.who"))
}

// reviewer is the person who decides: --who, the setting reviewer, or the user of the system.
func (a *app) reviewer() (string, error) {
	for _, name := range []string{a.settings().Reviewer, a.getenv("USER"), a.getenv("LOGNAME"), a.getenv("USERNAME")} {
		if name = strings.TrimSpace(name); name != "" {
			return name, nil
		}
	}
	return "", wrongUse(a.say.Text("usage.no_who"))
}

// runCheckRule records one verdict on some findings: those that are named, or those that the filters select.
func runCheckRule(ctx context.Context, a *app, o rulingOptions) (job.RuleSummary, error) {
	who, corrections, err := a.checkRuling(o)
	if err != nil {
		return job.RuleSummary{}, err
	}
	rulings := func(ctx context.Context, source sqlfile.Source) ([]record.Ruling, error) {
		list, err := a.choose(ctx, source, o)
		if err != nil {
			return nil, err
		}
		if err := a.checkSelection(list, o, len(corrections) > 0); err != nil {
			return nil, err
		}
		var out []record.Ruling
		seen := map[string]bool{}
		for _, f := range list {
			if seen[f.FindingID] {
				continue // two sentences about the same thing are one finding
			}
			seen[f.FindingID] = true
			corrections := corrections
			if o.unit != "" {
				if corrections, err = job.InUnit(&f, card.MoneyUnit(o.unit)); err != nil {
					return nil, err
				}
			}
			out = append(out, record.Ruling{
				FindingID: f.FindingID, Verdict: verdictOf(o.command), Who: who, Why: strings.TrimSpace(o.why),
				Corrections: corrections, NoAdjustment: o.noAdjustment,
			})
		}
		return out, nil
	}
	return job.Rule(ctx, job.RuleOptions{Store: a.store(), Rulings: rulings, DryRun: o.dryRun})
}

func verdictOf(command string) record.Verdict {
	switch command {
	case "accept":
		return record.Accepted
	case "dismiss":
		return record.Dismissed
	}
	return record.Reopened
}

// checkRuling refuses flags that do not go together, before anything is opened.
func (a *app) checkRuling(o rulingOptions) (who string, corrections []record.Correction, err error) {
	if len(o.ids) == 0 && o.rule == "" && o.region == "" && o.year == 0 {
		return "", nil, wrongUse(a.say.Text("usage.no_findings"))
	}
	if len(o.ids) > 0 && (o.rule != "" || o.region != "" || o.year != 0) {
		return "", nil, wrongUse(a.say.Text("usage.ids_or_filter"))
	}
	if !report.Severity(o.severity).AtLeast(report.Info) {
		return "", nil, wrongUse(a.say.Text("usage.severity", "flag", "severity", "value", o.severity))
	}
	if strings.TrimSpace(o.why) == "" && o.command != "reopen" {
		return "", nil, wrongUse(a.say.Text("usage.no_why"))
	}
	if len(o.set) > 0 && (len(o.ids) != 1 || o.noAdjustment) {
		return "", nil, wrongUse(a.say.Text("usage.set_one"))
	}
	if o.unit != "" && (len(o.set) > 0 || o.noAdjustment || !slices.Contains(moneyUnits(), o.unit)) {
		return "", nil, wrongUse(a.say.Text("usage.unit", "units", strings.Join(moneyUnits(), ", ")))
	}
	for _, s := range o.set {
		code, text, ok := strings.Cut(s, "=")
		value, err := report.ParseValue(strings.TrimSpace(text))
		if !ok || err != nil {
			return "", nil, wrongUse(a.say.Text("usage.set", "value", s))
		}
		corrections = append(corrections, record.Correction{Code: strings.TrimSpace(code), Value: value})
	}
	who, err = a.reviewer()
	return who, corrections, err
}

// choose returns the findings that are named or that the filters select. Bulk acceptance and dismissal leave alone
// what was decided before, and reopen takes what was.
func (a *app) choose(ctx context.Context, source page.Source, o rulingOptions) ([]page.Finding, error) {
	if len(o.ids) > 0 {
		return page.FindingsNamed(ctx, source, a.say, o.ids)
	}
	all, err := a.findings(ctx, source, checkOptions{region: o.region, year: o.year, rule: o.rule, severity: o.severity, all: true})
	return slices.DeleteFunc(all, func(f page.Finding) bool { return (f.Verdict != nil) != (o.command == "reopen") }), err
}

// checkSelection asks for what is missing: a value where the findings suggest none, and consent where they are many.
func (a *app) checkSelection(list []page.Finding, o rulingOptions, corrected bool) error {
	var without []string
	for i := range list {
		if _, ok := list[i].InUnit(card.MoneyUnit(o.unit)); !ok {
			without = append(without, list[i].FindingID)
		}
	}
	if o.unit != "" && len(without) > 0 {
		return wrongUse(a.say.Text("ruling.no_unit", "count", len(without), "findings", render.Few(without)))
	}
	if o.command == "accept" && !o.noAdjustment && !corrected && o.unit == "" {
		without = nil
		for i := range list {
			if !list[i].HasSuggestion() {
				without = append(without, list[i].FindingID)
			}
		}
		if len(without) > 0 {
			return wrongUse(a.say.Text("ruling.no_suggestion_many", "count", len(without), "findings", render.Few(without)))
		}
	}
	if len(o.ids) == 0 && len(list) > 1 && !o.yes && !o.dryRun {
		if err := render.Findings(a.out, a.say, list); err != nil {
			return err
		}
		return wrongUse(a.say.Text("usage.yes", "count", len(list)))
	}
	return nil
}

// moneyUnits are the words of --unit.
func moneyUnits() (out []string) {
	for _, u := range card.MoneyUnits() {
		out = append(out, string(u))
	}
	return out
}

// showRuling prints what was written.
func (a *app) showRuling(s job.RuleSummary) error {
	a.printf("%s\n", a.say.Text("ruling.done", "findings", s.Findings, "verdicts", s.Verdicts, "adjustments", s.Adjustments,
		"restored", s.Restored, "unchanged", s.Unchanged))
	a.noteDryRun(s.DryRun)
	return nil
}
