package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// File is a file to read.
type File struct {
	Path       string
	Size       int64
	ModifiedAt time.Time
}

// Discover lists the files at the given paths, folders with all that lies below them, in the order of their paths,
// each once. Hidden files and folders below a given path are passed over; links are not followed into folders.
func Discover(ctx context.Context, paths []string) (_ []File, err error) {
	var files []File
	for _, root := range paths {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if path != root && strings.HasPrefix(entry.Name(), ".") {
				if entry.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			info, err := os.Stat(path)
			if errors.Is(err, fs.ErrNotExist) && path != root {
				return nil // a link that leads nowhere, or a file that was just removed
			}
			if err != nil {
				return err
			}
			if info.Mode().IsRegular() {
				files = append(files, File{Path: path, Size: info.Size(), ModifiedAt: info.ModTime()})
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("discover %s: %w", root, err)
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(files, func(a, b File) bool { return a.Path == b.Path }), nil
}
