package main

import (
	"context"
	"errors"
	"io/fs"

	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/warehouse/snapshot"
)

// discover finds the documents below the paths, but for files that are none, as a manifest. A path that does not exist is wrong use, not
// a bad document: the person named it.
func (a *app) discover(ctx context.Context, paths []string, except ...string) (ingest.Found, error) {
	if len(paths) == 0 {
		return ingest.Found{}, wrongUse(a.say.Text("usage.no_paths"))
	}
	found, err := ingest.Discover(ctx, paths, append(a.ownFiles(), except...)...)
	var missing *fs.PathError
	if errors.As(err, &missing) && errors.Is(err, fs.ErrNotExist) {
		return found, wrongUse(a.say.Text("usage.no_such_path", "path", missing.Path))
	}
	if err == nil && found.Count == 0 {
		return found, wrongUse(a.say.Text("usage.no_documents"))
	}
	return found, err
}

// ownFiles are those of the warehouse: where it lies among the documents it is none of them.
func (a *app) ownFiles() []string {
	own := snapshot.Files(a.settings().Warehouse.Path)
	if kept := a.archive(); kept != nil {
		own = append(own, kept.Dir())
	}
	return own
}

// extractor makes the one that the settings ask for.
func (a *app) extractor(manifest *ingest.Manifest, change ...func(*ingest.Options)) (*ingest.Extractor, error) {
	s := a.settings().Ingest
	options := ingest.Options{Workers: s.Workers, Limits: read.Limits(s.Limits), Manifest: manifest}
	for _, c := range change {
		c(&options)
	}
	return ingest.New(options)
}

// rejection describes a result that gave no report, and false where its error is not about the document (the disk
// failed, the run was cancelled): that stops the command.
func (a *app) rejection(r ingest.Result) (feed.Rejected, bool) {
	reason, ok := fault.Reason(r.Err)
	if !ok {
		return feed.Rejected{}, false
	}
	return feed.Rejected{Path: r.File.Path, Reason: reason, Message: a.reason(reason)}, true
}

// reason says what is wrong with a document and what to do.
func (a *app) reason(code string) string {
	return a.say.Text("reason."+code) + a.either("", " ") + a.say.Text("todo."+code)
}

// listRejected prints the rejected documents for people.
func (a *app) listRejected(list []feed.Rejected) {
	for _, r := range list {
		a.notef("%s: %s: %s", r.Path, r.Reason, r.Message)
	}
}
