package warehouse

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/warehouse/warehousetest"
)

// A file of every earlier schema is migrated with all that it holds. testdata/upgrade/NNNN.sql has rows of the tables as migration
// NNNN leaves them, written when it was the last; checksums.txt holds the migrations themselves unchanged, since a warehouse
// somewhere was made with them.
func TestUpgradeFromEverySchema(t *testing.T) {
	steps, err := readMigrations(embeddedMigrations())
	if err != nil {
		t.Fatal(err)
	}
	var sums strings.Builder
	for _, s := range steps {
		fmt.Fprintf(&sums, "%s  %04d_%s\n", s.checksum, s.version, s.name)
	}
	warehousetest.Golden(t, "testdata/upgrade/checksums.txt", sums.String())
	for version := 1; version <= len(steps); version++ {
		t.Run(fmt.Sprint("from ", version), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "w.duckdb")
			before := olderFile(t, path, steps[:version])
			w, err := Create(t.Context(), Options{Path: path, Now: warehousetest.Noon})
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			for table, rows := range before {
				if len(rows.rows) == 0 {
					t.Errorf("testdata/upgrade has no row of %s", table)
				}
				if diff := cmp.Diff(rows.rows, warehousetest.Column(t, w.DB(), rows.query)); diff != "" {
					t.Errorf("%s (-before +after):\n%s", table, diff)
				}
			}
		})
	}
}

// A migration that fails leaves the file as it was, whichever it is and whatever it did before.
func TestFailedUpgradeChangesNothing(t *testing.T) {
	steps, err := readMigrations(embeddedMigrations())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "w.duckdb")
	before := olderFile(t, path, steps[:1])
	folder := fstest.MapFS{}
	for _, s := range steps {
		folder[fmt.Sprintf("%04d_%s.sql", s.version, s.name)] = &fstest.MapFile{Data: []byte(s.text)}
	}
	folder[fmt.Sprintf("%04d_bad.sql", len(steps)+1)] = &fstest.MapFile{
		Data: []byte("DELETE FROM cell; ALTER TABLE document DROP COLUMN source; INSERT INTO nowhere VALUES (1);"),
	}
	w, err := connect(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if err := migrate(t.Context(), w.db, folder, warehousetest.Noon); err == nil || !strings.Contains(err.Error(), "_bad") {
		t.Errorf("error %v, want one that names the migration", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := connect(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if diff := cmp.Diff([]string{"1"}, warehousetest.Column(t, again.db, "SELECT version::VARCHAR FROM schema_migration")); diff != "" {
		t.Errorf("migrations (-want +got):\n%s", diff)
	}
	for table, rows := range before {
		if diff := cmp.Diff(rows.rows, warehousetest.Column(t, again.db, rows.query)); diff != "" {
			t.Errorf("%s (-before +after):\n%s", table, diff)
		}
	}
}

// What a newer version wrote is refused by everything that opens a warehouse, and says what to do.
func TestNewerFileIsRefused(t *testing.T) {
	w := fresh(t)
	if _, err := w.DB().ExecContext(t.Context(), "INSERT INTO schema_migration SELECT max(version) + 1, 'later', 'x', now() FROM schema_migration"); err != nil {
		t.Fatal(err)
	}
	path := w.Path()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func() error{
		"create": func() error { _, err := Create(t.Context(), Options{Path: path}); return err },
		"open":   func() error { _, err := Open(t.Context(), Options{Path: path}); return err },
		"read":   func() error { _, err := Open(t.Context(), Options{Path: path, ReadOnly: true}); return err },
	} {
		if err := open(); !errors.Is(err, fault.ErrSchemaTooNew) || fault.ExitStatus(err) != fault.ExitNewer {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// tableRows is what a table held, and the query that asks for just the columns that it had.
type tableRows struct {
	query string
	rows  []string
}

// olderFile makes a file of an earlier schema with the rows of testdata/upgrade, and returns them by table.
func olderFile(t *testing.T, path string, steps []migration) map[string]tableRows {
	t.Helper()
	w, err := connect(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	conn, err := w.db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, s := range steps {
		rows, err := os.ReadFile(fmt.Sprintf("testdata/upgrade/%04d.sql", s.version))
		if err != nil {
			t.Fatalf("migration %04d needs rows to be upgraded from: %v", s.version, err)
		}
		if err := apply(t.Context(), w.db, []migration{s}, warehousetest.Noon()); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.ExecContext(t.Context(), string(rows)); err != nil {
			t.Fatalf("testdata/upgrade/%04d.sql: %v", s.version, err)
		}
	}
	return rowsOf(t, w.db)
}

// OlderFile makes a file of an earlier schema, for the tests outside of the package.
func OlderFile(t *testing.T, path string, version int) {
	t.Helper()
	steps, err := readMigrations(embeddedMigrations())
	if err != nil {
		t.Fatal(err)
	}
	olderFile(t, path, steps[:version])
}

func rowsOf(t *testing.T, db *sql.DB) map[string]tableRows {
	t.Helper()
	out := map[string]tableRows{}
	for _, table := range warehousetest.Tables(t, db) {
		if table == "schema_migration" {
			continue // its rows are the migrations'
		}
		var columns []string
		if err := json.Unmarshal([]byte(warehousetest.Column(t, db, `SELECT to_json(list(column_name ORDER BY column_index))::VARCHAR FROM duckdb_columns()
			WHERE database_name = current_database() AND table_name = ?`, table)[0]), &columns); err != nil {
			t.Fatal(err)
		}
		query := "SELECT to_json(t)::VARCHAR FROM (SELECT " + strings.Join(columns, ", ") + " FROM " + table + ") t ORDER BY 1"
		out[table] = tableRows{query, warehousetest.Column(t, db, query)}
	}
	return out
}
