package queries

import (
	"context"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEveryViewFileIsListedAndMakesItsView(t *testing.T) {
	views, err := Views()
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	creates := regexp.MustCompile(`(?m)^CREATE OR REPLACE VIEW (\w+) AS$`)
	for _, v := range views {
		listed[v.Name] = true
		made := creates.FindAllStringSubmatch(v.SQL, -1)
		if len(made) != 1 || made[0][1] != v.Name || strings.Count(v.SQL, "CREATE") != 1 {
			t.Errorf("%s.sql must create the view %s and nothing else", v.Name, v.Name)
		}
		for _, part := range []string{"-- Grain: ", "Additive over", "ull rule", "xcluded"} {
			if !strings.Contains(v.SQL, part) {
				t.Errorf("%s.sql: its header lacks %q", v.Name, part)
			}
		}
		if strings.Contains(v.SQL, "SELECT *") {
			t.Errorf("%s.sql selects *", v.Name)
		}
	}
	names, err := fs.Glob(os.DirFS("views"), "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !listed[strings.TrimSuffix(name, ".sql")] {
			t.Errorf("views/%s is not in views/order.txt", name)
		}
	}
}

// The roll-ups are to run on Spark over the Parquet files.
func TestRollUpsKeepToSharedSQL(t *testing.T) {
	views, err := Views()
	if err != nil {
		t.Fatal(err)
	}
	foreign := regexp.MustCompile(`(?i)\b(QUALIFY|ASOF|GROUP BY ALL|unnest|getvariable|arg_m(in|ax)|TRY_CAST|SELECT DISTINCT ON|RECURSIVE)\b|::`)
	aboveBase := regexp.MustCompile(`^(region_.*|.*_panel|coverage|reconciliation.*|rate.*|ranking.*|year_on_year|year_comparison|` +
		`carry_over|report_sequence|cell_sequence|rule_.*|warehouse_finding)$`)
	// They read session variables and the tables: over Parquet their result is a file of its own.
	base := []string{"region_valid", "region_year", "region_place"}
	for _, v := range views {
		if slices.Contains(base, v.Name) || !aboveBase.MatchString(v.Name) {
			continue
		}
		for _, line := range strings.Split(v.SQL, "\n") {
			if !strings.HasPrefix(line, "--") && foreign.MatchString(line) {
				t.Errorf("%s.sql: %s", v.Name, line)
			}
		}
	}
}

func TestInstall(t *testing.T) {
	ctx := context.Background()
	db := openFile(t, newTables(t))
	for n, want := range []bool{true, false} {
		changed, err := Install(ctx, db)
		if err != nil || changed != want {
			t.Fatalf("install %d: changed %v, %v", n+1, changed, err)
		}
	}
	// A view of an earlier version goes, a view of the user stays, and one that was changed by hand comes back right.
	exec(t, db, "CREATE VIEW gone AS SELECT 1 AS x")
	exec(t, db, "CREATE VIEW mine AS SELECT 1 AS x")
	exec(t, db, "CREATE OR REPLACE VIEW installed_view_set AS SELECT 'old' AS hash, 'gone report' AS views")
	if changed, err := Install(ctx, db); err != nil || !changed {
		t.Fatalf("changed %v, %v", changed, err)
	}
	got := answer(t, db, "SELECT view_name FROM duckdb_views() WHERE view_name IN ('gone', 'mine')")
	if diff := cmp.Diff([]string{"mine"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestEverythingHasACommentAndEveryCommentIsUsed(t *testing.T) {
	db := newDatabase(t)
	comments, err := readComments()
	if err != nil {
		t.Fatal(err)
	}
	objects, err := listObjects(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	chinese, err := readAliases()
	if err != nil {
		t.Fatal(err)
	}
	aliased := map[string]bool{}
	for _, v := range chinese.views(objects) {
		aliased[v.name] = true // with the comments of the view that it shows
	}
	used := map[comment]bool{}
	for _, o := range objects {
		if aliased[o.table] {
			continue
		}
		c, ok := find(comments, o)
		if !ok {
			t.Errorf("comments.csv lacks %s %s", o.table, o.column)
		}
		used[c] = true
	}
	for _, c := range comments {
		if !used[c] {
			t.Errorf("comments.csv: there is no %s %s", c.table, c.column)
		}
	}
	got := answer(t, db, `SELECT comment FROM duckdb_columns()
		WHERE schema_name = 'main' AND table_name = 'city_request' AND column_name = 'missing'`)
	if diff := cmp.Diff([]string{"无完整数值的应报单位数 | members without a complete value"}, got); diff != "" {
		t.Error(diff)
	}
	if missing := answer(t, db, `SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' AND comment IS NULL`); len(missing) > 0 {
		t.Error(missing)
	}
}
