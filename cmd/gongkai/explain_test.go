package main

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/warehouse"
	"gongkai/warehouse/snapshot"
)

// ingestReport loads one of the real reports into a new warehouse and returns its path.
func ingestReport(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	if status, _, errs := program(t.Context(), t, "ingest", "--warehouse", path, filepath.Join("../../testdata/reports", name)); status != fault.ExitDone {
		t.Fatalf("ingest: status %d: %s", status, errs)
	}
	return path
}

// tamper runs a statement on the warehouse, which no command does, and publishes.
func tamper(t *testing.T, path, statement string) {
	t.Helper()
	w, err := warehouse.Open(t.Context(), warehouse.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.DB().ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
	if _, err := snapshot.Publish(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// A number in the warehouse that its document does not show is found, cell by cell.
func TestExplainVerifyFindsWhatDiffers(t *testing.T) {
	long(t)
	t.Parallel()
	path := ingestReport(t, "pingtan_zone_2023.html")
	tamper(t, path, `UPDATE cell SET value = 82 WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = 'request.received.total')`)
	status, out, errs := program(t.Context(), t, "explain", "request.received.total", "--warehouse", path, "--region", "350128",
		"--year", "2023", "--verify", "--json")
	if status != fault.ExitFailed {
		t.Fatalf("status %d, want %d: %s", status, fault.ExitFailed, errs)
	}
	var got page.Explanation
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&page.VerifiedCount{Documents: 1, Cells: 200, Differing: 1}, got.Verified); diff != "" {
		t.Errorf("verified (-want +got):\n%s", diff)
	}
	place := report.Place{Grid: 2, Row: 4, Column: 10}
	want := []page.DifferentCell{{
		Code:   "request.received.total",
		Stored: &page.StoredCell{State: report.Reported, Value: "82", Raw: "82", Place: place},
		Read:   &page.StoredCell{State: report.Reported, Value: "81", Raw: "81", Place: place},
	}}
	if diff := cmp.Diff(want, got.Bases[0].Members[0].Verified.Differences); diff != "" {
		t.Errorf("differences (-want +got):\n%s", diff)
	}
}

// A correction that a person accepted is shown beside what is printed, and only where it is asked for.
func TestExplainAdjusted(t *testing.T) {
	long(t)
	t.Parallel()
	path := ingestReport(t, "pingtan_zone_2023.html")
	tamper(t, path, `INSERT INTO adjustment SELECT v.report_id, i.indicator_id, 81, 83, 'tester', 'why', TIMESTAMPTZ '2026-01-01'
		FROM report_version v, indicator i WHERE i.code = 'request.received.total'`)
	published := "81"
	for _, tc := range []struct {
		values, value string
		published     *string
	}{
		{"published", "81", nil},
		{"adjusted", "83", &published},
	} {
		_, out, _ := program(t.Context(), t, "explain", "request.received.total", "--warehouse", path, "--region", "350128",
			"--year", "2023", "--json", "--values", tc.values)
		var got page.Explanation
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatal(err)
		}
		cell := got.Bases[0].Members[0].Cells[0]
		if *got.Bases[0].Value != tc.value || *cell.Value != tc.value || !cmp.Equal(cell.Published, tc.published) {
			t.Errorf("%s: %s", tc.values, out)
		}
	}
}
