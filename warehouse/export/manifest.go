package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gongkai/internal/fault"
)

// manifestName is the file that makes a folder an export.
const manifestName = "manifest.json"

// manifestFormat marks a manifest as ours.
const manifestFormat = "gongkai-parquet"

// Manifest lists what an export holds, in the order of the paths. It has no time, so that equal data give an equal
// folder.
type Manifest struct {
	Format        string `json:"format"`
	Generator     string `json:"generator"`
	SchemaVersion int    `json:"schema_version"`
	Files         []File `json:"files"`
}

// File is one Parquet file of an export.
type File struct {
	Path     string `json:"path"` // inside the folder, with slashes
	Relation string `json:"relation"`
	Year     int    `json:"year,omitempty"`
	Rows     int64  `json:"rows"`
	Bytes    int64  `json:"bytes"`
	SHA256   string `json:"sha256"`
}

// Rows returns the number of rows of a relation over all its files.
func (m Manifest) Rows(relation string) int64 {
	var n int64
	for _, f := range m.Files {
		if f.Relation == relation {
			n += f.Rows
		}
	}
	return n
}

// ReadManifest returns the manifest of the export in a folder.
func ReadManifest(dir string) (_ Manifest, err error) {
	defer wrap(&err, "manifest of %s", dir)
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return Manifest{}, err
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return Manifest{}, err
	}
	if m.Format != manifestFormat {
		return Manifest{}, fmt.Errorf("its format is %q, not %q", m.Format, manifestFormat)
	}
	return m, nil
}

// replaceable reports whether dir is there, and refuses one that holds anything but an export: what a user keeps
// beside the files must not go with them.
func replaceable(dir string) (exists bool, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if len(entries) == 0 {
		return true, nil
	}
	m, err := ReadManifest(dir)
	if err != nil {
		return true, fmt.Errorf("%w: the folder is not empty and no export: choose another one (%w)", fault.ErrUsage, err)
	}
	ours := map[string]bool{manifestName: true}
	for _, f := range m.Files {
		ours[filepath.FromSlash(f.Path)] = true
	}
	return true, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if !ours[name] {
			return fmt.Errorf("%w: %s is not part of the export in the folder: move it away first", fault.ErrUsage, name)
		}
		return nil
	})
}
