package register

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/sheet"
	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/warehouse/warehousetest"
)

// newDecision is one over a warehouse with the report of 平潭综合实验区.
func newDecision(t *testing.T) Decision {
	t.Helper()
	store := job.Store{Path: filepath.Join(t.TempDir(), "w.duckdb"), Now: warehousetest.Noon}
	in := job.Input{Store: store, Paths: []string{"../../testdata/reports/pingtan_zone_2023.html"}}
	if _, err := job.Ingest(t.Context(), job.IngestOptions{Input: in, Batch: 1000}); err != nil {
		t.Fatal(err)
	}
	return Decision{Store: store, Who: "w", Why: "y"}
}

// problem is what a refusal is about, by the kinds that there are.
func problem(err error) string {
	var refused *fault.Cause
	var missing *page.NotFound
	switch {
	case errors.As(err, &refused):
		return refused.Kind
	case errors.As(err, &missing):
		return "no " + string(missing.What)
	case err != nil:
		return err.Error()
	}
	return ""
}

func TestDecisionsThatAreRefused(t *testing.T) {
	t.Parallel()
	d := newDecision(t)
	nobody, idle := d, d
	nobody.Who, idle.Why = "", " "
	settle := func(s Settlement, d Decision) error { _, err := Settle(t.Context(), s, d); return err }
	merge := func(c Change) error { _, err := Merge(t.Context(), c, d); return err }
	pingtan := "平潭综合实验区管理委员会"
	for want, err := range map[string]error{
		job.NoWhy:        settle(Settlement{}, idle),
		job.NoWho:        settle(Settlement{}, nobody),
		job.NoReportName: settle(Settlement{Report: "x"}, d),
		job.NoReport:     settle(Settlement{Report: "0123456789ab", Year: 2023}, d),
		BadSince:         merge(Change{Bodies: []string{pingtan}, Into: "x", Since: "2024"}),
		"no agency":      merge(Change{Bodies: []string{"无此机关"}, Into: "亦无此机关"}),
	} {
		if got := problem(err); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Every row of a list that does not fit is named, and then nothing is taken; new bodies are taken with consent alone.
func TestImport(t *testing.T) {
	t.Parallel()
	d := newDecision(t)
	list := filepath.Join(t.TempDir(), "register.csv")
	var columns []sheet.Column
	for _, key := range []string{"agency", "region_code", "status", "year", "why"} {
		columns = append(columns, sheet.Column{Key: key, Headings: []string{key}})
	}
	agreed := false
	take := func(text string) (Summary, error) {
		t.Helper()
		if err := os.WriteFile(list, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return Import(t.Context(), ImportOptions{
			Path: list, Year: 2024, Columns: columns, Words: map[string]map[string]string{WordsStatus: {"免": "exempt"}},
			Consent: func(context.Context, []NewBody) error {
				if !agreed {
					return job.Refuse("no_consent")
				}
				return nil
			},
		}, d)
	}
	_, err := take("agency,region_code,status,year\n盐城市教育局,320900,,1999\n,320900,,\n盐城市教育局,火星,,\n" +
		"盐城市教育局,320900,maybe,\n盐城市体育局,320900,免,\n盐城市体育局,320900,免,\n")
	var refused *job.RowsError
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	var got []string
	for _, r := range refused.Rows {
		got = append(got, problem(r.Err))
	}
	want := []string{BadYear, NoRowBody, "no region", NoSuchStatus, job.RowTwice}
	if diff := cmp.Diff(want, got); diff != "" || refused.Rows[0].Number != 2 || refused.Rows[4].Number != 7 {
		t.Errorf("rows %+v (-want +got):\n%s", refused.Rows, diff)
	}
	fits := "agency,region_code,status\n教育局,320900,免\n"
	if s, err := take(fits); problem(err) != "no_consent" || len(s.NewBodies) != 1 || s.NewBodies[0].Agency != "盐城市教育局" {
		t.Errorf("without consent: %+v, %v", s, err)
	}
	agreed = true
	if s, err := take(fits); err != nil || s.Bodies != 1 || s.Register != 1 || s.Snapshot == "" {
		t.Errorf("with consent: %+v, %v", s, err)
	}
	agreed = false
	if s, err := take(fits); err != nil || len(s.NewBodies) != 0 || s.Unchanged == 0 || s.Register != 0 {
		t.Errorf("known by now: %+v, %v", s, err)
	}
}
