package ingest

import (
	"context"
	"fmt"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/rows/plain"
)

// maxNesting is how deep archives may lie in archives.
const maxNesting = 3

// members reads every document inside an archive or a mail. A member that is no report is passed over where another
// one is: an archive of a year holds covers and lists too.
func (e *Extractor) members(ctx context.Context, result Result, container format, body []byte, depth int) []Result {
	if depth >= maxNesting {
		return []Result{e.rejected(result, body, fmt.Errorf("archives nested deeper than %d: %w", maxNesting, fault.ErrTooLarge))}
	}
	var results []Result
	err := unpack(ctx, container, e.source(result.File.Path, body), func(name string, member []byte, err error) bool {
		inner := Result{File: result.File, Entry: result.Entry}
		inner.File.Path = result.File.Path + "!" + plain.Escaped(name)
		if entry := e.entry(inner.File.Path); entry != (Entry{}) {
			inner.Entry = entry
		}
		if err != nil {
			inner.Err = err
			results = append(results, inner)
			return true
		}
		results = append(results, e.document(ctx, inner, member, depth+1)...)
		return ctx.Err() == nil
	})
	switch {
	case err != nil:
		// What came before the damage stays; that something is missing is told.
		results = append(results, e.rejected(result, body, err))
	case len(results) == 0:
		results = append(results, e.rejected(result, body, fault.ErrEmpty))
	}
	return results
}

// rejected is the result of an archive that is listed itself. It is kept: a later version may open it.
func (e *Extractor) rejected(result Result, body []byte, why error) Result {
	if result.Err = e.keep(result, body); result.Err == nil {
		result.Err = why
	}
	return result
}

// source is a document for a reader, with the limits of the settings.
func (e *Extractor) source(path string, body []byte) read.Source {
	return read.Source{Path: path, Bytes: body, Limits: e.options.Limits}
}

// unpack yields the members of a container. The archive libraries index into what they read: a panic of theirs is a
// damaged archive.
func unpack(ctx context.Context, container format, src read.Source, yield func(string, []byte, error) bool) (err error) {
	defer fault.Recover(&err, "%s: unpacking", src.Path)
	return container.members(ctx, src, yield)
}
