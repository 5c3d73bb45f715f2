package job

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"gongkai/ingest"
	"gongkai/ingest/read"
	"gongkai/internal/report"
	"gongkai/warehouse/archive"
)

// What became of a document that the warehouse knows.
const (
	DocumentRead       = "read"
	DocumentMissing    = "missing"    // the archive lacks it, and none of its paths is there
	DocumentChanged    = "changed"    // its paths are there and hold other bytes
	DocumentUnreadable = "unreadable" // it is there and the disk, or the reader, fails
)

// Original is a document as it was ingested, found again by its hash.
type Original struct {
	Status string // one of the above
	From   string // the path it was read from, or was seen at where the archive has it
	Body   []byte
	Err    error // why it is unreadable
}

// Originals finds the documents of a warehouse again and reads them. Close it when done.
type Originals struct {
	extractor *ingest.Extractor
	kept      *archive.Archive // nil where none is kept
	most      int64            // bytes of a file
}

// NewOriginals returns the documents of a store, read under the limits of the options.
func NewOriginals(s Store, o ingest.Options) (*Originals, error) {
	extractor, err := ingest.New(o)
	if err != nil {
		return nil, err
	}
	return &Originals{extractor, s.Documents(), o.Limits.Bytes}, nil
}

// Close ends the readers.
func (o *Originals) Close() error { return o.extractor.Close() }

// Quotes returns the text around places of a document that was found, nil where there is none.
func (o *Originals) Quotes(ctx context.Context, found Original, places []report.Place) ([]*ingest.Quote, error) {
	return o.extractor.Quotes(ctx, found.From, found.Body, places)
}

// Documents returns a document that was found as its reader sees it.
func (o *Originals) Documents(ctx context.Context, found Original) ([]read.Document, error) {
	return o.extractor.Documents(ctx, found.From, found.Body)
}

// Find finds a document again: in the archive of documents, else at one of the paths it was seen at, also inside a ZIP
// or a mail there. What has another hash is another document, however alike.
func (o *Originals) Find(ctx context.Context, sha256 string, paths []string) Original {
	out := Original{Status: DocumentMissing}
	if o.kept != nil {
		body, err := o.kept.Get(sha256)
		switch {
		case err == nil:
			return Original{Status: DocumentRead, From: first(paths), Body: body}
		case !errors.Is(err, archive.ErrMissing):
			out = Original{Status: DocumentUnreadable, From: o.kept.Dir(), Err: err} // unless a path still has it
		}
	}
	for _, path := range paths {
		for _, file := range containers(path) {
			info, err := os.Stat(file)
			if err != nil || !info.Mode().IsRegular() {
				continue
			}
			if info.Size() > o.most {
				err := fmt.Errorf("%s: %d bytes, the limit is %d", file, info.Size(), o.most)
				out = Original{Status: DocumentUnreadable, From: file, Err: err}
				continue
			}
			body, err := os.ReadFile(file)
			if err == nil {
				body, err = o.extractor.Find(ctx, file, body, sha256)
			}
			switch {
			case err == nil:
				return Original{Status: DocumentRead, From: path, Body: body}
			case errors.Is(err, fs.ErrNotExist):
				if out.Status == DocumentMissing {
					out = Original{Status: DocumentChanged, From: path}
				}
			default:
				out = Original{Status: DocumentUnreadable, From: path, Err: err}
			}
		}
	}
	return out
}

// first returns the first of the paths, empty where there is none.
func first(paths []string) string {
	if len(paths) == 0 {
		return ""
	}
	return paths[0]
}

// containers returns the files in which the document of a path may be: the path itself, and where it has a "!" the
// archives before it.
func containers(path string) []string {
	out := []string{path}
	for i := range path {
		if strings.HasPrefix(path[i:], "!") {
			out = append(out, path[:i])
		}
	}
	return out
}
