package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// exported writes all formats of a small database and returns the folder.
func exported(t *testing.T) (dir string, m Manifest) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "out")
	return dir, export(t, stub(t, 2, 40), dir)
}

func TestArrow(t *testing.T) {
	dir, m := exported(t)
	file, err := os.Open(filepath.Join(dir, "arrow", "request", "2024.arrow"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in, err := ipc.NewFileReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	schema := in.Schema()
	var fields []string
	for _, f := range schema.Fields() {
		fields = append(fields, f.Name+" "+f.Type.String())
	}
	want := []string{
		"year int16", "region_code utf8", "agency utf8", "scope utf8", "form utf8", "outcome utf8", "applicant utf8",
		"label_zh utf8", "value decimal(18, 6)", "state utf8", "unit utf8", "is_total bool",
	}
	if diff := cmp.Diff(want, fields); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
	if relation, _ := schema.Metadata().GetValue("relation"); relation != "request" {
		t.Errorf("relation %q", relation)
	}
	var rows, blanks, wrong int64
	for i := range in.NumRecords() {
		batch, err := in.RecordBatchAt(i)
		if err != nil {
			t.Fatal(err)
		}
		rows += batch.NumRows()
		value, state := batch.Column(8).(*array.Decimal128), batch.Column(9).(*array.String)
		for r := range int(batch.NumRows()) {
			if state.Value(r) == "blank" {
				blanks++
			}
			if (state.Value(r) == "blank") != value.IsNull(r) {
				wrong++
			}
		}
		batch.Release()
	}
	if rows != m.Rows(Arrow, "request")/2 || blanks == 0 || wrong != 0 {
		t.Errorf("%d rows, %d of them blank, %d with a value where the cell is blank or none where it is not", rows, blanks, wrong)
	}
}

// Every kind of column arrives as it is in the database.
func TestArrowKinds(t *testing.T) {
	db := stub(t, 1, 1)
	dir := filepath.Join(t.TempDir(), "out")
	o := options()
	o.Formats = []Format{Arrow, CSV}
	o.Relations = []Relation{{Name: "kinds", SQL: `SELECT * FROM (VALUES
		(1::SMALLINT, 70000::INTEGER, 5000000000::BIGINT, -0.5::DECIMAL(18, 6), 12345678901234567890123456789012.000001::DECIMAL(38, 6),
		 0.1::DOUBLE, true, DATE '1949-10-01', '一', '二'::VARCHAR),
		(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '')) AS v(a, b, c, d, e, f, g, h, i, j)`}}
	if _, err := write(t.Context(), t, db, dir, o); err != nil {
		t.Fatal(err)
	}
	content := tree(t, dir)
	in, err := ipc.NewFileReader(bytes.NewReader([]byte(content[filepath.Join("arrow", "kinds.arrow")])))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	batch, err := in.RecordBatchAt(0)
	if err != nil {
		t.Fatal(err)
	}
	defer batch.Release()
	var got [2][]string
	for _, column := range batch.Columns() {
		for r := range got {
			text := column.ValueStr(r)
			if column.IsNull(r) {
				text = "NULL"
			}
			got[r] = append(got[r], text)
		}
	}
	want := [2][]string{
		{"1", "70000", "5000000000", "-0.5", "12345678901234567890123456789012.000001", "0.1", "true", "1949-10-01", "一", "二"},
		{"NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL", ""},
	}
	// Decimals print without a rule on trailing zeros and exponents; their own text is compared.
	decimals := func(r, c int) string {
		column := batch.Column(c).(*array.Decimal128)
		return strings.TrimRight(column.Value(r).ToString(column.DataType().(*arrow.Decimal128Type).Scale), "0")
	}
	got[0][3], got[0][4] = decimals(0, 3), decimals(0, 4)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	csv := "a,b,c,d,e,f,g,h,i,j\n1,70000,5000000000,-0.5,12345678901234567890123456789012.000001,0.1,true,1949-10-01,一,二\n,,,,,,,,,\"\"\n"
	if diff := cmp.Diff(csv, content[filepath.Join("csv", "kinds.csv")]); diff != "" {
		t.Errorf("CSV (-want +got):\n%s", diff)
	}
}

func TestColumnsThatNoFormatKnowsAreRefused(t *testing.T) {
	parent := t.TempDir()
	o := options()
	o.Relations = []Relation{{Name: "times", SQL: "SELECT now() AS moment"}}
	_, err := write(t.Context(), t, stub(t, 1, 1), filepath.Join(parent, "out"), o)
	if err == nil || !strings.Contains(err.Error(), "moment is TIMESTAMP") {
		t.Errorf("error %v, want one that names the column", err)
	}
	if got := names(t, parent); len(got) > 0 {
		t.Errorf("%v is left behind", got)
	}
}

func TestByteOrderMark(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	o := options()
	o.ByteOrderMark = true
	if _, err := write(t.Context(), t, stub(t, 2, 3), dir, o); err != nil {
		t.Fatal(err)
	}
	plain, _ := exported(t)
	for name, content := range tree(t, dir) {
		marked := strings.HasPrefix(content, "\ufeff")
		if marked != strings.HasSuffix(name, ".csv") {
			t.Errorf("%s: a mark: %v", name, marked)
		}
		if name == filepath.Join("csv", "region.csv") && strings.TrimPrefix(content, "\ufeff") != tree(t, plain)[name] {
			t.Errorf("%s differs by more than the mark", name)
		}
	}
	if text := tree(t, dir)[datapackageName]; !strings.Contains(text, `"encoding": "utf-8-sig"`) {
		t.Error("datapackage.json does not say so")
	}
}

func TestWorkbook(t *testing.T) {
	dir, _ := exported(t)
	book, err := excelize.OpenFile(filepath.Join(dir, "xlsx", "panels.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if diff := cmp.Diff([]string{"province_panel", "city_panel", "county_panel", "dictionary"}, book.GetSheetList()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	for _, sheet := range book.GetSheetList() {
		if extent, err := book.GetSheetDimension(sheet); err != nil || extent != "" {
			t.Errorf("%s says that it ends at %q, %v", sheet, extent, err)
		}
	}
	rows, err := book.GetRows("city_panel", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	value := one(t, stub(t, 1, 40), "SELECT (sum(value)::INTEGER)::VARCHAR FROM region_request WHERE year = 2023")
	if diff := cmp.Diff([]string{"2023", "320000", "江苏省", "lower_bound", value, ""}, rows[1][:6]); diff != "" {
		t.Errorf("first row (-want +got):\n%s", diff)
	}
	for cell, want := range map[string]excelize.CellType{
		"A2": excelize.CellTypeUnset, "B2": excelize.CellTypeInlineString, "E2": excelize.CellTypeUnset,
	} {
		if got, err := book.GetCellType("city_panel", cell); err != nil || got != want {
			t.Errorf("%s is of type %d (%v), want %d", cell, got, err, want)
		}
	}
	// A lower bound is a number that shows with its mark.
	if shown, err := book.GetCellValue("city_panel", "E2"); err != nil || shown != "≥"+value {
		t.Errorf("shown as %q (%v), want ≥%s", shown, err, value)
	}
}

// Each number of a panel says where its bound is, and that column is there.
func TestPanelBounds(t *testing.T) {
	t.Parallel()
	relations, err := Relations()
	if err != nil {
		t.Fatal(err)
	}
	numbers := one(t, stub(t, 1, 10), `SELECT string_agg(column_name, ' ') FROM (DESCRIBE region_panel) WHERE column_type = 'DECIMAL(38,6)'`)
	for _, r := range relations {
		if !r.Sheet {
			continue
		}
		for _, number := range strings.Fields(numbers) {
			if bound := r.Bound[number]; bound == "" || !strings.Contains(r.SQL, bound+",") || !strings.Contains(r.SQL, number+",") {
				t.Errorf("%s: %s has the bound %q", r.Name, number, bound)
			}
		}
	}
}

func TestDatapackage(t *testing.T) {
	dir, m := exported(t)
	var got struct {
		Resources []struct {
			Name, Path, Type, Format, Hash string
			Bytes                          int64
			Schema                         *struct {
				PrimaryKey []string
				Fields     []struct{ Name, Type, Title, Description string }
			}
		}
	}
	if err := json.Unmarshal([]byte(tree(t, dir)[datapackageName]), &got); err != nil {
		t.Fatal(err)
	}
	files := map[string]File{}
	for _, f := range m.Files {
		files[f.Path] = f
	}
	named := map[string]bool{}
	tables := 0
	for _, r := range got.Resources {
		f := files[r.Path]
		hash, bytes := "sha256:"+f.SHA256, f.Bytes
		if f.Format == Parquet {
			hash, bytes = "", 0
		}
		if r.Hash != hash || r.Bytes != bytes || named[r.Name] {
			t.Errorf("%s, %s: hash, size or name is wrong", r.Path, r.Name)
		}
		named[r.Name] = true
		if (r.Type == "table") != (f.Format == CSV || f.Format == Parquet) || (r.Type == "table") != (r.Schema != nil) {
			t.Errorf("%s is a %s", r.Path, r.Type)
		}
		if r.Type == "table" {
			tables++
		}
		if r.Name != "request-2024-csv" {
			continue
		}
		if diff := cmp.Diff([]string{"year", "region_code", "agency", "outcome", "applicant"}, r.Schema.PrimaryKey); diff != "" {
			t.Errorf("primary key (-want +got):\n%s", diff)
		}
		outcome, value := r.Schema.Fields[5], r.Schema.Fields[8]
		if fmt.Sprint(outcome) != "{outcome string 办理结果|行 outcome, the row}" || fmt.Sprint(value) != "{value number 数值 value}" {
			t.Errorf("fields %v and %v", outcome, value)
		}
	}
	if tables != 2*34 {
		t.Errorf("%d tables are described, want 68", tables)
	}
	if text := tree(t, dir)["dictionary.md"]; !strings.Contains(text, "| `outcome` | string | 办理结果\\|行 | outcome, the row |") {
		t.Errorf("the dictionary lacks the comment of a column:\n%s", text)
	}
}
