package load

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai/warehouse"
	"gongkai/warehouse/snapshot"
)

// BenchmarkLoad loads 5,000 reports of 200 cells in batches of 1,000 into an empty warehouse. Ingest keeps the other
// processors busy with reading, so one thread of DuckDB is the case that counts.
func BenchmarkLoad(b *testing.B) {
	documents := corpus(b, 5000)
	for _, threads := range []int{1, 2} {
		b.Run(fmt.Sprintf("%s/threads=%d", handover(), threads), func(b *testing.B) {
			cells, used := 0, time.Duration(0)
			for b.Loop() {
				b.StopTimer()
				w, err := warehouse.Create(b.Context(), warehouse.Options{Path: filepath.Join(b.TempDir(), "w.duckdb"), Threads: threads})
				if err != nil {
					b.Fatal(err)
				}
				if err := SyncReference(b.Context(), w, reference(b)); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				before := processorTime(b)
				cells += loadAll(b, w, documents).Cells
				used += processorTime(b) - before
				b.StopTimer()
				if err := w.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(cells)/b.Elapsed().Seconds(), "cells/s")
			b.ReportMetric(float64(cells)/used.Seconds(), "cells/cpu-s") // holds on a busy machine too
		})
	}
}

// handover names how this build hands cells over to DuckDB: arrow or appender, by its tags.
func handover() string {
	return strings.TrimSuffix(strings.TrimPrefix(fmt.Sprintf("%T", newLoader()), "load."), "Loader")
}

// BenchmarkLoadUnchanged loads them once more.
func BenchmarkLoadUnchanged(b *testing.B) {
	documents := corpus(b, 5000)
	w := fresh(b)
	loadAll(b, w, documents)
	n := 0
	for b.Loop() {
		if s := loadAll(b, w, documents); s.Changed() {
			b.Fatalf("something was written: %+v", s)
		}
		n += len(documents)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "reports/s")
}

// BenchmarkPublish copies a warehouse of 5,000 reports; each round loads one more, so that there is something to do.
func BenchmarkPublish(b *testing.B) {
	documents := corpus(b, 5000)
	path := filepath.Join(b.TempDir(), "w.duckdb")
	w := open(b, path)
	loadAll(b, w, documents)
	parsed := time.Now()
	for b.Loop() {
		b.StopTimer()
		parsed = parsed.Add(time.Second)
		again := documents[0]
		again.ModifiedAt = parsed
		loadAll(b, w, []Document{again})
		b.StartTimer()
		if _, err := snapshot.Publish(b.Context(), w); err != nil {
			b.Fatal(err)
		}
	}
	size, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(size.Size())/1e6, "MB")
}

// processorTime returns what the process has used so far, of all processors.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func loadAll(tb testing.TB, w *warehouse.Warehouse, documents []Document) BatchSummary {
	tb.Helper()
	run := Begin(w, info())
	var sum BatchSummary
	for i := 0; i < len(documents); i += MaxDocuments {
		sum.Add(load(tb, run, documents[i:min(i+MaxDocuments, len(documents))]...))
	}
	return sum
}
