package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"gongkai/internal/fault"
)

// An office fills the workbook in and sends it back: the report is counted then, and not before.
func TestReviewWorkbookComesBack(t *testing.T) {
	long(t)
	t.Parallel()
	ctx := context.Background()
	dir := t.TempDir()
	path, book := filepath.Join(dir, "w.duckdb"), filepath.Join(dir, "open.xlsx")
	gongkai := func(args ...string) string {
		t.Helper()
		status, out, errs := program(ctx, t, append(args, "--warehouse", path)...)
		if status != fault.ExitDone {
			t.Fatalf("%v: status %d, %q", args, status, errs)
		}
		return out
	}
	gongkai("ingest", "testdata/identity/gulou.html")
	gongkai("--lang", "zh", "agency", "review", "--out", book)
	w, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := w.GetRows("待确认年报")
	if err != nil || len(rows) != 2 {
		t.Fatalf("rows %v, %v", rows, err)
	}
	for i, heading := range rows[0] {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			t.Fatal(err)
		}
		for want, text := range map[string]string{"确定的地区": "福州市鼓楼区", "理由": "已电话核实"} {
			if heading == want {
				if err := w.SetCellStr("待确认年报", column+"2", text); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := w.Save(); err != nil {
		t.Fatal(err)
	}
	const query = "SELECT region_code, value FROM county_request WHERE outcome = 'received' AND applicant = 'total'"
	if out := gongkai("sql", "--format", "csv", query); strings.Contains(out, "350102") {
		t.Fatalf("counted before it was settled: %q", out)
	}
	// The office's program is in Chinese, the one that takes the workbook in English.
	if out := gongkai("agency", "import", book, "--who", "tester"); !strings.Contains(out, "福州市鼓楼区人民政府 350102 2023") {
		t.Fatalf("import said %q", out)
	}
	if out := gongkai("sql", "--format", "csv", query); !strings.Contains(out, "350102,41") {
		t.Errorf("after the import: %q", out)
	}
	if out := gongkai("agency", "import", book, "--who", "tester"); !strings.Contains(out, "rulings 0") {
		t.Errorf("taken twice: %q", out)
	}
}
