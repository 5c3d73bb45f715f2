package rows

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/rows/rowstest"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// printedColumn is one column of the query of TestFormatsReadBack: an expression, and what each format makes of it.
type printedColumn struct {
	name, sql string
	text      string // in a table, CSV and Markdown; also what Arrow has, but for arrow
	json      string // empty where it is the text
	sheet     any    // float64, string or bool; nil where it is the text
	parquet   string
	arrow     string
	asArrow   string // the text of Arrow's value where it is another
}

// inJSON returns the value as JSON has it.
func (c printedColumn) inJSON() string {
	if c.json != "" {
		return c.json
	}
	return c.text
}

// printedColumns has a column of every kind that a query over the warehouse gives, and the numbers that are hard to write.
func printedColumns() []printedColumn {
	return []printedColumn{
		{name: "tiny", sql: "-7::TINYINT", text: "-7", sheet: -7.0, parquet: "TINYINT", arrow: "int8"},
		{name: "small", sql: "2024::SMALLINT", text: "2024", sheet: 2024.0, parquet: "SMALLINT", arrow: "int16"},
		{name: "whole", sql: "3511::INTEGER", text: "3511", sheet: 3511.0, parquet: "INTEGER", arrow: "int32"},
		{name: "zero", sql: "0::BIGINT", text: "0", sheet: 0.0, parquet: "BIGINT", arrow: "int64"},
		{
			name: "fifteen", sql: "123456789012345::BIGINT", text: "123456789012345", sheet: 123456789012345.0,
			parquet: "BIGINT", arrow: "int64",
		},
		{name: "sixteen", sql: "9007199254740993::BIGINT", text: "9007199254740993", parquet: "BIGINT", arrow: "int64"},
		{name: "unsigned", sql: "18446744073709551615::UBIGINT", text: "18446744073709551615", parquet: "UBIGINT", arrow: "uint64"},
		{
			name: "added", sql: "(SELECT sum(x) FROM (VALUES (3500), (11)) t(x))", text: "3511", sheet: 3511.0,
			parquet: "DECIMAL(38,0)", arrow: "decimal(38, 0)",
		},
		{
			name: "huge", sql: "170141183460469231731687303715884105::HUGEINT", text: "170141183460469231731687303715884105",
			parquet: "DECIMAL(38,0)", arrow: "decimal(38, 0)",
		},
		{name: "uhuge", sql: "12::UHUGEINT", text: "12", sheet: 12.0, parquet: "DECIMAL(38,0)", arrow: "decimal(38, 0)"},
		{name: "bignum", sql: "'12'::BIGNUM", text: "12", sheet: 12.0, parquet: "VARCHAR", arrow: "utf8"},
		{name: "amount", sql: "-12.5::DECIMAL(18,6)", text: "-12.5", sheet: -12.5, parquet: "DECIMAL(18,6)", arrow: "decimal(18, 6)"},
		{
			name: "amount_long", sql: "123456789012.123456::DECIMAL(18,6)", text: "123456789012.123456",
			parquet: "DECIMAL(18,6)", arrow: "decimal(18, 6)",
		},
		{name: "total", sql: "3511::DECIMAL(38,6)", text: "3511", sheet: 3511.0, parquet: "DECIMAL(38,6)", arrow: "decimal(38, 6)"},
		{name: "nothing", sql: "0::DECIMAL(38,6)", text: "0", sheet: 0.0, parquet: "DECIMAL(38,6)", arrow: "decimal(38, 6)"},
		{name: "third", sql: "1::DOUBLE / 3", text: "0.3333333333333333", sheet: 0.333333333333333, parquet: "DOUBLE", arrow: "float64"},
		{name: "thirds", sql: "2::DOUBLE / 3", text: "0.6666666666666666", sheet: 0.666666666666667, parquet: "DOUBLE", arrow: "float64"},
		{name: "inexact", sql: "0.1::DOUBLE + 0.2::DOUBLE", text: "0.30000000000000004", sheet: 0.3, parquet: "DOUBLE", arrow: "float64"},
		{
			name: "mean", sql: "1234567.5::DOUBLE", text: "1234567.5", sheet: 1234567.5,
			parquet: "DOUBLE", arrow: "float64", asArrow: "1.2345675e+06",
		},
		{name: "great", sql: "1e300::DOUBLE", text: "1e+300", sheet: 1e300, parquet: "DOUBLE", arrow: "float64"},
		{name: "slight", sql: "-1.25e-300::DOUBLE", text: "-1.25e-300", sheet: -1.25e-300, parquet: "DOUBLE", arrow: "float64"},
		{
			name: "greatest", sql: "1.7976931348623157e308::DOUBLE", text: "1.7976931348623157e+308", sheet: 1.7976931348623157e308,
			parquet: "DOUBLE", arrow: "float64",
		},
		{name: "no_number", sql: "'nan'::DOUBLE", text: "NaN", json: `"NaN"`, parquet: "DOUBLE", arrow: "float64"},
		{name: "endless", sql: "'-inf'::DOUBLE", text: "-Inf", json: `"-Inf"`, parquet: "DOUBLE", arrow: "float64"},
		{name: "single", sql: "0.1::FLOAT", text: "0.1", sheet: 0.1, parquet: "FLOAT", arrow: "float32"},
		{name: "yes", sql: "true", text: "true", sheet: true, parquet: "BOOLEAN", arrow: "bool"},
		{name: "day", sql: "DATE '2024-12-31'", text: "2024-12-31", json: `"2024-12-31"`, parquet: "DATE", arrow: "date32"},
		{
			name: "moment", sql: "TIMESTAMP '2024-12-31 01:02:03.5'", text: "2024-12-31 01:02:03.5", json: `"2024-12-31 01:02:03.5"`,
			parquet: "TIMESTAMP", arrow: "timestamp[us]", asArrow: "2024-12-31T01:02:03.5",
		},
		{
			name: "instant", sql: "TIMESTAMPTZ '2024-12-31 01:02:03+08'", text: "2024-12-30T17:02:03Z", json: `"2024-12-30T17:02:03Z"`,
			parquet: "TIMESTAMP WITH TIME ZONE", arrow: "timestamp[us, tz=UTC]",
		},
		{name: "code", sql: "'350128'", text: "350128", json: `"350128"`, parquet: "VARCHAR", arrow: "utf8"},
		{name: "zeros", sql: "'007'", text: "007", json: `"007"`, parquet: "VARCHAR", arrow: "utf8"},
		{name: "power", sql: "'12e3'", text: "12e3", json: `"12e3"`, parquet: "VARCHAR", arrow: "utf8"},
		{name: "formula", sql: "'=1+1'", text: "=1+1", json: `"=1+1"`, parquet: "VARCHAR", arrow: "utf8"},
		{name: "name", sql: "'平潭,\"区\"'", text: `平潭,"区"`, json: `"平潭,\"区\""`, parquet: "VARCHAR", arrow: "utf8"},
		{name: "state", sql: "'blank'::ENUM('blank')", text: "blank", json: `"blank"`, parquet: "VARCHAR", arrow: "utf8"},
		{name: "list", sql: "[0.1::DOUBLE, 1::DOUBLE / 3, NULL]", text: "[0.1,0.3333333333333333,null]", parquet: "VARCHAR", arrow: "utf8"},
		{name: "amounts", sql: "[1.5::DECIMAL(18,6)]", text: "[1.5]", parquet: "VARCHAR", arrow: "utf8"},
		{name: "codes", sql: "['350128']", text: `["350128"]`, parquet: "VARCHAR", arrow: "utf8"},
		{name: "days", sql: "[DATE '2024-12-31']", text: `["2024-12-31"]`, parquet: "VARCHAR", arrow: "utf8"},
		{name: "pair", sql: "{'a': 1.5::DECIMAL(4,1), 'b': '007'}", text: `{"a":1.5,"b":"007"}`, parquet: "VARCHAR", arrow: "utf8"},
	}
}

// Every format reads back with the types and the values that a query has: numbers are numbers, codes are texts, NULL is not there.
// The second row is NULL in every column.
func TestFormatsReadBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	columns := printedColumns()
	var values, nulls []string
	for _, c := range columns {
		values = append(values, c.sql+" AS "+c.name)
		nulls = append(nulls, "NULL")
	}
	query := "SELECT " + strings.Join(values, ", ") + " UNION ALL SELECT " + strings.Join(nulls, ", ")
	file := func(ending string) string {
		name := filepath.Join(dir, "rows"+ending)
		writeQuery(t, db, query, name)
		return name
	}
	t.Run("table", func(t *testing.T) { readBackLines(t, columns, file(".txt"), "│", "NULL") })
	t.Run("markdown", func(t *testing.T) { readBackLines(t, columns, file(".md"), "|", "") })
	t.Run("csv", func(t *testing.T) { readBackCSV(t, columns, file(".csv")) })
	t.Run("json", func(t *testing.T) { readBackJSON(t, columns, file(".json")) })
	t.Run("xlsx", func(t *testing.T) { readBackSheet(t, columns, file(".xlsx")) })
	t.Run("arrow", func(t *testing.T) { readBackArrow(t, columns, file(".arrow")) })
	t.Run("parquet", func(t *testing.T) {
		written := "'" + file(".parquet") + "'"
		for _, c := range columns {
			// DuckDB holds what it reads against what the query gives; a list is text, and compared as what JSON says.
			same := "p." + c.name + " = (" + c.sql + ")"
			if strings.HasPrefix(c.inJSON(), "[") || strings.HasPrefix(c.inJSON(), "{") {
				same = "p." + c.name + " = '" + strings.ReplaceAll(c.inJSON(), "'", "''") + "'"
			}
			var got string
			if err := db.QueryRowContext(t.Context(), "SELECT string_agg(typeof(p."+c.name+") || ' ' || coalesce(("+same+
				")::VARCHAR, 'NULL'), ', ' ORDER BY "+same+" NULLS LAST) FROM "+written+" p").Scan(&got); err != nil {
				t.Fatal(err)
			}
			if want := c.parquet + " true, " + c.parquet + " NULL"; got != want {
				t.Errorf("%s: %q, want %q", c.name, got, want)
			}
		}
	})
}

// writeQuery writes the rows of a query to a file, in the format of its ending.
func writeQuery(t *testing.T, db *sql.DB, query, path string) {
	t.Helper()
	format, ok := FormatOf(path)
	if !ok {
		t.Fatalf("no format for %s", path)
	}
	found, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	types, err := found.ColumnTypes()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := format.New(file, Options{Sheet: "rows"})
	columns := make([]Column, len(types))
	values, pointers := make([]any, len(types)), make([]any, len(types))
	for i, c := range types {
		columns[i] = Column{Name: c.Name(), Kind: c.DatabaseTypeName()}
		pointers[i] = &values[i]
	}
	if err := w.Head(columns); err != nil {
		t.Fatal(err)
	}
	for found.Next() {
		if err := errors.Join(found.Scan(pointers...), w.Row(values)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(found.Err(), w.Close()); err != nil {
		t.Fatal(err)
	}
}

// readBackLines reads a table that is drawn with lines.
func readBackLines(t *testing.T, columns []printedColumn, path, line, null string) {
	t.Helper()
	var rows [][]string
	for _, text := range strings.Split(string(readFile(t, path)), "\n") {
		if !strings.HasPrefix(text, line) || strings.HasPrefix(text, "| ---") {
			continue
		}
		var cells []string
		for _, cell := range strings.Split(strings.Trim(text, line), line) {
			cells = append(cells, strings.TrimSpace(cell))
		}
		rows = append(rows, cells)
	}
	compareTexts(t, columns, rows, null)
}

func readBackCSV(t *testing.T, columns []printedColumn, path string) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(readFile(t, path))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	compareTexts(t, columns, rows, "")
}

func compareTexts(t *testing.T, columns []printedColumn, rows [][]string, null string) {
	t.Helper()
	var want [3][]string
	for _, c := range columns {
		want[0], want[1], want[2] = append(want[0], c.name), append(want[1], c.text), append(want[2], null)
	}
	if diff := cmp.Diff(want[:], rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func readBackJSON(t *testing.T, columns []printedColumn, path string) {
	t.Helper()
	var rows []map[string]json.RawMessage
	if err := json.Unmarshal(readFile(t, path), &rows); err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, c := range columns {
		if got := string(rows[0][c.name]); got != c.inJSON() {
			t.Errorf("%s is %s, want %s", c.name, got, c.inJSON())
		}
		if got := string(rows[1][c.name]); got != "null" {
			t.Errorf("NULL of %s is %s", c.name, got)
		}
	}
}

func readBackSheet(t *testing.T, columns []printedColumn, path string) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for i, c := range columns {
		want := c.sheet
		if want == nil {
			want = c.text
		}
		if got := rowstest.Cell(t, book, book.GetSheetName(0), i+1, 2); got != want {
			t.Errorf("%s is %v (%T), want %v (%T)", c.name, got, got, want, want)
		}
		if got := rowstest.Cell(t, book, book.GetSheetName(0), i+1, 3); got != nil {
			t.Errorf("NULL of %s is %v (%T)", c.name, got, got)
		}
	}
}

func readBackArrow(t *testing.T, columns []printedColumn, path string) {
	t.Helper()
	r, err := ipc.NewFileReader(bytes.NewReader(readFile(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	batch, err := r.RecordBatch(0)
	if err != nil || batch.NumRows() != 2 {
		t.Fatalf("%v rows, %v", batch, err)
	}
	for i, c := range columns {
		array := batch.Column(i)
		want := c.text
		if c.asArrow != "" {
			want = c.asArrow
		}
		if array.DataType().String() != c.arrow || array.IsNull(0) || !array.IsNull(1) {
			t.Errorf("%s is %s, null: %v, %v", c.name, array.DataType(), array.IsNull(0), array.IsNull(1))
		}
		if got := array.ValueStr(0); got != want {
			t.Errorf("%s is %s, want %s", c.name, got, want)
		}
	}
	if got := batch.Schema().Field(0); !got.Nullable || got.Type.ID() != arrow.INT8 {
		t.Errorf("the first field is %s", got)
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
