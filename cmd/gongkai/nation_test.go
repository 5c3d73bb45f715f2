package main

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/synth/nation"
)

// invented is a nation that was written and ingested.
type invented struct {
	dir, warehouse string
}

// invent writes a nation and ingests it with the program.
func invent(t *testing.T, o nation.Options) invented {
	t.Helper()
	dir := t.TempDir()
	n := invented{filepath.Join(dir, "nation"), filepath.Join(dir, "w.duckdb")}
	made, err := nation.New(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := made.Write(t.Context(), n.dir, func(int) {}); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := program(t.Context(), t, "ingest", "--warehouse", n.warehouse, filepath.Join(n.dir, "reports")); status != 0 {
		t.Fatalf("ingest ended with status %d: %s", status, errs)
	}
	return n
}

// pages writes the reports of a nation into one folder, which may be there already, without their truth.
func pages(t *testing.T, folder string, o nation.Options) {
	t.Helper()
	n, err := nation.New(o)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := n.Write(t.Context(), dir, func(int) {}); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "reports", "*", "*", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file) // the folder may lie on another disk
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, filepath.Base(file)), body, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// ask runs a query of testdata/nation and calls do with every row. A path is that below the folder of the reports.
func (n invented) ask(t *testing.T, name string, do func(map[string]string)) {
	t.Helper()
	status, out, errs := program(t.Context(), t, "sql", "--warehouse", n.warehouse, "--format", "csv", "--file", "testdata/nation/"+name)
	if status != 0 {
		t.Fatalf("%s ended with status %d: %s", name, status, errs)
	}
	records(t, strings.NewReader(out), func(row map[string]string) {
		if path, ok := row["path"]; ok {
			below, err := filepath.Rel(filepath.Join(n.dir, "reports"), path)
			if err != nil {
				t.Fatal(err)
			}
			row["path"] = filepath.ToSlash(below)
		}
		do(row)
	})
}

// truth calls do with every row of a file of the truth.
func (n invented) truth(t *testing.T, name string, do func(map[string]string)) {
	t.Helper()
	file, err := os.Open(filepath.Join(n.dir, "truth", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	records(t, r, do)
}

func records(t *testing.T, from io.Reader, do func(map[string]string)) {
	t.Helper()
	r := csv.NewReader(from)
	header, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		named := map[string]string{}
		for i, name := range header {
			named[name] = row[i]
		}
		do(named)
	}
}

// complain reports the first few of many failures.
type complain struct {
	t     *testing.T
	count map[string]int
}

func (c *complain) add(kind, format string, args ...any) {
	if c.count[kind]++; c.count[kind] <= 5 {
		c.t.Errorf("%s: %s", kind, fmt.Sprintf(format, args...))
	}
}

// nationTotal is a cell of a region's totals.
type nationTotal struct{ region, year, basis, code string }

// Without an injected error everything is as the truth has it: who reported, every cell, every total of every region on
// both bases, and no finding is an error. Where a system leaves zeros blank, a reader may abstain from the rest of such a row,
// and says so; then the totals over it say that something is missing.
func TestNation(t *testing.T) {
	long(t)
	t.Parallel()
	n := invent(t, nation.Options{
		Reports: 150, Years: [2]int{2020, 2022}, Seed: 5, Formats: []string{"html", "docx", "xlsx", "rtf", "ofd", "text/dump", "text/pipes"},
	})
	wrong := complain{t, map[string]int{}}
	who := map[string]string{}
	n.truth(t, "reports.csv", func(row map[string]string) {
		scope := row["scope"]
		if row["kind"] == "vertical" {
			scope = "unknown"
		}
		who[row["file"]] = fmt.Sprint(row["agency"], " ", row["region_code"], " ", row["year"], " ", scope)
	})
	cells := map[[2]string]string{}
	n.ask(t, "cells.sql", func(row map[string]string) {
		cells[[2]string{row["path"], row["code"]}] = row["value"]
		if got := fmt.Sprint(row["agency"], " ", row["region_code"], " ", row["year"], " ", row["scope"]); got != who[row["path"]] {
			wrong.add("identity", "%s: %s, want %s", row["path"], got, who[row["path"]])
		}
	})
	warned := map[string]bool{}
	n.ask(t, "findings.sql", func(row map[string]string) {
		if row["severity"] == "error" {
			wrong.add("finding", "%s: %s though nothing is wrong", row["path"], row["rule"])
		}
		if row["rule"] == "layout.row_shape" {
			warned[row["path"]] = true
		}
	})
	count, abstained := 0, 0
	n.truth(t, "cells.csv.gz", func(row map[string]string) {
		count++
		got, ok := cells[[2]string{row["file"], row["code"]}]
		switch {
		case ok && got == row["value"]:
		case got == "" && warned[row["file"]]:
			abstained++
		default:
			wrong.add("cell", "%s %s: %q, want %q", row["file"], row["code"], got, row["value"])
		}
	})
	if count < 25_000 || abstained*500 > count {
		t.Errorf("of %d cells %d were left out by the readers", count, abstained)
	}
	type value struct{ value, missing string }
	totals := map[nationTotal]value{}
	n.ask(t, "totals.sql", func(row map[string]string) {
		totals[nationTotal{row["region_code"], row["year"], row["basis"], row["code"]}] = value{row["value"], row["missing"]}
	})
	provinces, printed := 0, map[[2]string]bool{}
	n.truth(t, "totals.csv.gz", func(row map[string]string) {
		at := nationTotal{row["region_code"], row["year"], row["basis"], row["code"]}
		got := totals[at]
		if isOpen := got.value == "" || got.missing != "0"; got.value != row["value"] && (!isOpen || abstained == 0) {
			wrong.add("total", "%v: %q, want %q", at, got.value, row["value"])
		}
		if row["level"] == "province" {
			provinces++
		}
		printed[[2]string{row["year"], row["code"]}] = true
		delete(totals, at)
	})
	if provinces == 0 {
		t.Error("no total of a province was compared")
	}
	for at, got := range totals {
		// The program also reckons subtotals that the form of the year does not print.
		if at.region != "000000" && printed[[2]string{at.year, at.code}] {
			wrong.add("total", "%v: %s, and the truth knows of none", at, got.value)
		}
	}
}

// With errors injected every wrong cell is absent or flagged, a total over one says so, and none goes unseen. Documents
// without one give no error.
func TestNationWithErrors(t *testing.T) {
	long(t)
	t.Parallel()
	n := invent(t, nation.Options{
		Reports: 160, Years: [2]int{2021, 2022}, Seed: 8, Errors: 0.4, Formats: []string{"html", "docx"},
	})
	wrong := complain{t, map[string]int{}}
	faults, kinds := map[string]string{}, map[string]bool{}
	n.truth(t, "errors.csv", func(row map[string]string) {
		faults[row["file"]] = row["fault"]
		kinds[row["fault"]] = true
	})
	if len(kinds) < 6 {
		t.Errorf("only %d kinds of errors were injected", len(kinds))
	}
	type cell struct{ value, flagged string }
	cells := map[[2]string]cell{}
	n.ask(t, "cells.sql", func(row map[string]string) {
		cells[[2]string{row["path"], row["code"]}] = cell{row["value"], row["flagged"]}
	})
	seen := map[string]bool{}
	n.truth(t, "cells.csv.gz", func(row map[string]string) {
		got := cells[[2]string{row["file"], row["code"]}]
		switch {
		case got.value == row["value"]:
		case faults[row["file"]] == "":
			wrong.add("cell", "%s %s: %q, want %q", row["file"], row["code"], got.value, row["value"])
		case got.value == "" || got.flagged == "true":
			seen[row["file"]] = true
		default:
			wrong.add("silent error", "%s (%s) %s: %s, want %s", row["file"], faults[row["file"]], row["code"], got.value, row["value"])
		}
	})
	n.ask(t, "findings.sql", func(row map[string]string) {
		seen[row["path"]] = true
		if row["severity"] == "error" && faults[row["path"]] == "" {
			wrong.add("finding", "%s: %s though nothing is wrong", row["path"], row["rule"])
		}
	})
	n.ask(t, "between.sql", func(row map[string]string) { seen[row["path"]] = true })
	n.truth(t, "errors.csv", func(row map[string]string) {
		if row["code"] != "" && !seen[row["file"]] {
			wrong.add("unseen", "%s: %s of %s, %s printed for %s", row["file"], row["fault"], row["code"], row["printed"], row["truth"])
		}
	})
	totals := map[nationTotal]map[string]string{}
	n.ask(t, "totals.sql", func(row map[string]string) {
		totals[nationTotal{row["region_code"], row["year"], row["basis"], row["code"]}] = row
	})
	n.truth(t, "totals.csv.gz", func(row map[string]string) {
		at := nationTotal{row["region_code"], row["year"], row["basis"], row["code"]}
		got := totals[at]
		if got["value"] != row["value"] && got["value"] != "" && got["flagged"] == "0" && got["missing"] == "0" {
			wrong.add("silent error", "total %v: %s, want %s", at, got["value"], row["value"])
		}
	})
}
