package release

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Rows that were altered in a kept release, or are gone from it, are found, of whatever it holds beside its totals.
func TestCompareRowsFindsDamage(t *testing.T) {
	t.Parallel()
	w := newWarehouse(t)
	r := freeze(t, w, 1)
	const all = 8 // three members, one total of the year before, a row each of rate, panel, coverage and break
	for _, tc := range []struct {
		name, damage string
		compared     int
		want         []DifferingRelation
	}{
		{"none", "SELECT 1", all, []DifferingRelation{}},
		{
			"another rate", `UPDATE release_row SET content = replace(content, '0.1', '0.2') WHERE relation = 'rate'`, all,
			[]DifferingRelation{{"rate", 1, 1, 1}},
		},
		{
			"a number where there was none", `UPDATE release_row SET content = replace(content, 'null', '"0.5"') WHERE relation = 'coverage'`, all,
			[]DifferingRelation{{"coverage", 1, 1, 1}},
		},
		{
			"a panel gone", "DELETE FROM release_row WHERE relation = 'region_panel'", all - 1,
			[]DifferingRelation{{"region_panel", 0, 0, 1}},
		},
		{
			"a row too many", "INSERT INTO release_row SELECT * FROM release_row WHERE relation = 'region_break'", all + 1,
			[]DifferingRelation{{"region_break", 2, 1, 0}},
		},
		{
			"a member of another region", "UPDATE release_member SET origin_code = '320803' WHERE version_id = 1", all,
			[]DifferingRelation{{"region_member", 3, 1, 1}},
		},
		{
			"a body that is no longer missing", "DELETE FROM release_member WHERE version_id IS NULL", all - 1,
			[]DifferingRelation{{"region_member", 2, 0, 1}},
		},
		{
			"another year before", "UPDATE release_previous SET value = value + 1", all,
			[]DifferingRelation{{"preferred_total", 1, 1, 1}},
		},
		{
			"made before members were frozen", "UPDATE release SET held = 'region_indicator rate'; DELETE FROM release_previous", 1,
			[]DifferingRelation{},
		},
		{"made before anything was", "UPDATE release SET held = NULL", 0, []DifferingRelation{}},
		{
			"a column that came later", `UPDATE release_row SET content = '{"year":"2024","region_code":"320800"}' WHERE relation = 'rate'`, all,
			[]DifferingRelation{},
		},
	} {
		change(t, w, `CREATE OR REPLACE TABLE kept AS FROM release; CREATE OR REPLACE TABLE kept_row AS FROM release_row;
			CREATE OR REPLACE TABLE kept_member AS FROM release_member; CREATE OR REPLACE TABLE kept_previous AS FROM release_previous`)
		change(t, w, tc.damage)
		compared, got, err := CompareRows(t.Context(), w.DB().QueryContext, r)
		if diff := cmp.Diff(tc.want, got); err != nil || diff != "" || compared != tc.compared {
			t.Errorf("%s: %d rows, want %d: %v (-want +got):\n%s", tc.name, compared, tc.compared, err, diff)
		}
		change(t, w, `DELETE FROM release; INSERT INTO release FROM kept; DELETE FROM release_row; INSERT INTO release_row FROM kept_row;
			DELETE FROM release_member; INSERT INTO release_member FROM kept_member;
			DELETE FROM release_previous; INSERT INTO release_previous FROM kept_previous`)
	}
	change(t, w, "DROP TABLE release_row")
	if _, _, err := CompareRows(t.Context(), w.DB().QueryContext, r); err == nil || !strings.Contains(err.Error(), r.ID) {
		t.Errorf("without the table: error %v", err)
	}
}
