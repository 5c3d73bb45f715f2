package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/synth/nation"
)

// TestOrderAndWorkers ingests the same documents in other orders, batches and numbers of workers, and twice: the exports are the same
// byte for byte.
func TestOrderAndWorkers(t *testing.T) {
	long(t)
	k := newKiller(t, t.TempDir())
	docs := filepath.Join(k.dir, "docs")
	pages(t, docs, nation.Options{Reports: 14, Years: [2]int{2022, 2023}, Seed: 8, Formats: []string{"html", "docx", "xlsx"}})
	entries, err := os.ReadDir(docs)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, filepath.Join(docs, e.Name()))
	}
	backwards := slices.Clone(names)
	slices.Reverse(backwards)
	var want map[string]string
	for _, c := range []struct {
		name    string
		workers string
		batch   string
		runs    [][]string // paths of each ingest
	}{
		{"one worker", "1", "1000", [][]string{names}},
		{"four workers, small batches", "4", "3", [][]string{names}},
		{"the second half first, then all", "2", "5", [][]string{backwards[:len(names)/2], names}},
	} {
		folder := filepath.Join(k.dir, c.name)
		if err := os.Mkdir(folder, 0o777); err != nil {
			t.Fatal(err)
		}
		for _, paths := range c.runs {
			cmd := k.command(folder, killedJob{"ingest", append([]string{"ingest", "--workers", c.workers}, paths...)})
			cmd.Env = append(cmd.Env, "GONGKAI_INGEST_BATCH="+c.batch)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", c.name, err, out)
			}
		}
		k.finish(folder, killedJob{"export", []string{"export", "--out", "@parquet"}})
		got := hashes(t, filepath.Join(folder, "parquet"))
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-one worker +this):\n%s", c.name, diff)
		}
	}
}
