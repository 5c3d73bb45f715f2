package warehouse

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"gongkai/internal/fault"
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
	Format        int         `json:"format"`
	Generator     string      `json:"generator"` // program and version
	SchemaVersion int         `json:"schema_version"`
	CreatedAt     time.Time   `json:"created_at"`
	Warehouse     BackupFile  `json:"warehouse"`
	Documents     int         `json:"documents"` // of the archive, each named by its hash
	Missing       []string    `json:"missing"`   // documents of the warehouse that the archive did not have
	Bytes         int64       `json:"bytes"`
	Dir           string      `json:"-"`
	archive       *archiveSet // what is to be copied
}

// BackupFile is the warehouse in a backup.
type BackupFile struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// archiveSet is the documents of a warehouse and the archive that has them.
type archiveSet struct {
	from *archive.Archive
	sums []string
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
	schema, err := SchemaVersion()
	if err != nil {
		return Backup{}, err
	}
	b := Backup{
		Format: backupFormat, Generator: o.Generator, SchemaVersion: schema, CreatedAt: o.Now.UTC(), Missing: []string{}, Dir: o.Dir,
		archive: &archiveSet{from: o.Archive},
	}
	if o.Archive != nil {
		if err := b.chooseDocuments(o.Archive, documents); err != nil {
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
	return b, syncFolder(filepath.Dir(o.Dir))
}

// openCurrent opens the file of the current snapshot, and returns the documents that it names.
func openCurrent(ctx context.Context, path string) (*os.File, []string, error) {
	current, err := CurrentSnapshot(path)
	if err != nil {
		return nil, nil, err
	}
	file, err := os.Open(current)
	if err != nil {
		return nil, nil, err
	}
	w, err := Open(ctx, Options{Path: current, ReadOnly: true})
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
func (b *Backup) chooseDocuments(from *archive.Archive, documents []string) error {
	has, err := from.Sums()
	if err != nil {
		return err
	}
	for _, sum := range documents {
		if !has[sum] {
			b.Missing = append(b.Missing, sum)
			continue
		}
		b.archive.sums = append(b.archive.sums, sum)
	}
	b.Documents = len(b.archive.sums)
	return nil
}

// write fills the folder of a backup, the list last.
func (b *Backup) write(ctx context.Context, dir string, file *os.File) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	var err error
	if b.Warehouse, err = copyHashed(ctx, file, filepath.Join(dir, backupWarehouse)); err != nil {
		return err
	}
	if b.archive.from != nil {
		if err := b.archive.from.CopyTo(ctx, filepath.Join(dir, backupArchive), b.archive.sums); err != nil {
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
	return syncFolder(dir)
}

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
	schema, err := SchemaVersion()
	if err != nil {
		return Backup{}, err
	}
	if b.Format > backupFormat || b.SchemaVersion > schema {
		return Backup{}, fmt.Errorf("%w: %s made it, with schema %d; this version knows %d", fault.ErrSchemaTooNew, b.Generator, b.SchemaVersion, schema)
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
	b.archive = &archiveSet{from: kept}
	for sum := range sums {
		if err := ctx.Err(); err != nil {
			return Backup{}, err
		}
		if _, err := kept.Get(sum); err != nil {
			return Backup{}, err
		}
		b.archive.sums = append(b.archive.sums, sum)
	}
	return b, nil
}

// Restore makes a warehouse of a backup, where there is none: the file, its archive and a snapshot for readers. The backup is
// verified first, and the file appears under its name when it is whole. It returns an error that wraps fault.ErrUsage where a warehouse
// is there already.
func Restore(ctx context.Context, o BackupOptions) (_ Backup, err error) {
	defer fault.Wrap(&err, "restore %s from %s", o.Path, o.Dir)
	for _, path := range []string{o.Path, o.Path + ".wal", snapshotFolder(o.Path)} {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			return Backup{}, errors.Join(err, fmt.Errorf("%w: %s is there already; restore to another path, or move it away", fault.ErrUsage, path))
		}
	}
	b, err := VerifyBackup(ctx, o.Dir)
	if err != nil || o.DryRun {
		return b, err
	}
	if o.Archive != nil && b.Documents > 0 {
		if err := b.archive.from.CopyTo(ctx, o.Archive.Dir(), b.archive.sums); err != nil {
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
	return b, syncFolder(filepath.Dir(o.Path))
}

// partName is the name under which a file or folder grows beside the place where it will be.
func partName(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp")
}

// refuseExisting refuses a folder that holds something, or a file.
func refuseExisting(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w: %w", fault.ErrUsage, err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("%w: %s holds something; name a new folder", fault.ErrUsage, dir)
	}
	return nil
}

// copyHashed copies an open file to a new one on disk, and returns what it copied.
func copyHashed(ctx context.Context, from *os.File, to string) (_ BackupFile, err error) {
	out, err := os.Create(to)
	if err != nil {
		return BackupFile{}, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return BackupFile{}, err
	}
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, hash), reading{ctx, from})
	if err != nil {
		return BackupFile{}, fmt.Errorf("%s: %w", to, err)
	}
	return BackupFile{Bytes: n, SHA256: hex.EncodeToString(hash.Sum(nil))}, out.Sync()
}

func hashFile(ctx context.Context, path string) (BackupFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return BackupFile{}, err
	}
	defer file.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, reading{ctx, file})
	return BackupFile{Bytes: n, SHA256: hex.EncodeToString(hash.Sum(nil))}, err
}

// reading ends with the context.
type reading struct {
	ctx  context.Context
	from io.Reader
}

func (r reading) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.from.Read(p)
}

func writeSynced(path string, text []byte) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}
