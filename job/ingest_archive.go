package job

import (
	"bytes"
	"io"
	"os"
	"path/filepath"

	"gongkai/ingest"
	"gongkai/ingest/manifest"
	"gongkai/warehouse/load"
)

// extraction lets the extractor put into the archive and read from it.
func (j *ingestJob) extraction(given *manifest.Manifest) ingest.Options {
	o := j.options.Read
	o.Manifest, o.Open, o.Given = given.Entry, j.open, j.entry
	if j.archive != nil {
		o.Keep = j.archive.Put
	}
	return o
}

// has reports whether the archive has a document.
func (j *ingestJob) has(sum string) (bool, error) {
	if j.archive == nil {
		return false, nil
	}
	return j.archive.Has(sum)
}

// open opens a file, or the document that the archive has in its place. One that is damaged there is read from its file, if
// that is still to be had.
func (j *ingestJob) open(path string) (io.ReadCloser, error) {
	sum, ok := j.from[path]
	if !ok {
		return os.Open(path)
	}
	body, damaged := j.archive.Get(sum)
	if damaged == nil {
		return io.NopCloser(bytes.NewReader(body)), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, damaged
	}
	return file, nil
}

// entry is what a manifest said of a file when it was last read.
func (j *ingestJob) entry(path string) ingest.Entry {
	full, err := filepath.Abs(path)
	if err != nil {
		return ingest.Entry{}
	}
	return j.given[full]
}

// flush makes sure that the archive has the documents of a batch before the batch is committed.
func (j *ingestJob) flush(documents []load.Document) error {
	if j.archive == nil {
		return nil
	}
	sums := make([]string, len(documents))
	for i := range documents {
		sums[i] = documents[i].SHA256
	}
	return j.archive.Flush(sums)
}
