package queries

import (
	"database/sql"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkReleased: a session that shows a release gives of its year what the views gave when it was frozen, each view that adds up
// anything in two worlds.
func checkReleased(t *testing.T, db *sql.DB, world int) {
	t.Helper()
	const year = "2023"
	views, err := Views()
	if err != nil {
		t.Fatal(err)
	}
	uses := releasedUses(views)
	// What depends on the day on which it is asked; who sums findings has no year; and what a release keeps in another shape.
	without := []string{"missing_report", "region_total", "warehouse_finding"}
	var names []string
	for i, v := range views {
		if uses[v.Name] != releasedNot && i%(worlds/2) == world%(worlds/2) && !slices.Contains(without, v.Name) && hasYear(t, db, v.Name) {
			names = append(names, v.Name)
		}
	}
	ask := func() map[string][]string {
		out := map[string][]string{}
		for _, name := range names {
			out[name] = answer(t, db, "FROM "+name+" WHERE year = "+year+" ORDER BY ALL")
		}
		return out
	}
	exec(t, db, computingFirst)
	takeAway := layAll(t, db)
	before := ask()
	s := &script{t: t, db: db}
	s.freeze("released", 2023, "final", "2024-07-01")
	takeAway()
	exec(t, db, "SET search_path = 'released,live,main,internal'")
	exec(t, db, "SET VARIABLE release = 'released'")
	exec(t, db, "SET VARIABLE known_before = (SELECT known_before FROM release)")
	if diff := cmp.Diff(before, ask()); diff != "" {
		t.Errorf("(-when it was frozen +as the release shows it):\n%s", diff)
	}
	exec(t, db, "RESET VARIABLE release")
	exec(t, db, "RESET VARIABLE known_before")
	exec(t, db, computingFirst)
}

func hasYear(t *testing.T, db *sql.DB, view string) bool {
	t.Helper()
	found := answer(t, db, `SELECT count(*) > 0 FROM duckdb_columns()
		WHERE schema_name = 'main' AND column_name = 'year' AND table_name = '`+view+`'`)
	return found[0] == "true"
}
