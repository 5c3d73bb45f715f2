package queries

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// systemOf is the vertical system of a body.
func systemOf(b worldBody) string {
	if !b.isVertical {
		return ""
	}
	return []string{"税务", "海关"}[b.id%2]
}

// systemHead is the report of a whole system for a region: the last published, else by its key.
func (w *world) systemHead(region, year int, system string) (best worldReport, ok bool) {
	for _, rep := range w.given(year) {
		b := w.bodies[rep.body]
		if b.region != region || systemOf(b) != system || rep.scope != "system" {
			continue
		}
		if !ok || rep.published > best.published || rep.published == best.published && rep.key < best.key {
			best, ok = rep, true
		}
	}
	return best, ok
}

// systemBuilt lists the reports that the design adds up for a system in a region.
func (w *world) systemBuilt(region, year int, system string) (sum []worldReport) {
	for _, rep := range w.given(year) {
		if b := w.bodies[rep.body]; b.region == region && systemOf(b) == system && rep.scope == "own" {
			sum = append(sum, rep)
		}
	}
	for child := range w.regions {
		if w.regions[child].parent != region || !w.isThere(child, year) {
			continue
		}
		if head, ok := w.systemHead(child, year, system); ok {
			sum = append(sum, head)
			continue
		}
		sum = append(sum, w.systemBuilt(child, year, system)...)
	}
	return sum
}

// checkSystems: the totals of vertical systems are those that the design adds up, and nothing of a system is in the total of a region. It
// says how many there are.
func checkSystems(t *testing.T, db *sql.DB, w *world) (totals int) {
	t.Helper()
	got, want := map[string]string{}, map[string]string{}
	for _, row := range answer(t, db, `SELECT t.system || ' ' || t.region_code || ' ' || t.year || ' ' || i.code || ' ' || t.basis AS total, t.value
		FROM system_total t JOIN indicator i USING (indicator_id) WHERE t.value IS NOT NULL`) {
		var key [5]string
		var value string
		if _, err := fmt.Sscanf(row, "%s %s %s %s %s | %s", &key[0], &key[1], &key[2], &key[3], &key[4], &value); err != nil {
			t.Fatal(err)
		}
		got[fmt.Sprint(key)] = value
	}
	for region, g := range w.regions {
		for _, year := range worldYears() {
			if !w.isThere(region, year) {
				continue
			}
			for _, system := range []string{"税务", "海关"} {
				bases := map[string][]worldReport{"built": w.systemBuilt(region, year, system)}
				if head, ok := w.systemHead(region, year, system); ok {
					bases["published"] = []worldReport{head}
				}
				for basis, reports := range bases {
					for _, m := range measures() {
						sum, given := int64(0), false
						for _, rep := range reports {
							if !rep.blank[m] {
								sum, given = sum+w.says(rep, m), true
							}
						}
						if given {
							want[fmt.Sprint([5]string{system, g.code, fmt.Sprint(year), m, basis})] = fmt.Sprint(sum)
						}
					}
				}
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("totals of systems (-design +views):\n%s", diff)
	}
	for what, query := range map[string]string{
		"in the total of a region": `SELECT m.region_code, m.year FROM region_member m JOIN report_version v ON v.version_id = m.version_id
			JOIN agency a ON a.agency_id = v.agency_id WHERE a.system IS NOT NULL`,
		"without one preferred basis": `SELECT system, region_code, year, indicator_id FROM system_total
			GROUP BY ALL HAVING count(CASE WHEN preferred THEN 1 END) > 1`,
		"with a bound that is not what is missing": `SELECT system, region_code, year FROM system_request
			WHERE bound <> CASE WHEN missing = 0 THEN 'exact' ELSE 'lower' END`,
	} {
		if rows := answer(t, db, query); len(rows) > 0 {
			t.Errorf("systems %s: %q", what, rows)
		}
	}
	return len(want)
}

// checkPer100k: what a region has for each 100,000 people is its preferred total by the people of the very year where somebody said how many
// there are, each total once, else by those of an earlier one; a region whose people nobody imported has none.
func checkPer100k(t *testing.T, db *sql.DB, w *world, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 100_000))
	imported := map[string]int64{}
	for region, g := range w.regions {
		for _, year := range worldYears() {
			if !w.isThere(region, year) || r.IntN(3) == 0 {
				continue
			}
			people := 1000 + r.Int64N(10_000_000)
			imported[fmt.Sprintf("%d | %s", year, g.code)] = people
			exec(t, db, "INSERT INTO denominator VALUES (?, ?, 'resident', ?, '年鉴', FALSE, 'w', '2000-01-01')", g.code, year, people)
		}
	}
	exec(t, db, "CREATE OR REPLACE TEMP TABLE per_head AS FROM per_100k")
	for _, wrong := range answer(t, db, `
		SELECT t.year, t.region_code, i.code
		FROM region_indicator t
		JOIN indicator i ON i.indicator_id = t.indicator_id
		JOIN denominator d ON d.year = t.year AND d.region_code = t.region_code
		LEFT JOIN per_head p ON p.year = t.year AND p.region_code = t.region_code AND p.code = i.code
		WHERE t.preferred
		GROUP BY ALL
		HAVING count(p.code) <> 1 OR max(p.population) <> max(d.value) OR max(p.population_year) <> t.year
		   OR max(p.value) IS DISTINCT FROM max(t.value) OR max(p.bound) <> max(t.bound)
		   OR abs(max(p.per_100k) * max(d.value) / 100000 - max(t.value)) > 1e-6 * max(t.value)`) {
		t.Errorf("per_100k, %s: not the total by the people of the year", wrong)
	}
	for _, row := range answer(t, db, "SELECT DISTINCT population_year, region_code, population, population_year <= year FROM per_head") {
		f := strings.SplitN(row, " | ", 3)
		place, said := f[0]+" | "+f[1], f[2]
		if said != fmt.Sprintf("%d | true", imported[place]) {
			t.Errorf("per_100k, %s: nobody said so of a year that had come", row)
		}
	}
}
