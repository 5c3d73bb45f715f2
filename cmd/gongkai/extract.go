package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/render"
)

// extractOptions are the flags of extract.
type extractOptions struct {
	format   string
	manifest string
}

func newExtract(a *app) *cobra.Command {
	var o extractOptions
	cmd := &cobra.Command{
		Use:  "extract [--format table|json|csv] PATH…",
		RunE: func(cmd *cobra.Command, args []string) error { return runExtract(cmd.Context(), a, o, args) },
	}
	a.describe(cmd, "extract", 0, 1, 2)
	cmd.Flags().StringVar(&o.format, "format", "table", a.say.Text("flag.extract_format"))
	cmd.Flags().StringVar(&o.manifest, "manifest", "", a.say.Text("flag.manifest"))
	a.setting(cmd.Flags(), "workers", "ingest.workers", a.say.Text("flag.workers"))
	return cmd
}

// runExtract reads and checks documents without a warehouse. Reports are printed in the order of the files.
func runExtract(ctx context.Context, a *app, o extractOptions, paths []string) error {
	defer boundHeap()()
	var write func(*report.Report) error
	finish := func([]feed.Rejected) error { return nil }
	switch o.format {
	case "json":
		w := feed.NewJSONWriter(a.out, string(a.say.Language))
		write, finish = w.Report, w.Close
	case "csv":
		w := feed.NewCSVWriter(a.out)
		write, finish = w.Report, w.Close
	case "table":
		write = render.NewReports(a.out, a.say, a.outTerminal).Report
	default:
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "table, json, csv"))
	}
	in, err := a.input(paths, o.manifest)
	if err != nil {
		return err
	}
	list := []feed.Rejected{}
	reports := 0
	rows, err := job.Extract(ctx, in, func(r ingest.Result) error {
		if r.Err != nil {
			one, ok := a.rejection(r)
			if !ok {
				return r.Err
			}
			list = append(list, one)
		}
		for i := range r.Reports {
			reports++
			if err := write(&r.Reports[i]); err != nil {
				return err
			}
		}
		return nil
	})
	a.warnIgnored(o.manifest, rows)
	if err != nil {
		return a.inputError(o.manifest, err)
	}
	if err := finish(list); err != nil {
		return fmt.Errorf("extract: write: %w", err)
	}
	if o.format != "json" {
		a.listRejected(list)
	}
	a.warnUnmatched(rows)
	if reports == 0 && len(list) > 0 {
		return fault.ErrAllRejected
	}
	return nil
}
