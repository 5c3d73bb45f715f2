package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
