package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"gongkai/ingest"
	"gongkai/internal/fault"
	"gongkai/queries"
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

// rollupSummary is what `rollup --json` prints.
type rollupSummary struct {
	release.Release
	New    bool     `json:"new"` // false where the warehouse has the very release
	DryRun bool     `json:"dry_run"`
	Pages  []string `json:"pages"` // the methodology in both languages
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

// runRollup freezes the totals of a year, publishes them, and writes the methodology pages.
func runRollup(ctx context.Context, a *app, o rollupOptions) (_ rollupSummary, err error) {
	out := rollupSummary{DryRun: o.dryRun, Pages: []string{}}
	if o.year == 0 {
		return out, wrongUse(a.say.Text("usage.rollup_year"))
	}
	if o.status != string(release.Provisional) && o.status != string(release.Final) {
		return out, wrongUse(a.say.Text("usage.rollup_status", "status", o.status))
	}
	version, err := readVersion()
	if err != nil {
		return out, err
	}
	w := o.writer
	if w == nil {
		if w, err = a.openWriter(ctx); err != nil {
			return out, err
		}
		defer func() { err = errors.Join(err, w.Close()) }()
	}
	if err := queries.Tune(ctx, w.DB()); err != nil {
		return out, err
	}
	out.Release, out.New, err = release.Freeze(ctx, w, release.Options{
		Year: o.year, Status: release.Status(o.status), ParserVersion: ingest.ParserVersion, RulesVersion: version.Rules,
		Program: version.Version, Now: a.now(), DryRun: o.dryRun,
	})
	if errors.Is(err, fault.ErrUsage) {
		return out, wrongUse(a.say.Text("usage.no_reports_of", "year", o.year))
	}
	if err != nil || o.dryRun {
		return out, err
	}
	// Also where nothing is new: a run that was killed before this line is made good by the next.
	if _, err := publish(ctx, w); err != nil {
		return out, err
	}
	out.Pages, err = a.writePages(ctx, out.Release)
	return out, err
}

func (a *app) showRollup(s rollupSummary, o rollupOptions) error {
	if o.asJSON {
		if err := writeJSON(a.out, s); err != nil {
			return err
		}
	} else {
		key := "rollup.unchanged"
		if s.New {
			key = "rollup.made"
		}
		a.printf("%s\n", a.say.Text(key, "release", s.ID, "status", a.say.Text("release."+string(s.Status)), "year", s.Year, "reports", s.Reports))
		for _, path := range s.Pages {
			a.printf("%s\n", a.say.Text("rollup.page", "path", path))
		}
		if s.DryRun {
			a.printf("%s\n", a.say.Text("ingest.dry_run"))
		}
	}
	if o.exitUnchanged && !s.New {
		return fault.ErrUnchanged
	}
	return nil
}
