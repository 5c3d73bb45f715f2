package export

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
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

func options() Options {
	return Options{
		Formats: Formats(), Generator: "gongkai test's", SchemaVersion: 1,
		PublicText: func(text string) string { return strings.ReplaceAll(text, "8350", "略") },
	}
}

// write exports all formats, unless o says otherwise, on a connection of its own.
func write(ctx context.Context, tb testing.TB, db *sql.DB, dir string, o Options) (Manifest, error) {
	tb.Helper()
	conn, err := db.Conn(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	defer conn.Close()
	return Write(ctx, conn, dir, o)
}

func export(t *testing.T, db *sql.DB, dir string) Manifest {
	t.Helper()
	m, err := write(t.Context(), t, db, dir, options())
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

func TestWrite(t *testing.T) {
	db := stub(t, 2, 50)
	dir := filepath.Join(t.TempDir(), "it's out")
	m := export(t, db, dir)
	var files []string
	for _, f := range m.Files {
		if f.Format != Arrow { // as CSV
			files = append(files, fmt.Sprintf("%s %d", f.Path, f.Rows))
		}
	}
	want := []string{"LICENCE.md 0", "README.md 0"}
	for _, format := range []Format{CSV, Parquet} {
		var list []string
		for _, one := range []string{"city_panel 2", "county_panel 0", "indicator 32", "province_panel 2", "region 2", "release 1", "release_total 1", "warehouse_finding 50"} {
			name, rows, _ := strings.Cut(one, " ")
			list = append(list, fmt.Sprintf("%s/%s.%s %s", format, name, format, rows))
		}
		for _, one := range []string{
			"appeal 50 50", "disclosure 50 50", "finding 50 50", "narrative 100 100", "region_appeal 1 1", "region_disclosure 1 1",
			"region_request 1 1", "system_disclosure 1 1", "system_request 1 1", "system_appeal 1 1", "per_100k 1 1",
			"report 50 50", "request 1500 1500",
		} {
			f := strings.Fields(one)
			list = append(list, fmt.Sprintf("%s/%s/2023.%s %s", format, f[0], format, f[1]), fmt.Sprintf("%s/%s/2024.%s %s", format, f[0], format, f[2]))
		}
		slices.SortFunc(list, func(a, b string) int { return strings.Compare(strings.Fields(a)[0], strings.Fields(b)[0]) })
		want = append(want, list...)
		if format == CSV {
			want = append(want, "datapackage.json 0", "dictionary.md 0")
		}
	}
	want = append(want, "xlsx/panels.xlsx 4")
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
	one := func(query string) string { return one(t, db, query) }
	parquet := func(name string) string { return quote(filepath.Join(dir, "parquet", name)) }
	source := "read_parquet(" + parquet("request/*.parquet") + ")"
	texts := "read_csv(" + quote(filepath.Join(dir, "csv", "request", "*.csv")) + ", header = true, all_varchar = true)"
	falls := `SELECT count(*)::VARCHAR FROM (SELECT (region_code, agency, outcome, applicant) < lag((region_code, agency, outcome, applicant)) OVER (ORDER BY n) AS falls
		FROM (SELECT *, row_number() OVER () AS n FROM %s)) WHERE falls`
	for _, c := range []struct{ name, query, want string }{
		{"every row, none changed", `SELECT count(*) || ' ' || sum(value) || ' ' || count(value) FROM ` + source, one("SELECT count(*) || ' ' || sum(value) || ' ' || count(value) FROM request")},
		{"every row of the CSV", `SELECT count(*) || ' ' || sum(value::DECIMAL(18, 6)) || ' ' || count(value) FROM ` + texts, one("SELECT count(*) || ' ' || sum(value) || ' ' || count(value) FROM request")},
		{"numbers as people write them", "SELECT max(length(value))::VARCHAR FROM " + texts, "1"},
		{"fractions stay", "SELECT any_value(left_value || ' ' || right_value) FROM read_csv(" + quote(filepath.Join(dir, "csv", "finding", "2024.csv")) + ", all_varchar = true)", "2 2.5"},
		{"type of the value", "SELECT typeof(value) FROM " + source + " LIMIT 1", "DECIMAL(18,6)"},
		{"blanks stay NULL", "SELECT count(*)::VARCHAR FROM " + source + " WHERE state = 'blank' AND value IS NOT NULL", "0"},
		{"blanks are empty in the CSV", "SELECT count(*)::VARCHAR FROM " + texts + " WHERE state = 'blank' AND value IS NOT NULL", "0"},
		{
			"metadata", `SELECT string_agg(decode(key) || '=' || decode(value), ' ' ORDER BY decode(key)) FROM parquet_kv_metadata(` + parquet("request/2024.parquet") + ")",
			"boundaries=year description_en=table 3, requests description_zh=表三 依申请公开 generator=gongkai test's natural_key=year,region_code,agency,outcome,applicant relation=request schema_version=1 values=published year=2024",
		},
		{"compression", `SELECT string_agg(DISTINCT compression, ' ') FROM parquet_metadata(` + parquet("request/2024.parquet") + ")", "ZSTD"},
		{"sorted", fmt.Sprintf(falls, "read_parquet("+parquet("request/2024.parquet")+")"), "0"},
		{"sorted CSV", fmt.Sprintf(falls, "read_csv("+quote(filepath.Join(dir, "csv", "request", "2024.csv"))+", all_varchar = true)"), "0"},
		{"contacts are left out", "SELECT string_agg(DISTINCT left(text, 2) || right(text, 8), ' ') FROM read_parquet(" + parquet("narrative/2024.parquet") + ") WHERE part = 1 AND agency = '机关7'", "请与7-略0074。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := one(c.query); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	for name, content := range tree(t, dir) {
		if strings.Contains(content, "8350") && (strings.HasPrefix(name, "csv/narrative") || strings.HasPrefix(name, "csv/finding")) {
			t.Errorf("%s holds a number that public_text takes away", name)
		}
	}
}

// The same data give the same bytes, every file of them, for any number of threads.
func TestExportIsByteIdentical(t *testing.T) {
	var first map[string]string
	for _, threads := range []int{1, 2, 4, 2} {
		dir := filepath.Join(t.TempDir(), "out")
		export(t, stub(t, threads, 4500), dir) // 135,000 rows of requests a year: more than one row group, and one Arrow batch
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

// A format alone has the bytes that it has beside others.
func TestFormatsAloneAreAsBesideOthers(t *testing.T) {
	db := stub(t, 4, 4500)
	all := filepath.Join(t.TempDir(), "out")
	export(t, db, all)
	want := tree(t, all)
	for _, format := range Formats() {
		o := options()
		o.Formats = []Format{format}
		dir := filepath.Join(t.TempDir(), "out")
		if _, err := write(t.Context(), t, db, dir, o); err != nil {
			t.Fatal(err)
		}
		for name, content := range tree(t, dir) {
			if strings.HasPrefix(name, string(format)) && content != want[name] {
				t.Errorf("%s differs", name)
			}
		}
	}
}

func TestChecksumsAreThoseOfTheFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	export(t, stub(t, 2, 3), dir)
	files := tree(t, dir)
	var want strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if name != checksumsName && name != manifestName {
			fmt.Fprintf(&want, "%x  %s\n", sha256.Sum256([]byte(files[name])), name)
		}
	}
	fmt.Fprintf(&want, "%x  %s\n", sha256.Sum256([]byte(files[manifestName])), manifestName)
	if diff := cmp.Diff(want.String(), files[checksumsName]); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestOneYear(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	o := options()
	o.Year, o.Reading = 2023, Reading{Values: "adjusted", Boundaries: "today", AsOf: "2024-06-30"}
	m, err := write(t.Context(), t, stub(t, 2, 3), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range m.Files {
		if strings.Contains(f.Path, "2024") {
			t.Errorf("%s is written", f.Path)
		}
	}
	if got := m.Rows(CSV, "city_panel"); got != 1 {
		t.Errorf("%d rows of the panel, want 1", got)
	}
	if readme := tree(t, dir)["README.md"]; !strings.Contains(readme, "values: adjusted. 区划 boundaries: today.") || !strings.Contains(readme, "2024-06-30") {
		t.Errorf("the reading is not in\n%s", readme)
	}
	if diff := cmp.Diff([]int{2023}, m.Years); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
}

// A dry run lists the files, and neither writes nor computes anything: not how many rows there are, which it would have to.
func TestDryRunWritesNothing(t *testing.T) {
	db := stub(t, 2, 3)
	parent := t.TempDir()
	o := options()
	o.Documents = []Document{{Path: "xlsx/a.xlsx", Content: []byte("x")}}
	planned := o
	planned.DryRun, planned.Setup, planned.Relations = true, "SELECT error('it computes')", nil
	relations, err := Relations()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range relations {
		r.SQL = "SELECT error('it computes') AS x"
		planned.Relations = append(planned.Relations, r)
	}
	plan, err := write(t.Context(), t, db, filepath.Join(parent, "out"), planned)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{}, tree(t, parent)); diff != "" {
		t.Errorf("something was written: %s", diff)
	}
	done, err := write(t.Context(), t, db, filepath.Join(parent, "out"), o)
	if err != nil {
		t.Fatal(err)
	}
	paths := func(m Manifest) (out []string) {
		for _, f := range m.Files {
			if !slices.Contains([]string{"README.md", "LICENCE.md", "dictionary.md", "datapackage.json"}, f.Path) {
				out = append(out, f.Path)
			}
		}
		return out
	}
	if diff := cmp.Diff(paths(done), paths(plan)); diff != "" {
		t.Errorf("-done +planned:\n%s", diff)
	}
	text, err := json.Marshal(plan.Files[0])
	if err != nil || !strings.HasSuffix(string(text), `"rows":null,"bytes":null}`) {
		t.Errorf("%s, %v", text, err)
	}
}

func TestDocumentsStayInside(t *testing.T) {
	for _, path := range []string{"../a", "/a", "a/../../b", ""} {
		parent := t.TempDir()
		o := options()
		o.Documents = []Document{{Path: path}}
		if _, err := write(t.Context(), t, stub(t, 1, 1), filepath.Join(parent, "out"), o); !errors.Is(err, fault.ErrUsage) {
			t.Errorf("%q: error %v, want wrong use", path, err)
		}
		if entries, _ := os.ReadDir(parent); len(entries) > 0 {
			t.Errorf("%q: %s is left behind", path, entries[0].Name())
		}
	}
}

func TestParseFormats(t *testing.T) {
	got, err := ParseFormats("csv, parquet,csv")
	if diff := cmp.Diff([]Format{CSV, Parquet}, got); diff != "" || err != nil {
		t.Errorf("error %v, -want +got:\n%s", err, diff)
	}
	for _, list := range []string{"", "dta", "csv,"} {
		if _, err := ParseFormats(list); !errors.Is(err, fault.ErrUsage) {
			t.Errorf("%q: error %v, want wrong use", list, err)
		}
	}
}

func TestExportReplacesOnlyAnExport(t *testing.T) {
	db := stub(t, 2, 3)
	put := func(dir, name string) error {
		return os.WriteFile(filepath.Join(dir, name), []byte("{}"), 0o666)
	}
	for _, c := range []struct {
		name  string
		setup func(dir string) error
		want  string // of the error, empty for none
	}{
		{"nothing there", func(string) error { return nil }, ""},
		{"an empty folder", func(dir string) error { return os.Mkdir(dir, 0o777) }, ""},
		{"an export", func(dir string) error { _, err := write(t.Context(), t, db, dir, options()); return err }, ""},
		{"an export with a note in it", func(dir string) error {
			_, err := write(t.Context(), t, db, dir, options())
			return errors.Join(err, put(dir, "csv/request/note.txt"))
		}, "export_foreign name=csv/request/note.txt"},
		{"somebody's files", func(dir string) error { return errors.Join(os.Mkdir(dir, 0o777), put(dir, "thesis.txt")) }, "export_folder"},
		{"another program's manifest", func(dir string) error { return errors.Join(os.Mkdir(dir, 0o777), put(dir, manifestName)) }, "its format is"},
		{"a file", func(dir string) error { return os.WriteFile(dir, nil, 0o666) }, "not a directory"},
	} {
		t.Run(c.name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "out")
			if err := c.setup(dir); err != nil {
				t.Fatal(err)
			}
			before := tree(t, parent)
			_, err := write(t.Context(), t, db, dir, options())
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff([]string{"out"}, names(t, parent)); diff != "" {
					t.Errorf("beside the folder (-want +got):\n%s", diff)
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

func TestExportThatFailsLeavesTheOldOne(t *testing.T) {
	db := stub(t, 2, 3)
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	export(t, db, dir)
	before := tree(t, parent)
	broken := options()
	broken.Relations = []Relation{{Name: "region", SQL: "SELECT code FROM region ORDER BY code"}, {Name: "lost", SQL: "SELECT 1 FROM nowhere"}}
	if _, err := write(t.Context(), t, db, dir, broken); err == nil || !strings.Contains(err.Error(), "lost") {
		t.Errorf("error %v, want one that names the relation", err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := write(cancelled, t, db, dir, options()); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want a cancelled context", err)
	}
	if diff := cmp.Diff(before, tree(t, parent)); diff != "" {
		t.Errorf("the folder changed (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"out"}, names(t, parent)); diff != "" {
		t.Errorf("beside the folder (-want +got):\n%s", diff)
	}
}

// names returns what is in a folder.
func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestForeignFolderIsWrongUse(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := write(t.Context(), t, stub(t, 1, 1), dir, options()); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("error %v, want wrong use", err)
	}
}

func TestManifestRows(t *testing.T) {
	m := Manifest{Files: []File{
		{Format: CSV, Relation: "a", Rows: 2},
		{Format: CSV, Relation: "b", Rows: 3},
		{Format: CSV, Relation: "a", Rows: 4},
		{Format: Parquet, Relation: "a", Rows: 6},
	}}
	if got := m.Rows(CSV, "a"); got != 6 {
		t.Errorf("rows of a: %d, want 6", got)
	}
}

// BenchmarkExport exports 5 million request cells a year for two years, alone and with all that is exported beside them.
func BenchmarkExport(b *testing.B) {
	all, err := Relations()
	if err != nil {
		b.Fatal(err)
	}
	setup, err := statements.Text("setup")
	if err != nil {
		b.Fatal(err)
	}
	cells := slices.DeleteFunc(slices.Clone(all), func(r Relation) bool { return r.Name != "request" })
	for _, c := range []struct {
		name      string
		format    Format
		relations []Relation
	}{{"parquet-cells", Parquet, cells}, {"parquet", Parquet, all}, {"csv", CSV, all}, {"arrow", Arrow, all}} {
		b.Run(c.name, func(b *testing.B) {
			db := stub(b, 2, 166_667)
			format, o := c.format, options()
			o.Formats, o.Relations, o.Setup = []Format{format}, c.relations, setup
			var m Manifest
			for b.Loop() {
				var err error
				if m, err = write(b.Context(), b, db, filepath.Join(b.TempDir(), "out"), o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(m.Rows(format, "request"))*float64(b.N)/b.Elapsed().Seconds(), "cells/s")
			var bytes int64
			for _, f := range m.Files {
				bytes += f.Bytes
			}
			b.ReportMetric(float64(bytes)/1e6, "MB")
		})
	}
}
