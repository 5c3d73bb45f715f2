package nation

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// ledger is the truth about a nation being written.
type ledger struct {
	files                          []*os.File
	zips                           []*gzip.Writer
	reports, wrong, cells, regions *csv.Writer
}

// newLedger makes the folder and the files of the truth.
func newLedger(dir string) (_ *ledger, err error) {
	l := &ledger{}
	defer func() {
		if err != nil {
			l.abandon()
		}
	}()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	for _, f := range []struct {
		name   string
		to     **csv.Writer
		zipped bool
		header []string
	}{
		{"reports.csv", &l.reports, false, []string{
			"file", "agency", "region_code", "year", "scope", "kind", "form", "published_on", "is_late", "is_correction", "counts", "format",
			"habit", "fault",
		}},
		{"errors.csv", &l.wrong, false, []string{"file", "fault", "code", "truth", "printed"}},
		{"cells.csv.gz", &l.cells, true, []string{"file", "code", "value"}},
		{"totals.csv.gz", &l.regions, true, []string{"region_code", "level", "year", "basis", "code", "value"}},
	} {
		file, err := os.Create(filepath.Join(dir, f.name))
		if err != nil {
			return nil, err
		}
		l.files = append(l.files, file)
		var to io.Writer = file
		if f.zipped {
			// The fastest: half of the time would go into the last tenth of the size.
			zip, err := gzip.NewWriterLevel(file, gzip.BestSpeed)
			if err != nil {
				return nil, err
			}
			l.zips = append(l.zips, zip)
			to = zip
		}
		*f.to = csv.NewWriter(to)
		if err := (*f.to).Write(f.header); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// issue writes the truth about a document.
func (l *ledger) issue(i *issue) error {
	f := i.facts()
	err := l.reports.Write([]string{
		i.path, f.Agency, f.RegionCode, strconv.Itoa(f.Year), string(f.Scope), i.kind, f.Forms.Request, i.published.String(),
		strconv.FormatBool(i.late),
		strconv.FormatBool(i.corrects), strconv.FormatBool(i.counts), i.look.Name, i.habit, i.fault,
	})
	if err != nil {
		return err
	}
	for _, w := range i.wrong {
		if err := l.wrong.Write([]string{i.path, i.fault, w.code, w.truth, w.printed}); err != nil {
			return err
		}
	}
	for _, code := range f.Codes() {
		value := ""
		if truth := f.Cells[code]; truth.State.HasValue() {
			value = truth.Value.String()
		}
		if err := l.cells.Write([]string{i.path, code, value}); err != nil {
			return err
		}
	}
	return nil
}

// total writes what a region adds up to.
func (l *ledger) total(t regionTotal) error {
	for _, code := range slices.Sorted(maps.Keys(t.values)) {
		if err := l.regions.Write([]string{t.region, t.level, strconv.Itoa(t.year), t.basis, code, t.values[code].String()}); err != nil {
			return err
		}
	}
	return nil
}

// close flushes the files.
func (l *ledger) close() error {
	for _, w := range []*csv.Writer{l.reports, l.wrong, l.cells, l.regions} {
		w.Flush()
		if err := w.Error(); err != nil {
			return err
		}
	}
	for _, zip := range l.zips {
		if err := zip.Close(); err != nil {
			return err
		}
	}
	files := l.files
	l.files = nil
	for _, file := range files {
		if err := file.Close(); err != nil {
			return err
		}
	}
	return nil
}

// abandon closes the files after a failure, of which the caller tells. After close it does nothing.
func (l *ledger) abandon() {
	for _, file := range l.files {
		_ = file.Close()
	}
	l.files = nil
}
