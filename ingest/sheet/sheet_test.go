package sheet

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/internal/fault"
)

func columns() []Column {
	return []Column{{Key: "agency", Headings: []string{"机关"}}, {Key: "year", Headings: []string{"年度"}}}
}

func readText(t *testing.T, body string) (Table, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table.csv")
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return Read(path, columns())
}

func TestRead(t *testing.T) {
	t.Parallel()
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("机关;年度\n盐城市,教育局;2024\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, body string
		want       Table
	}{
		{"nothing", "", Table{There: map[string]bool{}}},
		{"headings alone", "机关,备注\n", Table{There: map[string]bool{"agency": true}, Ignored: []string{"备注"}}},
		{"rows that are short, long and empty", "AGENCY ,年度\n\n甲\n,,\n乙,2024,x\n", Table{
			There: map[string]bool{"agency": true, "year": true},
			Rows: []Row{
				{Number: 3, Values: map[string]string{"agency": "甲"}}, {Number: 5, Values: map[string]string{"agency": "乙", "year": "2024"}},
			},
		}},
		{"a comma in a cell between semicolons", gbk, Table{
			There: map[string]bool{"agency": true, "year": true},
			Rows:  []Row{{Number: 2, Values: map[string]string{"agency": "盐城市,教育局", "year": "2024"}}},
		}},
		{"separators in quotes", "\"agency\",\"a;b;c\"\n甲,x\n", Table{
			There: map[string]bool{"agency": true}, Ignored: []string{"a;b;c"}, Rows: []Row{{Number: 2, Values: map[string]string{"agency": "甲"}}},
		}},
		{"one column", "机关\n甲;乙\n", Table{
			There: map[string]bool{"agency": true}, Rows: []Row{{Number: 2, Values: map[string]string{"agency": "甲;乙"}}},
		}},
		{"damaged headings", "机关,年\xff\n甲,2024\n", Table{
			There: map[string]bool{"agency": true}, Ignored: []string{"年\ufffd"},
			Rows: []Row{{Number: 1, Damaged: true}, {Number: 2, Values: map[string]string{"agency": "甲"}}},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := readText(t, test.body)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A workbook is read as it stores its numbers, row by row as it counts them.
func TestReadWorkbook(t *testing.T) {
	t.Parallel()
	w := excelize.NewFile()
	defer w.Close()
	style, err := w.NewStyle(&excelize.Style{NumFmt: 4}) // #,##0.00
	for cell, v := range map[string]any{"A2": "机关", "B2": "年度", "A4": "盐城市教育局", "B4": 2024, "A6": "盐城市\ufffd局"} {
		err = errors.Join(err, w.SetCellValue("Sheet1", cell, v))
	}
	path := filepath.Join(t.TempDir(), "table.xlsx")
	if err = errors.Join(err, w.SetCellStyle("Sheet1", "B4", "B4", style), w.SaveAs(path)); err != nil {
		t.Fatal(err)
	}
	got, err := Read(path, columns())
	if err != nil {
		t.Fatal(err)
	}
	want := []Row{
		{Number: 4, Values: map[string]string{"agency": "盐城市教育局", "year": "2024"}},
		{Number: 6, Values: map[string]string{"agency": "盐城市\ufffd局"}, Damaged: true},
	}
	if diff := cmp.Diff(want, got.Rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	var unreadable *UnreadableError
	for _, body := range []string{"agency\n\"甲\n", "PK\x03\x04 cut", "agency\n" + strings.Repeat("x\n", mostRows+1)} {
		if _, err := readText(t, body); !errors.As(err, &unreadable) || !errors.Is(err, fault.ErrUsage) {
			t.Errorf("%.20q gives %v", body, err)
		}
	}
	if _, err := Read(t.TempDir(), columns()); !errors.As(err, &unreadable) {
		t.Errorf("a folder gives %v", err)
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none"), columns()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file gives %v", err)
	}
	var column *ColumnError
	if _, err := readText(t, "机关,agency\n甲,乙\n"); !errors.As(err, &column) || column.Key != "agency" || !column.Twice {
		t.Errorf("one column twice gives %v", err)
	}
}

// Whatever bytes come, a row that is not damaged holds no character that was lost.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"agency,year\n甲,2024\n", "sep=;\nagency;year\n", "\xff\xfea\x00", "机关\n\xd1\xce\xb3\xc7\n", "PK\x03\x04"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		lines, err := split(body)
		if err != nil {
			return
		}
		last := 0
		for _, l := range lines {
			if l.number <= last {
				t.Fatalf("row %d after %d", l.number, last)
			}
			last = l.number
			if !l.damaged && strings.ContainsAny(strings.Join(l.cells, ""), "\ufffd\x00") {
				t.Fatalf("row %d: %q", l.number, l.cells)
			}
		}
	})
}
