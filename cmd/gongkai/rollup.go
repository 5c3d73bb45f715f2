package main

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/warehouse"
	"gongkai/warehouse/release"
)

// rollupOptions are the flags of rollup.
type rollupOptions struct {
	year          int
	status        string
	dryRun        bool
	exitUnchanged bool
	asJSON        bool
	writer        *warehouse.Warehouse // as for ingest
}

func newRollup(a *app) *cobra.Command {
	var o rollupOptions
	cmd := &cobra.Command{
		Use: "rollup --year Y [--status provisional|final] [--dry-run]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			summary, err := runRollup(cmd.Context(), a, o)
			if err != nil {
				return err
			}
			return a.showRollup(summary, o)
		},
	}
	a.describe(cmd, "rollup", 0, 1, 2, 4, 10, 11, 12)
	flags := cmd.Flags()
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.rollup_year"))
	flags.StringVar(&o.status, "status", string(release.Provisional), a.say.Text("flag.rollup_status"))
	flags.BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.rollup_dry_run"))
	flags.BoolVar(&o.exitUnchanged, "exit-unchanged", false, a.say.Text("flag.exit_unchanged"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	_ = cmd.RegisterFlagCompletionFunc("status", cobra.FixedCompletions(
		[]string{string(release.Provisional), string(release.Final)}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// runRollup freezes the totals of a year and writes the methodology pages.
func runRollup(ctx context.Context, a *app, o rollupOptions) (job.RollupSummary, error) {
	version, err := readVersion()
	if err != nil {
		return job.RollupSummary{}, err
	}
	return job.Rollup(ctx, job.RollupOptions{
		Store: a.store(), Year: o.year, Status: release.Status(o.status), Program: version.Version, DryRun: o.dryRun, Writer: o.writer,
		Pages: a.writePages,
	})
}

func (a *app) showRollup(s job.RollupSummary, o rollupOptions) error {
	if o.asJSON {
		if err := writeJSON(a.out, s); err != nil {
			return err
		}
	} else {
		key := "rollup.unchanged"
		if s.New {
			key = "rollup.made"
		}
		a.printf("%s\n", a.say.Text(key, "release", s.ID, "status", a.say.Text("release."+string(s.Status)), "year", s.Year,
			"reports", s.Reports))
		for _, path := range s.Pages {
			a.printf("%s\n", a.say.Text("rollup.page", "path", path))
		}
		a.noteDryRun(s.DryRun)
	}
	if o.exitUnchanged && !s.New {
		return fault.ErrUnchanged
	}
	return nil
}
