package job

import (
	"context"
	"fmt"
	"strings"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/queries/page"
)

// mostPast is how many of them a run lists; all are counted.
const mostPast = 1000

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
		if j.summary.PutBack, j.summary.PutBackFiles, err = page.PutBacks(ctx, source, j.firstBatch, mostPast); err != nil {
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
