package main

import (
	"github.com/spf13/cobra"

	"gongkai/job/register"
	"gongkai/rows"
)

// decisionFlags are the flags of the commands that record what a person decided.
type decisionFlags struct {
	why    string
	dryRun bool
	asJSON bool
}

// decisionFlags adds the flags of a command that records what a person decided.
func (a *app) decisionFlags(cmd *cobra.Command, o *decisionFlags) {
	flags := cmd.Flags()
	flags.StringVar(&o.why, "why", "", a.say.Text("flag.entry_why"))
	a.whoFlag(flags)
	flags.BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
}

// decision is what the person who works here decides.
func (a *app) decision(o decisionFlags) register.Decision {
	who, _ := a.reviewer() // the register refuses where there is nobody, and first what is worse
	return register.Decision{Store: a.store(), Who: who, Why: o.why, DryRun: o.dryRun}
}

func newAgencySettle(a *app) *cobra.Command {
	var s register.Settlement
	var o decisionFlags
	cmd := &cobra.Command{
		Use: "settle REPORT [--agency NAME] [--region R] [--year Y] [--scope S] [--reset] --why TEXT [--who NAME]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse(a.say.Text("usage.one_report"))
			}
			s.Report = args[0]
			return shown(a, o.asJSON, a.showEntries)(register.Settle(cmd.Context(), s, a.decision(o)))
		},
	}
	a.describe(cmd, "agency_settle", 0, 1, 2, 10, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&s.Agency, "agency", "", a.say.Text("flag.settle_agency"))
	flags.StringVar(&s.Region, "region", "", a.say.Text("flag.settle_region"))
	flags.IntVar(&s.Year, "year", 0, a.say.Text("flag.settle_year"))
	flags.StringArrayVar(&s.Scopes, "scope", nil, a.say.Text("flag.settle_scope"))
	flags.BoolVar(&s.Reset, "reset", false, a.say.Text("flag.settle_reset"))
	a.decisionFlags(cmd, &o)
	return cmd
}

// showEntries prints what was recorded.
func (a *app) showEntries(s register.Summary) error {
	for _, r := range s.Reports {
		key := "settle.done"
		if r.Open {
			key = "settle.open"
		}
		a.printf("%s\n", rows.Printable(a.say.Text(key, "report", r.Report, "agency", a.orUnsettled(r.Agency),
			"region", a.orUnsettled(r.RegionCode), "year", a.orUnsettled(yearText(r.Year)))))
	}
	a.printf("%s\n", a.say.Text("entry.done", "bodies", s.Bodies, "overrides", s.Overrides, "aliases", s.Aliases, "changes", s.Changes,
		"successors", s.Successors, "register", s.Register, "unchanged", s.Unchanged))
	a.noteDryRun(s.DryRun)
	return nil
}
