package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest"
)

// Files come so many at a time, the last ones too, and those before an error before it.
func TestChunks(t *testing.T) {
	lost := errors.New("the folder is gone")
	for _, c := range []struct {
		files, failsAfter int
		want              []string
	}{
		{0, -1, nil},
		{2, -1, []string{"[/0 /1]"}},
		{3, -1, []string{"[/0 /1 /2]"}},
		{7, -1, []string{"[/0 /1 /2]", "[/3 /4 /5]", "[/6]"}},
		{7, 4, []string{"[/0 /1 /2]", "[/3]", "the folder is gone"}},
		{7, 3, []string{"[/0 /1 /2]", "the folder is gone"}},
		{7, 0, []string{"the folder is gone"}},
	} {
		files := func(yield func(ingest.File, error) bool) {
			for n := range c.files {
				if n == c.failsAfter {
					yield(ingest.File{}, lost)
					return
				}
				if !yield(ingest.File{Path: fmt.Sprint("/", n)}, nil) {
					return
				}
			}
		}
		var got []string
		for some, err := range chunks(files, 3) {
			if err != nil {
				got = append(got, err.Error())
				continue
			}
			if len(some.files) != len(some.paths) {
				t.Errorf("%d files have %d paths", len(some.files), len(some.paths))
			}
			got = append(got, fmt.Sprint(some.paths))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%d files, failing after %d (-want +got):\n%s", c.files, c.failsAfter, diff)
		}
	}
}

// What is known and what is new come out of one run, the known first, whatever stands between them in the folder.
func TestIngestKnownAmongNew(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	docs, path := filepath.Join(dir, "docs"), filepath.Join(dir, "w.duckdb")
	if err := os.Mkdir(docs, 0o777); err != nil {
		t.Fatal(err)
	}
	write := func(name string, body []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(docs, name), body, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("b.html", []byte("<p>通知</p>"))
	write("d.html", readReport(t, "zibo_research_office_2024.txt"))
	first := ingestJSON(t, "--warehouse", path, docs)
	write("a.html", []byte("<p>公告</p>"))
	write("c.html", readReport(t, "pingtan_zone_2023.html"))
	write("e.html", []byte("<p>通告</p>"))
	second := ingestJSON(t, "--warehouse", path, docs)
	if first.Read != 2 || second.Found != 5 || second.Unchanged != 2 || second.Read != 3 || second.NewReports != 1 {
		t.Errorf("first %+v\nsecond %+v", first, second)
	}
	var rejected []string
	for _, r := range second.Rejected {
		rejected = append(rejected, filepath.Base(r.Path))
	}
	if diff := cmp.Diff([]string{"b.html", "a.html", "e.html"}, rejected); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
}
