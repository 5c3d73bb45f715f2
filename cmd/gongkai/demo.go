package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"gongkai/internal/report"
	"gongkai/testdata/reports"
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

// demoMarker stands in a folder that demo made. Demo replaces files only there: `--dir .` must not touch the
// warehouse or the exports of a person.
const demoMarker = ".gongkai-demo"

// runDemo does the main job on the embedded reports, in a folder of its own.
func runDemo(ctx context.Context, base *app, dir string) error {
	a := *base // the demo has a warehouse of its own; nobody else's settings change
	a.loaded.Settings.Warehouse.Path = filepath.Join(dir, "gongkai.duckdb")
	documents := filepath.Join(dir, "reports")
	if err := a.prepareDemo(dir, documents); err != nil {
		return err
	}
	a.title("demo.ingest", "count", len(reports.Documents()))
	summary, err := runIngest(ctx, &a, ingestOptions{}, []string{documents})
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
	list, err := a.findings(ctx, session, checkOptions{})
	if err != nil {
		return err
	}
	var open []listedFinding
	for _, f := range list {
		if report.Severity(f.Severity).AtLeast(report.Warning) {
			open = append(open, f)
		}
	}
	if err := a.showFindings(open); err != nil {
		return err
	}
	if err := session.Close(); err != nil {
		return err
	}
	data := filepath.Join(dir, "export")
	if err := a.exportDemo(ctx, data, summary.Published); err != nil {
		return err
	}
	a.title("demo.where")
	a.printf("%s\n", a.say.Text("demo.places", "documents", documents, "warehouse", a.settings().Warehouse.Path, "export", data))
	a.printf("\n%s\n", a.say.Text("demo.next", "warehouse", a.settings().Warehouse.Path))
	return nil
}

// title prints the heading of a part of the demo.
func (a *app) title(key string, pairs ...any) { a.printf("\n== %s\n", a.say.Text(key, pairs...)) }

// prepareDemo makes the folder and puts the documents into it. A document that is there already with the same
// bytes is left alone, so that its time stays and a second run finds nothing changed.
func (a *app) prepareDemo(dir, documents string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return wrongUse(a.say.Text("usage.not_demo", "path", dir))
	}
	if len(entries) > 0 {
		if _, err := os.Lstat(filepath.Join(dir, demoMarker)); err != nil {
			return wrongUse(a.say.Text("usage.not_demo", "path", dir))
		}
	}
	if err := os.MkdirAll(documents, 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, demoMarker), nil, 0o666); err != nil {
		return err
	}
	for _, name := range reports.Documents() {
		want, err := fs.ReadFile(reports.Files(), name)
		if err != nil {
			return err
		}
		path := filepath.Join(documents, name)
		have, err := os.ReadFile(path)
		if err == nil && string(have) == string(want) {
			continue
		}
		if err := renameio.WriteFile(path, want, 0o666); err != nil {
			return err
		}
	}
	return nil
}

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
