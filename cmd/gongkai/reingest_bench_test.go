package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/ingest"
	"gongkai/job"
	"gongkai/warehouse"
	"gongkai/warehouse/archive"
	"gongkai/warehouse/load"
)

// unchangedFiles is how many files the figure of the design is about.
const unchangedFiles = 50_000

// BenchmarkIngestUnchanged ingests 50,000 files that are known and unchanged: must be within 10 s, and write nothing.
func BenchmarkIngestUnchanged(b *testing.B) {
	dir := b.TempDir()
	docs, path := filepath.Join(dir, "docs"), filepath.Join(dir, "w.duckdb")
	var documents []load.Document
	kept, sums := archive.Open(path+".archive"), []string(nil)
	for n := range unchangedFiles {
		folder := filepath.Join(docs, fmt.Sprintf("%03d", n/100))
		if n%100 == 0 {
			if err := os.MkdirAll(folder, 0o777); err != nil {
				b.Fatal(err)
			}
		}
		body := fmt.Appendf(nil, "document %d", n)
		name := filepath.Join(folder, fmt.Sprintf("%05d.html", n))
		sum := sha256.Sum256(body)
		d := load.Document{Path: name, Size: int64(len(body)), SHA256: hex.EncodeToString(sum[:]), MediaType: "text/html", Reason: "not_a_report"}
		if n == 0 {
			d.Reason = "" // something was accepted
		}
		if err := errors.Join(kept.Put(d.SHA256, body), os.WriteFile(name, body, 0o666)); err != nil {
			b.Fatal(err)
		}
		sums = append(sums, d.SHA256)
		info, err := os.Stat(name)
		if err != nil {
			b.Fatal(err)
		}
		d.ModifiedAt = info.ModTime()
		documents = append(documents, d)
	}
	if err := kept.Flush(sums); err != nil {
		b.Fatal(err)
	}
	fillKnown(b, path, documents)
	ingestOnce := func() {
		var out, errs bytes.Buffer
		status := run(b.Context(), []string{"ingest", "--warehouse", path, docs}, environment{
			in: strings.NewReader(""), out: &out, err: &errs, variables: []string{"XDG_CONFIG_HOME=" + dir, "LANG=C.UTF-8"}, now: time.Now,
		})
		if status != 0 || !strings.Contains(out.String(), fmt.Sprint(unchangedFiles)) {
			b.Fatalf("status %d: %s", status, out.String())
		}
	}
	ingestOnce() // installs the views and publishes
	before, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		ingestOnce()
	}
	after, err := os.Stat(path)
	if err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		b.Errorf("the warehouse was written: %v, %v", err, after)
	}
	b.ReportMetric(float64(unchangedFiles)*float64(b.N)/b.Elapsed().Seconds(), "files/s")
}

// fillKnown loads documents into a new warehouse.
func fillKnown(b *testing.B, path string, documents []load.Document) {
	b.Helper()
	w, err := warehouse.Create(b.Context(), warehouse.Options{Path: path})
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	if err := job.SyncReference(b.Context(), w); err != nil {
		b.Fatal(err)
	}
	extractor, err := ingest.New(ingest.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer extractor.Close()
	run := load.Begin(w, load.RunInfo{
		StartedAt: time.Now(), Command: "ingest", ParserVersion: ingest.ParserVersion, RulesVersion: extractor.RulesVersion(),
	})
	for i := 0; i < len(documents); i += load.MaxDocuments {
		batch := load.Batch{Documents: documents[i:min(i+load.MaxDocuments, len(documents))], RecordedAt: time.Now()}
		if _, err := run.Load(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
}
