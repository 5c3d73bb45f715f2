package snapshot

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"gongkai/internal/disk"
	"gongkai/internal/fault"
	"gongkai/warehouse"
	"gongkai/warehouse/archive"
)

// Names in the folder of a backup.
const (
	backupManifest  = "backup.json"
	backupWarehouse = "warehouse.duckdb"
	backupArchive   = "archive"
	backupFormat    = 1
)

// Backup is what a backup holds, as its file backup.json says.
type Backup struct {
	Format        int        `json:"format"`
	Generator     string     `json:"generator"` // program and version
	SchemaVersion int        `json:"schema_version"`
	CreatedAt     time.Time  `json:"created_at"`
	Warehouse     BackupFile `json:"warehouse"`
	Documents     int        `json:"documents"` // of the archive, each named by its hash
	Missing       []string   `json:"missing"`   // documents of the warehouse that the archive did not have
	Bytes         int64      `json:"bytes"`
	Dir           string     `json:"-"`

	from *archive.Archive // what is to be copied: these documents of it
	sums []string
}

// BackupFile is the warehouse in a backup.
type BackupFile struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// BackupOptions say what is backed up, or restored, and where to.
type BackupOptions struct {
	Path      string           // the warehouse
	Archive   *archive.Archive // nil where none is kept
	Dir       string           // the folder of the backup; it must not exist, or be empty
	Generator string
	Now       time.Time
	DryRun    bool
}

// MakeBackup copies the current snapshot of a warehouse, and the documents that it names, into a new folder, with a list of hashes.
// A writer does not disturb it: what it has committed since the last snapshot is in the next backup. The folder appears under its
// name when all of it is there and verified. It returns an error that wraps fault.ErrNoWarehouse where nothing was published yet, and
// fault.ErrUsage where the folder is there already.
func MakeBackup(ctx context.Context, o BackupOptions) (_ Backup, err error) {
	defer fault.Wrap(&err, "back up %s to %s", o.Path, o.Dir)
	if err := refuseExisting(o.Dir); err != nil {
		return Backup{}, err
	}
	// Open before it is copied: a snapshot that is open stays, also where a newer one takes its place meanwhile.
	file, documents, err := openCurrent(ctx, o.Path)
	if err != nil {
		return Backup{}, err
	}
	defer file.Close()
	schema, err := warehouse.SchemaVersion()
	if err != nil {
		return Backup{}, err
	}
	b := Backup{
		Format: backupFormat, Generator: o.Generator, SchemaVersion: schema, CreatedAt: o.Now.UTC(), Missing: []string{},
		Dir: o.Dir, from: o.Archive,
	}
	if o.Archive != nil {
		if err := b.chooseDocuments(documents); err != nil {
			return Backup{}, err
		}
	}
	info, err := file.Stat()
	if err != nil {
		return Backup{}, err
	}
	b.Warehouse.Bytes, b.Bytes = info.Size(), b.Bytes+info.Size()
	if o.DryRun {
		return b, nil
	}
	part := partName(o.Dir)
	if err := os.RemoveAll(part); err != nil { // of a backup that was killed
		return Backup{}, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }()
	if err := b.write(ctx, part, file); err != nil {
		return Backup{}, err
	}
	if _, err := VerifyBackup(ctx, part); err != nil {
		return Backup{}, err
	}
	_ = os.Remove(o.Dir) // an empty folder; another is not removed, and the rename fails
	if err := os.Rename(part, o.Dir); err != nil {
		return Backup{}, err
	}
	return b, disk.Sync(filepath.Dir(o.Dir))
}

// openCurrent opens the file of the current snapshot, and returns the documents that it names.
func openCurrent(ctx context.Context, path string) (*os.File, []string, error) {
	current, err := Current(path)
	if err != nil {
		return nil, nil, err
	}
	file, err := os.Open(current)
	if err != nil {
		return nil, nil, err
	}
	w, err := warehouse.Open(ctx, warehouse.Options{Path: current, ReadOnly: true})
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	documents, err := w.Documents(ctx)
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	return file, documents, nil
}

// chooseDocuments takes the documents of the warehouse that the archive has.
func (b *Backup) chooseDocuments(documents []string) error {
	has, err := b.from.Sums()
	if err != nil {
		return err
	}
	for _, sum := range documents {
		if !has[sum] {
			b.Missing = append(b.Missing, sum)
			continue
		}
		b.sums = append(b.sums, sum)
	}
	b.Documents = len(b.sums)
	return nil
}

// write fills the folder of a backup, the list last.
func (b *Backup) write(ctx context.Context, dir string, file *os.File) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	var err error
	if b.Warehouse, err = copyHashed(ctx, file, filepath.Join(dir, backupWarehouse)); err != nil {
		return err
	}
	if b.from != nil {
		if err := b.from.CopyTo(ctx, filepath.Join(dir, backupArchive), b.sums); err != nil {
			return err
		}
	}
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	if err := writeSynced(filepath.Join(dir, backupManifest), append(text, '\n')); err != nil {
		return err
	}
	return disk.Sync(dir)
}
