package warehouse

import (
	"path/filepath"
	"testing"

	"gongkai/warehouse/warehousetest"
)

// fresh makes a warehouse, and closes it with the test.
func fresh(t *testing.T) *Warehouse {
	t.Helper()
	w, err := Create(t.Context(), Options{Path: filepath.Join(t.TempDir(), "w.duckdb"), Now: warehousetest.Noon})
	return warehousetest.Opened(t, w, err)
}
