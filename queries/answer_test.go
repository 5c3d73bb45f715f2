package queries

import (
	"context"
	"database/sql"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

// twoYears is two years of a city: findings of several rules.
const twoYears = `
-- regions
320800 | 淮安市 | city | -
-- agencies
淮安市人民政府 | 320800 | city | government
淮安市教育局 | 320800 | city
-- report 淮安市人民政府 2022 area
request.carried_out.total 5
disclosure.normative_document.in_force 100
appeal.reconsideration.pending 4
-- report 淮安市人民政府 2023 area
request.carried_in.total 7
disclosure.normative_document.issued 10
disclosure.normative_document.repealed 4
disclosure.normative_document.in_force 105
appeal.reconsideration.total 3
-- report 淮安市教育局 2022 own
request.carried_out.total 1
-- report 淮安市教育局 2023 own
request.carried_in.total 2
`

const (
	askStored   = "SELECT agency, year, applicant, carried_out, carried_in FROM carry_over ORDER BY ALL"
	askComputed = "SELECT agency, year, applicant, carried_out, carried_in FROM live.carry_over ORDER BY ALL"
)

// What is stored is read only where it is what the tables give: not before it is stored, not in another reading.
func TestStoredAnswersAreGuarded(t *testing.T) {
	ctx := t.Context()
	db := newDatabase(t)
	refused := func(why string) {
		t.Helper()
		for _, query := range []string{askStored, "SELECT count(*) FROM carry_over", "SELECT 1 FROM carry_over WHERE year = 1"} {
			if err := failed(ctx, db, query); err == nil || !strings.Contains(err.Error(), why) {
				t.Errorf("%s: %v, want %q", query, err, why)
			}
		}
	}
	refused("not stored") // the table has no row yet, and still nobody takes that for an answer
	runScript(t, db, twoYears)
	exec(t, db, plainFirst)
	refused("not stored")
	computed := answer(t, db, askComputed)
	if len(computed) < 4 {
		t.Fatalf("there are %d rows: %q", len(computed), computed)
	}
	list, err := readAnswers()
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range []int{len(list.stored()), 0} {
		if stored, err := StoreAnswers(ctx, db); err != nil || stored != want {
			t.Fatalf("time %d: stored %d answers, %v", n+1, stored, err)
		}
		if diff := cmp.Diff(computed, answer(t, db, askStored)); diff != "" {
			t.Errorf("time %d (-computed +stored):\n%s", n+1, diff)
		}
	}
	if left := answer(t, db, "SELECT count(*) FROM duckdb_tables() WHERE temporary"); left[0] != "0" {
		t.Errorf("%s temporary tables are left", left[0])
	}
	for _, variable := range []string{
		"values = 'adjusted'", "as_of = DATE '2024-01-01'", "known_before = now()", "boundaries = 'today'", "strict = true",
	} {
		exec(t, db, "SET VARIABLE "+variable)
		refused("SET search_path")
		exec(t, db, "DELETE FROM stored_answer")
		if _, err := StoreAnswers(ctx, db); err == nil {
			t.Errorf("%s: it stored", variable)
		}
		exec(t, db, "INSERT INTO stored_answer VALUES ('carry_over')")
		name, _, _ := strings.Cut(variable, " ")
		exec(t, db, "RESET VARIABLE "+name)
	}
	exec(t, db, "CREATE OR REPLACE VIEW installed_view_set AS SELECT 'of before' AS hash, '' AS views")
	if changed, err := Install(ctx, db); !changed || err != nil {
		t.Fatalf("changed %v, %v", changed, err)
	}
	refused("not stored")
}

// Sessions of every reading answer, on a snapshot that stores answers and on one that does not have them.
func TestReadingsOfStoredAnswers(t *testing.T) {
	ctx := t.Context()
	path := newTables(t)
	db := openFile(t, path)
	if _, err := Install(ctx, db); err != nil {
		t.Fatal(err)
	}
	runScript(t, db, twoYears)
	exec(t, db, plainFirst)
	if _, err := StoreAnswers(ctx, db); err != nil {
		t.Fatal(err)
	}
	want := answer(t, db, askStored)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		options SessionOptions
		want    []string
	}{
		"plain":            {SessionOptions{}, want},
		"adjusted":         {SessionOptions{Values: "adjusted"}, want},
		"today":            {SessionOptions{Boundaries: "today"}, want},
		"before all of it": {SessionOptions{AsOf: report.Date{Year: 1999, Month: 1, Day: 1}}, []string{}},
	} {
		s, err := OpenReadOnly(ctx, path, c.options)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := s.Query(ctx, askStored)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.want, texts(t, rows)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if name == "plain" {
			if n, err := s.CompareAnswers(ctx); n != 0 || err != nil {
				t.Errorf("%d rows differ, %v", n, err)
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	// A snapshot of an earlier version has its own view, and no schema of computing ones.
	db = openFile(t, path)
	exec(t, db, "DROP SCHEMA live CASCADE")
	exec(t, db, "CREATE OR REPLACE VIEW carry_over AS "+
		"SELECT 'of before' AS agency, 2023 AS year, 'total' AS applicant, 5 AS carried_out, 7 AS carried_in")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := OpenReadOnly(ctx, path, SessionOptions{Values: "adjusted"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rows, err := s.Query(ctx, askStored)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"of before | 2023 | total | 5 | 7"}, texts(t, rows)); diff != "" {
		t.Errorf("an earlier version (-want +got):\n%s", diff)
	}
}

// What something else changed in a stored answer is found: a value, a row too few, one too many.
func TestCompareAnswers(t *testing.T) {
	ctx := t.Context()
	for _, c := range []struct {
		name, change string
		differing    int64 // rows that one has and the other lacks
	}{
		{"a value", "UPDATE stored.warehouse_finding SET left_value = left_value + 1 WHERE rule = 'carry.over' AND agency = '淮安市教育局'", 2},
		{"a row too few", "DELETE FROM stored.warehouse_finding WHERE rule = 'appeal.pending'", 1},
		{"a row too many", "INSERT INTO stored.warehouse_finding FROM stored.warehouse_finding WHERE rule = 'appeal.pending'", 1},
		{"a table changed beside it", "DELETE FROM cell", 0},
		{"stored by another version", "UPDATE stored.carry_over SET year = 1 WHERE carried_in = 2; " +
			"CREATE OR REPLACE VIEW installed_view_set AS SELECT 'of another' AS hash, '' AS views; " +
			"DELETE FROM stored_answer WHERE answer <> 'carry_over'", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := copyOf(t, preparedViews)
			db := openFile(t, path)
			runScript(t, db, twoYears)
			exec(t, db, plainFirst)
			if _, err := StoreAnswers(ctx, db); err != nil {
				t.Fatal(err)
			}
			rows := answer(t, db, "SELECT count(*) FROM stored.warehouse_finding")[0]
			exec(t, db, c.change)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			s, err := OpenReadOnly(ctx, path, SessionOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			got, err := s.CompareAnswers(ctx)
			if c.differing == 0 { // all of them are too many
				if err != nil || rows == "0" || got == 0 {
					t.Errorf("%d of %s differ: %v", got, rows, err)
				}
				return
			}
			if err != nil || got != c.differing {
				t.Errorf("%d differ, want %d: %v", got, c.differing, err)
			}
		})
	}
}

// Every line of answers.csv names a view, in the order of the catalogue, and no view of schema live is left without what it reads
// there.
func TestAnswersAreViews(t *testing.T) {
	list, err := readAnswers()
	if err != nil {
		t.Fatal(err)
	}
	views, err := Views()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, v := range views {
		if n < len(list) && v.Name == list[n].view {
			n++
		}
	}
	if n < len(list) {
		t.Errorf("answers.csv: %s is no view, or not in the order of views/order.txt", list[n].view)
	}
	// What depends on the day on which it is asked would be stored as of the day on which it was stored.
	clock := regexp.MustCompile(`(?i)\bJOIN as_of\b|\bday FROM as_of|\bnow\(\)|\bcurrent_date\b|\btoday\(\)`)
	for _, v := range below(views, list.names()) {
		if found := clock.FindString(v.query()); found != "" && v.Name != "as_of" {
			t.Errorf("%s reads the clock (%s), and a stored answer stands on it", v.Name, found)
		}
	}
	chinese, err := readAliases()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, name := range answer(t, newDatabase(t), "SELECT view_name FROM duckdb_views() WHERE schema_name = 'live'") {
		have[name] = true
	}
	aliased := 0
	for of := range (viewSet{views: views, stored: list}).places(nil).live {
		name := chinese.view(of)
		if name == "" {
			continue
		}
		aliased++
		if !have[name] {
			t.Errorf("%s has an alias in schema main alone, which would not answer other readings", of)
		}
	}
	if aliased == 0 {
		t.Error("no view of schema live has an alias: the test shows nothing")
	}
}

// What stands on a stored answer is computed beside it, and while it is stored read from it. What is not public stands in a schema of its
// own, and whatever a view reads is named with its schema, but for the parts that it names itself.
func TestPlaceOfViews(t *testing.T) {
	views := []View{
		{"base", "-- of all\nCREATE OR REPLACE VIEW base AS\nSELECT 1 AS x FROM cell"},
		{"kept", "CREATE OR REPLACE VIEW kept AS\nSELECT x FROM base"},
		{"beside", "CREATE OR REPLACE VIEW beside AS\nSELECT x FROM base"},
		{"above", "CREATE OR REPLACE VIEW above AS\nSELECT b.x FROM beside b\nJOIN kept k ON k.x = b.x"},
	}
	set := viewSet{
		views: views, stored: answers{{view: "base"}, {view: "kept", isStored: true, order: "x"}},
		public: map[string]bool{"above": true, "beside": true},
	}
	at := set.places(map[string]bool{"cell": true})
	var got []string
	for _, p := range set.place(at) {
		_, query, _ := strings.Cut(p.SQL, " AS\n")
		got = append(got, p.name()+" "+query)
	}
	want := []string{
		`internal."base" SELECT 1 AS x FROM main.cell`, `live."kept" SELECT x FROM internal.base`, `internal."kept" SELECT x FROM internal.base`,
		`main."beside" SELECT x FROM internal.base`, "live.\"above\" SELECT b.x FROM main.beside b\nJOIN live.kept k ON k.x = b.x",
		"main.\"above\" SELECT b.x FROM main.beside b\nJOIN internal.kept k ON k.x = b.x",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	const own = "WITH kept AS (SELECT x FROM beside), base (x) AS (\nSELECT 1) SELECT x FROM kept JOIN base ON extract(year FROM day) = 1 JOIN cell(2)"
	if got := at.qualify("main", own); got != strings.Replace(own, "beside", "main.beside", 1) {
		t.Error(got)
	}
	if diff := cmp.Diff(views[:2], below(views, map[string]bool{"kept": true})); diff != "" {
		t.Error(diff)
	}
	if got := views[0].as("CREATE TEMP TABLE base"); got != "-- of all\nCREATE TEMP TABLE base AS\nSELECT 1 AS x FROM cell" {
		t.Error(got)
	}
}

// failed runs a query to its end and returns its error.
func failed(ctx context.Context, db *sql.DB, query string) error {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
