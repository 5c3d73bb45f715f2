// Package warehousetest reads what is in the database of a warehouse, for the tests of the packages around it. Whatever goes wrong
// ends the test.
//
//	rows := warehousetest.Counts(t, w.DB())["document"]
//	warehousetest.Golden(t, "testdata/loaded.golden.jsonl", warehousetest.Dump(t, w.DB(), "document", "cell"))
package warehousetest

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
)

// Noon is when everything in these tests happens.
func Noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

// Opened returns what was opened, and closes it with the test.
func Opened[C io.Closer](tb testing.TB, c C, err error) C {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := c.Close(); err != nil {
			tb.Error(err)
		}
	})
	return c
}

// Date is a day.
func Date(tb testing.TB, year, month, day int) report.Date {
	tb.Helper()
	d, ok := report.NewDate(year, month, day)
	if !ok {
		tb.Fatalf("no such day: %d-%d-%d", year, month, day)
	}
	return d
}

// SHA is the hash of a document whose bytes are content.
func SHA(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// Exec runs a statement.
func Exec(tb testing.TB, db *sql.DB, statement string, args ...any) {
	tb.Helper()
	if _, err := db.ExecContext(tb.Context(), statement, args...); err != nil {
		tb.Fatalf("%s: %v", statement, err)
	}
}

// Column returns the one text column of a query.
func Column(tb testing.TB, db *sql.DB, query string, args ...any) (out []string) {
	tb.Helper()
	if err := sqlfile.Rows(tb.Context(), db.QueryContext, query, func(scan sqlfile.Scan) error {
		var s string
		err := scan(&s)
		out = append(out, s)
		return err
	}, args...); err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
	return out
}

// Tables lists the tables of the schema.
func Tables(tb testing.TB, db *sql.DB) []string {
	tb.Helper()
	return Column(tb, db, `SELECT table_name FROM duckdb_tables()
		WHERE database_name = current_database() AND NOT temporary ORDER BY table_name`)
}

// Counts returns the number of rows of every table.
func Counts(tb testing.TB, db *sql.DB) map[string]string {
	tb.Helper()
	out := map[string]string{}
	for _, t := range Tables(tb, db) {
		out[t] = Column(tb, db, "SELECT count(*)::VARCHAR FROM "+t)[0]
	}
	return out
}

// Dump prints tables as text, one row a line, in the order of their rows.
func Dump(tb testing.TB, db *sql.DB, names ...string) string {
	tb.Helper()
	Exec(tb, db, "SET GLOBAL TimeZone = 'UTC'")
	var out strings.Builder
	for _, t := range names {
		fmt.Fprintf(&out, "== %s\n", t)
		for _, row := range Column(tb, db, "SELECT to_json(t)::VARCHAR FROM "+t+" t ORDER BY rowid") {
			out.WriteString(row + "\n")
		}
	}
	return out.String()
}

var update = flag.Bool("update", false, "rewrite the golden files")

// Golden compares text with a file.
func Golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got), go test -update rewrites it:\n%s", path, diff)
	}
}
