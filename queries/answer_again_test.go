package queries

import (
	"database/sql"
	"strconv"
	"testing"

	"gongkai/internal/report"
	"gongkai/warehouse/load"
	"gongkai/warehouse/record"
)

// Only the years of which something changed, and later ones, are made again, and what is stored then is what the views compute. Each step
// is one thing that can happen to a warehouse.
func TestOnlyWhatChangedIsMadeAgain(t *testing.T) {
	long(t)
	h := newHistory(t)
	h.copies = make([]dayCopy, len(h.days())) // the clock is that of the last day
	bureau := func(year int, received int64) report.Report {
		return historyReport("淮安市教育局", "320800", "city", "department", report.ScopeOwn, year, received)
	}
	office := func(year int, received int64) report.Report {
		return historyReport("淮安市司法局", "320800", "city", "department", report.ScopeOwn, year, received)
	}
	area := func(code, name, level string, year int, received int64) report.Report {
		return historyReport(name+"人民政府", code, level, "government", report.ScopeArea, year, received)
	}
	fee := func(r report.Report, amount int64) report.Report {
		for i := range r.Cells {
			if r.Cells[i].Code == "disclosure.fee.amount" {
				r.Cells[i].Value = report.Whole(amount)
			}
		}
		return r
	}
	doubtful := area("320800", "淮安市", "city", 2023, 100)
	doubtful.Findings = []report.Finding{{
		Rule: "request.balance", Subject: report.Request, Severity: report.Error, Status: report.Fail, MessageZH: "不等", MessageEN: "differs",
		Cells: []string{"request.received.total"}, Suggestion: []report.Suggestion{{Code: "request.received.total", Value: "101", Culprit: "agency"}},
	}}
	const all, none = "all", "none"
	for _, step := range []struct {
		what string
		from string // the year from which the answers are made again, all or none
		do   func()
	}{
		{"the first reports", all, func() {
			for year := 2020; year <= 2023; year++ {
				h.load("1", "d"+string(rune('a'+year-2020)), bureau(year, int64(5+year%7)))
				h.load("1", "o"+string(rune('a'+year-2020)), office(year, int64(11+year%3)))
			}
			h.load("1", "e", area("320803", "淮安区", "county", 2021, 40))
			h.load("1", "f", doubtful)
		}},
		{"nothing", none, func() {}},
		{"a run that brings nothing that counts", none, func() { h.load("1", "g") }},
		{"a report of a new year", "2024", func() { h.load("1", "h", bureau(2024, 60)) }},
		{"a report of a body that is not known yet", "2024", func() {
			h.load("1", "i", historyReport("清江浦区民政局", "320812", "county", "department", report.ScopeOwn, 2024, 2))
		}},
		{"a late report of an old year", "2021", func() { h.load("1", "j", area("320812", "清江浦区", "county", 2021, 33)) }},
		{"a finding is accepted", "2023", func() { h.rule("SELECT DISTINCT finding_id FROM finding", record.Accepted) }},
		{"and opened again", "2023", func() { h.rule("SELECT DISTINCT finding_id FROM finding", record.Reopened) }},
		{"a fuller rendition", "2021", func() {
			fuller := area("320803", "淮安区", "county", 2021, 41)
			fuller.Cells = append(fuller.Cells, printed("disclosure.licence.decisions", 7))
			h.loadAt("e.html", "1", "k", fuller)
		}},
		{"a page is put back", "2021", func() { h.loadAt("e.html", "1", "e", area("320803", "淮安区", "county", 2021, 40)) }},
		{"a batch is withdrawn", "2024", func() { h.withdraw("h", true) }},
		{"and counts again", "2024", func() { h.withdraw("h", false) }},
		{"who is expected, of one year", "2022", func() {
			h.exec(`INSERT INTO agency_register SELECT agency_id, 2022, 'expected', NULL, 'w', NULL, $1, TRUE FROM agency WHERE name = '淮安市教育局'`)
		}},
		{"an override of the year", "2023", func() {
			h.exec("INSERT INTO override (sha256, field, value, who, recorded_at) VALUES ('" + sha("i") + "', 'year', '2023', 'w', $1)")
		}},
		{"an override of the scope", "2021", func() {
			h.exec("INSERT INTO override (sha256, field, value, who, recorded_at) VALUES ('" + sha("j") + "', 'scope', 'own', 'w', $1)")
		}},
		{"somebody looked in vain", "2022", func() {
			h.exec("INSERT INTO looked_at SELECT NULL, '320812', 2022, 'https://www.example.org/', '2023-04-01', FALSE, 'w', NULL, $1")
		}},
		{"a deadline", "2023", func() {
			h.exec("INSERT INTO deadline SELECT 'publish', 'city', 'government', '320000', 2, 28, 2023, NULL, '函', 'w', NULL, $1")
		}},
		{"two bodies are one", all, func() {
			h.exec(`INSERT INTO agency_alias SELECT agency_id, '淮安市司法局', 'w', NULL, $1 FROM agency WHERE name = '淮安市教育局'`)
		}},
		{"and two again", all, func() {
			h.exec(`INSERT INTO agency_alias SELECT agency_id, '淮安市司法局', 'w', NULL, $1 FROM agency WHERE name = '淮安市司法局'`)
		}},
		{"a body of one year gets another name and an end", "2023", func() {
			h.exec(`INSERT INTO agency_change SELECT agency_id, '清江浦区民政和退役军人局', level, kind, system, NULL, DATE '2024-01-31', NULL, 'w', NULL, $1
				FROM agency WHERE name = '清江浦区民政局'`)
		}},
		{"and a successor", "2023", func() {
			h.exec(`INSERT INTO agency_successor SELECT a.agency_id, b.agency_id, '2024-02-01', 'w', NULL, $1
				FROM agency a, agency b WHERE a.name = '清江浦区民政局' AND b.name = '淮安市教育局'`)
		}},
		{"fees in another unit than the year before, whose finding it is", "2024", func() { h.load("1", "l", fee(office(2024, 14), 110000)) }},
		{"last year's numbers under this year", "2024", func() {
			h.withdrawLast()
			h.load("1", "m", office(2024, 11+2023%3))
		}},
		{"an adjustment, which the plain state does not show", none, func() {
			h.exec(`INSERT INTO adjustment (report_id, indicator_id, published_value, value, who, why, recorded_at)
				SELECT report_id, indicator_id, c.value, c.value + 1, 'w', 'w', $1 FROM report_version v JOIN cell c USING (version_id)
				JOIN indicator i USING (indicator_id)
				WHERE v.agency_name = '淮安市教育局' AND v.year = 2022 AND i.code = 'request.received.total'`)
		}},
		{"which lapses with a correction", "2022", func() {
			corrected := bureau(2022, 77)
			corrected.Correction, corrected.PublishedOn = true, report.Date{Year: 2024, Month: 3, Day: 4}
			h.load("1", "n", corrected)
		}},
		{"a vertical system, its head and a body", "2022", func() {
			h.load("1", "p", historyTaxes("淮安市税务局", "320800", 2022, report.ScopeSystem, 9))
			h.load("1", "q", historyTaxes("淮安区税务局", "320803", 2023, report.ScopeOwn, 4))
		}},
		{"a county goes into another", "2023", func() {
			regions := historyRegions()
			for i := range regions {
				if regions[i].Code == "320812" {
					regions[i].ValidTo, regions[i].SuccessorCode = report.Date{Year: 2023, Month: 6, Day: 30}, "320803"
				}
			}
			if err := load.SyncReference(t.Context(), h.w, reference(t, regions)); err != nil {
				t.Fatal(err)
			}
		}},
		{"what a data file says of the forms", all, func() { exec(t, h.w.DB(), "UPDATE series_break SET note = note || '.'") }},
		{"the views are those of another version", all, func() {
			exec(t, h.w.DB(), "CREATE OR REPLACE VIEW installed_view_set AS SELECT 'of before' AS hash, '' AS views")
			if _, err := Install(t.Context(), h.w.DB()); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(step.what, func(t *testing.T) {
			step.do()
			exec(t, h.w.DB(), "DELETE FROM stored_answer") // as every transaction of the warehouse does
			if _, err := StoreSubtotals(t.Context(), h.w.DB()); err != nil {
				t.Fatal(err)
			}
			from := storeAgain(t, h.w.DB())
			if from != step.from {
				t.Errorf("made again from %s, want %s", from, step.from)
			}
		})
	}
	// A few answers alone, after a change: what the others stand on is no longer known, and all are made the next time.
	list, views := readViews(t)
	h.load("1", "r", bureau(2024, 61))
	exec(t, h.w.DB(), "DELETE FROM stored_answer")
	if n, _, err := list.store(t.Context(), h.w.DB(), below(views, map[string]bool{"carry_over": true}), Once{}); err != nil || n != 1 {
		t.Fatalf("stored %d, %v", n, err)
	}
	exec(t, h.w.DB(), "DELETE FROM stored_answer")
	if from := storeAgain(t, h.w.DB()); from != all {
		t.Errorf("after some were stored alone: from %s", from)
	}
	for _, a := range list.stored() { // what is empty to the end proves nothing
		if n := answer(t, h.w.DB(), "SELECT count(*) FROM stored."+a.view)[0]; n == "0" {
			t.Errorf("%s has no row: the history does not try it", a.view)
		}
	}
}

// storeAgain stores the answers, holds them to what the views compute, and returns from which year on they were made again.
func storeAgain(t *testing.T, db *sql.DB) (from string) {
	t.Helper()
	list, views := readViews(t)
	_, years, err := list.store(t.Context(), db, below(views, list.names()), Once{})
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if n, err := list.compare(t.Context(), tx, views); err != nil || n != 0 {
		t.Errorf("%d rows differ from what the views compute: %v", n, err)
	}
	switch {
	case years.isNone:
		return "none"
	case years.isPart:
		return strconv.Itoa(years.year)
	}
	return "all"
}

func readViews(t *testing.T) (answers, []View) {
	t.Helper()
	set, err := readSet()
	if err != nil {
		t.Fatal(err)
	}
	return set.stored, set.views
}

// What a stored answer reads is among what tells whether it is as the tables are, but for what a version holds, which is never changed.
func TestAllThatAnswersStandOnIsLookedAt(t *testing.T) {
	list, views := readViews(t)
	text, err := statements.Text("answers/ground")
	if err != nil {
		t.Fatal(err)
	}
	looked := map[string]bool{"cell": true, "cell_subtotal": true}
	ground := View{Name: "ground", SQL: text}
	names := map[string]bool{}
	for _, name := range ground.reads() {
		names[name], looked[name] = true, true
	}
	for _, v := range below(views, names) {
		for _, name := range v.reads() {
			looked[name] = true
		}
	}
	seen := 0
	for _, table := range answer(t, newDatabase(t), "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT temporary") {
		isRead := false
		for _, v := range below(views, list.names()) {
			isRead = isRead || v.readsAny(map[string]bool{table: true})
		}
		if !isRead {
			continue
		}
		seen++
		if !looked[table] {
			t.Errorf("stored answers read table %s, and nothing of it is in answers/ground.sql", table)
		}
	}
	if seen < 20 {
		t.Errorf("stored answers read %d tables: the test does not see them", seen)
	}
}
