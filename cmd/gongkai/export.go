package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/warehouse"
	"gongkai/warehouse/export"
)

func newExport(a *app) *cobra.Command {
	var out string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "export --out DIR [--json]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			manifest, err := runExport(cmd.Context(), a, out)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.out, manifest)
			}
			return a.showExport(manifest, out)
		},
	}
	a.describe(cmd, "export", 0, 1, 2, 10, 12)
	cmd.Flags().StringVar(&out, "out", "", a.say.Text("flag.out"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runExport writes the current snapshot as Parquet into a folder that is new, empty, or an earlier export.
func runExport(ctx context.Context, a *app, out string) (_ export.Manifest, err error) {
	if out == "" {
		return export.Manifest{}, wrongUse(a.say.Text("usage.no_out"))
	}
	path, err := warehouse.CurrentSnapshot(a.settings().Warehouse.Path)
	if err != nil {
		return export.Manifest{}, err
	}
	version, err := readVersion()
	if err != nil {
		return export.Manifest{}, err
	}
	schema, err := warehouse.SchemaVersion()
	if err != nil {
		return export.Manifest{}, err
	}
	s := a.settings().Warehouse
	w, err := warehouse.Open(ctx, warehouse.Options{Path: path, ReadOnly: true, Threads: s.Threads, MemoryLimit: s.MemoryLimit})
	if err != nil {
		return export.Manifest{}, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	return export.Parquet(ctx, w.DB(), out, export.Options{
		Generator: "gongkai " + version.Version, SchemaVersion: schema,
	})
}

func (a *app) showExport(m export.Manifest, out string) error {
	g := grid{
		header: []string{a.say.Text("export.file"), a.say.Text("export.rows"), a.say.Text("export.bytes")},
		right:  map[int]bool{1: true, 2: true},
	}
	for _, f := range m.Files {
		g.add(f.Path, fmt.Sprint(f.Rows), fmt.Sprint(f.Bytes))
	}
	if err := g.write(a.out); err != nil {
		return err
	}
	a.printf("%s\n", a.say.Text("export.done", "count", len(m.Files), "path", out))
	return nil
}
