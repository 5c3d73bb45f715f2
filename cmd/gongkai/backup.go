package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"gongkai/warehouse"
	"gongkai/warehouse/snapshot"
)

// backupSummary is what `backup --json` and `restore --json` print.
type backupSummary struct {
	DryRun bool   `json:"dry_run"`
	Dir    string `json:"dir"`
	Path   string `json:"warehouse_path"`
	snapshot.Backup
}

func newBackup(a *app) *cobra.Command {
	return newBackupOr(a, "backup", "backup.done", runBackup, 10, 12)
}

func newRestore(a *app) *cobra.Command {
	return newBackupOr(a, "restore", "restore.done", runRestore, 11, 12)
}

// newBackupOr makes the one command or the other: they have the same flags.
func newBackupOr(a *app, name, done string, run func(context.Context, *app, snapshot.BackupOptions) (snapshot.Backup, error), statuses ...int) *cobra.Command {
	var dryRun, asJSON bool
	cmd := &cobra.Command{
		Use: name + " DIR",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] == "" {
				return wrongUse(a.say.Text("usage.one_backup"))
			}
			version, err := readVersion()
			if err != nil {
				return err
			}
			path := a.settings().Warehouse.Path
			b, err := run(cmd.Context(), a, snapshot.BackupOptions{
				Path: path, Archive: a.archive(), Dir: args[0], Generator: "gongkai " + version.Version, Now: a.now(), DryRun: dryRun,
			})
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.out, backupSummary{DryRun: dryRun, Dir: args[0], Path: path, Backup: b})
			}
			a.printf("%s\n", a.say.Text(done, "path", path, "dir", args[0], "documents", b.Documents, "bytes", b.Warehouse.Bytes))
			if len(b.Missing) > 0 {
				a.notef("%s", a.say.Text("backup.missing", "missing", len(b.Missing)))
			}
			if dryRun {
				a.printf("%s\n", a.say.Text("ingest.dry_run"))
			}
			return nil
		},
	}
	a.describe(cmd, name, append([]int{0, 1, 2}, statuses...)...)
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

func runBackup(ctx context.Context, _ *app, o snapshot.BackupOptions) (snapshot.Backup, error) {
	return snapshot.MakeBackup(ctx, o)
}

// runRestore restores, migrates what an older version wrote, and publishes for readers.
func runRestore(ctx context.Context, a *app, o snapshot.BackupOptions) (_ snapshot.Backup, err error) {
	b, err := snapshot.Restore(ctx, o)
	if err != nil || o.DryRun {
		return b, err
	}
	s := a.settings().Warehouse
	w, err := warehouse.Create(ctx, warehouse.Options{Path: o.Path, Threads: s.Threads, MemoryLimit: s.MemoryLimit, Now: a.now})
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if err := syncReference(ctx, w); err != nil {
		return b, err
	}
	_, err = publish(ctx, w)
	return b, err
}
