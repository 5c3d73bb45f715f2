//go:build unix

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai/internal/synth"
)

// benchmarkNation writes an invented nation and returns the folder of its reports.
func benchmarkNation(b *testing.B, reports int, format string) (folder string, documents, cells int) {
	b.Helper()
	nation, err := synth.NewNation(synth.NationOptions{Reports: reports, Years: [2]int{2021, 2024}, Seed: 1, Formats: []string{format}})
	if err != nil {
		b.Fatal(err)
	}
	dir := filepath.Join(b.TempDir(), "nation")
	summary, err := nation.Write(b.Context(), dir, func(int) {})
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

// BenchmarkIngest is the whole of `gongkai ingest` into a new warehouse, from the files to the snapshot. The memory is the
// most that the process ever held: take one format at a time to compare it.
func BenchmarkIngest(b *testing.B) {
	for _, of := range []struct {
		format  string
		reports int
	}{{"html", 1000}, {"docx", 500}, {"xlsx", 500}, {"rtf", 500}, {"ofd", 200}, {"pdf", 100}} {
		b.Run(of.format, func(b *testing.B) {
			folder, documents, cells := benchmarkNation(b, of.reports, of.format)
			before, _ := used(b)
			n := 0
			for b.Loop() {
				n++
				command(b, "ingest", "--warehouse", filepath.Join(b.TempDir(), fmt.Sprint(n, ".duckdb")), folder)
			}
			after, memory := used(b)
			b.ReportMetric(float64(documents*n)/b.Elapsed().Seconds(), "reports/s")
			b.ReportMetric(float64(cells*n)/b.Elapsed().Seconds(), "cells/s")
			b.ReportMetric(float64(documents*n)/(after-before).Seconds(), "reports/cpu-s")
			b.ReportMetric(memory, "MB-peak")
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
