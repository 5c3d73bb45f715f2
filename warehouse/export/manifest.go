package export

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/internal/disk"
	"gongkai/internal/fault"
)

// Files of an export that say what it holds.
const (
	manifestName    = "manifest.json"    // makes a folder an export
	checksumsName   = "SHA256SUMS"       // of every other file, as sha256sum writes them
	datapackageName = "datapackage.json" // the Frictionless description
)

// manifestFormat marks a manifest as ours.
const manifestFormat = "gongkai-export"

// Manifest lists what an export holds, in the order of the paths. It has no time, so that equal data give an equal
// folder.
type Manifest struct {
	Format        string `json:"format"`
	Generator     string `json:"generator"`
	SchemaVersion int    `json:"schema_version"`
	Reading
	Release string `json:"release_id,omitempty"` // that is held, of a bundle
	Years   []int  `json:"years"`
	Files   []File `json:"files"`
}

// File is one file of an export. Of a document only path, bytes and hash are set; a workbook has the rows of all its
// sheets.
type File struct {
	Path     string `json:"path"` // inside the folder, with slashes
	Format   Format `json:"format,omitempty"`
	Relation string `json:"relation,omitempty"`
	Year     int    `json:"year,omitempty"` // 0 where the file has all years
	Rows     int64  `json:"rows"`
	Bytes    int64  `json:"bytes"`
	SHA256   string `json:"sha256,omitempty"`

	IsPlanned bool `json:"-"` // it was not written: its rows and bytes are not known
}

// MarshalJSON has null for what is not known.
func (f File) MarshalJSON() ([]byte, error) {
	type known File
	if !f.IsPlanned {
		return json.Marshal(known(f))
	}
	return json.Marshal(struct {
		known
		Rows  *int64 `json:"rows"`
		Bytes *int64 `json:"bytes"`
	}{known: known(f)})
}

// Rows returns the number of rows of a relation over all its files of one format.
func (m Manifest) Rows(format Format, relation string) int64 {
	var n int64
	for _, f := range m.Files {
		if f.Format == format && f.Relation == relation {
			n += f.Rows
		}
	}
	return n
}

func (m *Manifest) sort() {
	slices.SortFunc(m.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
}

// ReadManifest returns the manifest of the export in a folder.
func ReadManifest(dir string) (_ Manifest, err error) {
	defer fault.Wrap(&err, "manifest of %s", dir)
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

// describe writes the files that say what the export holds.
func (w *writer) describe() error {
	w.manifest.sort()
	for _, page := range []struct {
		name    string
		make    func() ([]byte, error)
		citable bool
	}{
		{"dictionary.md", w.dictionary, false},
		{datapackageName, w.datapackage, false},
		{"README.md", w.readme, false},
		{"LICENCE.md", w.licence, false},
		{"CITATION.cff", w.citation, true},
		{"datacite.json", w.datacite, true},
	} {
		if page.citable && w.options.Dataset.Release == "" {
			continue // what is known now changes, and is cited by its files
		}
		content, err := page.make()
		if err != nil {
			return fmt.Errorf("%s: %w", page.name, err)
		}
		if err := w.document(Document{Path: page.name, Content: content}); err != nil {
			return err
		}
	}
	w.manifest.sort()
	text, err := json.MarshalIndent(w.manifest, "", "  ")
	if err != nil {
		return err
	}
	name := filepath.Join(w.dir, manifestName)
	if err := os.WriteFile(name, append(text, '\n'), 0o666); err != nil {
		return err
	}
	_, hash, err := finish(name)
	if err != nil {
		return err
	}
	return w.checksums(File{Path: manifestName, SHA256: hash})
}

// checksums writes the file that `sha256sum -c` takes.
func (w *writer) checksums(manifest File) error {
	var out strings.Builder
	for _, f := range append(slices.Clone(w.manifest.Files), manifest) {
		fmt.Fprintf(&out, "%s  %s\n", f.SHA256, f.Path)
	}
	name := filepath.Join(w.dir, checksumsName)
	if err := os.WriteFile(name, []byte(out.String()), 0o666); err != nil {
		return err
	}
	return disk.Sync(name)
}
