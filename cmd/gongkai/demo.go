package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/render"
)

func newDemo(a *app) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use: "demo [--dir DIR]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runDemo(cmd.Context(), a, dir) },
	}
	a.describe(cmd, "demo", 0, 1, 2, 11, 12)
	cmd.Flags().StringVar(&dir, "dir", "gongkai-demo", a.say.Text("flag.demo_dir"))
	return cmd
}

// runDemo does the main job on the embedded reports, in a folder of its own.
func runDemo(ctx context.Context, base *app, dir string) error {
	demo, err := job.NewDemo(dir)
	if err != nil {
		return err
	}
	a := *base // the demo has a warehouse of its own; nobody else's settings change
	a.loaded.Settings.Warehouse.Path = demo.Warehouse
	a.title("demo.ingest", "count", demo.Reports)
	summary, err := runIngest(ctx, &a, ingestOptions{}, []string{demo.Documents})
	if err != nil {
		return err
	}
	if err := a.showIngest(summary, ingestOptions{}); err != nil {
		return err
	}
	session, err := a.openSnapshot(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	if err := a.showTotals(ctx, session); err != nil {
		return err
	}
	a.title("demo.findings")
	list, err := a.findings(ctx, session.Query, checkOptions{severity: string(report.Warning)})
	if err != nil {
		return err
	}
	if err := render.Findings(a.out, a.say, list); err != nil {
		return err
	}
	if err := session.Close(); err != nil {
		return err
	}
	if err := a.exportDemo(ctx, demo.Export, summary.Published); err != nil {
		return err
	}
	a.title("demo.where")
	a.printf("%s\n", a.say.Text("demo.places", "documents", demo.Documents, "warehouse", demo.Warehouse, "export", demo.Export))
	a.printf("\n%s\n", a.say.Text("demo.next", "warehouse", demo.Warehouse))
	return nil
}

// title prints the heading of a part of the demo.
func (a *app) title(key string, pairs ...any) { a.printf("\n== %s\n", a.say.Text(key, pairs...)) }

// exportDemo writes the folder of exports where it is not there yet or the warehouse changed.
func (a *app) exportDemo(ctx context.Context, out string, changed bool) error {
	a.title("demo.export")
	_, err := os.Lstat(out)
	if err == nil && !changed {
		a.printf("%s\n", a.say.Text("demo.export_unchanged", "path", out))
		return nil
	}
	o := exportOptions{out: out, formats: "parquet,csv,xlsx"}
	manifest, err := runExport(ctx, a, o)
	if err != nil {
		return err
	}
	return a.showExport(manifest, o)
}
