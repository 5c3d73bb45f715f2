package job

import (
	"context"
	"fmt"
	"strings"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
)

// mostPast is how many of them a run lists; all are counted.
const mostPast = 1000

// PutBackFile is a file that was replaced and put back as it was, where the version between counts.
type PutBackFile struct {
	Path           string `json:"path"`
	SHA256         string `json:"sha256"`
	ReadAt         string `json:"read_at"` // when it was first read
	CountingPath   string `json:"counting_path"`
	CountingReport string `json:"counting_report"` // the name of the report that counts
	PublishedOn    string `json:"published_on"`    // of the version that counts; empty where unknown
	Why            string `json:"why"`             // correction, published, cells, sums, sha256: the first rule that decides
	Message        string `json:"message"`         // the caller's

	Version string `json:"-"` // that counts
}

// TakenReport is a report for which something holds that a person settled for another document of it.
type TakenReport struct {
	Path      string   `json:"path"`
	Report    string   `json:"report"`
	Fields    []string `json:"fields"`
	TakenFrom string   `json:"taken_from"` // the hash of the other document
}

// readPast adds to the summary what the files of this run have to do with those of earlier ones. A run that wrote nothing has nothing.
func (j *ingestJob) readPast(ctx context.Context, source sqlfile.Source) (err error) {
	if j.firstBatch == 0 {
		return nil
	}
	if j.knownAgain {
		if j.summary.PutBack, j.summary.PutBackFiles, err = PutBacks(ctx, source, j.firstBatch, mostPast); err != nil {
			return err
		}
	}
	err = statements().Each(ctx, source, "taken_over", func(scan sqlfile.Scan) error {
		var t TakenReport
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

// PutBacks returns how many files were put back since a batch, and the first of them.
func PutBacks(ctx context.Context, source sqlfile.Source, since int64, most int) (count int, list []PutBackFile, err error) {
	err = statements().Each(ctx, source, "put_back", func(scan sqlfile.Scan) error {
		var f PutBackFile
		var sha string
		var ordinal int
		err := scan(&f.Version, &f.Path, &f.SHA256, &f.ReadAt, &f.CountingPath, &sha, &ordinal, &f.PublishedOn, &f.Why, &count)
		f.CountingReport = report.Name(sha, ordinal)
		list = append(list, f)
		return err
	}, since, most)
	if err != nil {
		return 0, nil, fmt.Errorf("files put back: %w", err)
	}
	return count, list, nil
}
