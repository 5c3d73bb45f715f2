package archive

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A document that a version before packs kept is a file of its own: ab/abcdef….zst.

const (
	ending  = ".zst"
	pending = ".tmp" // of a document, or a pack, that has no name yet
)

func (a *Archive) path(sum string) string { return filepath.Join(a.dir, sum[:2], sum+ending) }

func (a *Archive) openFile(sum string) (io.ReadCloser, error) {
	file, err := os.Open(a.path(sum))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing
	}
	return file, err
}

func (a *Archive) hasFile(sum string) (bool, error) {
	_, err := os.Stat(a.path(sum))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// files visits the documents that have their names.
func (a *Archive) files(visit func(sum string, size int64)) error {
	return a.walk(func(name string, entry fs.DirEntry) error {
		sum, ok := strings.CutSuffix(name, ending)
		if !ok {
			return nil
		}
		if _, err := parseName(sum); err != nil {
			return nil //nolint:nilerr // a file of somebody else
		}
		info, err := entry.Info()
		if err == nil {
			visit(sum, info.Size())
		}
		return err
	})
}

func (a *Archive) tidyFiles() error {
	return a.walk(func(name string, _ fs.DirEntry) error {
		if !strings.HasSuffix(name, pending) {
			return nil
		}
		return os.Remove(filepath.Join(a.dir, name[:2], name))
	})
}

// walk visits the files of the folders 00 to ff.
func (a *Archive) walk(visit func(name string, entry fs.DirEntry) error) error {
	folders, err := os.ReadDir(a.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, folder := range folders {
		if len(folder.Name()) != 2 || !folder.IsDir() {
			continue
		}
		entries, err := os.ReadDir(filepath.Join(a.dir, folder.Name()))
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if err := visit(entry.Name(), entry); err != nil {
				return err
			}
		}
	}
	return nil
}
