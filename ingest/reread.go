package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// ExtractBytes reads one document of which the bytes are at hand, as Extract does a file. It never panics.
func (e *Extractor) ExtractBytes(ctx context.Context, path string, body []byte, entry Entry) []Result {
	result := Result{File: File{Path: path, Size: int64(len(body))}, Bytes: int64(len(body)), Entry: entry}
	if len(body) == 0 {
		result.Err = fault.ErrEmpty
		return []Result{result}
	}
	return e.document(ctx, result, body, 0)
}

// Find returns the bytes whose SHA-256 is given: those of the file, or of a document in it where it is an archive or a
// mail. It returns an error that wraps fs.ErrNotExist where the file holds nothing of that hash.
func (e *Extractor) Find(ctx context.Context, path string, body []byte, hash string) (_ []byte, err error) {
	found, err := e.find(ctx, path, body, hash, 0)
	if err == nil && found == nil {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, fmt.Errorf("find %.12s in %s: %w", hash, path, err)
	}
	return found, nil
}

func (e *Extractor) find(ctx context.Context, path string, body []byte, hash string, depth int) (found []byte, err error) {
	sum := sha256.Sum256(body)
	if hex.EncodeToString(sum[:]) == hash {
		return body, nil
	}
	container := e.formats.detect(body)
	if container.members == nil || depth >= maxNesting {
		return nil, nil
	}
	var inner error
	err = unpack(ctx, container, e.source(path, body), func(name string, member []byte, err error) bool {
		if err != nil {
			return true // another member may be the one
		}
		found, inner = e.find(ctx, path+"!"+name, member, hash, depth+1)
		return found == nil && inner == nil && ctx.Err() == nil
	})
	if found != nil {
		return found, nil
	}
	return nil, errors.Join(inner, err)
}

// Quotes returns what stands around each place of a document, nil for a place where it has nothing. It fails as the
// reader of the format does; a format without a reader (what extract prints) has no places.
func (e *Extractor) Quotes(ctx context.Context, path string, body []byte, places []report.Place) (_ []*Quote, err error) {
	defer fault.Wrap(&err, "quote %s", path)
	quotes := make([]*Quote, len(places))
	docs, err := e.Documents(ctx, path, body)
	if err != nil {
		return nil, err
	}
	for i, place := range places {
		// One file holds several documents only where it is a web archive of several pages; the first that has
		// something at the place is quoted.
		for n := range docs {
			if quotes[i] = quote(&docs[n], place); quotes[i] != nil {
				break
			}
		}
	}
	return quotes, nil
}

// Documents returns a document as its reader sees it, several of a web archive of several pages, none of a format without a reader. It
// fails as the reader does.
func (e *Extractor) Documents(ctx context.Context, path string, body []byte) (_ []read.Document, err error) {
	defer fault.Wrap(&err, "read %s", path)
	defer fault.Recover(&err, "the reader")
	reader := e.formats.detect(body).reader
	if reader == nil {
		return nil, nil
	}
	return reader.Read(ctx, e.source(path, body))
}
