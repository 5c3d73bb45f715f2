package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"gongkai/ingest"
	"gongkai/warehouse/archive"
)

// What became of a document that the warehouse knows.
const (
	documentRead       = "read"
	documentMissing    = "missing"    // the archive lacks it, and none of its paths is there
	documentChanged    = "changed"    // its paths are there and hold other bytes
	documentUnreadable = "unreadable" // it is there and the disk, or the reader, fails
)

// original is a document as it was ingested, found again by its hash.
type original struct {
	status string
	from   string // the path it was read from, or was seen at where the archive has it
	body   []byte
	err    error // why it is unreadable
}

// original finds a document again: in the archive of documents, else at one of the paths it was seen at, also inside a ZIP
// or a mail there. What has another hash is another document, however alike.
func (a *app) original(ctx context.Context, extractor *ingest.Extractor, sha256 string, paths []string) original {
	out := original{status: documentMissing}
	if kept := a.archive(); kept != nil {
		body, err := kept.Get(sha256)
		switch {
		case err == nil:
			return original{status: documentRead, from: first(paths), body: body}
		case !errors.Is(err, archive.ErrMissing):
			out = original{status: documentUnreadable, from: kept.Dir(), err: err} // unless a path still has it
		}
	}
	for _, path := range paths {
		for _, file := range containers(path) {
			info, err := os.Stat(file)
			if err != nil || !info.Mode().IsRegular() {
				continue
			}
			if limit := a.settings().Ingest.Limits.Bytes; info.Size() > limit {
				out = original{status: documentUnreadable, from: file, err: fmt.Errorf("%s: %d bytes, the limit is %d", file, info.Size(), limit)}
				continue
			}
			body, err := os.ReadFile(file)
			if err == nil {
				body, err = extractor.Find(ctx, file, body, sha256)
			}
			switch {
			case err == nil:
				return original{status: documentRead, from: path, body: body}
			case errors.Is(err, fs.ErrNotExist):
				if out.status == documentMissing {
					out = original{status: documentChanged, from: path}
				}
			default:
				out = original{status: documentUnreadable, from: path, err: err}
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
