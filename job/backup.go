package job

import (
	"context"
	"errors"

	"gongkai/warehouse/snapshot"
)

// BackupOptions say what is backed up, or restored, and where to.
type BackupOptions struct {
	Store   Store
	Dir     string // the folder of the backup
	Program string // that makes it, with its version
	DryRun  bool
}

func (o BackupOptions) options() snapshot.BackupOptions {
	return snapshot.BackupOptions{
		Path: o.Store.Path, Archive: o.Store.Documents(), Dir: o.Dir, Generator: o.Program, Now: o.Store.Now(), DryRun: o.DryRun,
	}
}

// Backup copies the warehouse and its documents into a folder. Its errors are those of snapshot.MakeBackup.
func Backup(ctx context.Context, o BackupOptions) (snapshot.Backup, error) {
	return snapshot.MakeBackup(ctx, o.options())
}

// Restore makes the warehouse of a backup, migrates what an older version wrote, and publishes for readers.
func Restore(ctx context.Context, o BackupOptions) (_ snapshot.Backup, err error) {
	b, err := snapshot.Restore(ctx, o.options())
	if err != nil || o.DryRun {
		return b, err
	}
	w, err := o.Store.Create(ctx)
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if err := SyncReference(ctx, w); err != nil {
		return b, err
	}
	_, err = Publish(ctx, w)
	return b, err
}
