package queries

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A view that shows a release has the columns of the one that computes: a query runs with --release as it does without.
func TestReleasedColumns(t *testing.T) {
	db := newDatabase(t)
	const columns = `SELECT c.table_name || '.' || c.column_name || ' ' || c.data_type FROM duckdb_columns() c
		WHERE c.schema_name = ? AND c.table_name IN (SELECT view_name FROM duckdb_views() WHERE schema_name = 'released')
		ORDER BY c.table_name, c.column_index`
	var lists [2][]string
	for i, schema := range []string{"main", "released"} {
		rows, err := db.QueryContext(t.Context(), columns, schema)
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
