package main

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/job"
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
	return newBackupOr(a, "backup", "backup.done", job.Backup, 10, 12)
}

func newRestore(a *app) *cobra.Command {
	return newBackupOr(a, "restore", "restore.done", job.Restore, 11, 12)
}

// newBackupOr makes the one command or the other: they have the same flags.
func newBackupOr(
	a *app, name, done string, run func(context.Context, job.BackupOptions) (snapshot.Backup, error), statuses ...int,
) *cobra.Command {
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
			store := a.store()
			b, err := run(cmd.Context(), job.BackupOptions{Store: store, Dir: args[0], Program: "gongkai " + version.Version, DryRun: dryRun})
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.out, backupSummary{DryRun: dryRun, Dir: args[0], Path: store.Path, Backup: b})
			}
			a.printf("%s\n", a.say.Text(done, "path", store.Path, "dir", args[0], "documents", b.Documents, "bytes", b.Warehouse.Bytes))
			if len(b.Missing) > 0 {
				a.notef("%s", a.say.Text("backup.missing", "missing", len(b.Missing)))
			}
			a.noteDryRun(dryRun)
			return nil
		},
	}
	a.describe(cmd, name, append([]int{0, 1, 2}, statuses...)...)
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, a.say.Text("flag.dry_run"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}
