package main

import (
	"time"

	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/ingest/manifest"
	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/render/cards"
	"gongkai/rows/plain"
)

// readOptions are those of the settings for reading documents.
func (a *app) readOptions() ingest.Options {
	s := a.settings().Ingest
	return ingest.Options{Workers: s.Workers, Limits: read.Limits(s.Limits)}
}

// input is what a person asked to be read, with the table of a manifest that was named, empty for none.
func (a *app) input(paths []string, table string) (job.Input, error) {
	headings, err := a.headings([]string{"path", "agency", "region_code", "region", "year", "source", "fetched_on"})
	return job.Input{
		Store: a.store(), Paths: paths, Manifest: table, Read: a.readOptions(), Progress: &progress{app: a},
		ManifestOptions: manifest.Options{
			Headings: headings, LastYear: report.Shanghai(a.now()).Year(), Today: report.Shanghai(a.now()).Format(time.DateOnly),
		},
	}, err
}

// rejection describes a result that gave no report, and false where its error is not about the document (the disk
// failed, the run was cancelled): that stops the command.
func (a *app) rejection(r ingest.Result) (feed.Rejected, bool) {
	reason, ok := fault.Reason(r.Err)
	if !ok {
		return feed.Rejected{}, false
	}
	return feed.Rejected{Path: r.File.Path, Reason: reason, Message: cards.Rejection(a.say, reason)}, true
}

// listRejected prints the rejected documents for people.
func (a *app) listRejected(list []feed.Rejected) {
	for _, r := range list {
		a.notef("%s: %s: %s", plain.Escaped(r.Path), r.Reason, r.Message)
	}
}
