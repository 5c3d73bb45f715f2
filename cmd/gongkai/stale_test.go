package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/job"
	"gongkai/warehouse"
)

// firstSchema makes a warehouse file as the first version of the program left it, with the rows of the upgrade fixture: one report,
// that parser 1 read, from a file that is not to be had any more.
func firstSchema(t *testing.T, path string) {
	t.Helper()
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: filepath.Join(filepath.Dir(path), "new.duckdb")})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	conn, err := w.DB().Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	step := readFile(t, "../../warehouse/migrations/0001_schema.sql")
	sum := sha256.Sum256(step)
	for _, text := range []string{
		"ATTACH '" + path + "' AS older; USE older",
		string(readFile(t, "../../warehouse/schema_migration.sql")), string(step),
		"INSERT INTO schema_migration VALUES (1, 'schema', '" + hex.EncodeToString(sum[:]) + "', now())",
		string(readFile(t, "../../warehouse/testdata/upgrade/0001.sql")),
		"UPDATE document SET sha256 = repeat(sha256, 32); UPDATE document_path SET sha256 = repeat(sha256, 32)", // an archive takes hashes only
		"USE new; DETACH older",
	} {
		if _, err := conn.ExecContext(t.Context(), text); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
}

// A warehouse of the first version is migrated by ingest, which says that an older parser read its report, as check and doctor do.
// What cannot be read again, since its document is gone, is told on: its values are still those of the older parser.
func TestUpgradeSaysWhatAnOlderParserRead(t *testing.T) {
	long(t)
	t.Parallel()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	firstSchema(t, path)
	first := ingestJSON(t, "--warehouse", path, "../../testdata/reports/pingtan_zone_2023.html")
	if first.NewReports != 1 || first.Stale != 1 {
		t.Errorf("%d new reports, %d of an older parser; want 1 and 1", first.NewReports, first.Stale)
	}
	status, out, errs := program(t.Context(), t, "check", "--warehouse", path, "--json")
	var listed struct {
		Stale *int `json:"stale_reports"`
	}
	if err := json.Unmarshal([]byte(out), &listed); err != nil || status != 0 || listed.Stale == nil || *listed.Stale != 1 {
		t.Errorf("check: status %d, %v: %s%s", status, err, out, errs)
	}
	status, out, errs = program(t.Context(), t, "doctor", "--warehouse", path, "--json")
	var d diagnosis
	if err := json.Unmarshal([]byte(out), &d); err != nil || status != 0 {
		t.Fatalf("doctor: status %d, %v: %s%s", status, err, out, errs)
	}
	told := false
	if d.Stale == nil || *d.Stale != 1 {
		t.Errorf("doctor counts %v", d.Stale)
	}
	for _, c := range d.Checks {
		told = told || c.Name == "parser" && c.Status == job.Note && strings.Contains(c.Message, "gongkai ingest --stale")
	}
	if !told {
		t.Errorf("doctor does not say so: %v", d.Checks)
	}
	again := ingestJSON(t, "--warehouse", path, "--stale")
	if len(again.Lost) != 1 || again.Stale != 1 {
		t.Errorf("lost %v, %d of an older parser; want one of each", again.Lost, again.Stale)
	}
	// A report that the newest reading of its document does not have counts as little as one of a document that it rejected.
	onWarehouse(t, path, `INSERT INTO judgement
		SELECT document_id, 'no_table', 'x', '1', '1', now(), batch_id + 1 FROM judgement WHERE document_id = 1`)
	if last := ingestJSON(t, "--warehouse", path, "../../testdata/reports/pingtan_zone_2023.html"); last.Stale != 0 {
		t.Errorf("%d of an older parser, want none: it rejected the document", last.Stale)
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

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

// openWarehouse opens a warehouse file for writing.
func openWarehouse(t *testing.T, path string) *warehouse.Warehouse {
	t.Helper()
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	return w
}
