package queries

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A view that shows a release has the columns of the one that computes: a query runs with --release as it does without.
func TestReleasedColumns(t *testing.T) {
	db := newDatabase(t)
	const columns = `SELECT c.table_name || '.' || c.column_name || ' ' || c.data_type FROM duckdb_columns() c
		WHERE list_contains(?, c.schema_name) AND c.table_name IN (SELECT view_name FROM duckdb_views() WHERE schema_name = 'released')
		ORDER BY c.table_name, c.column_index`
	var lists [2][]string
	for i, schemas := range [][]any{{"main", "internal"}, {"released"}} {
		rows, err := db.QueryContext(t.Context(), columns, schemas)
		if err != nil {
			t.Fatal(err)
		}
		lists[i] = texts(t, rows)
	}
	if len(lists[1]) == 0 {
		t.Fatal("nothing shows a release")
	}
	if diff := cmp.Diff(lists[0], lists[1]); diff != "" {
		t.Errorf("(-main +released):\n%s", diff)
	}
}

// What an earlier version froze of a count that is not whole has no value, and lacks a member: it is never cast, which would make 2 of 1.5.
func TestReleasedCountsAreWhole(t *testing.T) {
	db := newDatabase(t)
	runScriptStoring(t, db, `
-- regions
000000 | 中国 | nation | -
320000 | 江苏省 | province | 000000
320800 | 淮安市 | city | 320000
-- agencies
淮安市人民政府 | 320800 | city | government
-- report 淮安市人民政府 2023 area
request.received.total 20
request.carried_in.total 3
disclosure.fee.amount 12.5
-- freeze 2023-early 2023 final 2024-06-01
`, true)
	exec(t, db, `UPDATE release_total SET value = 1.5
		WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = 'request.received.total')`)
	exec(t, db, `UPDATE release_row SET content = replace(replace(content, '"received":"20"', '"received":"1.500000"'), '"carried_in":"3"', '"carried_in":"3.000000"')
		WHERE relation = 'region_panel'`)
	exec(t, db, "SET search_path = 'released,live,main,internal'")
	exec(t, db, "SET VARIABLE release = '2023-early'")
	got := answer(t, db, `SELECT outcome, value, bound, missing FROM city_request
		WHERE preferred AND applicant = 'total' AND outcome IN ('received', 'carried_in') ORDER BY outcome`)
	got = append(got, answer(t, db, "SELECT received, carried_in, fee_amount FROM region_panel WHERE level = 'city'")...)
	got = append(got, answer(t, db, "SELECT value, bound FROM city_disclosure WHERE item = 'fee'")...)
	want := []string{"carried_in | 3 | exact | 0", "received | NULL | lower | 1", "NULL | 3 | 12.5", "12.5 | exact"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
