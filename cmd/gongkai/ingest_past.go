package main

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strings"

	"gongkai/internal/report"
)

//go:embed sql/put_back.sql
var putBackSQL string

//go:embed sql/taken_over.sql
var takenOverSQL string

// rulePutBack is the rule that finds such files.
const rulePutBack = "rendition.put_back"

// mostPast is how many of them a run lists; all are counted.
const mostPast = 1000

// putBackFile is a file that was replaced and put back as it was, where the version between counts.
type putBackFile struct {
	Path           string `json:"path"`
	SHA256         string `json:"sha256"`
	ReadAt         string `json:"read_at"` // when it was first read
	CountingPath   string `json:"counting_path"`
	CountingReport string `json:"counting_report"` // what batch withdraw --report takes
	PublishedOn    string `json:"published_on"`    // of the version that counts; empty where unknown
	Why            string `json:"why"`             // correction, published, cells, sums, sha256: the first rule that decides
	Message        string `json:"message"`

	version string // that counts
}

// takenReport is a report for which something holds that a person settled for another document of it.
type takenReport struct {
	Path      string   `json:"path"`
	Report    string   `json:"report"`
	Fields    []string `json:"fields"`
	TakenFrom string   `json:"taken_from"` // the hash of the other document
}

// readPast adds to the summary what the files of this run have to do with those of earlier ones. A run that wrote nothing has nothing.
func (j *ingestJob) readPast(ctx context.Context, source querySource) (err error) {
	if j.firstBatch == 0 {
		return nil
	}
	if j.knownAgain {
		if j.summary.PutBack, j.summary.PutBackFiles, err = j.putBacks(ctx, source, j.firstBatch, mostPast); err != nil {
			return err
		}
	}
	err = eachRow(ctx, source, takenOverSQL, func(scan func(...any) error) error {
		var t takenReport
		var sha, fields string
		var ordinal int
		err := scan(&sha, &ordinal, &fields, &t.TakenFrom, &t.Path, &j.summary.TakenOver)
		t.Report, t.Fields = report.Name(sha, ordinal), strings.Fields(fields)
		j.summary.TakenOverReports = append(j.summary.TakenOverReports, t)
		return err
	}, j.firstBatch, mostPast)
	if err != nil {
		return fmt.Errorf("what is taken over: %w", err)
	}
	return nil
}

// putBacks returns how many files were put back since a batch, and the first of them.
func (a *app) putBacks(ctx context.Context, source querySource, since int64, most int) (count int, list []putBackFile, err error) {
	err = eachRow(ctx, source, putBackSQL, func(scan func(...any) error) error {
		var f putBackFile
		var sha string
		var ordinal int
		err := scan(&f.version, &f.Path, &f.SHA256, &f.ReadAt, &f.CountingPath, &sha, &ordinal, &f.PublishedOn, &f.Why, &count)
		f.CountingReport = report.Name(sha, ordinal)
		f.Message = a.putBackText(&f)
		list = append(list, f)
		return err
	}, since, most)
	if err != nil {
		return 0, nil, fmt.Errorf("files put back: %w", err)
	}
	return count, list, nil
}

// putBackText says what lies there, what counts in its place and why, and what a person can do.
func (a *app) putBackText(f *putBackFile) string {
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
	_, files, err := a.putBacks(ctx, source, 0, math.MaxInt32)
	if err != nil {
		return err
	}
	said := map[string]string{}
	for i := range files {
		said[files[i].version] = files[i].Message
	}
	for i := range list {
		if isPutBack(list[i]) {
			list[i].Message = strings.ReplaceAll(list[i].Message, "{what}", said[list[i].version])
		}
	}
	return nil
}

// tellPast says what the files of a run have to do with those of earlier ones.
func (a *app) tellPast(s *ingestSummary) {
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
			a.printf("  %s\n", printable(t.Path+"  "+a.takenOver(t.Report, t.Fields, t.TakenFrom)))
		}
	}
	if s.PutBack > most || s.TakenOver > most {
		a.printf("  %s\n", a.say.Text("ingest.more", "most", most))
	}
}
