package queries

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/duckdb/duckdb-go/v2"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
)

// newDatabase returns an empty warehouse with the indicators and the views. One connection, since session variables
// belong to a connection.
func newDatabase(tb testing.TB) *sql.DB {
	tb.Helper()
	db := openFile(tb, newTables(tb))
	if _, err := Install(context.Background(), db); err != nil {
		tb.Fatal(err)
	}
	if err := Tune(context.Background(), db); err != nil { // some tests do little but plan
		tb.Fatal(err)
	}
	return db
}

// reference is the reference data of the program, with some regions.
func reference(tb testing.TB, regions []load.Region) load.Reference {
	tb.Helper()
	set, err := forms.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	known, err := rules.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return load.Reference{Forms: set, Rules: known, Regions: regions}
}

// newTables makes a warehouse file with the indicators and rules, without views, and returns its path.
func newTables(tb testing.TB) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "warehouse.duckdb")
	w, err := warehouse.Create(context.Background(), warehouse.Options{Path: path})
	if err != nil {
		tb.Fatal(err)
	}
	if err := load.SyncReference(context.Background(), w, reference(tb, nil)); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}

// openFile opens a database file for writing with a single connection.
func openFile(tb testing.TB, path string) *sql.DB {
	tb.Helper()
	connector, err := duckdb.NewConnector(path, nil)
	if err != nil {
		tb.Fatal(err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(1)
	tb.Cleanup(func() { _ = db.Close() })
	return db
}

func exec(tb testing.TB, db *sql.DB, statement string, args ...any) {
	tb.Helper()
	if _, err := db.ExecContext(context.Background(), statement, args...); err != nil {
		tb.Fatalf("%v\n%s", err, statement)
	}
}
