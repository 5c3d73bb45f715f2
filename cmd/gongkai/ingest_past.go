package main

import (
	"context"
	"math"
	"slices"
	"strings"

	"gongkai/internal/sqlfile"
	"gongkai/job"
	"gongkai/render"
)

// rulePutBack is the rule that finds files that were replaced and put back as they were, where the version between counts.
const rulePutBack = "rendition.put_back"

// putBackText says what lies there, what counts in its place and why, and what a person can do.
func (a *app) putBackText(f *job.PutBackFile) string {
	counting := f.CountingReport
	if f.CountingPath != f.Path {
		counting += " " + f.CountingPath
	}
	if f.PublishedOn != "" {
		counting = a.say.Text("putback.published", "report", counting, "day", f.PublishedOn)
	}
	return a.say.Text("putback.text", "path", f.Path, "read_at", f.ReadAt, "counting", counting, "why", a.say.Text("putback.why."+f.Why),
		"report", f.CountingReport)
}

// fillPutBack gives findings on files that were put back their message, which needs more than a view of findings has.
func (a *app) fillPutBack(ctx context.Context, source querySource, list []listedFinding) error {
	isPutBack := func(f listedFinding) bool { return f.Rule == rulePutBack }
	if !slices.ContainsFunc(list, isPutBack) {
		return nil
	}
	_, files, err := job.PutBacks(ctx, sqlfile.Source(source), 0, math.MaxInt32)
	if err != nil {
		return err
	}
	said := map[string]string{}
	for i := range files {
		said[files[i].Version] = a.putBackText(&files[i])
	}
	for i := range list {
		if isPutBack(list[i]) {
			list[i].Message = strings.ReplaceAll(list[i].Message, "{what}", said[list[i].version])
		}
	}
	return nil
}

// tellPast says what the files of a run have to do with those of earlier ones.
func (a *app) tellPast(s *job.IngestSummary) {
	const most = 20
	if s.PutBack > 0 {
		a.printf("%s\n", a.say.Text("ingest.put_back", "count", s.PutBack))
		for i := range s.PutBackFiles[:min(most, len(s.PutBackFiles))] {
			a.printf("  %s\n", printable(s.PutBackFiles[i].Message))
		}
	}
	if s.TakenOver > 0 {
		a.printf("%s\n", a.say.Text("ingest.taken_over", "count", s.TakenOver))
		for _, t := range s.TakenOverReports[:min(most, len(s.TakenOverReports))] {
			a.printf("  %s\n", printable(t.Path+"  "+render.TakenOver(a.say, t.Report, t.Fields, t.TakenFrom)))
		}
	}
	if s.PutBack > most || s.TakenOver > most {
		a.printf("  %s\n", a.say.Text("ingest.more", "most", most))
	}
}
