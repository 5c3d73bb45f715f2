package warehouse

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/internal/fault"
	"gongkai/warehouse/warehousetest"
)

// Every change of the schema shows in this file.
func TestSchemaGolden(t *testing.T) {
	w := fresh(t)
	var out strings.Builder
	for _, row := range warehousetest.Column(t, w.DB(), `SELECT 'TYPE ' || type_name || ' ' || labels::VARCHAR FROM duckdb_types()
		WHERE logical_type = 'ENUM' AND NOT internal AND database_name = current_database() ORDER BY type_name`) {
		out.WriteString(row + "\n")
	}
	for _, row := range warehousetest.Column(t, w.DB(), `SELECT sql FROM duckdb_tables()
		WHERE database_name = current_database() AND NOT temporary ORDER BY table_name`) {
		out.WriteString(strings.ReplaceAll(strings.Replace(row, "(", "(\n    ", 1), ", ", ",\n    ") + "\n")
	}
	warehousetest.Golden(t, "testdata/schema.golden.sql", out.String())
}

func TestMigrate(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	one, two := file("CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (1);"), file("ALTER TABLE a ADD COLUMN m INTEGER;")
	for _, c := range []struct {
		name          string
		before, after fstest.MapFS
		is            error
		text          string // of the error, empty for none
		applied       string
	}{
		{"first", nil, fstest.MapFS{"0001_a.sql": one}, nil, "", "1 a"},
		{"none to do", fstest.MapFS{"0001_a.sql": one}, fstest.MapFS{"0001_a.sql": one}, nil, "", "1 a"},
		{"one more", fstest.MapFS{"0001_a.sql": one}, fstest.MapFS{"0001_a.sql": one, "0002_b.sql": two}, nil, "", "1 a, 2 b"},
		{"newer", fstest.MapFS{"0001_a.sql": one, "0002_b.sql": two}, fstest.MapFS{"0001_a.sql": one}, fault.ErrSchemaTooNew, "newer has=2 name=b knows=1", "1 a, 2 b"},
		{"edited", fstest.MapFS{"0001_a.sql": one}, fstest.MapFS{"0001_a.sql": two}, nil, "other_migration migration=0001_a", "1 a"},
		{
			"a step that fails",
			fstest.MapFS{"0001_a.sql": one},
			fstest.MapFS{"0001_a.sql": one, "0002_b.sql": file("ALTER TABLE a ADD COLUMN m INTEGER; DROP TABLE nowhere;")},
			nil, "0002_b", "1 a",
		},
		{"a gap", fstest.MapFS{"0001_a.sql": one}, fstest.MapFS{"0001_a.sql": one, "0003_c.sql": two}, nil, "number 2 is due", "1 a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := connect(Options{Path: filepath.Join(t.TempDir(), "w.duckdb")})
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			if c.before != nil {
				if err := migrate(t.Context(), w.db, c.before, warehousetest.Noon); err != nil {
					t.Fatal(err)
				}
			}
			err = migrate(t.Context(), w.db, c.after, warehousetest.Noon)
			switch {
			case c.text == "" && err != nil:
				t.Fatal(err)
			case c.text != "" && (err == nil || !strings.Contains(err.Error(), c.text)):
				t.Fatalf("error %v, want one with %q", err, c.text)
			case c.is != nil && !errors.Is(err, c.is):
				t.Fatalf("error %v is not %v", err, c.is)
			}
			got := strings.Join(warehousetest.Column(t, w.db, "SELECT version || ' ' || name FROM schema_migration ORDER BY version"), ", ")
			if got != c.applied {
				t.Errorf("applied %q, want %q", got, c.applied)
			}
			if columns := warehousetest.Column(t, w.db, "SELECT count(*)::VARCHAR FROM duckdb_columns() WHERE table_name = 'a'")[0]; (columns == "2") != strings.Contains(c.applied, "2 b") {
				t.Errorf("table a has %s columns with %q applied", columns, c.applied)
			}
		})
	}
}

func TestOpenAnOlderSchema(t *testing.T) {
	w := fresh(t)
	steps := fstest.MapFS{}
	entries, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := migrationFiles.ReadFile("migrations/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		steps[e.Name()] = &fstest.MapFile{Data: text}
	}
	steps[fmt.Sprintf("%04d_next.sql", len(entries)+1)] = &fstest.MapFile{Data: []byte("CREATE TABLE next (n INTEGER);")}
	err = checkSchema(t.Context(), w.db, steps)
	if !errors.Is(err, fault.ErrSchemaTooOld) || !strings.Contains(err.Error(), "older has=") {
		t.Errorf("error %v, want an old schema with what mends it", err)
	}
}
