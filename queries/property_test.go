package queries

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/forms"
)

const worlds = 8

// The properties that no total may break, over random regions and reports: see each check.
func TestTotalsOverRandomWorlds(t *testing.T) {
	long(t)
	db := newDatabase(t)
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	mattering, ranking, systems := 0, 0, 0
	for seed := range uint64(worlds) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 20261123))
			w := invent(r, seed%2 == 1)
			order := r.Perm(len(w.reports))
			w.load(t, db, set, order)
			takeAway := layAll(t, db)
			checkMembers(t, db, w)
			before := totals(t, db)
			checkTotals(t, w, before)
			checkBounds(t, db)
			checkPanels(t, db, w)
			systems += checkSystems(t, db, w)
			checkPer100k(t, db, w, seed)
			if checkRanking(t, db) {
				ranking++
			}
			takeAway()
			checkReleased(t, db, int(seed))

			w.load(t, db, set, r.Perm(len(w.reports)))
			if _, err := StoreSubtotals(t.Context(), db); err != nil {
				t.Fatal(err)
			}
			takeAway = layAll(t, db)
			if diff := cmp.Diff(before, totals(t, db)); diff != "" {
				t.Errorf("another order of arrival, subtotals stored (-first +other):\n%s", diff)
			}
			takeAway()
			checkStored(t, db, int(seed))
			checkAgain(t, db, r)
			if checkAddition(t, db, set, r, w, before) {
				mattering++
			}
		})
	}
	if systems < 50*worlds {
		t.Errorf("%d totals of systems in %d worlds", systems, worlds)
	}
	if ranking < worlds/2 {
		t.Errorf("somebody was ranked in %d worlds of %d", ranking, worlds)
	}
	if mattering < worlds/2 {
		t.Errorf("the added reports mattered inside their area in %d worlds of %d", mattering, worlds)
	}
}

// checkRanking: whoever is ranked misses nobody and is not in doubt, by the totals and by who gave a report; each region stands once by an
// indicator; and nobody is above one with a higher value. It reports whether anybody is ranked.
func checkRanking(t *testing.T, db *sql.DB) (isAnyoneRanked bool) {
	t.Helper()
	exec(t, db, "CREATE OR REPLACE TEMP TABLE ranked AS FROM ranking")
	exec(t, db, `CREATE OR REPLACE TEMP TABLE summed AS
		SELECT t.*, i.code FROM region_indicator t JOIN indicator i USING (indicator_id) WHERE t.preferred`)
	exec(t, db, "CREATE OR REPLACE TEMP TABLE covered AS FROM coverage_count")
	for what, query := range map[string]string{
		"ranked with something missing": `SELECT k.year, k.region_code, k.code FROM ranked k JOIN summed t USING (year, region_code, code)
			JOIN covered c ON c.year = k.year AND c.region_code = k.region_code AND CAST(c.subject AS VARCHAR) = k.subject
			WHERE k.rank IS NOT NULL AND (t.missing > 0 OR t.flagged > 0 OR t.value IS NULL
				OR c.preferred = 'built' AND (c.missing > 0 OR c.expected_from = 'history'))`,
		"neither ranked nor with a reason": `SELECT year, region_code, code FROM ranked WHERE (rank IS NULL) <> (reason IS NOT NULL)`,
		"ranked over a break":              `SELECT year, region_code, code FROM ranked WHERE rank IS NOT NULL AND breaks IS NOT NULL`,
		"twice":                            `SELECT year, region_code, code FROM ranked GROUP BY ALL HAVING count(*) > 1`,
		"above a higher one": `SELECT a.year, a.region_code, b.region_code, a.code FROM ranked a JOIN ranked b USING (year, level, code)
			WHERE a.rank < b.rank AND a.value < b.value`,
		"no place": `SELECT year, region_code, code FROM ranked
			WHERE rank IS NOT NULL AND NOT (rank <= rank_from AND rank_from <= rank_to AND rank_to <= ranked)`,
	} {
		if rows := answer(t, db, query); len(rows) > 0 {
			t.Errorf("%s: %q", what, rows)
		}
	}
	return answer(t, db, "SELECT count(rank) > 0 FROM ranked")[0] == "true"
}

// layAll lays out all views in stages, each upon those below it, and returns what takes them away. They are what the views compute:
// checkStored holds them to that.
func layAll(t *testing.T, db *sql.DB) (takeAway func()) {
	t.Helper()
	list, views := readViews(t)
	s := list.stages(at(db))
	if err := s.lay(t.Context(), views, span{}, nil); err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		if err := s.clear(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// checkStored: what is stored is what the views compute, all at once and not in stages: each of the answers in two worlds. In stages all
// of them are compared in every world (checkAgain).
func checkStored(t *testing.T, db *sql.DB, world int) {
	t.Helper()
	exec(t, db, plainFirst)
	if _, err := StoreAnswers(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	list, err := readAnswers()
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range list.stored() {
		if i%(worlds/2) != world%(worlds/2) {
			continue
		}
		if diff := cmp.Diff(answer(t, db, "FROM live."+a.view+" ORDER BY ALL"), answer(t, db, "FROM "+a.view+" ORDER BY ALL")); diff != "" {
			t.Errorf("%s (-computed +stored):\n%s", a.view, diff)
		}
	}
}

// checkAgain: where a report of the last year is withdrawn, the answers of that year are made again, and all are what the views compute.
func checkAgain(t *testing.T, db *sql.DB, r *rand.Rand) {
	t.Helper()
	years := worldYears()
	year := years[len(years)-1]
	reports := answer(t, db, fmt.Sprint("SELECT version_id FROM report WHERE year = ", year, " ORDER BY version_id"))
	exec(t, db, "INSERT INTO withdrawal (version_id, who, why, recorded_at) VALUES (?, 'w', 'why', TIMESTAMPTZ '2020-01-01')",
		reports[r.IntN(len(reports))])
	exec(t, db, "DELETE FROM stored_answer")
	if from := storeAgain(t, db); from != fmt.Sprint(year) {
		t.Errorf("a report of %d is withdrawn: made again from %s", year, from)
	}
	exec(t, db, "DELETE FROM withdrawal")
}

// given returns the reports that count: one for each body and year.
func (w *world) given(year int) []worldReport {
	var reports []worldReport
	for _, rep := range w.reports {
		if rep.year == year && !rep.isLosing {
			reports = append(reports, rep)
		}
	}
	return reports
}

// chosen is the one report of a role for a region: the government's, else the last published, else by its key, as the
// SHA-256 of its document stands for.
func (w *world) chosen(region, year int, role string) (best worldReport, ok bool) {
	better := func(a, b worldReport) bool {
		ag, bg := w.bodies[a.body].kind == "government", w.bodies[b.body].kind == "government"
		if ag != bg {
			return ag
		}
		if a.published != b.published {
			return a.published > b.published
		}
		return a.key < b.key
	}
	for _, rep := range w.given(year) {
		if w.bodies[rep.body].region == region && w.role(rep) == role && (!ok || better(rep, best)) {
			best, ok = rep, true
		}
	}
	return best, ok
}

// built lists the reports that the design adds up for a region.
func (w *world) built(region, year int) []worldReport {
	var sum []worldReport
	level, hasLevel := w.chosen(region, year, "level")
	if hasLevel {
		sum = append(sum, level)
	}
	for _, rep := range w.given(year) {
		if w.bodies[rep.body].region == region && w.role(rep) == "body" && (!hasLevel || w.isBelow(rep.body)) {
			sum = append(sum, rep)
		}
	}
	for child := range w.regions {
		if w.regions[child].parent != region || !w.isThere(child, year) {
			continue
		}
		if area, ok := w.chosen(child, year, "area"); ok {
			sum = append(sum, area)
			continue
		}
		sum = append(sum, w.built(child, year)...)
	}
	return sum
}

// checkMembers: the reports that the views add up are those of the design, and no body is in two of them.
func checkMembers(t *testing.T, db *sql.DB, w *world) {
	t.Helper()
	got := map[string][]string{}
	for _, row := range answer(t, db, `SELECT m.year, m.region_code, m.subject, v.version_key FROM region_member m
		JOIN report_version v ON v.version_id = m.version_id WHERE NOT m.is_published`) {
		place, key := row[:strings.LastIndex(row, " | ")], row[strings.LastIndex(row, " | ")+3:]
		got[place] = append(got[place], key)
	}
	want := map[string][]string{}
	for region, g := range w.regions {
		for _, year := range worldYears() {
			if !w.isThere(region, year) {
				continue
			}
			counted := map[int]string{}
			for _, rep := range w.built(region, year) {
				for _, subject := range []string{"disclosure", "request", "appeal"} {
					place := fmt.Sprintf("%d | %s | %s", year, g.code, subject)
					want[place] = append(want[place], rep.key)
				}
				for _, b := range w.covers(rep) {
					if other, twice := counted[b]; twice {
						t.Errorf("%s %d: body %d is in %s and in %s", g.code, year, b, other, rep.key)
					}
					counted[b] = rep.key
				}
			}
		}
	}
	for _, sets := range []map[string][]string{got, want} {
		for place := range sets {
			sort.Strings(sets[place])
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("members (-design +views):\n%s", diff)
	}
}

// total is what the roll-up says of one region, year and measure on one basis.
type total struct {
	Preferred bool
	Value     string
	Reports   string
	Missing   string
}

// totals reads region_indicator, by region, year, measure and basis.
func totals(t *testing.T, db *sql.DB) map[string]total {
	t.Helper()
	out := map[string]total{}
	for _, row := range answer(t, db, `SELECT t.region_code, t.year, i.code, t.basis, t.preferred, t.value, t.reports, t.missing
		FROM region_indicator t JOIN indicator i ON i.indicator_id = t.indicator_id`) {
		f := strings.Split(row, " | ")
		key := strings.Join(f[:4], " ")
		if _, twice := out[key]; twice {
			t.Errorf("%s stands twice", key)
		}
		out[key] = total{f[4] == "true", f[5], f[6], f[7]}
	}
	return out
}

// checkTotals: each total is the truth of the bodies in the reports that gave the number, and exactly one basis is preferred.
func checkTotals(t *testing.T, w *world, got map[string]total) {
	t.Helper()
	rows := 0
	for region, g := range w.regions {
		for _, year := range worldYears() {
			if !w.isThere(region, year) {
				continue
			}
			area, hasArea := w.chosen(region, year, "area")
			bases := map[string][]worldReport{}
			if hasArea {
				bases["published"] = []worldReport{area}
			}
			if built := w.built(region, year); len(built) > 0 {
				bases["built"] = built
			}
			for _, m := range measures() {
				preferred := 0
				for basis, reports := range bases {
					have, ok := got[fmt.Sprint(g.code, " ", year, " ", m, " ", basis)]
					value, givers := w.truth(reports, m)
					if !ok || have.Value != value || basis == "published" && have.Reports != fmt.Sprint(givers) {
						t.Errorf("%s %d %s %s: %+v, want the value %s of %d reports", g.code, year, m, basis, have, value, givers)
					}
					if have.Preferred {
						preferred++
					}
					if basis == "built" && have.Missing == "0" {
						w.checkComplete(t, region, year, m, reports)
					}
					rows++
				}
				if len(bases) > 0 && preferred != 1 {
					t.Errorf("%s %d %s: %d bases are preferred", g.code, year, m, preferred)
				}
				published := got[fmt.Sprint(g.code, " ", year, " ", m, " published")]
				isDoubtful := area.isWrong && strings.HasPrefix(m, "request.")
				if hasArea && !isDoubtful && !published.Preferred {
					t.Errorf("%s %d %s: published without an open error is not preferred", g.code, year, m)
				}
			}
		}
	}
	if rows != len(got) {
		t.Errorf("the views have %d totals, the design %d", len(got), rows)
	}
}

// checkComplete: a sum that says it misses nobody holds the number of every body that anybody knows of and that no register
// leaves out.
func (w *world) checkComplete(t *testing.T, region, year int, measure string, reports []worldReport) {
	t.Helper()
	counted := map[int]bool{}
	for _, rep := range reports {
		if rep.blank[measure] && !w.isListed[fmt.Sprint(w.bodies[rep.body].region, year)] {
			t.Errorf("%s %d %s: nobody is missing, but %s is blank", w.regions[region].code, year, measure, rep.key)
		}
		for _, b := range w.covers(rep) {
			counted[b] = true
		}
	}
	for _, rep := range w.reports {
		at := w.bodies[rep.body].region
		isKnown := !rep.isLosing && rep.year <= year && w.role(rep) == "body" && w.isThere(at, year)
		if isKnown && w.isInside(at, region) && !w.isListed[fmt.Sprint(at, year)] && !counted[rep.body] {
			t.Errorf("%s %d %s: nobody is missing, but body %d is not in the sum", w.regions[region].code, year, measure, rep.body)
		}
	}
}

// truth adds the true numbers of the bodies in those reports that gave one.
func (w *world) truth(reports []worldReport, measure string) (value string, givers int) {
	sum := int64(0)
	for _, rep := range reports {
		if rep.blank[measure] {
			continue
		}
		givers++
		for _, b := range w.covers(rep) {
			sum += w.bodies[b].truth[fmt.Sprint(rep.year, measure)]
		}
	}
	if givers == 0 {
		return "NULL", 0
	}
	return fmt.Sprint(sum), givers
}

// checkAddition: more reports inside an area with an area report change neither what the area published nor anything outside
// it. It says whether they mattered inside: a department's report beside a level report does not.
func checkAddition(t *testing.T, db *sql.DB, set *forms.Set, r *rand.Rand, w *world, before map[string]total) (matters bool) {
	t.Helper()
	const year = 2023
	var areas []int
	for region := range w.regions {
		if _, ok := w.chosen(region, year, "area"); ok && w.regions[region].parent >= 0 && w.isThere(region, year) {
			areas = append(areas, region)
		}
	}
	if len(areas) == 0 {
		t.Fatal("no region has an area report: take another seed")
	}
	area := areas[r.IntN(len(areas))]
	published, _ := w.chosen(area, year, "area")
	wider := *w
	wider.bodies, wider.reports = slices.Clone(w.bodies), slices.Clone(w.reports)
	// What the area published was printed before: the new bodies say nothing that it did not contain.
	for region := range w.regions {
		if !w.isInside(region, area) || !w.isThere(region, year) {
			continue
		}
		body := wider.addBody(r, region, w.regions[region].level, "department", false)
		for key := range wider.bodies[body].truth {
			wider.bodies[body].truth[key] = 0
		}
		scope := []string{"own", "level", "area"}[r.IntN(3)]
		if region == area {
			scope = "own"
		}
		wider.reports = append(wider.reports, worldReport{
			key: fmt.Sprintf("new-%d", region), body: body, year: year, scope: scope, blank: map[string]bool{}, published: "2024-01-01",
		})
	}
	wider.load(t, db, set, r.Perm(len(wider.reports)))
	takeAway := layAll(t, db)
	after := totals(t, db)
	takeAway()
	changed := 0
	for key, old := range before {
		code, rest, _ := strings.Cut(key, " ")
		region := slices.IndexFunc(w.regions, func(g worldRegion) bool { return g.code == code })
		isOutside := !w.isInside(region, area)
		if region == area && strings.HasSuffix(rest, " published") && strings.HasPrefix(rest, fmt.Sprint(year)) {
			isOutside = true
			old.Preferred = after[key].Preferred // the sum beside it may have become complete or not
		}
		if !isOutside {
			if after[key] != old {
				changed++
			}
			continue
		}
		if diff := cmp.Diff(old, after[key]); diff != "" {
			t.Errorf("reports inside %s (%s) change %s:\n%s", w.regions[area].code, published.key, key, diff)
		}
	}
	return changed > 0 || len(after) > len(before)
}
