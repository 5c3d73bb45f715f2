package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/google/renameio/v2"

	"gongkai/internal/fault"
)

// Snapshot is a published copy of the warehouse.
type Snapshot struct {
	Path       string
	Generation int
	Bytes      int64
	New        bool // false where the last one already shows all that the warehouse holds
}

// keptGenerations is how many snapshots stay: the current one, and the one before for whoever was about to open it.
const keptGenerations = 2

const currentFile = "CURRENT"

// Publish makes what is committed visible to readers: a copy of the file as the next generation in
// <warehouse>.snapshots, then the pointer CURRENT, each complete or not there. Where nothing changed since the last
// generation it is returned as it is. A crash in between leaves the old pointer, or none, and the next Publish mends
// it. A reader that has an old generation open keeps it.
//
// The file itself is copied, after a checkpoint and with batches kept out: that is exact (types, views, comments, row
// order) and a matter of milliseconds, where COPY FROM DATABASE rewrites every column. The file's time and size
// are compared before and after, so a write from elsewhere in the process makes it fail, not publish a torn file.
func (w *Warehouse) Publish(ctx context.Context) (_ Snapshot, err error) {
	defer fault.Wrap(&err, "publish %s", w.path)
	w.mu.Lock()
	defer w.mu.Unlock()
	conn, err := w.writing(ctx)
	if err != nil {
		return Snapshot{}, err
	}
	before, err := checkpoint(ctx, conn, w.path)
	if err != nil {
		return Snapshot{}, err
	}
	folder := snapshotFolder(w.path)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return Snapshot{}, err
	}
	generations, err := listGenerations(folder)
	if err != nil {
		return Snapshot{}, err
	}
	if last, ok := upToDate(w.path, before); ok {
		return last, removeOld(folder, last.Generation, generations)
	}
	next := 1
	if len(generations) > 0 {
		next = generations[len(generations)-1] + 1
	}
	s := Snapshot{Path: filepath.Join(folder, generationName(next)), Generation: next, Bytes: before.Size(), New: true}
	if err := copyFile(ctx, w.file, s.Path, before); err != nil {
		return Snapshot{}, err
	}
	if after, err := os.Stat(w.path); err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return Snapshot{}, errors.Join(err, fmt.Errorf("the warehouse was written while it was copied"), os.Remove(s.Path))
	}
	if err := syncFolder(folder); err != nil {
		return Snapshot{}, err
	}
	if err := renameio.WriteFile(filepath.Join(folder, currentFile), []byte(generationName(next)+"\n"), 0o666); err != nil {
		return Snapshot{}, err
	}
	if err := syncFolder(folder); err != nil {
		return Snapshot{}, err
	}
	return s, removeOld(folder, next, append(generations, next))
}

// CurrentSnapshot returns the snapshot that readers of the warehouse at path must open. It returns an error that
// wraps fault.ErrNoWarehouse where none was published.
func CurrentSnapshot(path string) (_ string, err error) {
	defer fault.Wrap(&err, "current snapshot of %s", path)
	folder := snapshotFolder(path)
	pointer, err := os.ReadFile(filepath.Join(folder, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%w to read at %s: make one with `gongkai ingest --warehouse %s PATH…`", fault.ErrNoWarehouse, path, path)
	}
	if err != nil {
		return "", err
	}
	name := strings.TrimSpace(string(pointer))
	if _, ok := generation(name); !ok {
		return "", fmt.Errorf("%s names %q, not a snapshot", currentFile, name)
	}
	snapshot := filepath.Join(folder, name)
	if _, err := os.Stat(snapshot); err != nil {
		return "", fmt.Errorf("%w: %s names %s, which is gone: run `gongkai ingest` once more", fault.ErrNoWarehouse, currentFile, name)
	}
	return snapshot, nil
}

// checkpoint folds the log into the file, and returns what the file then is.
func checkpoint(ctx context.Context, conn *sql.Conn, path string) (fs.FileInfo, error) {
	if _, err := conn.ExecContext(ctx, "CHECKPOINT"); err != nil {
		return nil, err
	}
	if log, err := os.Stat(path + ".wal"); err == nil && log.Size() > 0 {
		return nil, fmt.Errorf("the log %s still holds %d bytes after a checkpoint: another transaction is open", path+".wal", log.Size())
	}
	return os.Stat(path)
}

// upToDate returns the current snapshot where it is a copy of the file as it is: the copy has the file's time.
func upToDate(path string, file fs.FileInfo) (Snapshot, bool) {
	current, err := CurrentSnapshot(path)
	if err != nil {
		return Snapshot{}, false // none, or one that the next generation replaces
	}
	info, err := os.Stat(current)
	if err != nil || info.Size() != file.Size() || !info.ModTime().Equal(file.ModTime()) {
		return Snapshot{}, false
	}
	n, _ := generation(filepath.Base(current))
	return Snapshot{Path: current, Generation: n, Bytes: info.Size()}, true
}

// copyFile copies the open file to a path that appears only when the copy is complete and on disk.
func copyFile(ctx context.Context, from *os.File, to string, info fs.FileInfo) (err error) {
	part := to + ".tmp"
	out, err := os.Create(part)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(part))
		}
	}()
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return errors.Join(err, out.Close())
	}
	n, err := io.CopyN(out, from, info.Size())
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close(), ctx.Err()); err != nil {
		return fmt.Errorf("copied %d of %d bytes: %w", n, info.Size(), err)
	}
	if err := os.Chtimes(part, info.ModTime(), info.ModTime()); err != nil {
		return err
	}
	return os.Rename(part, to)
}

// removeOld removes the generations before the last ones, and what a killed Publish left.
func removeOld(folder string, current int, generations []int) error {
	var errs []error
	for _, n := range generations {
		if n <= current-keptGenerations {
			errs = append(errs, os.Remove(filepath.Join(folder, generationName(n))))
		}
	}
	entries, err := os.ReadDir(folder)
	errs = append(errs, err)
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".duckdb.tmp") {
			errs = append(errs, os.Remove(filepath.Join(folder, e.Name())))
		}
	}
	return errors.Join(errs...)
}

// listGenerations returns the numbers of the snapshots in a folder, rising.
func listGenerations(folder string) ([]int, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []int
	for _, e := range entries {
		if n, ok := generation(e.Name()); ok {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out, nil
}

// Files returns the paths of the file of a warehouse and of what stands beside it: its log, what DuckDB puts on disk, and the
// snapshots. They need not be there.
func Files(path string) []string {
	return []string{path, path + ".wal", path + ".tmp", snapshotFolder(path)}
}

func snapshotFolder(path string) string { return path + ".snapshots" }

func generationName(n int) string { return strconv.Itoa(n) + ".duckdb" }

func generation(name string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSuffix(name, ".duckdb"))
	return n, err == nil && n > 0 && name == generationName(n)
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
