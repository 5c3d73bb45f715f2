package job

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"gongkai/ingest"
	"gongkai/ingest/manifest"
)

// Input says what is to be read and how.
type Input struct {
	Store           Store // whose own files are no documents
	Paths           []string
	Manifest        string // a table of who reported for where and when; empty for none
	ManifestOptions manifest.Options
	Read            ingest.Options // the workers and the limits; what is between them and the store is the job's
	Progress        Progress       // nil where nobody watches

	looks int // rows of the manifest that name no document
}

// ManifestSummary says what became of the rows of a manifest.
type ManifestSummary struct {
	Rows          int            `json:"rows"`
	Unmatched     int            `json:"unmatched"`
	UnmatchedRows []manifest.Row `json:"unmatched_rows"` // they name no document that was found
	Looks         int            `json:"looks"`          // rows that say where somebody looked for a report in vain
	NewLooks      int            `json:"new_looks"`      // of them, those that were not recorded yet

	Ignored []string `json:"-"` // headings of columns that say nothing here
}

// progress is that of the input, or nobody's.
func (in *Input) progress() Progress {
	if in.Progress == nil {
		return silent{}
	}
	return in.Progress
}

// manifest reads the manifest, nil where none is named, and takes it out of the paths, since DIR/* names it too. One with rows that do
// not fit is refused before anything is read: an *manifest.Error names every such row.
func (in *Input) manifest() (*manifest.Manifest, *ManifestSummary, error) {
	if in.Manifest == "" {
		return nil, nil, nil
	}
	if own, err := os.Stat(in.Manifest); err == nil {
		in.Paths = slices.DeleteFunc(slices.Clone(in.Paths), func(path string) bool {
			info, err := os.Stat(path)
			return err == nil && os.SameFile(own, info)
		})
	}
	m, err := manifest.Read(in.Manifest, in.ManifestOptions)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, Refuse(NoSuchPath, "path", in.Manifest)
	}
	if err != nil {
		return nil, nil, err
	}
	in.looks = len(m.Looks())
	return m, &ManifestSummary{Ignored: m.Ignored, Looks: in.looks}, nil
}

// count takes the rows of a manifest that say something of no document. With stale only some of the documents are read: a row whose
// file is there, or in an archive that is, is none to warn of.
func (s *ManifestSummary) count(m *manifest.Manifest, stale bool) {
	if m == nil {
		return
	}
	rows := slices.DeleteFunc(m.Unmatched(), func(row manifest.Row) bool {
		container, _, _ := strings.Cut(row.Full, "!")
		_, err := os.Stat(container)
		return stale && err == nil
	})
	s.Rows, s.Unmatched, s.UnmatchedRows = m.Rows(), len(rows), append([]manifest.Row{}, rows...)
}

// discover finds the documents below the paths. A path that does not exist is wrong use, not a bad document: a person named it.
func (in *Input) discover(ctx context.Context) (ingest.Found, error) {
	if len(in.Paths) == 0 {
		return ingest.Found{}, Refuse(NoPaths)
	}
	found, err := ingest.Discover(ctx, in.Paths, in.except()...)
	var missing *fs.PathError
	if errors.As(err, &missing) && errors.Is(err, fs.ErrNotExist) {
		return found, Refuse(NoSuchPath, "path", missing.Path)
	}
	if err == nil && found.Count == 0 && in.looks == 0 {
		return found, Refuse(NoDocuments)
	}
	return found, err
}

// discoverStale is discover where stale documents are read again: no path stands for all that is known, and a path may be gone, where
// the archive has what it held.
func (in *Input) discoverStale(ctx context.Context) (found ingest.Found, gone []string, err error) {
	var there []string
	for _, path := range in.Paths {
		switch _, err := os.Stat(path); {
		case errors.Is(err, os.ErrNotExist):
			gone = append(gone, path)
		case err != nil:
			return found, nil, err
		default:
			there = append(there, path)
		}
	}
	found, err = ingest.Discover(ctx, there, in.except()...)
	return found, gone, err
}

// except are the files that are no documents.
func (in *Input) except() []string {
	own := in.Store.files()
	if in.Manifest != "" {
		own = append(own, in.Manifest)
	}
	return own
}
