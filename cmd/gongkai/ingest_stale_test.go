package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/job"
	"gongkai/warehouse"
	"gongkai/warehouse/archive"
)

// ingestJSON ingests in the process of the test and returns the summary.
func ingestJSON(t *testing.T, args ...string) job.IngestSummary {
	t.Helper()
	status, out, errs := program(context.Background(), t, append([]string{"ingest", "--json"}, args...)...)
	var s job.IngestSummary
	if err := json.Unmarshal([]byte(out), &s); err != nil || status != 0 {
		t.Fatalf("status %d, %v: %s%s", status, err, out, errs)
	}
	return s
}

// onWarehouse runs a statement on a warehouse file.
func onWarehouse(t *testing.T, path, statement string) {
	t.Helper()
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if _, err := w.DB().ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

// asByAnOlderParser makes all that the warehouse has the work of an older parser.
const asByAnOlderParser = `UPDATE judgement SET parser_version = '0';
	UPDATE report_version SET parser_version = '0', version_key = md5(version_key)`

func readReport(t *testing.T, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("../../testdata/reports", name))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// Everything is read again from the archive when the files are long gone: members of archives, and what a manifest settled.
func TestIngestStaleFromTheArchive(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	docs, path := filepath.Join(dir, "docs"), filepath.Join(dir, "w.duckdb")
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	member, err := z.Create("2023/pingtan.html")
	if err == nil {
		_, err = member.Write(readReport(t, "pingtan_zone_2023.html"))
	}
	if err != nil || z.Close() != nil || os.Mkdir(docs, 0o777) != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][]byte{
		"year.zip": packed.Bytes(), "zibo.txt": readReport(t, "zibo_research_office_2024.txt"), "weather.txt": []byte("明天多云转晴"),
		"../manifest.csv": []byte("path,agency,region_code,year\ndocs/zibo.txt,淄博市人民政府办公室,370300,2024\n"),
	} {
		if err := os.WriteFile(filepath.Join(docs, name), body, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	first := ingestJSON(t, "--warehouse", path, "--manifest", filepath.Join(dir, "manifest.csv"), docs)
	if first.NewReports != 2 {
		t.Fatalf("%d reports, want 2", first.NewReports)
	}
	agencies := `SELECT agency_name FROM report_version WHERE parser_version <> '0' ORDER BY 1`
	before := texts(t, path, agencies)
	if err := os.RemoveAll(docs); err != nil {
		t.Fatal(err)
	}
	onWarehouse(t, path, asByAnOlderParser)
	again := ingestJSON(t, "--warehouse", path, "--stale")
	if again.NewReports != 2 || again.Read != 3 || len(again.Lost) != 0 {
		t.Errorf("%d reports of %d documents, lost %v; want 2 of 3 and none", again.NewReports, again.Read, again.Lost)
	}
	if diff := cmp.Diff(before, texts(t, path, agencies)); diff != "" {
		t.Errorf("agencies (-first +read again):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"parser", "parser"}, texts(t, path, "SELECT cause FROM report_version WHERE parser_version <> '0'")); diff != "" {
		t.Errorf("causes (-want +got):\n%s", diff)
	}
	if third := ingestJSON(t, "--warehouse", path, "--stale"); third.Read != 0 || third.Changed {
		t.Errorf("once more: %+v", third)
	}

	// A path that is gone can be named; what was never there cannot.
	onWarehouse(t, path, asByAnOlderParser)
	if one := ingestJSON(t, "--warehouse", path, "--stale", filepath.Join(docs, "year.zip")); one.Read != 1 || one.NewReports != 1 {
		t.Errorf("one archive: %+v", one)
	}
	if status, _, errs := program(t.Context(), t, "ingest", "--warehouse", path, "--stale", filepath.Join(docs, "other")); status != 2 {
		t.Errorf("a path that never was: status %d, %s", status, errs)
	}

	// What the archive has lost is named, and the rest is read.
	onWarehouse(t, path, asByAnOlderParser)
	sums, err := archive.Open(path + ".archive").Sums()
	if err != nil || len(sums) != 3 {
		t.Fatalf("%d documents in the archive, %v, want 3", len(sums), err)
	}
	for _, sum := range texts(t, path, "SELECT sha256 FROM document_path WHERE path LIKE '%zibo.txt'") {
		if err := os.Remove(filepath.Join(path+".archive", sum[:2], sum+".zst")); err != nil {
			t.Fatal(err)
		}
	}
	last := ingestJSON(t, "--warehouse", path, "--stale")
	if diff := cmp.Diff([]string{filepath.Join(docs, "zibo.txt")}, last.Lost); diff != "" || last.Read != 2 {
		t.Errorf("%d read, lost (-want +got):\n%s", last.Read, diff)
	}
}

// An archive that is switched on later is filled by the next run over the same files.
func TestArchiveIsFilledLater(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, report := filepath.Join(dir, "w.duckdb"), "../../testdata/reports/pingtan_zone_2023.html"
	config := filepath.Join(dir, "off.yaml")
	if err := os.WriteFile(config, []byte("archive:\n  enabled: false\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	ingestJSON(t, "--config", config, "--warehouse", path, report)
	if _, err := os.Stat(path + ".archive"); !os.IsNotExist(err) {
		t.Errorf("an archive that is off is there: %v", err)
	}
	if s := ingestJSON(t, "--warehouse", path, report); s.Read != 1 || s.Changed || s.Published {
		t.Errorf("the run that fills it: %+v", s)
	}
	if sums, err := archive.Open(path + ".archive").Sums(); err != nil || len(sums) != 1 {
		t.Errorf("%d documents, %v, want 1", len(sums), err)
	}
	if s := ingestJSON(t, "--warehouse", path, report); s.Read != 0 {
		t.Errorf("the run after it: %+v", s)
	}
}

// texts returns the one text column of a query on a warehouse file.
func texts(t *testing.T, path, query string) []string {
	t.Helper()
	w, err := warehouse.Open(t.Context(), warehouse.Options{Path: path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	rows, err := w.DB().QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// openWarehouse opens a warehouse file for writing.
func openWarehouse(t *testing.T, path string) *warehouse.Warehouse {
	t.Helper()
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	return w
}
