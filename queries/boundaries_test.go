package queries

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/config/forms"
)

// On today's boundaries, over random changes of regions: a published total is of exactly the land that the region has today;
// a built one is the truth of the bodies in its reports, all of them on that land and none twice; and no report that could be
// counted is left out.
func TestTodaysBoundariesOverRandomWorlds(t *testing.T) {
	long(t)
	db := newDatabase(t)
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	published, merged := 0, 0
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 20260101))
			w := invent(r, true)
			w.load(t, db, set, r.Perm(len(w.reports)))
			exec(t, db, "SET VARIABLE boundaries = 'today'")
			takeAway := layAll(t, db)
			p, m := checkToday(t, db, w)
			takeAway()
			published += p
			merged += m
		})
	}
	if published == 0 || merged == 0 {
		t.Errorf("%d published totals and %d of regions made of several: the worlds show nothing", published, merged)
	}
}

// checkToday returns how many published totals there were, and how many built ones of regions that several regions went into.
func checkToday(t *testing.T, db *sql.DB, w *world) (published, merged int) {
	t.Helper()
	reports := map[string]worldReport{}
	for _, rep := range w.reports {
		reports[rep.key] = rep
	}
	members := map[string][]worldReport{} // by region, year, subject and basis
	for _, row := range answer(t, db, `SELECT m.region_code, m.year, m.subject, CASE WHEN m.is_published THEN 'published' ELSE 'built' END, v.version_key
		FROM region_member m JOIN report_version v ON v.version_id = m.version_id`) {
		f := strings.Split(row, " | ")
		place := strings.Join(f[:4], " ")
		members[place] = append(members[place], reports[f[4]])
	}
	have := totals(t, db)
	for region, g := range w.regions {
		if g.to != 0 {
			for key := range have {
				if strings.HasPrefix(key, g.code+" ") {
					t.Errorf("%s has a total though it is gone", key)
				}
			}
			continue
		}
		for _, year := range worldYears() {
			land := w.land(region, year)
			for _, m := range measures() {
				subject, _, _ := strings.Cut(m, ".")
				place := fmt.Sprint(g.code, " ", year, " ", subject)
				for _, basis := range []string{"published", "built"} {
					sum := members[place+" "+basis]
					value, givers := w.truth(sum, m)
					got, ok := have[fmt.Sprint(g.code, " ", year, " ", m, " ", basis)]
					if ok != (len(sum) > 0) || ok && got.Value != value {
						t.Errorf("%s %s %s: %+v, want %s of %d reports", place, m, basis, got, value, givers)
					}
				}
				if own := members[place+" published"]; len(own) > 0 {
					published++
					if len(own) > 1 || !slices.Equal(w.covered(own[0]), land) || w.role(own[0]) != "area" {
						t.Errorf("%s: published is of %v, the land is %v", place, w.covered(own[0]), land)
					}
				}
				if w.checkBuilt(t, place, members[place+" built"], members[place+" published"], land) {
					merged++
				}
			}
		}
	}
	return published, merged
}

// checkBuilt checks the reports of one built total. It says whether several area reports of one level are in it.
func (w *world) checkBuilt(t *testing.T, place string, sum, published []worldReport, land []int) (isMerged bool) {
	t.Helper()
	counted := map[int]string{}
	for _, rep := range sum {
		for _, b := range w.covers(rep) {
			if other, twice := counted[b]; twice {
				t.Errorf("%s: body %d is in %s and in %s", place, b, other, rep.key)
			}
			if !slices.Contains(land, w.bodies[b].region) {
				t.Errorf("%s: %s counts body %d, which is elsewhere", place, rep.key, b)
			}
			counted[b] = rep.key
		}
	}
	for _, rep := range w.given(yearOf(t, place)) {
		isBelow := w.role(rep) == "body" && slices.Contains(land, w.bodies[rep.body].region)
		if _, in := counted[rep.body]; isBelow && !in && !slices.ContainsFunc(published, func(p worldReport) bool { return p.key == rep.key }) {
			t.Errorf("%s: %s of body %d is in no report that is summed", place, rep.key, rep.body)
		}
	}
	ended := 0
	for _, rep := range sum {
		if rep.scope == "area" && w.regions[w.bodies[rep.body].region].to != 0 {
			ended++
		}
	}
	return ended > 0
}

func yearOf(t *testing.T, place string) (year int) {
	t.Helper()
	if _, err := fmt.Sscan(strings.Fields(place)[1], &year); err != nil {
		t.Fatal(err)
	}
	return year
}

// land lists the regions of a year whose home is a region of today, or inside it.
func (w *world) land(region, year int) []int {
	var land []int
	for at := range w.regions {
		if home, _ := w.home(at); w.isThere(at, year) && w.isInside(home, region) {
			land = append(land, at)
		}
	}
	return land
}

// covered lists the regions of the year that an area report is of.
func (w *world) covered(rep worldReport) []int {
	var covered []int
	for at := range w.regions {
		if w.isThere(at, rep.year) && w.isInside(at, w.bodies[rep.body].region) {
			covered = append(covered, at)
		}
	}
	return covered
}
