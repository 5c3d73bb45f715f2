package record

import (
	"path/filepath"
	"testing"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
	"gongkai/warehouse/warehousetest"
)

// fresh makes a warehouse with the reference data in it, and closes it with the test.
func fresh(tb testing.TB) *warehouse.Warehouse {
	tb.Helper()
	w, err := warehouse.Create(tb.Context(), warehouse.Options{Path: filepath.Join(tb.TempDir(), "w.duckdb"), Now: warehousetest.Noon})
	warehousetest.Opened(tb, w, err)
	set, err := forms.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	known, err := rules.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	if err := load.SyncReference(tb.Context(), w, load.Reference{Forms: set, Rules: known}); err != nil {
		tb.Fatal(err)
	}
	return w
}

// info is a run of the first version.
func info() load.RunInfo {
	return load.RunInfo{StartedAt: warehousetest.Noon(), Command: "ingest", ParserVersion: "1", RulesVersion: "1"}
}

// bring loads documents in one batch of a run.
func bring(tb testing.TB, w *warehouse.Warehouse, info load.RunInfo, documents ...load.Document) {
	tb.Helper()
	if _, err := load.Begin(w, info).Load(tb.Context(), load.Batch{Documents: documents, RecordedAt: warehousetest.Noon()}); err != nil {
		tb.Fatal(err)
	}
}
