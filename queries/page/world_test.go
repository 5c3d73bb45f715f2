package page

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/config/rules"
	"gongkai/internal/report"
	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
)

// hongze is an invented report: the reconsiderations add up to 11 and their total is printed as 0, one cell is glued, and the report
// has no table of disclosures.
func hongze(year int) report.Report {
	cell := func(code string, state report.State, raw string, row, column int) report.Cell {
		c := report.Cell{Code: code, State: state, Raw: raw, Place: report.Place{Grid: 3, Row: row, Column: column}}
		if state.HasValue() {
			c.Value, _ = report.ParseValue(raw)
		}
		return c
	}
	left, right := report.Sum{}.Add(report.Whole(11)), report.Sum{}
	return report.Report{
		Path: strconv.Itoa(year) + ".html", SHA256: strings.Repeat("a", 63) + strconv.Itoa(year%10), Title: "洪泽区 *报告*",
		Agency: "淮安市洪泽区人民政府", AgencyLevel: "county", AgencyKind: "government", RegionCode: "320813", Year: year,
		PublishedOn: report.Date{Year: year + 1, Month: time.January, Day: 20},
		Scopes:      report.PerSubject[report.Scope]{Disclosure: report.ScopeArea, Request: report.ScopeArea, Appeal: report.ScopeArea},
		Forms:       report.PerSubject[string]{Appeal: "2021"},
		Cells: []report.Cell{
			cell("appeal.reconsideration.upheld", report.Reported, "9", 4, 1),
			cell("appeal.reconsideration.corrected", report.Inferred, "1", 4, 2),
			cell("appeal.reconsideration.other", report.Reported, "1", 4, 3),
			cell("appeal.reconsideration.pending", report.Blank, "", 4, 4),
			cell("appeal.reconsideration.total", report.Reported, "0", 4, 5),
			{Code: "appeal.litigation_direct.total", State: report.Unreadable, Raw: "1|2", Place: report.Place{Line: 7}},
		},
		Findings: []report.Finding{
			{
				Rule: "appeal.total", Severity: report.Error, Status: report.Fail, Left: &left, Right: &right,
				MessageZH: "合计不等", MessageEN: "the results add up to 11",
				Cells:      []string{"appeal.reconsideration.total", "appeal.reconsideration.upheld"},
				Suggestion: []report.Suggestion{{Code: "appeal.reconsideration.total", Value: "11", Culprit: "agency"}},
			},
			{
				Rule: "layout.left_out", Severity: report.Info, Status: report.NotAssessable,
				MessageZH: "有一行未读", MessageEN: "a row was not read",
			},
		},
	}
}

// newWarehouse is a warehouse with the views, some regions and some reports, each of a document of its own.
func newWarehouse(t *testing.T, reports ...report.Report) *warehouse.Warehouse {
	t.Helper()
	ctx := t.Context()
	w, err := warehouse.Create(ctx, warehouse.Options{Path: filepath.Join(t.TempDir(), "w.duckdb")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	reference := load.Reference{}
	if reference.Forms, err = forms.Embedded(); err != nil {
		t.Fatal(err)
	}
	if reference.Rules, err = rules.Embedded(); err != nil {
		t.Fatal(err)
	}
	founded := report.Date{Year: 1949, Month: time.October, Day: 1}
	for _, r := range []load.Region{
		{Code: "320000", Name: "江苏省", Level: "province"},
		{Code: "320800", Name: "淮安市", Level: "city", ParentCode: "320000"},
		{Code: "320813", Name: "洪泽区", Level: "county", ParentCode: "320800"},
	} {
		r.Kind, r.ValidFrom = "division", founded
		reference.Regions = append(reference.Regions, r)
	}
	if err := load.SyncReference(ctx, w, reference); err != nil {
		t.Fatal(err)
	}
	batch := load.Batch{RecordedAt: time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)}
	for _, r := range reports {
		batch.Documents = append(batch.Documents, load.Document{
			Path: "/d/" + r.Path, Size: 1, ModifiedAt: batch.RecordedAt, SHA256: r.SHA256, MediaType: "text/html",
			Reports: []report.Report{r},
		})
	}
	if len(reports) > 0 {
		info := load.RunInfo{StartedAt: batch.RecordedAt, ParserVersion: "1", RulesVersion: "1"}
		if _, err := load.Begin(w, info).Load(ctx, batch); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := queries.Install(ctx, w.DB()); err != nil {
		t.Fatal(err)
	}
	if err := queries.Tune(ctx, w.DB()); err != nil {
		t.Fatal(err)
	}
	if _, err := queries.StoreAnswers(ctx, w.DB()); err != nil {
		t.Fatal(err)
	}
	return w
}

func say(t *testing.T, l messages.Language) messages.Printer {
	t.Helper()
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.In(l)
}

// exec changes the tables as no command would.
func exec(t *testing.T, w *warehouse.Warehouse, statement string, args ...any) {
	t.Helper()
	if _, err := w.DB().ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

// stored asks for what is stored and not for the rules between reports, which take two seconds of processor time to plan in each
// question.
func stored(t *testing.T, w *warehouse.Warehouse) Source {
	t.Helper()
	exec(t, w, "CREATE TABLE no_finding_between AS FROM warehouse_finding LIMIT 0")
	return func(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
		return w.DB().QueryContext(ctx, strings.ReplaceAll(query, "FROM warehouse_finding f", "FROM no_finding_between f"), args...)
	}
}

// rulesOf returns the rules of findings, in their order.
func rulesOf(list []Finding) []string {
	out := []string{}
	for _, f := range list {
		out = append(out, f.Rule)
	}
	return slices.Clip(out)
}
