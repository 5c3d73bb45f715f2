package main

import (
	"cmp"
	"context"
	"errors"

	"github.com/spf13/cobra"

	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/render/cards"
	"gongkai/warehouse"
)

// ingestOptions are the flags of ingest.
type ingestOptions struct {
	manifest      string
	dryRun        bool
	stale         bool
	exitUnchanged bool
	asJSON        bool
	writer        *warehouse.Warehouse // the warehouse where it is open already, as in a scheduled run; else nil
}

func newIngest(a *app) *cobra.Command {
	var o ingestOptions
	cmd := &cobra.Command{
		Use: "ingest [--manifest CSV] [--dry-run] PATH…",
		RunE: func(cmd *cobra.Command, args []string) error {
			summary, err := runIngest(cmd.Context(), a, o, args)
			if err != nil && !errors.Is(err, fault.ErrAllRejected) {
				return err
			}
			return errors.Join(err, a.showIngest(summary, o)) // what was rejected is listed, also where it was all
		},
	}
	a.describe(cmd, "ingest", 0, 1, 2, 4, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.manifest, "manifest", "", a.say.Text("flag.manifest"))
	flags.BoolVar(&o.stale, "stale", false, a.say.Text("flag.stale"))
	flags.BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	flags.BoolVar(&o.exitUnchanged, "exit-unchanged", false, a.say.Text("flag.exit_unchanged"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	a.setting(flags, "workers", "ingest.workers", a.say.Text("flag.workers"))
	return cmd
}

// runIngest reads documents into the warehouse, and says beside the output what was passed over.
func runIngest(ctx context.Context, a *app, o ingestOptions, paths []string) (job.IngestSummary, error) {
	defer collectSooner()()
	in, err := a.input(paths, o.manifest)
	if err != nil {
		return job.IngestSummary{}, err
	}
	decision := a.decision(decisionFlags{})
	decision.Who = cmp.Or(decision.Who, "manifest") // whoever wrote it: documents need nobody to be named either
	s, err := job.Ingest(ctx, job.IngestOptions{
		Input: in, Batch: a.settings().Ingest.Batch, DryRun: o.dryRun, Stale: o.stale, Writer: o.writer,
		Looked: decision.TakeLooks(),
	})
	a.warnIgnored(o.manifest, s.Manifest)
	for _, path := range s.Lost {
		a.notef("%s: %s", path, a.say.Text("ingest.lost"))
	}
	for i := range s.Rejected {
		s.Rejected[i].Message = cards.Rejection(a.say, s.Rejected[i].Reason)
	}
	for i := range s.PutBackFiles {
		s.PutBackFiles[i].Message = s.PutBackFiles[i].Text(a.say)
	}
	return s, a.inputError(o.manifest, err)
}
