package warehouse

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/report"
)

// noon is when everything in these tests happens.
func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

func info() RunInfo {
	return RunInfo{StartedAt: noon(), Command: "ingest", ParserVersion: "1", RulesVersion: "1"}
}

// open makes or opens a warehouse with the reference data in it, and closes it with the test.
func open(tb testing.TB, path string) *Warehouse {
	tb.Helper()
	w, err := Create(tb.Context(), Options{Path: path, Now: noon})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := w.Close(); err != nil {
			tb.Error(err)
		}
	})
	if err := w.SyncReference(tb.Context(), reference(tb)); err != nil {
		tb.Fatal(err)
	}
	return w
}

func fresh(tb testing.TB) *Warehouse {
	tb.Helper()
	return open(tb, filepath.Join(tb.TempDir(), "w.duckdb"))
}

func formSet(tb testing.TB) *forms.Set {
	tb.Helper()
	set, err := forms.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

func ruleSet(tb testing.TB) *rules.Set {
	tb.Helper()
	set, err := rules.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// reference is what every warehouse of these tests is filled with.
func reference(tb testing.TB) Reference {
	tb.Helper()
	return Reference{formSet(tb), ruleSet(tb), regions(tb)}
}

func regions(tb testing.TB) []Region {
	tb.Helper()
	return []Region{
		{Code: "000000", Name: "中华人民共和国", Level: "nation", Kind: "division", ValidFrom: date(tb, 1949, 10, 1)},
		{Code: "320000", Name: "江苏省", Level: "province", ParentCode: "000000", Kind: "division", ValidFrom: date(tb, 1953, 1, 1)},
		{Code: "320800", Name: "淮安市", Level: "city", ParentCode: "320000", Kind: "division", ValidFrom: date(tb, 2001, 2, 1)},
		{
			Code: "320811", Name: "清浦区", Level: "county", ParentCode: "320800", Kind: "division",
			ValidFrom: date(tb, 1983, 1, 1), ValidTo: date(tb, 2016, 6, 8), SuccessorCode: "320812",
		},
	}
}

func date(tb testing.TB, year, month, day int) report.Date {
	tb.Helper()
	d, ok := report.NewDate(year, month, day)
	if !ok {
		tb.Fatalf("no such day: %d-%d-%d", year, month, day)
	}
	return d
}

// corpus invents n documents with one report of the 2021 form each: 200 cells, mostly zeros, with places.
func corpus(tb testing.TB, n int) []Document {
	tb.Helper()
	form, ok := formSet(tb).Form("2021")
	if !ok {
		tb.Fatal("no form 2021")
	}
	random := rand.New(rand.NewPCG(1, 2))
	documents := make([]Document, n)
	for i := range documents {
		r := report.Report{
			Title: fmt.Sprintf("机关%d2024年政府信息公开工作年度报告", i), Agency: fmt.Sprintf("机关%d", i),
			RegionCode: "320800", AgencyLevel: "city", AgencyKind: "department", Year: 2024,
			Period: report.Period{From: date(tb, 2024, 1, 1), To: date(tb, 2024, 12, 31)},
			Forms:  report.PerSubject[string]{Disclosure: "2021", Request: "2021", Appeal: "2021"},
			Scopes: report.PerSubject[report.Scope]{Disclosure: report.ScopeOwn, Request: report.ScopeOwn, Appeal: report.ScopeOwn},
		}
		for k, p := range form.Positions {
			if p.Role != forms.RoleCell {
				continue
			}
			c := report.Cell{Code: p.Indicator.Code, State: report.Reported, Raw: "0", Place: report.Place{Page: 3, Grid: 1 + k/80, Row: 1 + k/8, Column: 1 + k%8}}
			if random.IntN(5) == 0 {
				v := random.Int64N(3000)
				c.Value, c.Raw = report.Whole(v), fmt.Sprint(v)
			}
			r.Cells = append(r.Cells, c)
		}
		r.Narrative = []report.Section{{Name: "overview", Text: strings.Repeat("全年工作。", 20)}}
		documents[i] = document(fmt.Sprintf("reports/%d.html", i), r.Title, r)
	}
	return documents
}

// document is a file whose bytes are content.
func document(path, content string, reports ...report.Report) Document {
	return Document{
		Path: path, Size: int64(len(content)), ModifiedAt: noon().Add(123456789), SHA256: sha(content),
		MediaType: "text/html", Reports: reports,
	}
}

func sha(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// load loads documents in one batch.
func load(tb testing.TB, r *Run, documents ...Document) BatchSummary {
	tb.Helper()
	s, err := r.Load(tb.Context(), Batch{Documents: documents, RecordedAt: noon()})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// tables lists the tables of the schema.
func tables(tb testing.TB, db *sql.DB) []string {
	tb.Helper()
	return column(tb, db, `SELECT table_name FROM duckdb_tables()
		WHERE database_name = current_database() AND NOT temporary ORDER BY table_name`)
}

// counts returns the number of rows of every table.
func counts(tb testing.TB, db *sql.DB) map[string]string {
	tb.Helper()
	out := map[string]string{}
	for _, t := range tables(tb, db) {
		out[t] = column(tb, db, "SELECT count(*)::VARCHAR FROM "+t)[0]
	}
	return out
}

// column returns the one text column of a query.
func column(tb testing.TB, db *sql.DB, query string, args ...any) []string {
	tb.Helper()
	rows, err := db.QueryContext(tb.Context(), query, args...)
	if err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			tb.Fatalf("%s: %v", query, err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
	return out
}

// dump prints tables as text, one row a line, in the order of their rows.
func dump(tb testing.TB, db *sql.DB, names ...string) string {
	tb.Helper()
	if _, err := db.ExecContext(tb.Context(), "SET GLOBAL TimeZone = 'UTC'"); err != nil {
		tb.Fatal(err)
	}
	var out strings.Builder
	for _, t := range names {
		fmt.Fprintf(&out, "== %s\n", t)
		for _, row := range column(tb, db, "SELECT to_json(t)::VARCHAR FROM "+t+" t ORDER BY rowid") {
			out.WriteString(row + "\n")
		}
	}
	return out.String()
}
