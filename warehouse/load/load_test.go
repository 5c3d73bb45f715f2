package load

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse"
	"gongkai/warehouse/snapshot"
	"gongkai/warehouse/warehousetest"
)

// mixed is a batch with one of everything that a row can be.
func mixed(t *testing.T) []Document {
	t.Helper()
	left, right := report.Sum{}.Add(report.Whole(5)), report.Sum{}.Add(report.Whole(4))
	settled := report.Report{
		Title: "淮安市人民政府2024年政府信息公开工作年度报告（更正）", Agency: "淮安市人民政府", RegionCode: "320800", Year: 2024,
		AgencyLevel: "city", AgencyKind: "government", Correction: true, PublishedOn: warehousetest.Date(t, 2025, 1, 27),
		Period: report.Period{From: warehousetest.Date(t, 2024, 1, 1), To: warehousetest.Date(t, 2024, 12, 31)},
		Forms:  report.PerSubject[string]{Disclosure: "2021", Request: "2021"},
		Scopes: report.PerSubject[report.Scope]{Disclosure: report.ScopeArea, Request: report.ScopeArea, Appeal: report.ScopeArea},
		Cells: []report.Cell{
			{Code: "disclosure.regulation.issued", State: report.Reported, Value: report.Whole(5), Raw: "5", Place: report.Place{Page: 2, Grid: 1, Row: 3, Column: 2}},
			{Code: "disclosure.regulation.repealed", State: report.Reported, Value: report.Whole(0), Raw: "〇", Place: report.Place{Line: 12}},
			{Code: "disclosure.regulation.in_force", State: report.Reported, Value: -1500000, Raw: "减1.5", Place: report.Place{Page: 70000, Row: 1}},
			{Code: "disclosure.normative_document.issued", State: report.Blank},
			{Code: "disclosure.normative_document.repealed", State: report.Placeholder, Raw: "/", Place: report.Place{Page: 32767, Grid: 32767, Row: 1<<31 - 1, Column: 32767}},
			{Code: "disclosure.normative_document.in_force", State: report.Unreadable, Raw: "1\x002\xff"},
			{Code: "request.received.natural_person", State: report.Absent},
			{Code: "request.received.total", State: report.Inferred, Value: report.Whole(999_999_999_999), Raw: "999999999999"},
		},
		Extras:    []report.Extra{{Subject: report.Request, Label: "本地行", Raw: "3", Place: report.Place{Line: 9}}},
		Narrative: []report.Section{{Name: "overview", Text: "总体情况"}},
		Evidence:  []report.Evidence{{Field: "year", Value: "2024", Source: "title"}},
		Findings: []report.Finding{
			{
				Rule: "request.received.sum", Subject: report.Request, Severity: report.Error, Status: report.Fail, Left: &left, Right: &right,
				MessageZH: "不等", MessageEN: "differs", Cells: []string{"request.received.total", "request.received.natural_person"},
				Suggestion: []report.Suggestion{{Code: "request.received.total", Value: "4", Culprit: "agency"}},
			},
			{Rule: "shape", Severity: report.Info, Status: report.NotAssessable, MessageZH: "缺表", MessageEN: "a table is missing"},
			{Rule: "passed", Severity: report.Info, Status: report.Pass},
		},
	}
	unsettled := report.Report{Agency: "某局", Year: 2023, Cells: []report.Cell{
		{Code: "request.received.total", State: report.Reported, Value: report.Whole(7), Raw: "7"},
	}}
	rejected := document("scan.pdf", "image")
	rejected.Reason, rejected.Message = "needs_ocr", "只有图像"
	published := document("a.html", "two reports", settled, unsettled)
	published.Source, published.FetchedAt = "https://www.huaian.gov.cn/a.html", warehousetest.Noon().Add(-time.Hour)
	return []Document{published, rejected, document("copy/a.html", "two reports", settled, unsettled), document("b.zip", "an archive")}
}

func loadedTables() []string {
	return []string{
		"agency", "document", "judgement", "document_path", "report_version", "cell", "extra", "narrative", "evidence",
		"finding", "run", "batch",
	}
}

// The same golden file holds for both builds, with and without the tag duckdb_arrow.
func TestLoadStoresEverything(t *testing.T) {
	w := fresh(t)
	got := load(t, Begin(w, info()), mixed(t)...)
	want := BatchSummary{BatchID: 1, Documents: 3, NewDocuments: 3, NewPaths: 4, Reports: 2, Cells: 9, Judgements: 3}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
	warehousetest.Golden(t, "testdata/loaded.golden.jsonl", warehousetest.Dump(t, w.DB(), loadedTables()...))
}

func TestLoadAgainWritesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.duckdb")
	w := open(t, path)
	load(t, Begin(w, info()), mixed(t)...)
	if _, err := snapshot.Publish(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	before, file := warehousetest.Counts(t, w.DB()), stat(t, path)

	again := Begin(w, RunInfo{StartedAt: warehousetest.Noon().Add(time.Hour), Command: "ingest", ParserVersion: "1", RulesVersion: "1"})
	got := load(t, again, mixed(t)...)
	if diff := cmp.Diff(BatchSummary{Documents: 3, Unchanged: 3}, got); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
	if got.Changed() || again.id != 0 {
		t.Errorf("changed = %v, run = %d, want no change and no run", got.Changed(), again.id)
	}
	if diff := cmp.Diff(before, warehousetest.Counts(t, w.DB())); diff != "" {
		t.Errorf("rows (-before +after):\n%s", diff)
	}
	if err := SyncReference(t.Context(), w, reference(t)); err != nil {
		t.Fatal(err)
	}
	s, err := snapshot.Publish(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	if s.New || s.Generation != 1 {
		t.Errorf("snapshot %+v, want the first one again", s)
	}
	if after := stat(t, path); !after.ModTime().Equal(file.ModTime()) {
		t.Error("the file was written by a run that changed nothing")
	}
}

func stat(t *testing.T, path string) os.FileInfo {
	t.Helper()
	i, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestLoadAfterOtherChanges(t *testing.T) {
	moved := func(d []Document) []Document { d[0].ModifiedAt = d[0].ModifiedAt.Add(time.Second); return d }
	settledNow := func(d []Document) []Document {
		for _, i := range []int{0, 2} {
			d[i].Reports[1].RegionCode = "320800"
		}
		return d
	}
	readNow := func(d []Document) []Document {
		d[1].Reason, d[1].Message, d[1].Reports = "", "", []report.Report{{Agency: "扫描局"}}
		return d
	}
	same := func(d []Document) []Document { return d }
	for _, c := range []struct {
		name   string
		parser string
		change func([]Document) []Document
		want   BatchSummary
		causes []string // of all versions, by id
	}{
		{"a file is touched", "1", moved, BatchSummary{BatchID: 2, Documents: 3, NewPaths: 1, Unchanged: 2}, []string{"source", "source"}},
		{"another parser", "2", same, BatchSummary{BatchID: 2, Documents: 3, Judgements: 3, Reports: 2, Cells: 9}, []string{"source", "source", "parser", "parser"}},
		{"a report is settled by hand", "1", settledNow, BatchSummary{BatchID: 2, Documents: 3, Reports: 1, Cells: 1, Unchanged: 2}, []string{"source", "source", "source"}},
		{"the next parser reads a scan", "2", readNow, BatchSummary{BatchID: 2, Documents: 3, Judgements: 3, Reports: 3, Cells: 9}, []string{"source", "source", "parser", "parser", "source"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := fresh(t)
			load(t, Begin(w, info()), mixed(t)...)
			next := info()
			next.ParserVersion = c.parser
			got := load(t, Begin(w, next), c.change(mixed(t))...)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("summary (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.causes, warehousetest.Column(t, w.DB(), "SELECT cause FROM report_version ORDER BY version_id")); diff != "" {
				t.Errorf("causes (-want +got):\n%s", diff)
			}
		})
	}
}

// A manifest that names another agency and then the first one again: what counts is what was said last.
func TestIdentityThatChangesBack(t *testing.T) {
	w := fresh(t)
	for i, agency := range []string{"甲局", "乙局", "甲局", "甲局"} {
		docs := mixed(t)[:1]
		docs[0].Reports = docs[0].Reports[:1]
		docs[0].Reports[0].Agency = agency
		got := load(t, Begin(w, info()), docs...)
		if want := map[bool]int{true: 1, false: 0}[i < 3]; got.Reports != want {
			t.Errorf("%s, load %d: %d new versions, want %d", agency, i+1, got.Reports, want)
		}
	}
	last := warehousetest.Column(t, w.DB(), "SELECT agency_name FROM report_version ORDER BY version_id DESC LIMIT 1")
	if diff := cmp.Diff([]string{"甲局"}, last); diff != "" {
		t.Errorf("the last version (-want +got):\n%s", diff)
	}
}

// A clock that was set back does not change what an earlier day answers.
func TestTimeOfBatchesNeverFalls(t *testing.T) {
	w := fresh(t)
	documents := corpus(t, 3)
	for i, at := range []time.Time{warehousetest.Noon(), warehousetest.Noon().Add(-48 * time.Hour), warehousetest.Noon().Add(time.Hour)} {
		if _, err := Begin(w, info()).Load(t.Context(), Batch{Documents: documents[i : i+1], RecordedAt: at}); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"0", "0", "3600"}
	for _, table := range []string{"batch", "report_version", "judgement"} {
		got := warehousetest.Column(t, w.DB(), "SELECT CAST(epoch(recorded_at) - (SELECT min(epoch(recorded_at)) FROM batch) AS BIGINT)::VARCHAR FROM "+table+" ORDER BY batch_id")
		if diff := cmp.Diff(want, got); diff != "" || warehousetest.Column(t, w.DB(), "SELECT min(recorded_at) = '2026-11-23 12:00:00+00' FROM batch")[0] != "true" {
			t.Errorf("%s (-want +got):\n%s", table, diff)
		}
	}
}

// Findings keep their ids when a newer parser makes the same of a report, and get others when a number changes.
func TestFindingIDs(t *testing.T) {
	w := fresh(t)
	load(t, Begin(w, info()), mixed(t)...)
	next := info()
	next.ParserVersion = "2"
	load(t, Begin(w, next), mixed(t)...)
	changed := mixed(t)[:1]
	changed[0].SHA256 = warehousetest.SHA("a re-issue")
	changed[0].Reports[0].Cells[7].Value = report.Whole(8)
	load(t, Begin(w, info()), changed...)
	got := warehousetest.Column(t, w.DB(), `SELECT rule || ' ' || count(*) || ' rows, ' || count(DISTINCT finding_id) || ' ids' FROM finding GROUP BY rule ORDER BY rule`)
	want := []string{"request.received.sum 3 rows, 2 ids", "shape 3 rows, 1 ids"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLoadRefuses(t *testing.T) {
	w := fresh(t)
	good := mixed(t)[:1]
	change := func(f func(d *Document)) []Document {
		d := mixed(t)[:1]
		f(&d[0])
		return d
	}
	for _, c := range []struct {
		name      string
		documents []Document
		want      string
	}{
		{"too many documents", make([]Document, MaxDocuments+1), "at most 1000"},
		{"no path", change(func(d *Document) { d.Path = "" }), "no path"},
		{"no hash", change(func(d *Document) { d.SHA256 = "ABC" }), "not a SHA-256"},
		{"unknown reason", change(func(d *Document) { d.Reason = "bored" }), `unknown reason "bored"`},
		{"rejected with reports", change(func(d *Document) { d.Reason = "empty" }), "has 2 reports"},
		{"unknown indicator", change(func(d *Document) { d.Reports[0].Cells[0].Code = "request.x.y" }), "no indicator request.x.y"},
		{"an indicator twice", change(func(d *Document) { d.Reports[0].Cells[1].Code = d.Reports[0].Cells[0].Code }), "stands twice"},
		{"unknown state", change(func(d *Document) { d.Reports[0].Cells[1].State = "zero" }), `unknown state "zero"`},
		{"unknown scope", change(func(d *Document) { d.Reports[0].Scopes.Request = "world" }), "world"},
		{"unknown severity", change(func(d *Document) { d.Reports[0].Findings[0].Severity = "awful" }), "awful"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Begin(w, info()).Load(t.Context(), Batch{Documents: c.documents, RecordedAt: warehousetest.Noon()})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v, want one with %q", err, c.want)
			}
			if got := warehousetest.Counts(t, w.DB())["document"]; got != "0" {
				t.Errorf("%s documents after a refused batch", got)
			}
		})
	}
	if s := load(t, Begin(w, info()), good...); s.Reports != 2 {
		t.Errorf("a good batch after the bad ones: %+v", s)
	}
}

// failing is a loader that breaks off after the cells went in.
type failing struct {
	loader
	cancel context.CancelFunc
}

func (f failing) load(ctx context.Context, conn *sql.Conn, cells *cellColumns, insert string) error {
	if err := f.loader.load(ctx, conn, cells, insert); err != nil {
		return err
	}
	f.cancel()
	return ctx.Err()
}

func TestCancelledLoadLeavesNothing(t *testing.T) {
	w := fresh(t)
	before := warehousetest.Counts(t, w.DB())
	ctx, cancel := context.WithCancel(t.Context())
	run := Begin(w, info())
	inner := run.loader
	run.loader = failing{inner, cancel}
	if _, err := run.Load(ctx, Batch{Documents: mixed(t), RecordedAt: warehousetest.Noon()}); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want a cancelled context", err)
	}
	if diff := cmp.Diff(before, warehousetest.Counts(t, w.DB())); diff != "" {
		t.Errorf("rows (-before +after):\n%s", diff)
	}
	run.loader = inner
	if s := load(t, run, mixed(t)...); s.BatchID != 1 || s.Reports != 2 {
		t.Errorf("the same batch afterwards: %+v", s)
	}
}

func TestLoadNeedsReference(t *testing.T) {
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: filepath.Join(t.TempDir(), "w.duckdb")})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	_, err = Begin(w, info()).Load(t.Context(), Batch{Documents: mixed(t)})
	if err == nil || !strings.Contains(err.Error(), "SyncReference") {
		t.Errorf("error %v, want one that names SyncReference", err)
	}
}

// What is loaded depends on the order of the batch alone, not on the threads of DuckDB.
func TestLoadIsTheSameForAnyThreads(t *testing.T) {
	var dumps []string
	for _, threads := range []int{1, 2, 4} {
		w, err := warehouse.Create(t.Context(), warehouse.Options{Path: filepath.Join(t.TempDir(), "w.duckdb"), Threads: threads, Now: warehousetest.Noon})
		if err != nil {
			t.Fatal(err)
		}
		if err := SyncReference(t.Context(), w, reference(t)); err != nil {
			t.Fatal(err)
		}
		run := Begin(w, info())
		all := corpus(t, 700)
		load(t, run, all[:400]...)
		load(t, run, all[300:]...)
		dumps = append(dumps, warehousetest.SHA(warehousetest.Dump(t, w.DB(), loadedTables()...)))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(slices.Compact(dumps)) != 1 {
		t.Errorf("dumps differ: %v", dumps)
	}
}

func TestKnownFiles(t *testing.T) {
	w := fresh(t)
	load(t, Begin(w, info()), mixed(t)...)
	touched := mixed(t)
	touched[0].ModifiedAt = warehousetest.Noon().Add(time.Minute)
	next := info()
	next.ParserVersion = "2"
	load(t, Begin(w, next), touched[:2]...)
	got, err := KnownFiles(t.Context(), w.DB())
	if err != nil {
		t.Fatal(err)
	}
	at := warehousetest.Noon().Add(123456789)
	want := map[string]KnownFile{
		"a.html":      {Size: 11, ModifiedAt: warehousetest.Noon().Add(time.Minute), SHA256: warehousetest.SHA("two reports"), ParserVersion: "2", RulesVersion: "1"},
		"copy/a.html": {Size: 11, ModifiedAt: at, SHA256: warehousetest.SHA("two reports"), ParserVersion: "2", RulesVersion: "1"},
		"scan.pdf":    {Size: 5, ModifiedAt: at, SHA256: warehousetest.SHA("image"), ParserVersion: "2", RulesVersion: "1", Reason: "needs_ocr"},
		"b.zip":       {Size: 10, ModifiedAt: at, SHA256: warehousetest.SHA("an archive"), ParserVersion: "1", RulesVersion: "1"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, paths := range [][]string{{"scan.pdf", "none.html", "b.zip"}, {"none.html"}, nil} {
		some := map[string]KnownFile{}
		for _, path := range paths {
			if k, ok := want[path]; ok {
				some[path] = k
			}
		}
		got, err := KnownFilesAt(t.Context(), w.DB(), paths)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(some, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", paths, diff)
		}
	}
}

func TestStatesAreThoseOfTheSchema(t *testing.T) {
	w := fresh(t)
	var want []string
	for i, s := range report.States() {
		want = append(want, string(s))
		if code, ok := stateCode(s); !ok || int(code) != i {
			t.Errorf("state %s has code %d, %v, want %d", s, code, ok, i)
		}
	}
	if diff := cmp.Diff(want, warehousetest.Column(t, w.DB(), "SELECT unnest(enum_range(NULL::cell_state))")); diff != "" {
		t.Errorf("(-report +schema):\n%s", diff)
	}
}

func TestRawIsTheValuesText(t *testing.T) {
	for _, c := range []struct {
		value report.Value
		raw   string
		want  bool
	}{
		{report.Whole(0), "0", true},
		{report.Whole(0), "", false},
		{report.Whole(0), "00", false},
		{report.Whole(7), "07", false},
		{report.Whole(3511), "3511", true},
		{report.Whole(3511), "3512", false},
		{report.Whole(-3), "-3", true},
		{report.Whole(3), "+3", false},
		{1_500_000, "1.5", true},
		{1_500_000, "1.50", false},
		{report.Whole(999_999_999_999), "999999999999", true},
		{report.Whole(5), "５", false},
	} {
		if got := isText(c.value, c.raw); got != c.want {
			t.Errorf("isText(%s, %q) = %v", c.value, c.raw, got)
		}
	}
}

func TestReadOnlyWarehouseTakesNothing(t *testing.T) {
	w := fresh(t)
	s, err := snapshot.Publish(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	r, err := warehouse.Open(t.Context(), warehouse.Options{Path: s.Path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := Begin(r, info()).Load(t.Context(), Batch{}); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("load: %v, want wrong use", err)
	}
	if _, err := r.DB().ExecContext(t.Context(), "DELETE FROM indicator"); err == nil {
		t.Error("a read-only warehouse let a row be deleted")
	}
}
