package export

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
)

// stub opens a database with the relations that the SQL files name, filled by testdata/stub.sql.
func stub(tb testing.TB, threads, agencies int) *sql.DB {
	tb.Helper()
	db, err := sql.Open("duckdb", "?threads="+strconv.Itoa(threads)+"&autoinstall_known_extensions=false&autoload_known_extensions=false")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	text, err := os.ReadFile("testdata/stub.sql")
	if err != nil {
		tb.Fatal(err)
	}
	db.SetMaxOpenConns(1) // the variable below is the connection's
	if _, err := db.ExecContext(tb.Context(), "SET VARIABLE agencies = "+strconv.Itoa(agencies)+";"+string(text)); err != nil {
		tb.Fatal(err)
	}
	return db
}

func options() Options { return Options{Generator: "gongkai test's", SchemaVersion: 1} }

func export(t *testing.T, db *sql.DB, dir string) Manifest {
	t.Helper()
	m, err := Parquet(t.Context(), db, dir, options())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// tree returns the content of every file below a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func one(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	var s string
	if err := db.QueryRowContext(t.Context(), query).Scan(&s); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return s
}

func TestParquet(t *testing.T) {
	db := stub(t, 2, 50)
	dir := filepath.Join(t.TempDir(), "it's out")
	m := export(t, db, dir)
	var files []string
	for _, f := range m.Files {
		files = append(files, fmt.Sprintf("%s %d rows", f.Path, f.Rows))
	}
	want := []string{
		"appeal/2023.parquet 50 rows", "appeal/2024.parquet 50 rows",
		"disclosure/2023.parquet 50 rows", "disclosure/2024.parquet 50 rows",
		"indicator.parquet 32 rows", "region.parquet 2 rows",
		"region_appeal/2023.parquet 1 rows", "region_appeal/2024.parquet 1 rows",
		"region_disclosure/2023.parquet 1 rows", "region_disclosure/2024.parquet 1 rows",
		"region_request/2023.parquet 1 rows", "region_request/2024.parquet 1 rows",
		"report/2023.parquet 50 rows", "report/2024.parquet 50 rows",
		"request/2023.parquet 1500 rows", "request/2024.parquet 1500 rows",
	}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	read, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, read); diff != "" {
		t.Errorf("manifest (-returned +written):\n%s", diff)
	}
	source := "read_parquet(" + quote(filepath.Join(dir, "request", "*.parquet")) + ")"
	for _, c := range []struct{ name, query, want string }{
		{"every row, none changed", `SELECT count(*) || ' ' || sum(value) || ' ' || count(value) FROM ` + source, one(t, db, "SELECT count(*) || ' ' || sum(value) || ' ' || count(value) FROM request")},
		{"type of the value", "SELECT typeof(value) FROM " + source + " LIMIT 1", "DECIMAL(18,6)"},
		{"blanks stay NULL", "SELECT count(*)::VARCHAR FROM " + source + " WHERE state = 'blank' AND value IS NOT NULL", "0"},
		{"metadata", `SELECT string_agg(decode(key) || '=' || decode(value), ' ' ORDER BY decode(key)) FROM parquet_kv_metadata(` + quote(filepath.Join(dir, "request", "2024.parquet")) + ")", "generator=gongkai test's schema_version=1"},
		{"compression", `SELECT string_agg(DISTINCT compression, ' ') FROM parquet_metadata(` + quote(filepath.Join(dir, "request", "2024.parquet")) + ")", "ZSTD"},
		{"sorted", `SELECT count(*)::VARCHAR FROM (SELECT (region_code, agency, outcome, applicant) < lag((region_code, agency, outcome, applicant)) OVER (ORDER BY file_row_number) AS falls
			FROM read_parquet(` + quote(filepath.Join(dir, "request", "2024.parquet")) + `, file_row_number = true)) WHERE falls`, "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := one(t, db, c.query); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestParquetIsByteIdentical(t *testing.T) {
	var first map[string]string
	for _, threads := range []int{1, 2, 4, 2} {
		dir := filepath.Join(t.TempDir(), "out")
		export(t, stub(t, threads, 4500), dir) // 135,000 rows of requests a year: more than one row group
		got := tree(t, dir)
		if first == nil {
			first = got
			continue
		}
		if len(got) != len(first) {
			t.Errorf("%d threads: %d files, want %d", threads, len(got), len(first))
		}
		for name, text := range got {
			if text != first[name] {
				t.Errorf("%d threads: %s differs", threads, name)
			}
		}
	}
}

func TestParquetReplacesOnlyAnExport(t *testing.T) {
	db := stub(t, 2, 3)
	write := func(dir, name string) error {
		return os.WriteFile(filepath.Join(dir, name), []byte("{}"), 0o666)
	}
	for _, c := range []struct {
		name  string
		setup func(dir string) error
		want  string // of the error, empty for none
	}{
		{"nothing there", func(string) error { return nil }, ""},
		{"an empty folder", func(dir string) error { return os.Mkdir(dir, 0o777) }, ""},
		{"an export", func(dir string) error { _, err := Parquet(t.Context(), db, dir, options()); return err }, ""},
		{"an export with a note in it", func(dir string) error {
			_, err := Parquet(t.Context(), db, dir, options())
			return errors.Join(err, write(dir, "request/note.txt"))
		}, "note.txt is not part of the export"},
		{"somebody's files", func(dir string) error { return errors.Join(os.Mkdir(dir, 0o777), write(dir, "thesis.txt")) }, "no export"},
		{"another program's manifest", func(dir string) error { return errors.Join(os.Mkdir(dir, 0o777), write(dir, manifestName)) }, "its format is"},
		{"a file", func(dir string) error { return os.WriteFile(dir, nil, 0o666) }, "not a directory"},
	} {
		t.Run(c.name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "out")
			if err := c.setup(dir); err != nil {
				t.Fatal(err)
			}
			before := tree(t, parent)
			_, err := Parquet(t.Context(), db, dir, options())
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if got := len(tree(t, parent)); got != 17 {
					t.Errorf("%d files, want 17", got)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v, want one with %q", err, c.want)
			}
			if diff := cmp.Diff(before, tree(t, parent)); diff != "" {
				t.Errorf("the folder changed (-before +after):\n%s", diff)
			}
		})
	}
}

func TestParquetThatFailsLeavesTheOldOne(t *testing.T) {
	db := stub(t, 2, 3)
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	export(t, db, dir)
	before := tree(t, parent)
	broken := options()
	broken.Relations = []Relation{{Name: "region", SQL: "SELECT code FROM region ORDER BY code"}, {Name: "lost", SQL: "SELECT 1 FROM nowhere"}}
	if _, err := Parquet(t.Context(), db, dir, broken); err == nil || !strings.Contains(err.Error(), "lost") {
		t.Errorf("error %v, want one that names the relation", err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Parquet(cancelled, db, dir, options()); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want a cancelled context", err)
	}
	if diff := cmp.Diff(before, tree(t, parent)); diff != "" {
		t.Errorf("the folder changed (-before +after):\n%s", diff)
	}
}

func TestForeignFolderIsWrongUse(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Parquet(t.Context(), stub(t, 1, 1), dir, options()); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("error %v, want wrong use", err)
	}
}

func TestManifestRows(t *testing.T) {
	m := Manifest{Files: []File{{Relation: "a", Rows: 2}, {Relation: "b", Rows: 3}, {Relation: "a", Rows: 4}}}
	if got := m.Rows("a"); got != 6 {
		t.Errorf("rows of a: %d, want 6", got)
	}
}

// BenchmarkParquet exports 5 million request cells a year for two years.
func BenchmarkParquet(b *testing.B) {
	db := stub(b, 2, 166_667)
	var m Manifest
	for b.Loop() {
		var err error
		if m, err = Parquet(b.Context(), db, filepath.Join(b.TempDir(), "out"), options()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(m.Rows("request"))*float64(b.N)/b.Elapsed().Seconds(), "cells/s")
	var bytes int64
	for _, f := range m.Files {
		bytes += f.Bytes
	}
	b.ReportMetric(float64(bytes)/1e6, "MB")
}
