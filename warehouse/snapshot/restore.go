package snapshot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gongkai/internal/disk"
	"gongkai/internal/fault"
	"gongkai/warehouse"
	"gongkai/warehouse/archive"
)

// VerifyBackup reads a backup whole and compares every file with its hash. It returns an error that wraps fault.ErrUsage where the
// folder is no backup, and fault.ErrSchemaTooNew where a newer version made it.
func VerifyBackup(ctx context.Context, dir string) (_ Backup, err error) {
	defer fault.Wrap(&err, "verify backup %s", dir)
	text, err := os.ReadFile(filepath.Join(dir, backupManifest))
	if err != nil {
		return Backup{}, fmt.Errorf("%w: no backup: %w", fault.ErrUsage, err)
	}
	var b Backup
	if err := json.Unmarshal(text, &b); err != nil {
		return Backup{}, fmt.Errorf("%w: %s: %w", fault.ErrUsage, backupManifest, err)
	}
	b.Dir = dir
	schema, err := warehouse.SchemaVersion()
	if err != nil {
		return Backup{}, err
	}
	if b.Format > backupFormat || b.SchemaVersion > schema {
		return Backup{}, fault.Because(fault.ErrSchemaTooNew, "backup_newer",
			"generator", b.Generator, "has", b.SchemaVersion, "knows", schema)
	}
	got, err := hashFile(ctx, filepath.Join(dir, backupWarehouse))
	if err != nil {
		return Backup{}, err
	}
	if got != b.Warehouse {
		return Backup{}, fmt.Errorf("%s is damaged: %d bytes with the hash %s, want %d with %s",
			backupWarehouse, got.Bytes, got.SHA256, b.Warehouse.Bytes, b.Warehouse.SHA256)
	}
	kept := archive.Open(filepath.Join(dir, backupArchive))
	sums, err := kept.Sums()
	if err != nil {
		return Backup{}, err
	}
	if len(sums) != b.Documents {
		return Backup{}, fmt.Errorf("%d documents are there, want %d", len(sums), b.Documents)
	}
	b.from = kept
	for sum := range sums {
		if err := ctx.Err(); err != nil {
			return Backup{}, err
		}
		if _, err := kept.Get(sum); err != nil {
			return Backup{}, err
		}
		b.sums = append(b.sums, sum)
	}
	return b, nil
}

// Restore makes a warehouse of a backup, where there is none: the file, its archive and a snapshot for readers. The backup is
// verified first, and the file appears under its name when it is whole. It returns an error that wraps fault.ErrUsage where a warehouse
// is there already.
func Restore(ctx context.Context, o BackupOptions) (_ Backup, err error) {
	defer fault.Wrap(&err, "restore %s from %s", o.Path, o.Dir)
	for _, path := range []string{o.Path, o.Path + ".wal", folderOf(o.Path)} {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			return Backup{}, errors.Join(err, fault.Because(fault.ErrUsage, "restore_exists", "path", path))
		}
	}
	b, err := VerifyBackup(ctx, o.Dir)
	if err != nil || o.DryRun {
		return b, err
	}
	if o.Archive != nil && b.Documents > 0 {
		if err := b.from.CopyTo(ctx, o.Archive.Dir(), b.sums); err != nil {
			return Backup{}, err
		}
	}
	file, err := os.Open(filepath.Join(o.Dir, backupWarehouse))
	if err != nil {
		return Backup{}, err
	}
	defer file.Close()
	part := partName(o.Path)
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }()
	got, err := copyHashed(ctx, file, part)
	if err != nil {
		return Backup{}, err
	}
	if got != b.Warehouse {
		return Backup{}, fmt.Errorf("the copy has the hash %s, want %s", got.SHA256, b.Warehouse.SHA256)
	}
	if err := os.Rename(part, o.Path); err != nil {
		return Backup{}, err
	}
	return b, disk.Sync(filepath.Dir(o.Path))
}
