package page

import (
	"context"
	"math"
	"slices"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// rulePutBack is the rule that finds files that were put back.
const rulePutBack = "rendition.put_back"

// PutBack is a file that was replaced and put back as it was, where the version between counts.
type PutBack struct {
	Path           string `json:"path"`
	SHA256         string `json:"sha256"`
	ReadAt         string `json:"read_at"` // when it was first read
	CountingPath   string `json:"counting_path"`
	CountingReport string `json:"counting_report"` // what batch withdraw --report takes
	PublishedOn    string `json:"published_on"`    // of the version that counts; empty where unknown
	Why            string `json:"why"`             // correction, published, cells, sums, sha256: the first rule that decides
	Message        string `json:"message"`         // the caller's: see Text

	version string // that counts
}

// PutBacks returns how many files were put back since a batch (0: ever), and at most so many of them, by path.
func PutBacks(ctx context.Context, source Source, since int64, most int) (count int, list []PutBack, err error) {
	defer fault.Wrap(&err, "files put back")
	err = statements().Each(ctx, source, "put_back", func(scan func(...any) error) error {
		var f PutBack
		var sha string
		var ordinal int
		err := scan(&f.version, &f.Path, &f.SHA256, &f.ReadAt, &f.CountingPath, &sha, &ordinal, &f.PublishedOn, &f.Why, &count)
		f.CountingReport = report.Name(sha, ordinal)
		list = append(list, f)
		return err
	}, since, most)
	return count, list, err
}

// Text says what lies there, what counts in its place and why, and what a person can do.
func (f *PutBack) Text(say messages.Printer) string {
	counting := f.CountingReport
	if f.CountingPath != f.Path {
		counting += " " + f.CountingPath
	}
	if f.PublishedOn != "" {
		counting = say.Text("putback.published", "report", counting, "day", f.PublishedOn)
	}
	return say.Text("putback.text", "path", f.Path, "read_at", f.ReadAt, "counting", counting, "why", say.Text("putback.why."+f.Why),
		"report", f.CountingReport)
}

// fillPutBack gives findings on files that were put back their message, which needs more than a view of findings has.
func fillPutBack(ctx context.Context, source Source, say messages.Printer, list []Finding) error {
	isPutBack := func(f Finding) bool { return f.Rule == rulePutBack }
	if !slices.ContainsFunc(list, isPutBack) {
		return nil
	}
	_, files, err := PutBacks(ctx, source, 0, math.MaxInt32)
	if err != nil {
		return err
	}
	said := map[string]string{}
	for i := range files {
		said[files[i].version] = files[i].Text(say)
	}
	for i := range list {
		if isPutBack(list[i]) {
			list[i].Message = strings.ReplaceAll(list[i].Message, "{what}", said[list[i].Version])
		}
	}
	return nil
}
