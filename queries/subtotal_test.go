package queries

import (
	"database/sql"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
	"gongkai/warehouse/snapshot"
)

// Through some days of a warehouse, published and adjusted: cell_value is the same with all subtotals computed, with those of one
// version stored and the rest computed, and with all stored; and to store them again writes nothing.
func TestStoredSubtotalsAreTheComputedOnes(t *testing.T) {
	long(t)
	h := newHistory(t)
	for _, day := range h.days() {
		day.live()
		h.copies = append(h.copies, dayCopy{date: day.date}) // the clock goes on
	}
	h.load("1", "m", doubtfulParts())
	published, err := snapshot.Publish(t.Context(), h.w)
	if err != nil {
		t.Fatal(err)
	}
	db := openCopy(t, published.Path)
	exec(t, db, `INSERT INTO adjustment SELECT r.report_id, i.indicator_id, 1, 2, 'w', 'why', now() FROM report r, indicator i
		WHERE r.agency = '淮安市水利局' AND i.code = 'request.denied_state_secret.total'`)
	versions := int64(len(answer(t, db, "SELECT version_id FROM report_version")))

	computed, digests := valuesOf(t, db), digestsOf(t, db)
	if cmp.Equal(digests["published"], digests["adjusted"]) {
		t.Fatal("the history has no adjusted cell of a table")
	}
	if !slices.ContainsFunc(computed["published"], func(row string) bool { return row == "request.denied.total | 8 | inferred" }) ||
		!slices.ContainsFunc(computed["published"], func(row string) bool { return row == "request.rejected.total | 9 | reported" }) {
		t.Fatalf("the history has no subtotal with an inferred part, or none that was printed:\n%q", computed["published"])
	}
	if cmp.Equal(computed["published"], computed["adjusted"]) {
		t.Fatal("the history has no adjusted part of a subtotal")
	}
	exec(t, db, "INSERT INTO cell_subtotal SELECT version_id, indicator_id, value, state FROM subtotal_computed WHERE version_id = 1")
	exec(t, db, "INSERT INTO table_digest SELECT * FROM digest_computed WHERE version_id = 1")
	exec(t, db, "INSERT INTO subtotal_version VALUES (1)")
	if diff := cmp.Diff(computed, valuesOf(t, db)); diff != "" {
		t.Errorf("one version stored (-computed +stored):\n%s", diff)
	}
	if diff := cmp.Diff(digests, digestsOf(t, db)); diff != "" {
		t.Errorf("digests of one version stored (-computed +stored):\n%s", diff)
	}
	if n, err := storeSubtotals(t.Context(), db, 3); err != nil || n != versions-1 { // in several portions
		t.Fatalf("stored the subtotals of %d versions, want %d: %v", n, versions-1, err)
	}
	if diff := cmp.Diff(computed, valuesOf(t, db)); diff != "" {
		t.Errorf("all stored (-computed +stored):\n%s", diff)
	}
	if diff := cmp.Diff(digests, digestsOf(t, db)); diff != "" {
		t.Errorf("all digests stored (-computed +stored):\n%s", diff)
	}
	if n, err := StoreSubtotals(t.Context(), db); err != nil || n != 0 {
		t.Errorf("stored the subtotals of %d versions again: %v", n, err)
	}
	if got := answer(t, db, "SELECT count(*) FROM subtotal_pending"); got[0] != "0" {
		t.Errorf("%s versions are still pending", got[0])
	}
}

// Other views may compute other subtotals: installing them drops what was stored.
func TestInstallDropsStoredSubtotals(t *testing.T) {
	h := newHistory(t)
	h.load("1", "a", doubtfulParts())
	db := h.w.DB()
	stored := func() string {
		return answer(t, db, `SELECT (SELECT count(*) FROM cell_subtotal) || ' ' || (SELECT count(*) FROM subtotal_version) || ' ' ||
			(SELECT count(*) FROM table_digest)`)[0]
	}
	if _, err := StoreSubtotals(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	before := stored()
	if changed, err := Install(t.Context(), db); changed || err != nil || stored() != before || before == "0 0 0" {
		t.Errorf("the same views: changed %v, %v, stored %s, before %s", changed, err, stored(), before)
	}
	exec(t, db, "CREATE OR REPLACE VIEW installed_view_set AS SELECT 'of before' AS hash, '' AS views")
	if changed, err := Install(t.Context(), db); !changed || err != nil || stored() != "0 0 0" {
		t.Errorf("other views: changed %v, %v, stored %s", changed, err, stored())
	}
}

// What a session shows that is not what was published, as of now, is never stored.
func TestOnlyPublishedSubtotalsAreStored(t *testing.T) {
	db := newDatabase(t)
	for _, variable := range []string{
		"values = 'adjusted'", "as_of = DATE '2024-01-01'", "known_before = now()", "subtotals = 'computed'", "strict = true",
	} {
		exec(t, db, "SET VARIABLE "+variable)
		if _, err := StoreSubtotals(t.Context(), db); err == nil {
			t.Errorf("%s: it stored", variable)
		}
		for _, name := range []string{"values", "as_of", "known_before", "subtotals", "strict"} {
			exec(t, db, "RESET VARIABLE "+name)
		}
	}
	if _, err := StoreSubtotals(t.Context(), db); err != nil {
		t.Error(err)
	}
}

// What something else changed in the stored subtotals and digests is found: a value, a state, a row too few, one too many.
func TestCompareSubtotals(t *testing.T) {
	h := newHistory(t)
	h.load("1", "a", historyReport("淮安市教育局", "320800", "city", "department", report.ScopeOwn, 2023, 10), doubtfulParts())
	for _, c := range []struct {
		name, change string
		differing    int64 // rows that one has and the other lacks
	}{
		{"nothing", "SELECT 1", 0},
		{"a value", "UPDATE cell_subtotal SET value = value + 1 WHERE version_id = 1 AND value IS NOT NULL", 2},
		{"a state", "UPDATE cell_subtotal SET state = 'reported' WHERE state = 'inferred'", 2},
		{"a row too few", "DELETE FROM cell_subtotal WHERE version_id = 2 AND state = 'inferred'", 1},
		{"a row too many", "INSERT INTO cell_subtotal SELECT * FROM cell_subtotal WHERE state = 'inferred'", 1},
		{"a digest", "UPDATE table_digest SET filled_digest = cells_digest WHERE version_id = 2 AND subject = 'request'", 2},
		{"a number of numbers", "UPDATE table_digest SET flow_numbers = flow_numbers + 1 WHERE version_id = 1 AND subject = 'request'", 2},
		{"a digest too few", "DELETE FROM table_digest WHERE version_id = 1 AND subject = 'request'", 1},
		{"a digest too many", "INSERT INTO table_digest SELECT * FROM table_digest WHERE version_id = 2 AND subject = 'request'", 1},
		{"not stored", "DELETE FROM subtotal_version", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			exec(t, h.w.DB(), "DELETE FROM cell_subtotal")
			exec(t, h.w.DB(), "DELETE FROM table_digest")
			exec(t, h.w.DB(), "DELETE FROM subtotal_version")
			if n, err := StoreSubtotals(t.Context(), h.w.DB()); err != nil || n != 2 {
				t.Fatal(n, err)
			}
			exec(t, h.w.DB(), c.change)
			published, err := snapshot.Publish(t.Context(), h.w)
			if err != nil {
				t.Fatal(err)
			}
			s, err := OpenReadOnly(t.Context(), published.Path, SessionOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			for _, size := range []int{1, subtotalVersions} {
				if n, err := s.compareSubtotals(t.Context(), size); err != nil || n != c.differing {
					t.Errorf("%d differ, want %d: %v", n, c.differing, err)
				}
			}
		})
	}
}

// doubtfulParts is a report with a subtotal one part of which is inferred, and one that lacks a part and is printed.
func doubtfulParts() report.Report {
	r := historyReport("淮安市水利局", "320800", "city", "department", report.ScopeOwn, 2023, 10)
	for _, part := range []string{
		"denied_state_secret", "denied_prohibited_by_law", "denied_security_and_stability", "denied_third_party_rights",
		"denied_internal_affairs", "denied_deliberative", "denied_enforcement_file", "denied_administrative_query",
	} {
		r.Cells = append(r.Cells, printed("request."+part+".total", 1))
	}
	r.Cells[len(r.Cells)-1].State = report.Inferred
	r.Cells = append(r.Cells, printed("request.rejected_petition.total", 5), printed("request.rejected.total", 9))
	return r
}

// valuesOf returns code, value and state of every cell with its subtotals, by the values of the session.
func valuesOf(t *testing.T, db *sql.DB) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, values := range []string{"published", "adjusted"} {
		exec(t, db, "SET VARIABLE values = '"+values+"'")
		out[values] = answer(t, db, `SELECT i.code, c.value, c.state FROM cell_value c JOIN indicator i ON i.indicator_id = c.indicator_id
			ORDER BY c.version_id, i.code`)
		exec(t, db, "RESET VARIABLE values")
	}
	return out
}

// digestsOf returns the digests of every table, by the values of the session.
func digestsOf(t *testing.T, db *sql.DB) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, values := range []string{"published", "adjusted"} {
		exec(t, db, "SET VARIABLE values = '"+values+"'")
		out[values] = answer(t, db, `SELECT version_id, subject, filled, numbers, flow_numbers, cells_digest::VARCHAR, filled_digest::VARCHAR
			FROM digest_current ORDER BY ALL`)
		exec(t, db, "RESET VARIABLE values")
	}
	return out
}
