// Package snapshot shows a warehouse to readers while it is written, and keeps it safe: Publish copies the file to where readers
// look, MakeBackup and Restore move what was published, with its documents, to another place and back.
//
// The invariants. What readers see is whole: a copy appears under its name when all of it is on disk, and the pointer CURRENT and
// the link current.duckdb after it, so a crash leaves the old state or the new one. A reader never waits for a writer and a writer
// never for a reader. A backup that cannot be restored is none: it is read back and compared with its hashes before it gets its name,
// and again before it is restored.
//
//	published, err := snapshot.Publish(ctx, w)
//	path, err := snapshot.Current("gongkai.duckdb")
//	backup, err := snapshot.MakeBackup(ctx, snapshot.BackupOptions{Path: "gongkai.duckdb", Dir: "backup", Now: now})
package snapshot

import (
	"context"
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

	"gongkai/internal/disk"
	"gongkai/internal/fault"
	"gongkai/warehouse"
)

// Published is a copy of the warehouse that readers see.
type Published struct {
	Path       string
	Generation int
	Bytes      int64
	New        bool // false where the last one already shows all that the warehouse holds
}

// keptGenerations is how many snapshots stay: the current one, and the one before for whoever was about to open it.
const keptGenerations = 2

// What says which snapshot is the current one: the pointer that this program reads, and the link for programs that keep a path.
const (
	currentFile = "CURRENT"
	currentLink = "current.duckdb"
)

// Publish makes what is committed visible to readers: a copy of the file as the next generation in
// <warehouse>.snapshots, then the pointer CURRENT, then the link current.duckdb, each complete or not there. Where nothing changed
// since the last generation it is returned as it is. A crash in between leaves the old pointer, or none, and the next Publish mends
// it, and the link. A reader that has an old generation open keeps it.
//
// The file itself is copied, after a checkpoint and with batches kept out: that is exact (types, views, comments, row
// order) and a matter of milliseconds, where COPY FROM DATABASE rewrites every column. The file's time and size
// are compared before and after, so a write from elsewhere in the process makes it fail, not publish a torn file.
func Publish(ctx context.Context, w *warehouse.Warehouse) (out Published, err error) {
	defer fault.Wrap(&err, "publish %s", w.Path())
	err = w.Checkpointed(ctx, func(file *os.File, info fs.FileInfo) (err error) {
		out, err = publish(ctx, w.Path(), file, info)
		return err
	})
	return out, err
}

// publish makes the file of the warehouse at path the next generation.
func publish(ctx context.Context, path string, file *os.File, before fs.FileInfo) (Published, error) {
	folder := folderOf(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Published{}, err
	}
	generations, err := listGenerations(folder)
	if err != nil {
		return Published{}, err
	}
	if last, ok := upToDate(path, before); ok {
		return last, errors.Join(link(folder, last.Generation), removeOld(folder, last.Generation, generations))
	}
	next := 1
	if len(generations) > 0 {
		next = generations[len(generations)-1] + 1
	}
	p := Published{Path: filepath.Join(folder, generationName(next)), Generation: next, Bytes: before.Size(), New: true}
	if err := copyFile(ctx, file, p.Path, before); err != nil {
		return Published{}, err
	}
	if after, err := os.Stat(path); err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return Published{}, errors.Join(err, fmt.Errorf("the warehouse was written while it was copied"), os.Remove(p.Path))
	}
	if err := disk.Sync(folder); err != nil {
		return Published{}, err
	}
	if err := renameio.WriteFile(filepath.Join(folder, currentFile), []byte(generationName(next)+"\n"), 0o666); err != nil {
		return Published{}, err
	}
	if err := errors.Join(link(folder, next), disk.Sync(folder)); err != nil {
		return Published{}, err
	}
	return p, removeOld(folder, next, append(generations, next))
}

// Current returns the snapshot that readers of the warehouse at path must open. It returns an error that
// wraps fault.ErrNoWarehouse where none was published.
func Current(path string) (_ string, err error) {
	defer fault.Wrap(&err, "current snapshot of %s", path)
	folder := folderOf(path)
	pointer, err := os.ReadFile(filepath.Join(folder, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fault.Because(fault.ErrNoWarehouse, "no_snapshot", "path", path)
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
		return "", fault.Because(fault.ErrNoWarehouse, "snapshot_gone", "pointer", currentFile, "name", name)
	}
	return snapshot, nil
}

// upToDate returns the current snapshot where it is a copy of the file as it is: the copy has the file's time.
func upToDate(path string, file fs.FileInfo) (Published, bool) {
	current, err := Current(path)
	if err != nil {
		return Published{}, false // none, or one that the next generation replaces
	}
	info, err := os.Stat(current)
	if err != nil || info.Size() != file.Size() || !info.ModTime().Equal(file.ModTime()) {
		return Published{}, false
	}
	n, _ := generation(filepath.Base(current))
	return Published{Path: current, Generation: n, Bytes: info.Size()}, true
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

// Link returns the path by which a program that keeps one finds the current snapshot of the warehouse at path: a link that Publish
// replaces. It is empty where the link does not lead to what CURRENT names: the version that published made none, the file system
// has no links, or a publish was killed before it. The next Publish mends it where it can.
func Link(path string) (_ string, err error) {
	defer fault.Wrap(&err, "link to the current snapshot of %s", path)
	current, err := Current(path)
	if err != nil {
		return "", err
	}
	linked := filepath.Join(folderOf(path), currentLink)
	if to, err := os.Readlink(linked); err != nil || to != filepath.Base(current) {
		return "", nil //nolint:nilerr // there is none that leads there
	}
	return linked, nil
}

// link makes the link lead to a generation, by a name beside it, so that the folder may be moved. A program that opens it meanwhile
// finds the snapshot before. A file system without links has none, which is no reason not to publish.
func link(folder string, n int) error {
	path, part := filepath.Join(folder, currentLink), filepath.Join(folder, currentLink+".tmp")
	if to, err := os.Readlink(path); err == nil && to == generationName(n) {
		return nil
	}
	if err := removeAny(part); err != nil { // of a publish that was killed
		return err
	}
	if err := os.Symlink(generationName(n), part); err != nil {
		return removeAny(path) // rather no path than one that stays behind
	}
	return os.Rename(part, path)
}

// removeAny removes a file, or link, that need not be there.
func removeAny(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Files returns the paths of the file of a warehouse and of what stands beside it: its log, what DuckDB puts on disk, and the
// snapshots. They need not be there.
func Files(path string) []string {
	return []string{path, path + ".wal", path + ".tmp", folderOf(path)}
}

func folderOf(path string) string { return path + ".snapshots" }

func generationName(n int) string { return strconv.Itoa(n) + ".duckdb" }

func generation(name string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSuffix(name, ".duckdb"))
	return n, err == nil && n > 0 && name == generationName(n)
}
