//go:build unix

package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai/synth/nation"
)

// benchmarkNation writes an invented nation and returns the folder of its reports.
func benchmarkNation(b *testing.B, reports int, format string) (folder string, documents, cells int) {
	b.Helper()
	n, err := nation.New(nation.Options{Reports: reports, Years: [2]int{2021, 2024}, Seed: 1, Formats: []string{format}})
	if err != nil {
		b.Fatal(err)
	}
	dir := filepath.Join(b.TempDir(), "nation")
	summary, err := n.Write(b.Context(), dir, func(int) {})
	if err != nil {
		b.Fatal(err)
	}
	return filepath.Join(dir, "reports"), summary.Documents, summary.Cells
}

// command runs the program and fails unless it ends well.
func command(b *testing.B, args ...string) {
	b.Helper()
	var errs strings.Builder
	status := run(b.Context(), args, environment{
		in: strings.NewReader(""), out: io.Discard, err: &errs, variables: []string{"XDG_CONFIG_HOME=" + b.TempDir()}, now: time.Now,
	})
	if status != 0 {
		b.Fatalf("%v ended with status %d: %s", args, status, errs.String())
	}
}

// used is what the process has used so far, of all processors, and the most memory that it held, in MB.
func used(b *testing.B) (processor time.Duration, memory float64) {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()), float64(usage.Maxrss) / 1000
}

// pageSize is how large the pages of agencies are in the mean, in bytes.
const pageSize = 60_000

// sizedPages takes from a folder pages that are as large in the mean as those of agencies: the invented ones are of 7, 20 and 120 KB,
// mostly of the small looks. It returns a folder that links to them.
func sizedPages(b *testing.B, folder string) (pages string, documents int, size int64) {
	b.Helper()
	var large, small []string
	sizes := map[string]int64{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		sizes[path] = info.Size()
		if info.Size() > pageSize {
			large = append(large, path)
		} else {
			small = append(small, path)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	pages = b.TempDir()
	for len(large) > 0 && len(small) > 0 {
		from := &large
		if size > pageSize*int64(documents) {
			from = &small
		}
		path := (*from)[0]
		*from = (*from)[1:]
		documents, size = documents+1, size+sizes[path]
		if err := os.Link(path, filepath.Join(pages, fmt.Sprint(documents, ".html"))); err != nil {
			b.Fatal(err)
		}
	}
	return pages, documents, size
}

// benchmarkIngest is the whole of `gongkai ingest` into a new warehouse, from the files to the snapshot. The memory is the
// most that the process ever held: take one format at a time to compare it.
func benchmarkIngest(b *testing.B, folder string, documents int) {
	before, _ := used(b)
	n := 0
	for b.Loop() {
		n++
		command(b, "ingest", "--warehouse", filepath.Join(b.TempDir(), fmt.Sprint(n, ".duckdb")), folder)
	}
	after, memory := used(b)
	b.ReportMetric(float64(documents*n)/b.Elapsed().Seconds(), "reports/s")
	b.ReportMetric(float64(documents*n)/(after-before).Seconds(), "reports/cpu-s")
	b.ReportMetric(memory, "MB-peak")
}

// BenchmarkIngest ingests the pages and files of an invented nation, and of its pages those that are as large in the mean as those
// of agencies.
func BenchmarkIngest(b *testing.B) {
	for _, of := range []struct {
		format  string
		reports int
	}{{"html", 20_000}, {"docx", 500}, {"xlsx", 500}, {"rtf", 500}, {"ofd", 200}, {"pdf", 100}} {
		b.Run(of.format, func(b *testing.B) {
			folder, documents, cells := benchmarkNation(b, of.reports, of.format)
			b.Run("invented", func(b *testing.B) {
				benchmarkIngest(b, folder, documents)
				b.ReportMetric(float64(cells)*float64(b.N)/b.Elapsed().Seconds(), "cells/s")
			})
			if of.format != "html" {
				return
			}
			pages, documents, size := sizedPages(b, folder)
			b.Run("60KB", func(b *testing.B) {
				benchmarkIngest(b, pages, documents)
				b.ReportMetric(float64(size)/1000/float64(documents), "KB/doc")
			})
		})
	}
}

// BenchmarkRerun ingests once more what the warehouse knows: nothing is read, nothing written.
func BenchmarkRerun(b *testing.B) {
	folder, documents, _ := benchmarkNation(b, 2000, "html")
	warehouse := filepath.Join(b.TempDir(), "w.duckdb")
	command(b, "ingest", "--warehouse", warehouse, folder)
	n := 0
	for b.Loop() {
		n++
		command(b, "ingest", "--warehouse", warehouse, folder)
	}
	b.ReportMetric(float64(documents*n)/b.Elapsed().Seconds(), "files/s")
}

// BenchmarkExport writes all tables and views of a warehouse as Parquet.
func BenchmarkExport(b *testing.B) {
	folder, _, cells := benchmarkNation(b, 1000, "html")
	dir := b.TempDir()
	warehouse := filepath.Join(dir, "w.duckdb")
	command(b, "ingest", "--warehouse", warehouse, folder)
	n := 0
	for b.Loop() {
		n++
		command(b, "export", "--warehouse", warehouse, "--out", filepath.Join(dir, fmt.Sprint("parquet", n)))
	}
	b.ReportMetric(float64(cells*n)/b.Elapsed().Seconds(), "cells/s")
	info, err := os.Stat(warehouse)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB")
}
