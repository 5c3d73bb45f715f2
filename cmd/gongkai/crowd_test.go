package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gongkai/synth/nation"
)

// crowd is how many processes read at once.
const crowd = 20

// TestCrowd lets twenty processes read while another ingests, run after run: none is refused, each sees whole runs only, and
// nothing stays behind. It lasts for one run; CROWD_TIME, in seconds, makes it last longer (make readers).
func TestCrowd(t *testing.T) {
	long(t)
	seconds, _ := strconv.Atoi(os.Getenv("CROWD_TIME"))
	until := time.Now().Add(time.Duration(seconds) * time.Second)
	k := newKiller(t, t.TempDir())
	folder := filepath.Join(k.dir, "crowd")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	k.finish(folder, killedJob{"ingest", []string{"ingest", "@../docs"}})
	// In every snapshot the versions are those of its batches, and no session has a view of its own.
	const query = `SELECT count(*) = (SELECT sum(reports) FROM batch) AS whole, count(*) > 0 AS there,
		(SELECT count(*) FROM duckdb_views() WHERE temporary AND NOT internal) AS temporary FROM report_version`
	var ended atomic.Bool
	var reads atomic.Int64
	var group sync.WaitGroup
	for range crowd {
		group.Go(func() {
			for once := true; once || !ended.Load(); once = false {
				out, err := k.command(folder, killedJob{"read", []string{"sql", "--format", "csv", query}}).CombinedOutput()
				reads.Add(1)
				if err != nil || !strings.HasSuffix(string(out), "\ntrue,true,0\n") {
					t.Errorf("a reader: %v\n%s", err, out)
					return
				}
			}
		})
	}
	runs := 0
	for more := true; more; more = time.Now().Before(until) && !t.Failed() {
		runs++
		name := fmt.Sprintf("more%d", runs)
		pages(t, filepath.Join(k.dir, name), nation.Options{Reports: 24, Years: [2]int{2022, 2023}, Seed: uint64(100 + runs), Formats: []string{"html"}})
		if out, err := k.command(folder, killedJob{"ingest", []string{"ingest", "@../" + name}}).CombinedOutput(); err != nil {
			t.Errorf("the writer: %v\n%s", err, out)
		}
	}
	ended.Store(true)
	group.Wait()
	t.Logf("%d reads by %d processes at a time, %d runs of ingest", reads.Load(), crowd, runs)
	snapshots, err := filepath.Glob(filepath.Join(folder, "gongkai.duckdb.snapshots", "*"))
	beside, other := filepath.Glob(filepath.Join(folder, "*"))
	if err := errors.Join(err, other); err != nil || len(snapshots) != 4 {
		t.Errorf("snapshots: %v, %v; want two, CURRENT and the link", snapshots, err)
	}
	for _, path := range append(snapshots, beside...) {
		if regexp.MustCompile(`\.(tmp|wal)$`).MatchString(path) {
			t.Errorf("%s was left", path)
		}
	}
}
