package release

import (
	"context"
	_ "embed"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
)

// views stand for those of package queries, which stands on this one; that they fit together is tested end to end in cmd.
//
//go:embed testdata/views.sql
var views string

// newWarehouse makes a warehouse with what testdata/views.sql says of 2024.
func newWarehouse(t *testing.T) *warehouse.Warehouse {
	t.Helper()
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: filepath.Join(t.TempDir(), "w.duckdb")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	known, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	founded, _ := report.NewDate(2001, 2, 1)
	city := load.Region{Code: "320800", Name: "淮安市", Level: "city", ParentCode: "320000", Kind: "division", ValidFrom: founded}
	if err := load.SyncReference(t.Context(), w, load.Reference{Forms: set, Rules: known, Regions: []load.Region{city}}); err != nil {
		t.Fatal(err)
	}
	change(t, w, views)
	return w
}

func change(t *testing.T, w *warehouse.Warehouse, text string) {
	t.Helper()
	if _, err := w.DB().ExecContext(t.Context(), text); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
}

// freeze makes a release of 2024; day of the month says when.
func freeze(t *testing.T, w *warehouse.Warehouse, day int) Release {
	t.Helper()
	r, made, err := Freeze(t.Context(), w, Options{Year: 2024, Status: Provisional, ParserVersion: "1", RulesVersion: "1", Program: "test", Now: on(day)})
	if err != nil || !made {
		t.Fatalf("made %v: %v", made, err)
	}
	return r
}

func on(day int) time.Time { return time.Date(2025, 3, day, 12, 0, 0, 0, time.UTC) }

// An id is that of what went in and what came out, and of nothing else: it must not change with the program, or a release of last year
// would get another name.
func TestID(t *testing.T) {
	t.Parallel()
	base := Release{Year: 2024, Status: Provisional, Inputs: "i", Totals: "t", ReferenceHash: "r"}
	if got, want := id(base), "2024-9c6bec9620ce66cb"; got != want {
		t.Errorf("id %s, want %s, under which such releases are kept", got, want)
	}
	for _, tc := range []struct {
		name    string
		change  func(*Release)
		another bool
	}{
		{"year", func(r *Release) { r.Year = 2023 }, true},
		{"status", func(r *Release) { r.Status = Final }, true},
		{"inputs", func(r *Release) { r.Inputs = "j" }, true},
		{"totals", func(r *Release) { r.Totals = "u" }, true},
		{"reference data", func(r *Release) { r.ReferenceHash = "s" }, true},
		{"what moved from one hash to the next", func(r *Release) { r.Inputs, r.Totals = "i\nt", "" }, true},
		{"program", func(r *Release) { r.Program = "2" }, false},
		{"views that give the same", func(r *Release) { r.Views = "v" }, false},
		{"moment", func(r *Release) { r.RecordedAt, r.KnownBefore = on(2), on(3) }, false},
		{"versions of the program", func(r *Release) { r.ParserVersion, r.RulesVersion = "2", "2" }, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := base
			tc.change(&r)
			if got := id(r) != id(base); got != tc.another {
				t.Errorf("another id %v, want %v", got, tc.another)
			}
		})
	}
}

func TestFreeze(t *testing.T) {
	t.Parallel()
	w := newWarehouse(t)
	o := Options{Year: 2024, Status: Provisional, ParserVersion: "1", RulesVersion: "1", Now: on(1), DryRun: true}
	for name, wrong := range map[string]func(*Options){
		"a year without a report": func(o *Options) { o.Year = 2023 },
		"no status":               func(o *Options) { o.Status = "" },
		"a status of its own":     func(o *Options) { o.Status = "draft" },
	} {
		bad := o
		wrong(&bad)
		if _, _, err := Freeze(t.Context(), w, bad); !errors.Is(err, fault.ErrUsage) {
			t.Errorf("%s: error %v, want wrong use", name, err)
		}
	}
	tried, made, err := Freeze(t.Context(), w, o)
	if err != nil || !made {
		t.Fatalf("dry run: made %v: %v", made, err)
	}
	if all, err := List(t.Context(), w.DB().QueryContext, 0); err != nil || len(all) != 0 {
		t.Fatalf("a dry run left %v: %v", all, err)
	}
	first := freeze(t, w, 1)
	if first.ID != tried.ID || first.Reports != 2 || first.Rows != 2 || first.Flagged != 0 {
		t.Errorf("froze %+v, the dry run said %+v", first, tried)
	}
	// The same again, on another day and by another program, is the release that there is.
	o.DryRun, o.Now, o.Program = false, on(5), "newer"
	again, made, err := Freeze(t.Context(), w, o)
	if err != nil || made || again.ID != first.ID || !again.RecordedAt.Equal(on(1)) || again.Program != "test" {
		t.Errorf("again: made %v, %+v: %v", made, again, err)
	}
	// A doubt about a number is part of it, and so is the word that it is final.
	change(t, w, "INSERT INTO open_finding VALUES (2, 'f')")
	doubted := freeze(t, w, 6)
	o.Status, o.Now = Final, on(7)
	final, made, err := Freeze(t.Context(), w, o)
	if err != nil || !made || doubted.ID == first.ID || final.ID == doubted.ID {
		t.Errorf("ids %s, %s, %s: %v", first.ID, doubted.ID, final.ID, err)
	}
	all, err := List(t.Context(), w.DB().QueryContext, 2024)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	if diff := cmp.Diff([]string{final.ID, doubted.ID, first.ID}, ids); diff != "" {
		t.Errorf("the newest first (-want +got):\n%s", diff)
	}
	find(t, w, final.ID)
}

// find finds a release by its id and what it may be shortened to.
func find(t *testing.T, w *warehouse.Warehouse, id string) {
	t.Helper()
	for _, tc := range []struct {
		name, text string
		found      bool
	}{
		{"whole", id, true},
		{"its beginning", id[:len(id)-4], true},
		{"what several begin with", "2024-", false},
		{"nothing", "", false},
		{"another year", "2023-", false},
		{"its end", id[5:], false},
	} {
		r, err := Find(t.Context(), w.DB().QueryContext, tc.text)
		if tc.found && (err != nil || r.ID != id) || !tc.found && !errors.Is(err, fault.ErrUsage) {
			t.Errorf("%s: %q is %s: %v", tc.name, tc.text, r.ID, err)
		}
	}
}

func text(s string) *string { return &s }

// Each way in which a report changes a total has a name of its own.
func TestDiff(t *testing.T) {
	t.Parallel()
	const named = "(year, subject, region_code, is_published, version_id)"
	const reading = "DELETE FROM report WHERE version_id = 1; DELETE FROM region_member WHERE version_id = 1; " +
		"INSERT INTO region_member " + named + " VALUES (2024, 'request', '320800', FALSE, "
	const total = "UPDATE region_indicator SET value = "
	own := func(kind, agency string, before, after *string) []Cause {
		class := map[string]string{
			"corrected": "restated", "republished": "restated", "rendition": "reread", "reread": "reread", "resettled": "our_error",
			"added": "late", "removed": "our_error", "counted": "rule", "covered": "rule",
		}[kind]
		return []Cause{{kind, class, agency, "320800", before, after}}
	}
	for _, tc := range []struct {
		name          string
		before, after string // what changes before the first release, and between the two
		value         *string
		difference    *string
		causes        []Cause
	}{
		{
			"a correction", "", reading + "11); INSERT INTO report VALUES (11, 'c', 1, '甲局', '320800', 'own', 'own', 'own', NULL, TRUE, 2024); " + total + "13",
			text("13"), text("1"), own("corrected", "甲局", text("5"), text("6")),
		},
		{
			"another document", "", reading + "11); INSERT INTO report VALUES (11, 'c', 1, '甲局', '320800', 'own', 'own', 'own', NULL, FALSE, 2024); " + total + "13",
			text("13"), text("1"), own("rendition", "甲局", text("5"), text("6")),
		},
		{
			"a later publication", "", reading + "11); INSERT INTO report VALUES " +
				"(11, 'c', 1, '甲局', '320800', 'own', 'own', 'own', '2025-02-20', FALSE, 2024); " + total + "13",
			text("13"), text("1"), own("republished", "甲局", text("5"), text("6")),
		},
		{
			"another parser", "", reading + "12); INSERT INTO report VALUES (12, 'a', 1, '甲局', '320800', 'own', 'own', 'own', NULL, FALSE, 2024); " + total + "13",
			text("13"), text("1"), own("reread", "甲局", text("5"), text("6")),
		},
		{
			"another scope", "", reading + "11); INSERT INTO report VALUES (11, 'a', 1, '甲局', '320800', 'own', 'level', 'own', NULL, FALSE, 2024); " + total + "13",
			text("13"), text("1"), own("resettled", "甲局", text("5"), text("6")),
		},
		{
			"one more body", "", "INSERT INTO region_member " + named + " VALUES (2024, 'request', '320800', FALSE, 3); " +
				"INSERT INTO report VALUES (3, 'd', 3, '丙局', '320800', 'own', 'own', 'own', NULL, FALSE, 2024); " + total + "16",
			text("16"), text("4"), own("added", "丙局", nil, text("4")),
		},
		{
			"one body less", "", "DELETE FROM report WHERE version_id = 2; DELETE FROM region_member WHERE version_id = 2; " + total + "5",
			text("5"), text("-7"), own("removed", "乙局", text("7"), nil),
		},
		{
			"contained in another", "", "DELETE FROM region_member WHERE version_id = 2; " + total + "5",
			text("5"), text("-7"), own("covered", "乙局", text("7"), nil),
		},
		{
			"contained in another no longer", "DELETE FROM region_member WHERE version_id = 2",
			"INSERT INTO region_member " + named + " VALUES (2024, 'request', '320800', FALSE, 2); " + total + "19.5",
			text("19.5"), text("7.5"), own("counted", "乙局", nil, text("7")),
		},
		{"no report at all", "", total + "13", text("13"), text("1"), []Cause{}},
		{"no value any more", "", total + "NULL WHERE basis = 'built'", nil, nil, []Cause{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := newWarehouse(t)
			change(t, w, tc.before+"; SELECT 1")
			first := freeze(t, w, 1)
			if same, err := Diff(t.Context(), w.DB().QueryContext, first, first); err != nil || len(same) != 0 {
				t.Fatalf("a release beside itself: %v: %v", same, err)
			}
			if strings.Contains(tc.after, total) && !strings.Contains(tc.after, "WHERE basis") {
				tc.after += " WHERE basis = 'built'"
			}
			change(t, w, tc.after)
			got, err := Diff(t.Context(), w.DB().QueryContext, first, freeze(t, w, 2))
			if err != nil {
				t.Fatal(err)
			}
			classes := "rule" // no report changed, or only who is summed
			if len(tc.causes) > 0 {
				classes = tc.causes[0].Class
			}
			want := []Restated{{
				RegionCode: "320800", Region: "淮安市", Basis: "built", Code: "request.received.natural_person",
				LabelZH: "一、本年新收政府信息公开申请数量×自然人", LabelEN: "requests newly received this year: natural persons",
				Before: text("12"), After: tc.value, BeforeBound: text("lower"), AfterBound: text("lower"),
				Difference: tc.difference, BeforePreferred: true, AfterPreferred: true, Classes: classes,
				Causes: tc.causes,
			}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What was altered in a kept release, or is gone from it, is found; what cannot be read at all is an error that names the release.
func TestCompareFindsDamage(t *testing.T) {
	t.Parallel()
	const code = "request.received.natural_person"
	w := newWarehouse(t)
	r := freeze(t, w, 1)
	for _, tc := range []struct {
		name, damage string
		totals       []DifferingTotal
		inputs       []DifferingInput
	}{
		{"none", "SELECT 1", []DifferingTotal{}, []DifferingInput{}},
		{
			"another value", "UPDATE release_total SET value = 13 WHERE basis = 'built'",
			[]DifferingTotal{{"320800", "built", code, true, true, text("13"), text("12")}},
			[]DifferingInput{},
		},
		{
			"nothing where a value was", "UPDATE release_total SET value = NULL WHERE basis = 'built'",
			[]DifferingTotal{{"320800", "built", code, true, true, nil, text("12")}},
			[]DifferingInput{},
		},
		{
			"zero where there was none", "UPDATE release_total SET value = 0 WHERE basis = 'published'",
			[]DifferingTotal{{"320800", "published", code, true, true, text("0"), nil}},
			[]DifferingInput{},
		},
		{
			"coverage", "UPDATE release_total SET missing = 0 WHERE basis = 'built'",
			[]DifferingTotal{{"320800", "built", code, true, true, text("12"), text("12")}},
			[]DifferingInput{},
		},
		{
			"cells that were not simply read", "UPDATE release_total SET inferred = 0 WHERE basis = 'built'",
			[]DifferingTotal{{"320800", "built", code, true, true, text("12"), text("12")}},
			[]DifferingInput{},
		},
		{
			"made before anybody counted those", "UPDATE release_total SET inferred = NULL, adjusted = NULL, ocr = NULL",
			[]DifferingTotal{},
			[]DifferingInput{},
		},
		{
			"preference", "UPDATE release_total SET preferred = NOT preferred WHERE basis = 'built'",
			[]DifferingTotal{{"320800", "built", code, true, true, text("12"), text("12")}},
			[]DifferingInput{},
		},
		{
			"a total gone", "DELETE FROM release_total WHERE basis = 'built'",
			[]DifferingTotal{{"320800", "built", code, false, true, nil, text("12")}},
			[]DifferingInput{},
		},
		{
			"a total too many", "INSERT INTO release_total SELECT * REPLACE ('320000' AS region_code) FROM release_total WHERE basis = 'built'",
			[]DifferingTotal{{"320000", "built", code, true, false, text("12"), nil}},
			[]DifferingInput{},
		},
		{"other cells", "UPDATE release_input SET cells = 'x' WHERE agency_id = 1", []DifferingTotal{}, []DifferingInput{{"甲局", "320800", true, true}}},
		{"another document", "UPDATE release_input SET sha256 = 'x' WHERE agency_id = 2", []DifferingTotal{}, []DifferingInput{{"乙局", "320800", true, true}}},
		{"another scope", "UPDATE release_input SET scope_appeal = 'area' WHERE agency_id = 2", []DifferingTotal{}, []DifferingInput{{"乙局", "320800", true, true}}},
		{"a doubt", "UPDATE release_input SET open_errors = 'x' WHERE agency_id = 2", []DifferingTotal{}, []DifferingInput{{"乙局", "320800", true, true}}},
		{"a report gone", "DELETE FROM release_input WHERE agency_id = 1", []DifferingTotal{}, []DifferingInput{{"甲局", "320800", false, true}}},
		{
			"a report too many", "INSERT INTO release_input SELECT * REPLACE (3 AS agency_id, '丙局' AS agency) FROM release_input WHERE agency_id = 1",
			[]DifferingTotal{},
			[]DifferingInput{{"丙局", "320800", true, false}},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			damaged(t, w, tc.damage, func(ctx context.Context) {
				totals, err := CompareTotals(ctx, w.DB().QueryContext, r)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tc.totals, totals); diff != "" {
					t.Errorf("totals (-want +got):\n%s", diff)
				}
				inputs, err := CompareInputs(ctx, w.DB().QueryContext, r)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tc.inputs, inputs); diff != "" {
					t.Errorf("inputs (-want +got):\n%s", diff)
				}
			})
		})
	}
	change(t, w, "DROP TABLE release_total; DROP TABLE release_input")
	if _, err := CompareTotals(t.Context(), w.DB().QueryContext, r); err == nil || !strings.Contains(err.Error(), r.ID) {
		t.Errorf("totals without their table: error %v", err)
	}
	if _, err := CompareInputs(t.Context(), w.DB().QueryContext, r); err == nil || !strings.Contains(err.Error(), r.ID) {
		t.Errorf("inputs without their table: error %v", err)
	}
}

// damaged does something while the tables of releases are damaged, and puts them back.
func damaged(t *testing.T, w *warehouse.Warehouse, damage string, do func(context.Context)) {
	t.Helper()
	change(t, w, "CREATE OR REPLACE TABLE kept_total AS FROM release_total; CREATE OR REPLACE TABLE kept_input AS FROM release_input")
	change(t, w, damage)
	do(t.Context())
	change(t, w, "DELETE FROM release_total; INSERT INTO release_total FROM kept_total; DELETE FROM release_input; INSERT INTO release_input FROM kept_input")
}

// The documents of a release are named with the places where they were seen.
func TestInputs(t *testing.T) {
	t.Parallel()
	w := newWarehouse(t)
	r := freeze(t, w, 1)
	change(t, w, `INSERT INTO document_path (path, size, modified_at, sha256, batch_id)
		VALUES ('/x/b.html', 1, TIMESTAMP '2025-01-01', 'a', 1), ('/x/a.html', 1, TIMESTAMP '2025-01-01', 'a', 1)`)
	got, err := Inputs(t.Context(), w.DB().QueryContext, r)
	if err != nil {
		t.Fatal(err)
	}
	want := []Input{
		{1, "a", 1, "甲局", "320800", "1", "1", []string{"/x/a.html", "/x/b.html"}},
		{2, "b", 1, "乙局", "320800", "1", "1", []string{}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
