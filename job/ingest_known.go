package job

import (
	"iter"
	"path/filepath"
	"slices"

	"gongkai/ingest"
	"gongkai/ingest/feed"
	"gongkai/warehouse/load"
)

// lookUp returns what the warehouse knows of some paths.
type lookUp func(paths []string) (map[string]load.KnownFile, error)

// askedFiles is of how many files the warehouse is asked at a time what it knows: some 20 MB, and each time it reads all paths.
const askedFiles = 50_000

// unknown leaves out of the files those whose path, size and time are known, and counts them on the bar. With a manifest nothing is
// left out: it may settle an agency or a year otherwise than before. A file that the archive lacks is read again to be kept.
func (j *ingestJob) unknown(files iter.Seq2[ingest.File, error], bar Progress, ask lookUp) iter.Seq2[ingest.File, error] {
	return func(yield func(ingest.File, error) bool) {
		for some, err := range chunks(files, askedFiles) {
			known := map[string]load.KnownFile{}
			if err == nil {
				known, err = ask(some.paths)
			}
			if err != nil {
				yield(ingest.File{}, err)
				return
			}
			for i, f := range some.files {
				k, isKnown := known[some.paths[i]]
				if isKnown {
					isKnown, err = j.isUnchanged(f, k)
				}
				if isKnown && err == nil {
					j.pass(f, k)
					bar.Add()
					continue
				}
				if !yield(f, err) || err != nil {
					return
				}
			}
		}
	}
}

// isUnchanged reports whether a file that is known need not be read again.
func (j *ingestJob) isUnchanged(f ingest.File, k load.KnownFile) (bool, error) {
	if k.Size != f.Size || !k.ModifiedAt.Equal(f.ModifiedAt) || j.options.Manifest != "" || j.options.Stale && j.isStale(k) {
		return false, nil
	}
	if j.archive == nil {
		return true, nil
	}
	return j.archive.Has(k.SHA256)
}

// passed are the files that are not read again. Who hands out the files counts them, beside who takes the results.
type passed struct {
	unchanged int
	accepted  int             // that gave reports
	rejected  []feed.Rejected // as they were
}

// pass counts a file that is not read again.
func (j *ingestJob) pass(f ingest.File, k load.KnownFile) {
	j.passed.unchanged++
	if k.Reason == "" {
		j.passed.accepted++
	} else {
		j.passed.rejected = append(j.passed.rejected, feed.Rejected{Path: f.Path, Reason: k.Reason})
	}
}

// addPassed adds them to the summary, before what was read. Nothing hands out files any more.
func (j *ingestJob) addPassed() {
	j.summary.Unchanged += j.passed.unchanged
	j.accepted += j.passed.accepted
	j.summary.Rejected = slices.Insert(j.summary.Rejected, 0, j.passed.rejected...)
	j.passed = passed{}
}

// someFiles are files with their absolute paths, by which the warehouse knows them.
type someFiles struct {
	files []ingest.File
	paths []string
}

// chunks yields the files so many at a time.
func chunks(files iter.Seq2[ingest.File, error], size int) iter.Seq2[someFiles, error] {
	return func(yield func(someFiles, error) bool) {
		var some someFiles
		for f, err := range files {
			path := ""
			if err == nil {
				path, err = filepath.Abs(f.Path)
			}
			if err != nil {
				if len(some.files) == 0 || yield(some, nil) { // those before it first
					yield(someFiles{}, err)
				}
				return
			}
			some.files, some.paths = append(some.files, f), append(some.paths, path)
			if len(some.files) < size {
				continue
			}
			if !yield(some, nil) {
				return
			}
			some = someFiles{some.files[:0], some.paths[:0]}
		}
		if len(some.files) > 0 {
			yield(some, nil)
		}
	}
}
