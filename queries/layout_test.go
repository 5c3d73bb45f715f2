package queries

import (
	"context"
	"errors"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
)

// A session of another reading answers upon what it laid out just as the views do, lays each out once, and shows no table more than before.
func TestSessionLaysOut(t *testing.T) {
	long(t)
	ctx := t.Context()
	path := copyOf(t, preparedViews)
	db := openFile(t, path)
	runScript(t, db, twoYears+`
-- adjust 淮安市教育局 2023 request.carried_in.total 2 1
-- report 淮安市教育局 2024 own recorded=2025-05-01
request.carried_in.total 9
`)
	exec(t, db, plainFirst)
	if _, err := StoreAnswers(ctx, db); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	answers := map[string][]string{}
	for name, o := range map[string]SessionOptions{
		"adjusted": {Values: "adjusted"}, "as of": {AsOf: report.Date{Year: 2025, Month: 1, Day: 1}}, "today": {Boundaries: "today"},
	} {
		s, err := OpenReadOnly(ctx, path, o)
		if err != nil {
			t.Fatal(err)
		}
		ask := func(query string) []string {
			t.Helper()
			rows, err := s.Query(ctx, query)
			if err != nil {
				t.Fatalf("%s: %s: %v", name, query, err)
			}
			return texts(t, rows)
		}
		shown := ask("SHOW TABLES")
		for _, view := range []string{"carry_over", "region_member", "region_request", "region_panel", "warehouse_finding"} {
			laid := ask("FROM " + view + " ORDER BY ALL")
			if diff := cmp.Diff(ask("FROM live."+view+" ORDER BY ALL"), laid); diff != "" {
				t.Errorf("%s, %s (-the view +upon what is laid out):\n%s", name, view, diff)
			}
			answers[name] = append(answers[name], laid...)
		}
		if !s.layout.stages.laid["region_member"] {
			t.Errorf("%s: nothing is laid out", name)
		}
		n := len(s.layout.stages.drops)
		if ask("SELECT count(*) FROM region_member"); len(s.layout.stages.drops) != n {
			t.Errorf("%s: laid out again", name)
		}
		if diff := cmp.Diff(shown, ask("SHOW TABLES")); diff != "" {
			t.Errorf("%s: SHOW TABLES (-before +after):\n%s", name, diff)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if cmp.Equal(answers["adjusted"], answers["as of"]) || cmp.Equal(answers["as of"], answers["today"]) {
		t.Error("the readings show the same: they prove nothing")
	}
}

// Where what is laid out does not fit into memory, the views answer without it; any other error is one.
func TestLayoutGivesUp(t *testing.T) {
	db := newDatabase(t)
	for _, c := range []struct {
		err     error
		isError bool
	}{
		{&duckdb.Error{Type: duckdb.ErrorTypeOutOfMemory, Msg: "could not allocate"}, false},
		{context.Canceled, true},
	} {
		l, err := newLayout(t.Context(), db, false)
		if err != nil || l == nil {
			t.Fatalf("%v, %v", l, err)
		}
		step, steps := l.stages.step, 0
		l.stages.step = func(ctx context.Context, stage func(sqlfile.Executor) error) error {
			if steps++; steps == 3 {
				return c.err
			}
			return step(ctx, stage)
		}
		if err := l.prepare(t.Context(), "SELECT count(*) FROM region_member"); (err != nil) != c.isError || c.isError && !errors.Is(err, c.err) {
			t.Errorf("%v, want %v", err, c.err)
		}
		if left := answer(t, db, "SELECT count(*) FROM duckdb_tables() WHERE temporary"); left[0] != "0" {
			t.Errorf("%v: %s tables are left", c.err, left[0])
		}
		if err := l.prepare(t.Context(), "SELECT count(*) FROM region_member"); err != nil || (len(l.stages.drops) > 0) != c.isError {
			t.Errorf("%v: asked again, %d are laid out: %v", c.err, len(l.stages.drops), err)
		}
		if err := l.clear(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
