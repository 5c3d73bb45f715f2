package page

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/report"
	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
)

// received is an invented report of a body of 洪泽区: the requests that it received, and how many of them were denied.
func received(agency, kind string, year int, received, denied string) report.Report {
	cell := func(code, raw string, row int) report.Cell {
		c := report.Cell{Code: code, State: report.Reported, Raw: raw, Place: report.Place{Grid: 2, Row: row, Column: 10}}
		if raw == "" {
			c.State = report.Blank
		}
		c.Value, _ = report.ParseValue(raw)
		return c
	}
	scope := report.ScopeOwn
	if kind == "government" {
		scope = report.ScopeArea
	}
	hash := sha256.Sum256([]byte(agency + strconv.Itoa(year)))
	return report.Report{
		Path: agency + ".html", SHA256: hex.EncodeToString(hash[:]), Title: agency + "年度报告",
		Agency: agency, AgencyLevel: "county", AgencyKind: kind, RegionCode: "320813", Year: year,
		PublishedOn: report.Date{Year: year + 1, Month: time.January, Day: 20},
		Scopes:      report.PerSubject[report.Scope]{Disclosure: scope, Request: scope, Appeal: scope},
		Forms:       report.PerSubject[string]{Request: "2021"},
		Cells:       []report.Cell{cell("request.received.total", received, 3), cell("request.denied.total", denied, 5)},
	}
}

// ask loads reports, each of a document of its own, into a warehouse with three regions, and returns what answers questions to it.
func ask(t *testing.T, reports ...report.Report) Source {
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
	for _, r := range []load.Region{
		{Code: "320000", Name: "江苏省", Level: "province"},
		{Code: "320800", Name: "淮安市", Level: "city", ParentCode: "320000"},
		{Code: "320813", Name: "洪泽区", Level: "county", ParentCode: "320800"},
	} {
		r.Kind, r.ValidFrom = "division", report.Date{Year: 1949, Month: time.October, Day: 1}
		reference.Regions = append(reference.Regions, r)
	}
	if err := load.SyncReference(ctx, w, reference); err != nil {
		t.Fatal(err)
	}
	batch := load.Batch{RecordedAt: time.Date(2025, 2, 3, 4, 5, 6, 0, time.UTC)}
	for _, r := range reports {
		batch.Documents = append(batch.Documents, load.Document{
			Path: "/d/" + r.Path, Size: 1, ModifiedAt: batch.RecordedAt, SHA256: r.SHA256, MediaType: "text/html", Reports: []report.Report{r},
		})
	}
	run := load.Begin(w, load.RunInfo{StartedAt: batch.RecordedAt, ParserVersion: "1", RulesVersion: "1"})
	if _, err := run.Load(ctx, batch); err != nil {
		t.Fatal(err)
	}
	if _, err := queries.Install(ctx, w.DB()); err != nil {
		t.Fatal(err)
	}
	if err := queries.Tune(ctx, w.DB()); err != nil {
		t.Fatal(err)
	}
	return w.DB().QueryContext
}
