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

// world is an invented country: regions of every shape, bodies with a true number for each year and measure, and the reports
// that they gave. A report says what is true of the bodies it covers, so that any total can be checked against the bodies.
type world struct {
	regions []worldRegion
	bodies  []worldBody
	listed  []string // rows of agency_register

	isListed map[string]bool // by region and year
	reports  []worldReport
}

type worldRegion struct {
	code, level, kind string
	parent            int // index, -1 for the nation
	from, to          int // first and last year, 0 for open
	successor         int // index, -1 for none
}

type worldBody struct {
	id          int64
	region      int
	level, kind string
	isVertical  bool
	truth       map[string]int64 // by year and measure
}

type worldReport struct {
	key       string
	body      int
	year      int
	scope     string
	published string // date, empty where unknown
	isLosing  bool   // an older rendition, with numbers that nobody may use
	isWrong   bool   // has an open error
	blank     map[string]bool
}

func measures() []string {
	return []string{"disclosure.licence.decisions", "request.received.total", "appeal.reconsideration.total"}
}

func worldYears() []int { return []int{2022, 2023} }

func depthOf(level string) int {
	return slices.Index([]string{"nation", "province", "city", "county", "town"}, level)
}

// invent makes a world; in a changing one regions are merged, moved, renamed and divided between the two years. The same
// seed makes the same world.
func invent(r *rand.Rand, isChanging bool) *world {
	w := &world{isListed: map[string]bool{}}
	w.addRegion("000000", "nation", "division", -1)
	for p := range 3 + r.IntN(2) {
		province := w.addRegion(fmt.Sprintf("%d0000", 11+p), "province", "division", 0)
		for c := range 1 + r.IntN(3) {
			code := fmt.Sprintf("%d%02d", 11+p, c+1)
			if r.IntN(4) == 0 { // a county of a municipality, or one directly under its province
				w.addCounty(r, code+"01", "division", province)
				continue
			}
			city := w.addRegion(code+"00", "city", "division", province)
			for n := range r.IntN(4) {
				switch r.IntN(6) {
				case 0: // a zone with a code of its own
					w.addCounty(r, fmt.Sprintf("%s00-Z%02d", code, n+1), "zone", city)
				case 1: // a city without counties has its towns directly
					w.addRegion(fmt.Sprintf("%s%02d", code, n+1), "town", "division", city)
				default:
					w.addCounty(r, fmt.Sprintf("%s%02d", code, n+1), "division", city)
				}
			}
		}
	}
	if isChanging {
		w.change(r)
	}
	for region := range w.regions {
		w.addBodies(r, region)
	}
	for body := range w.bodies {
		for _, year := range worldYears() {
			if w.isThere(w.bodies[body].region, year) && r.IntN(10) < 6 {
				w.addReports(r, body, year)
			}
		}
	}
	return w
}

func (w *world) addRegion(code, level, kind string, parent int) int {
	w.regions = append(w.regions, worldRegion{code: code, level: level, kind: kind, parent: parent, successor: -1})
	return len(w.regions) - 1
}

func (w *world) addCounty(r *rand.Rand, code, kind string, parent int) {
	county := w.addRegion(code, "county", kind, parent)
	for t := range r.IntN(3) {
		w.addRegion(fmt.Sprintf("%s%03d", code, t+1), "town", "division", county)
	}
}

// addBodies gives a region its government, departments, towns without a region of their own and vertical bodies, and in some
// years a register of some of them.
func (w *world) addBodies(r *rand.Rand, region int) {
	first := len(w.bodies)
	level := w.regions[region].level
	if r.IntN(8) > 0 {
		w.addBody(r, region, level, "government", false)
	}
	for range r.IntN(3) {
		w.addBody(r, region, level, "department", false)
	}
	if level == "county" && r.IntN(2) == 0 {
		w.addBody(r, region, "town", "township", false)
	}
	if r.IntN(4) == 0 {
		w.addBody(r, region, level, "vertical", true)
	}
	for _, year := range worldYears() {
		if r.IntN(3) > 0 || !w.isThere(region, year) {
			continue
		}
		for b := first; b < len(w.bodies); b++ {
			if status := []string{"expected", "expected", "exempt", ""}[r.IntN(4)]; status != "" {
				w.isListed[fmt.Sprint(region, year)] = true
				w.listed = append(w.listed, fmt.Sprintf("(%d, %d, '%s', NULL, NULL, NULL, '2000-01-01')", w.bodies[b].id, year, status))
			}
		}
	}
}

func (w *world) addBody(r *rand.Rand, region int, level, kind string, isVertical bool) int {
	b := worldBody{id: int64(len(w.bodies) + 1), region: region, level: level, kind: kind, isVertical: isVertical, truth: map[string]int64{}}
	for _, year := range worldYears() {
		for _, m := range measures() {
			b.truth[fmt.Sprint(year, m)] = 1 + r.Int64N(1000)
		}
	}
	w.bodies = append(w.bodies, b)
	return len(w.bodies) - 1
}

// addReports gives a body its report for a year, now and then beside an older rendition whose numbers are nonsense.
func (w *world) addReports(r *rand.Rand, body, year int) {
	scopes := []string{"own", "own", "own", "own", "own", "unknown", "area", "level"}
	if w.bodies[body].kind == "government" {
		scopes = []string{"area", "area", "area", "area", "level", "own", "system", "unknown"}
	}
	if w.bodies[body].isVertical {
		scopes = []string{"own", "own", "own", "own", "own", "unknown", "system", "system"}
	}
	rep := worldReport{body: body, year: year, scope: scopes[r.IntN(len(scopes))], published: fmt.Sprintf("%d-03-%02d", year+1, 2+r.IntN(27)), blank: map[string]bool{}}
	rep.key = fmt.Sprintf("%d-%d", w.bodies[body].id, year)
	rep.isWrong = r.IntN(5) == 0
	for _, m := range measures() {
		rep.blank[m] = r.IntN(8) == 0
	}
	w.reports = append(w.reports, rep)
	if r.IntN(6) == 0 {
		old := rep
		old.key, old.published, old.isLosing, old.isWrong = rep.key+"-old", fmt.Sprintf("%d-03-01", year+1), true, false
		old.scope = scopes[r.IntN(len(scopes))]
		w.reports = append(w.reports, old)
	}
}

// covers lists the bodies that a report counts.
func (w *world) covers(rep worldReport) []int {
	own := w.bodies[rep.body]
	if w.role(rep) == "body" {
		return []int{rep.body}
	}
	var covered []int
	for b, body := range w.bodies {
		if !w.isThere(body.region, rep.year) {
			continue
		}
		inside := body.region == own.region
		if rep.scope == "area" {
			inside = w.isInside(body.region, own.region)
		} else if w.isBelow(b) {
			inside = false
		}
		if inside && !body.isVertical {
			covered = append(covered, b)
		}
	}
	return covered
}

// role is what a report can be to the total of its region; "" for none.
func (w *world) role(rep worldReport) string {
	switch {
	case w.bodies[rep.body].isVertical || rep.scope == "system" || rep.scope == "unknown":
		return ""
	case rep.scope == "own" || w.isBelow(rep.body):
		return "body"
	}
	return rep.scope
}

func (w *world) isBelow(body int) bool {
	return depthOf(w.bodies[body].level) > depthOf(w.regions[w.bodies[body].region].level)
}

// isInside says whether a region is the other or lies in it.
func (w *world) isInside(region, area int) bool {
	for ; region >= 0; region = w.regions[region].parent {
		if region == area {
			return true
		}
	}
	return false
}

// load puts the world into an emptied warehouse, its reports in the given order of arrival.
func (w *world) load(t *testing.T, db *sql.DB, set *forms.Set, order []int) {
	t.Helper()
	runScript(t, db, "")
	var regions, agencies, documents, versions, cells, findings []string
	for _, g := range w.regions {
		parent := "NULL"
		if g.parent >= 0 {
			parent = "'" + w.regions[g.parent].code + "'"
		}
		from, to, successor := "1949-10-01", "NULL", "NULL"
		if g.from > 0 {
			from = fmt.Sprintf("%d-01-01", g.from)
		}
		if g.to > 0 {
			to = fmt.Sprintf("'%d-12-31'", g.to)
		}
		if g.successor >= 0 {
			successor = "'" + w.regions[g.successor].code + "'"
		}
		regions = append(regions, fmt.Sprintf("('%s', '%[1]s', '%s', %s, '%s', '%s', %s, %s)", g.code, g.level, parent, g.kind, from, to, successor))
	}
	for _, b := range w.bodies {
		agencies = append(agencies, fmt.Sprintf("(%d, 'b%[1]d', '%s', '%s', '%s', nullif('%s', ''), NULL, NULL, '2000-01-01')",
			b.id, w.regions[b.region].code, b.level, b.kind, systemOf(b)))
	}
	for n, i := range order {
		rep := w.reports[i]
		body, version := w.bodies[rep.body], n+1
		published := "NULL"
		if rep.published != "" {
			published = "'" + rep.published + "'"
		}
		documents = append(documents, fmt.Sprintf("(%d, '%s', 'text/html', 1, NULL, NULL, NULL, NULL, '1', 1)", version, rep.key))
		versions = append(versions, fmt.Sprintf("(%d, '%s', %d, %d, 'b%[4]d', '%s', %d, '%s', '%[7]s', '%[7]s', '2021', '2021', '2021', %[1]d, 1, %[8]s, FALSE, 3, 0, '2000-01-01', 'source', '1', '1', 1)",
			version, rep.key, body.id*10000+int64(rep.year), body.id, w.regions[body.region].code, rep.year, rep.scope, published))
		for _, m := range measures() {
			indicator, _ := set.Indicator(m)
			value, state := fmt.Sprint(w.says(rep, m)), "reported"
			if rep.blank[m] {
				value, state = "NULL", "blank"
			}
			cells = append(cells, fmt.Sprintf("(%d, %d, %s, '%s')", version, indicator.ID, value, state))
		}
		if rep.isWrong {
			findings = append(findings, fmt.Sprintf("('f%d', %[1]d, 'rule', 'request', 'error', 'fail', NULL, NULL, '', '', ['request.received.total'], NULL)", version))
		}
	}
	for _, table := range []struct {
		into string
		rows []string
	}{
		{"region", regions},
		{"agency", agencies},
		{"agency_register (agency_id, year, status, contact, who, why, recorded_at)", w.listed},
		{"document", documents},
		{"finding", findings},
		{"cell (version_id, indicator_id, value, state)", cells},
		{`report_version (version_id, version_key, report_id, agency_id, agency_name, region_code, year, scope_disclosure, scope_request, scope_appeal,
			form_disclosure, form_request, form_appeal, document_id, ordinal, published_on, is_correction, cells_with_value, failed_sums,
			recorded_at, cause, parser_version, rules_version, batch_id)`, versions},
	} {
		if len(table.rows) > 0 {
			exec(t, db, "INSERT INTO "+table.into+" VALUES "+strings.Join(table.rows, ", "))
		}
	}
}

// says is the number that a report prints.
func (w *world) says(rep worldReport, measure string) int64 {
	if rep.isLosing {
		return 1_000_000_000
	}
	sum := int64(0)
	for _, b := range w.covers(rep) {
		sum += w.bodies[b].truth[fmt.Sprint(rep.year, measure)]
	}
	return sum
}
