package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"gongkai/internal/fault"
)

// File is a file to read.
type File struct {
	Path       string
	Size       int64
	ModifiedAt time.Time
	Err        error // why it cannot be read, where that is known beforehand; it wraps fault.ErrUnreadable
}

// Found is what Discover found. It does not hold the files, so that a nation of them takes no more memory than a county: of each
// folder the names are read when its turn comes.
type Found struct {
	Count int // of files
	roots []root
	other map[string]bool // paths that are passed over, as resolve returns them
}

// root is a path as it was given.
type root struct {
	path     string
	absolute string
	resolved string // without links
	isFolder bool
}

// resolve returns an absolute path without links. What is not there has its folder resolved, if that is there.
func resolve(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	resolved, err := filepath.EvalSymlinks(full)
	if errors.Is(err, fs.ErrNotExist) {
		if resolved, err = filepath.EvalSymlinks(filepath.Dir(full)); err == nil {
			resolved = filepath.Join(resolved, filepath.Base(full))
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return full, nil
	}
	return resolved, err
}

// errStop ends a walk whose caller has enough.
var errStop = errors.New("stop")

// Discover looks for files at the given paths, folders with all that lies below them: that every path is there, and how many files
// there are. A folder that cannot be read, a link that runs in a circle or out of the given folders, and what is no file and no folder
// count as files that cannot be read: who may write to a folder is not to have files read to which it does not reach. Hidden files and
// folders below a given path are passed over, and those that except names, as the warehouse that the files are for; links are not
// followed into folders, unless the link itself was given.
func Discover(ctx context.Context, paths []string, except ...string) (_ Found, err error) {
	f := Found{other: map[string]bool{}}
	for _, path := range except {
		full, err := resolve(path)
		if err != nil {
			return Found{}, fmt.Errorf("discover all but %s: %w", path, err)
		}
		f.other[full] = true
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if isUnreadable(err) {
			f.roots = append(f.roots, root{path: path, absolute: path, resolved: path}) // it is told as one
			continue
		}
		if err != nil {
			return Found{}, fmt.Errorf("discover %s: %w", path, err)
		}
		full, err := filepath.Abs(path)
		if err != nil {
			return Found{}, fmt.Errorf("discover %s: %w", path, err)
		}
		resolved, err := resolve(path)
		if err != nil {
			return Found{}, fmt.Errorf("discover %s: %w", path, err)
		}
		f.roots = append(f.roots, root{path, full, resolved, info.IsDir()})
	}
	f.roots = f.disjoint()
	for _, r := range f.roots {
		err := f.walk(ctx, r, func(path string, entry fs.DirEntry, broken error) error {
			if broken != nil || entry != nil && entry.Type().IsRegular() {
				f.Count++
				return nil
			}
			_, ok, err := f.file(path, entry) // a link, or the path that was given
			if ok {
				f.Count++
			}
			return err
		})
		if err != nil {
			return Found{}, fmt.Errorf("discover %s: %w", r.path, err)
		}
	}
	return f, nil
}

// Files yields the files, each once, in the order of the absolute paths that were given, and below each in that of their paths. An
// error ends it.
func (f Found) Files(ctx context.Context) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, r := range f.roots {
			err := f.walk(ctx, r, func(path string, entry fs.DirEntry, broken error) error {
				if broken != nil {
					if !yield(File{Path: path, Err: broken}, nil) {
						return errStop
					}
					return nil
				}
				found, ok, err := f.file(path, entry)
				if err == nil && !ok && entry == nil { // it was given, and was there a moment ago
					return fs.ErrNotExist
				}
				if err == nil && ok && !yield(found, nil) {
					return errStop
				}
				return err
			})
			if errors.Is(err, errStop) {
				return
			}
			if err != nil {
				yield(File{}, fmt.Errorf("discover %s: %w", r.path, err))
				return
			}
		}
	}
}

// Listed yields the files of a list.
func Listed(files []File) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, f := range files {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// List returns the files of a sequence, which all come to be in memory.
func List(files iter.Seq2[File, error]) ([]File, error) {
	var list []File
	for f, err := range files {
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

// file looks at what a path leads to: false for a folder, and for a link that leads nowhere or a file that was just removed. What cannot be
// read comes with its error.
func (f Found) file(path string, entry fs.DirEntry) (File, bool, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return File{}, false, nil
	case isUnreadable(err):
		return File{Path: path, Err: fmt.Errorf("%w: %w", fault.ErrUnreadable, err)}, true, nil
	case err != nil:
		return File{}, false, err
	case info.IsDir():
		return File{}, false, nil
	}
	found := File{Path: path, Size: info.Size(), ModifiedAt: info.ModTime()}
	switch {
	case !info.Mode().IsRegular():
		found.Err = fmt.Errorf("%w: it is no file", fault.ErrUnreadable)
	case entry != nil && entry.Type()&fs.ModeSymlink != 0 && !f.holds(path):
		found.Err = fmt.Errorf("%w: a link out of the folders that were given", fault.ErrUnreadable)
	}
	return found, true, nil
}

// holds reports whether a link leads to something below the given paths.
func (f Found) holds(path string) bool {
	full, err := resolve(path)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(f.roots, func(r root) bool {
		below := strings.TrimSuffix(r.resolved, string(filepath.Separator)) + string(filepath.Separator)
		return full == r.resolved || r.isFolder && strings.HasPrefix(full, below)
	})
}

// isUnreadable reports whether an error of the file system is about one file or folder and not about the machine.
func isUnreadable(err error) bool {
	if errors.Is(err, fs.ErrPermission) {
		return true
	}
	for _, number := range []syscall.Errno{syscall.ELOOP, syscall.ENAMETOOLONG, syscall.ENXIO, syscall.EISDIR, syscall.EINVAL, syscall.EIO} {
		if errors.Is(err, number) {
			return true
		}
	}
	return false
}

// walk visits what is no folder, in the order of the paths; the given path itself without an entry, and a folder that cannot be read with
// its error.
func (f Found) walk(ctx context.Context, r root, visit func(path string, entry fs.DirEntry, broken error) error) error {
	if !r.isFolder {
		return visit(r.path, nil, nil)
	}
	return f.walkFolder(ctx, r, "", visit)
}

func (f Found) walkFolder(ctx context.Context, r root, below string, visit func(path string, entry fs.DirEntry, broken error) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := os.ReadDir(filepath.Join(r.path, below))
	if errors.Is(err, fs.ErrNotExist) && below != "" {
		return nil // it was just removed
	}
	if isUnreadable(err) {
		return visit(filepath.Join(r.path, below), nil, fmt.Errorf("%w: %w", fault.ErrUnreadable, err))
	}
	if err != nil {
		return err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(sortName(a), sortName(b)) })
	for _, entry := range entries {
		name := filepath.Join(below, entry.Name())
		if strings.HasPrefix(entry.Name(), ".") || f.other[filepath.Join(r.resolved, name)] {
			continue
		}
		if entry.IsDir() {
			err = f.walkFolder(ctx, r, name, visit)
		} else {
			err = visit(filepath.Join(r.path, name), entry, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sortName makes the files of a folder stand where their whole paths do: a-b before a/c.
func sortName(entry fs.DirEntry) string {
	if entry.IsDir() {
		return entry.Name() + string(filepath.Separator)
	}
	return entry.Name()
}

// disjoint sorts the roots and leaves out those that another reaches.
func (f Found) disjoint() []root {
	name := func(r root) string {
		if r.isFolder {
			return strings.TrimSuffix(r.absolute, string(filepath.Separator)) + string(filepath.Separator)
		}
		return r.absolute
	}
	slices.SortStableFunc(f.roots, func(a, b root) int { return cmp.Compare(name(a), name(b)) })
	var out, folders []root
	for i, r := range f.roots {
		if i > 0 && r.absolute == f.roots[i-1].absolute || slices.ContainsFunc(folders, func(outer root) bool { return f.reaches(outer, r) }) {
			continue
		}
		out = append(out, r)
		if r.isFolder {
			folders = append(folders, r)
		}
	}
	return out
}

// reaches reports whether the walk of a root comes to another: not where that is passed over, or behind a link.
func (f Found) reaches(r, other root) bool {
	between, err := filepath.Rel(r.absolute, other.absolute)
	if err != nil || between == ".." || strings.HasPrefix(between, ".."+string(filepath.Separator)) {
		return false
	}
	if between == "." {
		return true
	}
	path, resolved := r.absolute, r.resolved
	for _, name := range strings.Split(between, string(filepath.Separator)) {
		path, resolved = filepath.Join(path, name), filepath.Join(resolved, name)
		info, err := os.Lstat(path)
		if err != nil || strings.HasPrefix(name, ".") || f.other[resolved] {
			return false
		}
		if info.Mode()&fs.ModeSymlink != 0 && (path != other.absolute || other.isFolder) {
			return false
		}
	}
	return true
}
