package queries

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/duckdb/duckdb-go/v2"

	"gongkai/config/deadlines"
	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
)

// newDatabase returns an empty warehouse with the indicators and the views. One connection, since session variables
// belong to a connection.
func newDatabase(tb testing.TB) *sql.DB {
	tb.Helper()
	db := openFile(tb, copyOf(tb, preparedViews))
	if err := Tune(context.Background(), db); err != nil { // some tests do little but plan
		tb.Fatal(err)
	}
	return db
}

// reference is the reference data of the program, with some regions.
func reference(tb testing.TB, regions []load.Region) load.Reference {
	tb.Helper()
	set, err := embedded(regions)
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

func embedded(regions []load.Region) (load.Reference, error) {
	set, err := forms.Embedded()
	if err != nil {
		return load.Reference{}, err
	}
	known, err := rules.Embedded()
	if err != nil {
		return load.Reference{}, err
	}
	days, err := deadlines.Embedded()
	return load.Reference{Forms: set, Rules: known, Regions: regions, Deadlines: days}, err
}

// newTables makes a warehouse file with the indicators and rules, without views, and returns its path.
func newTables(tb testing.TB) string {
	tb.Helper()
	return copyOf(tb, preparedTables)
}

// preparedTables and preparedViews are the bytes of an empty warehouse without and with the views, made once for all tests: the views cost a
// second of processor time, and a hundred tests want them.
var (
	preparedTables = sync.OnceValues(func() ([]byte, error) { return prepare(false) })
	preparedViews  = sync.OnceValues(func() ([]byte, error) { return prepare(true) })
)

func prepare(views bool) (_ []byte, err error) {
	dir, err := os.MkdirTemp("", "prepared")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "warehouse.duckdb")
	w, err := warehouse.Create(context.Background(), warehouse.Options{Path: path})
	if err != nil {
		return nil, err
	}
	set, err := embedded(nil)
	if err == nil {
		err = load.SyncReference(context.Background(), w, set)
	}
	if err == nil && views {
		_, err = Install(context.Background(), w.DB())
	}
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// copyOf writes a prepared warehouse into a file of the test's own and returns its path.
func copyOf(tb testing.TB, prepared func() ([]byte, error)) string {
	tb.Helper()
	body, err := prepared()
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), "warehouse.duckdb")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// openFile opens a database file for writing with a single connection.
func openFile(tb testing.TB, path string) *sql.DB {
	tb.Helper()
	connector, err := duckdb.NewConnector(path, warehouse.FindInternal)
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

// long leaves a test out of make test-short: one that takes more than a second or two of processor time.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes long; make test runs it")
	}
}
