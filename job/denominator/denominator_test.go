package denominator

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/sheet"
	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/warehouse/warehousetest"
)

// Every row that does not fit is named, and then nothing is taken.
func TestImport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	store := job.Store{Path: filepath.Join(dir, "w.duckdb"), Now: warehousetest.Noon}
	in := job.Input{Store: store, Paths: []string{"../../testdata/reports/pingtan_zone_2023.html"}}
	if _, err := job.Ingest(t.Context(), job.IngestOptions{Input: in, Batch: 1000}); err != nil {
		t.Fatal(err)
	}
	var columns []sheet.Column
	for _, key := range Columns() {
		columns = append(columns, sheet.Column{Key: key, Headings: []string{key}})
	}
	path := filepath.Join(dir, "people.csv")
	take := func(dryRun bool, lines ...string) (Summary, error) {
		text := "region,year,kind,value,unit,source,is_interpolated\n" + strings.Join(lines, "\n") + "\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return Import(t.Context(), ImportOptions{
			Store: store, Path: path, Who: "w", Columns: columns, DryRun: dryRun,
			Words: map[string]map[string]string{
				WordsKind: {"常住": "resident", "户籍": "registered"}, WordsUnit: {"people": "people", "万人": "ten_thousand"},
				WordsMark: {"no": "no", "是": "yes"},
			},
		})
	}
	_, err := take(false, "福州市,1990,常住,8420000,,年鉴,", "福州市,2099,常住,8420000,,年鉴,", ",2023,常住,8420000,,年鉴,", "火星,2023,常住,8420000,,年鉴,",
		"福州市,2023,流动,8420000,,年鉴,", "福州市,2023,常住,8420000,户,年鉴,", "福州市,2023,常住,许多,,年鉴,", "福州市,2023,常住,-5,,年鉴,",
		"福州市,2023,常住,0.5,,年鉴,", "福州市,2023,常住,842,,年鉴,", "福州市,2023,常住,8420000,,,", "福州市,2023,常住,8420000,,年鉴,也许",
		"福州市,2023,常住,8420000,,年鉴,", "350100,2023,常住,842,万人,年鉴,", "福州市,2023,户籍,7200000,,年鉴,")
	var refused *job.RowsError
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	got := map[int]string{}
	for _, r := range refused.Rows {
		var cause *fault.Cause
		var missing *page.NotFound
		switch {
		case errors.As(r.Err, &cause):
			got[r.Number] = cause.Kind
		case errors.As(r.Err, &missing):
			got[r.Number] = "no " + string(missing.What)
		}
	}
	want := map[int]string{
		2: BadYear, 3: BadYear, 4: NoRegion, 5: "no region", 6: BadKind, 7: BadUnit, 8: BadValue, 9: BadValue, 10: BadValue, 11: TooFew,
		12: NoSource, 13: BadMark, 15: job.RowTwice,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	fits := []string{"福州市,2023,常住,842.05,万人,年鉴,", "福州市,2023,户籍,7200000,,年鉴,是"}
	if s, err := take(true, fits...); err != nil || s.Recorded != 2 || s.Snapshot != "" {
		t.Errorf("dry run: %+v, %v", s, err)
	}
	if s, err := take(false, fits...); err != nil || s.Recorded != 2 || s.Snapshot == "" {
		t.Errorf("taken: %+v, %v", s, err)
	}
	if s, err := take(false, fits...); err != nil || s.Recorded != 0 || s.Unchanged != 2 {
		t.Errorf("taken twice: %+v, %v", s, err)
	}
}
