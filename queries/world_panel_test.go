package queries

import (
	"database/sql"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkBounds: a total is exact exactly where nobody is missing, and a lower bound else; one that is exact on the built basis is
// what checkComplete says.
func checkBounds(t *testing.T, db *sql.DB) {
	t.Helper()
	for _, view := range []string{"region_indicator", "province_request", "city_disclosure", "county_appeal"} {
		wrong := answer(t, db, "SELECT count(*) FROM "+view+" WHERE bound <> CASE WHEN missing = 0 THEN 'exact' ELSE 'lower' END")
		if wrong[0] != "0" {
			t.Errorf("%s: %s bounds are not what is missing", view, wrong[0])
		}
	}
	wrong := answer(t, db, `SELECT count(*) FROM coverage
		WHERE expected_from = 'history' AND (share IS NOT NULL OR weighted_share IS NOT NULL)`)
	if wrong[0] != "0" {
		t.Errorf("coverage: %s shares of those whom only history knows", wrong[0])
	}
}

// checkPanels: every region has its row in each year in which it exists, once and on its level; the bound of a table is that of
// its one measure; only a row that misses nobody in three tables is complete.
func checkPanels(t *testing.T, db *sql.DB, w *world) {
	t.Helper()
	for _, level := range []string{"province", "city", "county"} {
		want := map[string]int{}
		for region, g := range w.regions {
			for _, year := range worldYears() {
				if g.level == level && w.isThere(region, year) {
					want[fmt.Sprintf("%d | %s", year, g.code)] = 1
				}
			}
		}
		got := map[string]int{}
		for _, row := range answer(t, db, "SELECT year, region_code FROM "+level+"_panel") {
			got[row]++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("rows of %s_panel (-regions +panel):\n%s", level, diff)
		}
	}
	for _, wrong := range answer(t, db, `
		WITH known AS (
		  SELECT year, region_code, max(CASE WHEN subject = 'disclosure' THEN bound END) AS disclosure,
		         max(CASE WHEN subject = 'request' THEN bound END) AS request, max(CASE WHEN subject = 'appeal' THEN bound END) AS appeal
		  FROM region_indicator
		  WHERE preferred AND value IS NOT NULL AND item IN ('licence', 'received', 'reconsideration')
		  GROUP BY year, region_code
		),
		seen AS (
		  SELECT DISTINCT year, region_code FROM region_member WHERE version_id IS NOT NULL
		)
		SELECT p.year, p.region_code, p.status
		FROM region_panel p
		LEFT JOIN known k ON k.year = p.year AND k.region_code = p.region_code
		LEFT JOIN seen s ON s.year = p.year AND s.region_code = p.region_code
		WHERE p.disclosure_bound IS DISTINCT FROM k.disclosure OR p.request_bound IS DISTINCT FROM k.request
		   OR p.appeal_bound IS DISTINCT FROM k.appeal OR (s.year IS NULL) <> (p.status = 'not_collected')
		   OR (p.status = 'complete') <> (concat_ws(' ', k.disclosure, k.request, k.appeal) = 'exact exact exact')
		   OR (p.status = 'complete' AND p.disclosure_missing + p.request_missing + p.appeal_missing > 0)`) {
		t.Errorf("region_panel, %s: not what the totals say", wrong)
	}
}
