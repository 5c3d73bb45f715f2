package queries

import (
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
	"gongkai/warehouse/record"
	"gongkai/warehouse/snapshot"
)

// TestAsOfIsTheCopyOfThatDay lives through some days of a warehouse, keeps a copy of the file of each, and holds that every view
// answers on the last file with as_of just as it does on the copy of the day, published and adjusted.
func TestAsOfIsTheCopyOfThatDay(t *testing.T) {
	long(t)
	h := newHistory(t)
	for _, day := range h.days() {
		t.Log(day.date, day.what)
		day.live()
		h.keep(day.date)
	}
	views, err := Views()
	if err != nil {
		t.Fatal(err)
	}
	last := openCopy(t, h.copies[len(h.copies)-1].path)
	moved := map[string]bool{} // views whose answer changed from day to day
	previous := map[string][]string{}
	for _, c := range h.copies {
		then := openCopy(t, c.path)
		for _, values := range []string{"published", "adjusted"} {
			for _, db := range []*sql.DB{last, then} {
				// In the copy it hides nothing, since nothing later is there; it is the day from which a report is late.
				exec(t, db, "SET VARIABLE as_of = DATE '"+c.date+"'")
				exec(t, db, "SET VARIABLE values = '"+values+"'")
			}
			want, got := allRows(t, then, views), allRows(t, last, views)
			for _, v := range views {
				if v.Name == "as_of" {
					continue // says itself which day is asked for
				}
				if diff := cmp.Diff(want[v.Name], got[v.Name]); diff != "" {
					t.Errorf("%s, %s, %s (-on the day +as of the day, today):\n%.2000s", c.date, values, v.Name, diff)
				}
				key := v.Name + values
				if before, ok := previous[key]; ok && !slices.Equal(before, want[v.Name]) {
					moved[v.Name] = true
				}
				previous[key] = want[v.Name]
			}
		}
	}
	// What never changes proves nothing. The fixed ones say what the session asks for, or what the data files hold.
	fixed := []string{
		"as_of", "plain_reading", "region_level", "subject_name", "rate_code", "rate_term", "revision_class",
		"region_successor", "form_change",
		"law_change", "boundary_change", "ranking_code",
		"revision", // is about releases, of which the history makes none; TestScripts/revision tries it
	}
	for _, v := range views {
		if !moved[v.Name] && !slices.Contains(fixed, v.Name) && !strings.HasPrefix(v.Name, "rule_") {
			t.Errorf("view %s answered the same on every day: the history does not try it", v.Name)
		}
	}
}

// history is a warehouse through some days.
type history struct {
	t      *testing.T
	w      *warehouse.Warehouse
	today  time.Time
	copies []dayCopy
}

type dayCopy struct{ date, path string }

type historyDay struct {
	date, what string
	live       func()
}

func newHistory(t *testing.T) *history {
	t.Helper()
	h := &history{t: t}
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: filepath.Join(t.TempDir(), "w.duckdb")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	h.w = w
	if err := load.SyncReference(t.Context(), w, reference(t, historyRegions())); err != nil {
		t.Fatal(err)
	}
	if _, err := Install(t.Context(), w.DB()); err != nil {
		t.Fatal(err)
	}
	return h
}

func historyRegions() []load.Region {
	day := report.Date{Year: 1990, Month: 1, Day: 1}
	return []load.Region{
		{Code: "000000", Name: "中国", Level: "nation", Kind: "division", ValidFrom: day},
		{Code: "320000", Name: "江苏省", Level: "province", ParentCode: "000000", Kind: "division", ValidFrom: day},
		{Code: "320800", Name: "淮安市", Level: "city", ParentCode: "320000", Kind: "division", ValidFrom: day},
		{Code: "320803", Name: "淮安区", Level: "county", ParentCode: "320800", Kind: "division", ValidFrom: day},
		{Code: "320812", Name: "清江浦区", Level: "county", ParentCode: "320800", Kind: "division", ValidFrom: day},
	}
}

// days are those of the table of cases in versions_test.go and of everything else that is recorded with a time.
func (h *history) days() []historyDay {
	city := func(year int, received int64) report.Report {
		r := historyReport("淮安市人民政府", "320800", "city", "government", report.ScopeArea, year, received)
		r.PublishedOn = report.Date{Year: year + 1, Month: 3, Day: 1}
		return r
	}
	district := func(code, name string, year int, received int64) report.Report {
		return historyReport(name+"人民政府", code, "county", "government", report.ScopeArea, year, received)
	}
	bureau := func(year int, received int64) report.Report {
		return historyReport("淮安市教育局", "320800", "city", "department", report.ScopeOwn, year, received)
	}
	doubtful := city(2023, 100)
	doubtful.Findings = []report.Finding{{
		Rule: "request.balance", Subject: report.Request, Severity: report.Error, Status: report.Fail, MessageZH: "不等", MessageEN: "differs",
		Cells: []string{"request.received.total"}, Suggestion: []report.Suggestion{{Code: "request.received.total", Value: "101", Culprit: "agency"}},
	}}
	return []historyDay{
		{"2024-03-01", "a year of reports", func() {
			h.load("1", "a", city(2022, 90))
			h.load("1", "b", doubtful)
			h.load("1", "c", district("320803", "淮安区", 2023, 40))
			h.load("1", "d", bureau(2022, 5))
		}},
		{"2024-03-02", "a person accepts a finding, its cell is adjusted", func() { h.rule("SELECT DISTINCT finding_id FROM finding", record.Accepted) }},
		{"2024-03-03", "the register and more bodies, a vertical system and the people of the city", func() {
			h.exec("INSERT INTO denominator VALUES ('320800', 2022, 'resident', 4552000, '公报', FALSE, 'w', $1)")
			h.load("1", "p", historyTaxes("淮安市税务局", "320800", 2022, report.ScopeSystem, 9))
			h.load("1", "q", historyTaxes("淮安区税务局", "320803", 2022, report.ScopeOwn, 4))
			h.exec(`INSERT INTO agency_register SELECT agency_id, 2022, 'expected', NULL, 'w', NULL, $1, FALSE
				FROM agency WHERE name = '淮安区税务局'`)
			h.exec(`INSERT INTO agency_register
				SELECT agency_id, 2023, 'expected', '0517', 'w', NULL, $1, TRUE FROM agency WHERE name = '淮安市教育局'`)
			h.load("1", "e", bureau(2023, 50))
			h.load("1", "f", district("320812", "清江浦区", 2023, 30))
			unsettled := historyReport("某局", "", "", "", report.ScopeOwn, 2023, 7)
			h.load("1", "g", unsettled)
		}},
		{"2024-03-04", "a correction of the city and of its people, a fuller rendition of a district", func() {
			h.exec("INSERT INTO denominator VALUES ('320800', 2022, 'resident', 4553000, '更正', FALSE, 'w', $1)")
			corrected := city(2023, 120)
			corrected.Correction, corrected.PublishedOn = true, report.Date{Year: 2024, Month: 3, Day: 4}
			h.load("1", "h", corrected)
			h.exec("INSERT INTO looked_at SELECT NULL, '320812', 2022, 'https://www.example.org/', '2023-04-01', FALSE, 'w', NULL, $1")
			h.exec("INSERT INTO deadline SELECT 'publish', 'city', 'government', '320000', 2, 28, 2022, NULL, '函', 'w', NULL, $1")
			fuller := district("320803", "淮安区", 2023, 41)
			fuller.Cells = append(fuller.Cells, printed("disclosure.licence.decisions", 7))
			h.loadAt("c.html", "1", "i", fuller) // in place of the page of the first day
		}},
		{"2024-03-05", "a person moves a report to a body that is not known yet, and opens the finding again", func() {
			h.exec("INSERT INTO override (sha256, field, value, who, recorded_at) VALUES ('" + sha("e") + "', 'agency', '淮安市新局', 'w', $1)")
			h.rule("SELECT DISTINCT finding_id FROM finding", record.Reopened)
		}},
		{"2024-03-06", "that body reports, a better parser reads a document again and rejects another", func() {
			h.load("1", "j", historyReport("淮安市新局", "320800", "city", "department", report.ScopeOwn, 2022, 3))
			worse := district("320812", "清江浦区", 2023, 33)
			worse.Findings = doubtful.Findings
			h.load("2", "f", worse)
			h.load("2", "d")
		}},
		{"2024-03-07", "a batch is withdrawn, an alias recorded", func() {
			h.withdraw("i", true)
			h.exec("INSERT INTO agency_alias SELECT agency_id, '市教育局', 'w', NULL, $1 FROM agency WHERE name = '淮安市教育局'")
			h.exec(`INSERT INTO agency_successor SELECT a.agency_id, b.agency_id, '2024-01-01', 'w', NULL, $1
				FROM agency a, agency b WHERE a.name = '淮安市新局' AND b.name = '淮安市教育局'`)
		}},
		{"2024-03-08", "the register and a body change, a page is put back, what was settled holds for its next version", func() {
			h.exec(`INSERT INTO agency_change SELECT agency_id, '淮安市教体局', level, kind, system, NULL, DATE '2030-12-31', NULL, 'w', NULL, $1
				FROM agency WHERE name = '淮安市教育局'`)
			h.exec(`INSERT INTO agency_register
				SELECT agency_id, 2023, 'exempt', '0518', 'w', NULL, $1, NULL FROM agency WHERE name = '淮安市教育局'`)
			h.load("1", "c", district("320803", "淮安区", 2023, 40))
			h.loadAt("e.html", "1", "m", bureau(2023, 51))
		}},
		{"2024-03-09", "the withdrawal is taken back, the next year arrives, and what one body printed under the name of another", func() {
			h.withdraw("i", false)
			h.load("2", "n", historyReport("淮安市招生办公室", "320800", "city", "department", report.ScopeOwn, 2023, 50))
			h.load("2", "k", bureau(2024, 60))
			h.load("2", "l", city(2024, 3))
		}},
	}
}

// keep copies the file as it is at the end of a day, as ingest publishes it.
func (h *history) keep(date string) {
	h.t.Helper()
	if _, err := StoreSubtotals(h.t.Context(), h.w.DB()); err != nil {
		h.t.Fatal(err)
	}
	s, err := snapshot.Publish(h.t.Context(), h.w)
	if err != nil {
		h.t.Fatal(err)
	}
	from, err := os.Open(s.Path)
	if err != nil {
		h.t.Fatal(err)
	}
	defer from.Close()
	path := filepath.Join(h.t.TempDir(), date+".duckdb")
	to, err := os.Create(path)
	if err != nil {
		h.t.Fatal(err)
	}
	defer to.Close()
	if _, err := io.Copy(to, from); err != nil {
		h.t.Fatal(err)
	}
	h.copies = append(h.copies, dayCopy{date, path})
}

// now is some moment of the day that is lived, each later than the one before.
func (h *history) now() time.Time {
	days := h.days()
	date := days[min(len(h.copies), len(days)-1)].date
	start, err := time.Parse(time.RFC3339, date+"T09:00:00+08:00")
	if err != nil {
		h.t.Fatal(err)
	}
	if h.today.Before(start) {
		h.today = start
	}
	h.today = h.today.Add(time.Second)
	return h.today
}

// load loads one document with its reports, none for one that the parser rejects.
func (h *history) load(parser, content string, reports ...report.Report) {
	h.t.Helper()
	h.loadAt(content+".html", parser, content, reports...)
}

// loadAt loads a document that lies at a path.
func (h *history) loadAt(path, parser, content string, reports ...report.Report) {
	h.t.Helper()
	now := h.now()
	d := load.Document{
		Path: path, Size: 1, ModifiedAt: now, SHA256: sha(content), MediaType: "text/html", Reports: reports,
	}
	if len(reports) == 0 {
		d.Reason = "not_a_report"
	}
	run := load.Begin(h.w, load.RunInfo{StartedAt: now, Command: "ingest", ParserVersion: parser, RulesVersion: "1"})
	if _, err := run.Load(h.t.Context(), load.Batch{Documents: []load.Document{d}, RecordedAt: now}); err != nil {
		h.t.Fatal(err)
	}
}

// rule decides about the finding that a query names.
func (h *history) rule(query string, verdict record.Verdict) {
	h.t.Helper()
	id := answer(h.t, h.w.DB(), query)[0]
	if _, err := record.Rule(h.t.Context(), h.w, record.Review{RecordedAt: h.now(), Rulings: []record.Ruling{
		{FindingID: id, Verdict: verdict, Who: "w", Why: "why"},
	}}); err != nil {
		h.t.Fatal(err)
	}
}

// withdraw withdraws the batch that brought a document, or takes that back.
func (h *history) withdraw(content string, withdrawn bool) {
	h.exec(fmt.Sprintf(`INSERT INTO withdrawal (batch_id, who, why, recorded_at, is_withdrawn)
		SELECT batch_id, 'w', 'why', $1, %v FROM document WHERE sha256 = '%s'`, withdrawn, sha(content)))
}

// withdrawLast withdraws the last batch.
func (h *history) withdrawLast() {
	h.exec(`INSERT INTO withdrawal (batch_id, who, why, recorded_at) SELECT max(batch_id), 'w', 'why', $1 FROM batch`)
}

func (h *history) exec(statement string) { exec(h.t, h.w.DB(), statement, h.now()) }

func historyReport(agency, region, level, kind string, scope report.Scope, year int, received int64) report.Report {
	return report.Report{
		Agency: agency, RegionCode: region, AgencyLevel: level, AgencyKind: kind, Year: year, Title: agency,
		Forms:  report.PerSubject[string]{Disclosure: "2021", Request: "2021", Appeal: "2021"},
		Scopes: report.PerSubject[report.Scope]{Disclosure: scope, Request: scope, Appeal: scope},
		Cells: []report.Cell{
			printed("request.received.total", received), printed("request.carried_in.total", 3), printed("request.carried_out.total", 2+received%3),
			printed("disclosure.regulation.in_force", received), printed("appeal.reconsideration.total", received/10),
			printed("disclosure.fee.amount", received), printed("request.granted.total", received/2), printed("request.concluded.total", received),
			printed("request.unavailable_not_held.total", received/3), printed("request.unavailable_needs_creation.total", 0),
			printed("request.unavailable_unclear.total", 1),
		},
	}
}

// historyTaxes is a report of a body of a vertical system.
func historyTaxes(agency, region string, year int, scope report.Scope, received int64) report.Report {
	r := historyReport(agency, region, "", "vertical", scope, year, received)
	r.System = "税务"
	return r
}

func printed(code string, value int64) report.Cell {
	return report.Cell{Code: code, State: report.Reported, Value: report.Whole(value), Raw: fmt.Sprint(value)}
}

// sha is the hash of a document: in the order of their names, so that a case can say which of two is the smaller.
func sha(document string) string {
	tail := hex.EncodeToString([]byte(document))
	return strings.Repeat(tail[:2], 32)[:64-len(tail)] + tail
}

// openCopy opens a copy without optimizing: on this little data planning is what takes time, and there are many queries.
func openCopy(t *testing.T, path string) *sql.DB {
	t.Helper()
	db := openFile(t, path)
	exec(t, db, "PRAGMA disable_optimizer")
	return db
}

// allRows returns every row of every view as text, sorted. A view is asked after those that it reads from, whose rows it finds as
// tables: each rule runs once.
func allRows(t *testing.T, db *sql.DB, views []View) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, v := range views {
		_, query, ok := strings.Cut(v.SQL, "CREATE OR REPLACE VIEW "+v.Name+" AS")
		if !ok {
			t.Fatalf("view %s: how does it begin?", v.Name)
		}
		exec(t, db, "CREATE OR REPLACE TEMP TABLE "+identifier(v.Name)+" AS "+query)
		rows := answer(t, db, "SELECT CAST(to_json(v) AS VARCHAR) FROM "+identifier(v.Name)+" v")
		slices.Sort(rows)
		out[v.Name] = rows
	}
	return out
}
