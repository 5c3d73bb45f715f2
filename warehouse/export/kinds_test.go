package export

import (
	"path/filepath"
	"strings"
	"testing"

	"gongkai/rows/rowstest"

	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/xuri/excelize/v2"
)

// Every kind of column that an export takes reads back from every format with its type and value; the second row is NULL.
func TestFormatsReadBack(t *testing.T) {
	columns := []struct {
		name, sql, typed, text string
		sheet                  any // float64, bool or string
	}{
		{"small", "2024::SMALLINT", "SMALLINT", "2024", 2024.0},
		{"whole", "-7::INTEGER", "INTEGER", "-7", -7.0},
		{"long", "9007199254740993::BIGINT", "BIGINT", "9007199254740993", "9007199254740993"},
		{"amount", "12.5::DECIMAL(18,6)", "DECIMAL(18,6)", "12.5", 12.5},
		{"total", "3500::DECIMAL(38,6)", "DECIMAL(38,6)", "3500", 3500.0},
		{"exact", "123456789012.123456::DECIMAL(38,6)", "DECIMAL(38,6)", "123456789012.123456", "123456789012.123456"},
		{"nil", "0::DECIMAL(38,6)", "DECIMAL(38,6)", "0", 0.0},
		{"third", "2::DOUBLE / 3", "DOUBLE", "0.6666666666666666", 0.666666666666667},
		{"inexact", "0.1::DOUBLE + 0.2::DOUBLE", "DOUBLE", "0.30000000000000004", 0.3},
		{"great", "1e300::DOUBLE", "DOUBLE", "1e+300", 1e300},
		{"undefined", "'nan'::DOUBLE", "DOUBLE", "nan", "NaN"},
		{"yes", "true", "BOOLEAN", "true", true},
		{"day", "DATE '2024-12-31'", "DATE", "2024-12-31", "2024-12-31"},
		{"code", "'350128'", "VARCHAR", "350128", "350128"},
		{"zeros", "'007'", "VARCHAR", "007", "007"},
		{"formula", "'=1+1'", "VARCHAR", "=1+1", "=1+1"},
		{"state", "'blank'::ENUM('blank')", "VARCHAR", "blank", "blank"},
	}
	var values, nulls, texts []string
	for _, c := range columns {
		values, nulls = append(values, c.sql+" AS "+identifier(c.name)), append(nulls, "NULL")
		texts = append(texts, c.text)
	}
	o := options()
	o.Years = "SELECT 2024 AS year"
	o.Relations = []Relation{{
		Name: "kinds", Sheet: true, Key: []string{"row"},
		SQL: "SELECT 1 AS row, " + strings.Join(values, ", ") + " UNION ALL SELECT 2, " + strings.Join(nulls, ", ") + " ORDER BY row",
	}}
	db, dir := stub(t, 1, 2), filepath.Join(t.TempDir(), "out")
	if _, err := write(t.Context(), t, db, dir, o); err != nil {
		t.Fatal(err)
	}
	want := "1," + strings.Join(texts, ",") + "\n2" + strings.Repeat(",", len(columns)) + "\n"
	if _, got, _ := strings.Cut(tree(t, dir)[filepath.Join("csv", "kinds.csv")], "\n"); got != want {
		t.Errorf("CSV %q, want %q", got, want)
	}
	book, err := excelize.OpenFile(filepath.Join(dir, "xlsx", "panels.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	parquet := quote(filepath.Join(dir, "parquet", "kinds.parquet"))
	for i, c := range columns {
		name := identifier(c.name)
		got := one(t, db, "SELECT string_agg(typeof("+name+") || ' ' || coalesce(("+name+" = "+c.sql+")::VARCHAR, 'NULL'), ', ' ORDER BY row)"+
			" FROM "+parquet)
		if want := c.typed + " true, " + c.typed + " NULL"; got != want {
			t.Errorf("Parquet: %s is %s, want %s", c.name, got, want)
		}
		if got := rowstest.Cell(t, book, "kinds", i+2, 2); got != c.sheet {
			t.Errorf("workbook: %s is %v (%T), want %v (%T)", c.name, got, got, c.sheet, c.sheet)
		}
		if got := rowstest.Cell(t, book, "kinds", i+2, 3); got != nil {
			t.Errorf("workbook: NULL of %s is %v", c.name, got)
		}
	}
	in, err := ipc.NewFileReader(strings.NewReader(tree(t, dir)[filepath.Join("arrow", "kinds.arrow")]))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	batch, err := in.RecordBatchAt(0)
	if err != nil {
		t.Fatal(err)
	}
	defer batch.Release()
	for i, c := range columns {
		array := batch.Column(i + 1)
		if got := array.ValueStr(0); !strings.EqualFold(got, c.text) || array.IsNull(0) || !array.IsNull(1) {
			t.Errorf("Arrow: %s is %s, null %v and %v, want %s and NULL", c.name, got, array.IsNull(0), array.IsNull(1), c.text)
		}
	}
}
