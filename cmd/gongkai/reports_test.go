package main

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest"
	"gongkai/internal/report"
	"gongkai/testdata/reports"
)

// The README gives the hash of every document, so that nobody edits one by accident.
func TestDocumentsAreAsPublished(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../testdata/reports/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range reports.Documents() {
		body, err := fs.ReadFile(reports.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(body)
		line := ""
		for l := range strings.Lines(string(readme)) {
			if strings.Contains(l, "| `"+name+"` |") {
				line = l
			}
		}
		if !strings.Contains(line, hex.EncodeToString(sum[:])) {
			t.Errorf("%s: README.md does not give its hash %x", name, sum)
		}
	}
}

// Every document has a line in reports.csv and every cell a document.
func TestTruthIsOfTheseDocuments(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]int{"reports.csv": 10, "cells.csv": 1794} {
		file, err := reports.Files().Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		rows, err := csv.NewReader(file).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(rows)-1 != want {
			t.Errorf("%s: %d rows, want %d", name, len(rows)-1, want)
		}
		for _, row := range rows[1:] {
			if !slices.Contains(reports.Documents(), row[0]) {
				t.Errorf("%s: %s is not among the documents", name, row[0])
			}
		}
	}
}

// No document gives a wrong number that nothing flags, and those listed give every number they print.
func TestExtractReadsTheTruth(t *testing.T) {
	t.Parallel()
	complete := []string{
		"pingtan_jinjing_2019.html", "pingtan_zone_2023.html", "shanghai_general_office_2019.html", "zibo_research_office_2024.txt",
	}
	truth := truth(t)
	extractor, err := ingest.New(ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer extractor.Close()
	for _, name := range reports.Documents() {
		found, err := ingest.Discover(t.Context(), []string{filepath.Join("../../testdata/reports", name)})
		if err != nil {
			t.Fatal(err)
		}
		files, err := ingest.List(found.Files(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		cells, flagged := map[string]*report.Cell{}, map[string]bool{}
		for _, result := range extractor.Extract(context.Background(), files[0]) {
			for i := range result.Reports {
				for n := range result.Reports[i].Cells {
					c := &result.Reports[i].Cells[n]
					cells[c.Code] = c
				}
				for _, f := range result.Reports[i].Findings {
					for _, code := range f.Cells {
						flagged[code] = flagged[code] || f.IsOpenError()
					}
				}
			}
		}
		abstained := 0
		for code, want := range truth[name] {
			c, ok := cells[code]
			switch {
			case (!ok || !c.State.HasValue()) && want != "":
				abstained++
			case !ok || !c.State.HasValue():
			case want == "" || c.Value.String() != decimalText(t, want):
				if !flagged[code] {
					t.Errorf("%s: %s: read %s, true %q, and nothing says so", name, code, c.Value, want)
				}
			}
		}
		if slices.Contains(complete, name) && abstained > 0 {
			t.Errorf("%s: %d numbers were not read", name, abstained)
		}
	}
}

// truth returns the values of cells.csv by document and code.
func truth(t *testing.T) map[string]map[string]string {
	t.Helper()
	file, err := reports.Files().Open("cells.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]string{}
	for _, row := range rows[1:] {
		if out[row[0]] == nil {
			out[row[0]] = map[string]string{}
		}
		out[row[0]][row[1]] = row[2]
	}
	return out
}

func decimalText(t *testing.T, s string) string {
	t.Helper()
	v, err := report.ParseValue(s)
	if err != nil {
		t.Fatal(err)
	}
	return v.String()
}
