package queries

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
)

// What stands in main is public: the views of public/names.txt and their Chinese names. A name of that list which is no view is a table.
func TestPublicViewsStandInMain(t *testing.T) {
	db := newDatabase(t)
	public, err := readPublic()
	if err != nil {
		t.Fatal(err)
	}
	chinese, err := readAliases()
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string]bool{}
	for _, name := range answer(t, db, "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'") {
		tables[name] = true
	}
	var want []string
	for name := range public {
		if tables[name] {
			continue
		}
		want = append(want, name)
		if alias := chinese.view(name); alias != "" {
			want = append(want, alias)
		}
	}
	slices.Sort(want)
	got := answer(t, db, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' ORDER BY view_name")
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("views of main (-public +there):\n%s", diff)
	}
	views, err := Views()
	if err != nil {
		t.Fatal(err)
	}
	hidden := []string{setView}
	for _, v := range views {
		if !public[v.Name] {
			hidden = append(hidden, v.Name)
		}
	}
	slices.Sort(hidden)
	got = answer(t, db, "SELECT view_name FROM duckdb_views() WHERE schema_name = 'internal'")
	slices.Sort(got)
	if diff := cmp.Diff(hidden, got); diff != "" {
		t.Errorf("views of internal (-not public +there):\n%s", diff)
	}
}

// Whoever writes SQL finds what is public; what is internal by its schema, and who asks it by the name of before is told.
func TestPublicSession(t *testing.T) {
	s := openSession(t, SessionOptions{PublicOnly: true})
	for _, query := range []string{
		"SELECT 1 FROM region_indicator", "SELECT 1 FROM main.open_finding", "DESCRIBE cell_value",
		"SELECT 1 FROM city_request WHERE value IN (SELECT value FROM cell_adjusted)",
	} {
		_, err := read(s, query)
		var cause *fault.Cause
		if !errors.As(err, &cause) || cause.Kind != NotPublic || !errors.Is(err, fault.ErrUsage) || !strings.Contains(query, cause.Pairs[1].(string)) {
			t.Errorf("%s: %v, want to be told the name", query, err)
		}
	}
	if n, err := read(s, "SELECT 1 FROM internal.region_indicator WHERE preferred"); err != nil || n == 0 {
		t.Errorf("%d rows, %v", n, err)
	}
	_, err := read(s, "SELECT 1 FROM nowhere")
	var cause *fault.Cause
	if err == nil || errors.As(err, &cause) && cause.Kind == NotPublic {
		t.Errorf("what is nowhere: %v", err)
	}
	var names firstColumn
	if err := s.Run(t.Context(), &names, "show tables;"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"city_request", "市级_依申请", "region", "cell", "report", "ranking"} {
		if !slices.Contains(names, name) {
			t.Errorf("SHOW TABLES lacks %s", name)
		}
	}
	for _, name := range []string{"region_indicator", "installed_view_set", "stored_answer", "cell_subtotal", "release_row", "schema_migration"} {
		if slices.Contains(names, name) {
			t.Errorf("SHOW TABLES has %s", name)
		}
	}
	// Another reading lays views out, whose texts name what is internal.
	for _, o := range []SessionOptions{{PublicOnly: true, Values: "adjusted"}, {PublicOnly: true, Strict: true}, {PublicOnly: true, Boundaries: "today"}} {
		other := openSession(t, o)
		for _, query := range []string{"SELECT 1 FROM county_request", "SELECT 1 FROM 县级_依申请", "SELECT 1 FROM report", "SELECT 1 FROM county_panel"} {
			if n, err := read(other, query); err != nil || n == 0 {
				t.Errorf("%+v: %s: %d rows, %v", o, query, n, err)
			}
		}
	}
	// The program itself needs no schema.
	if n, err := read(openSession(t, SessionOptions{}), "SELECT 1 FROM region_indicator WHERE preferred"); err != nil || n == 0 {
		t.Errorf("%d rows, %v", n, err)
	}
}

// firstColumn keeps the first column of a result, of texts.
type firstColumn []string

func (f *firstColumn) Head([]Column) error { return nil }

func (f *firstColumn) Row(values []any) error {
	*f = append(*f, values[0].(string))
	return nil
}

// A warehouse that another program attached under a name, and did not choose, answers as it does by itself, in every schema.
func TestViewsOfAnAttachedWarehouse(t *testing.T) {
	db := newDatabase(t)
	runScriptStoring(t, db, aliasedReports, true)
	if _, err := StoreAnswers(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	queries := []string{
		"SELECT count(*), sum(received) FROM {}city_panel", "SELECT count(*), sum(数值) FROM {}市级_依申请",
		"SELECT count(*) FROM {}warehouse_finding", "SELECT count(*), sum(value) FROM {}request", "SELECT count(*) FROM {}missing_report",
	}
	others := []string{
		"SELECT count(*), sum(value) FROM {}live.region_request", "SELECT count(*) FROM {}internal.region_member",
		"SELECT count(*), sum(received) FROM {}live.region_panel",
	}
	var want []string
	for _, query := range append(slices.Clone(queries), others...) {
		want = append(want, answer(t, db, strings.ReplaceAll(query, "{}", ""))...)
	}
	path := answer(t, db, "SELECT path FROM duckdb_databases() WHERE database_name = current_database()")[0]
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	other := openFile(t, "")
	exec(t, other, "CREATE TABLE cell AS SELECT 'another' AS version_id") // of the same name, and nobody's business
	exec(t, other, "ATTACH '"+path+"' AS theirs (READ_ONLY)")
	var got []string
	for _, query := range append(queries, others...) {
		got = append(got, answer(t, other, strings.ReplaceAll(query, "{}", "theirs."))...)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-by itself +attached):\n%s", diff)
	}
}
