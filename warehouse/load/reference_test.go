package load

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/forms"
	"gongkai/warehouse/warehousetest"
)

func TestSyncReference(t *testing.T) {
	w := fresh(t)
	set := formSet(t)
	got := warehousetest.Counts(t, w.DB())
	positions := 0
	for _, f := range set.Forms {
		positions += len(f.Positions)
	}
	for table, want := range map[string]int{"region": 4, "indicator": len(set.Indicators), "indicator_form": positions} {
		if got[table] != strconv.Itoa(want) {
			t.Errorf("%s has %s rows, want %d", table, got[table], want)
		}
	}
	parts := warehousetest.Column(t, w.DB(), `SELECT string_agg(p.item, ' ' ORDER BY p.indicator_id)
		FROM indicator_part x JOIN indicator t ON t.indicator_id = x.total_id JOIN indicator p ON p.indicator_id = x.part_id
		WHERE t.code = 'request.denied.natural_person' AND p.heading = t.heading`)
	want := []string{"denied_state_secret denied_prohibited_by_law denied_security_and_stability denied_third_party_rights " +
		"denied_internal_affairs denied_deliberative denied_enforcement_file denied_administrative_query"}
	if diff := cmp.Diff(want, parts); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	totals := warehousetest.Column(t, w.DB(), `SELECT t.item || ' ' || count(DISTINCT t.heading) || ' ' || count(*)
		FROM indicator_part x JOIN indicator t ON t.indicator_id = x.total_id GROUP BY t.item ORDER BY t.item`)
	if diff := cmp.Diff([]string{"denied 7 56", "other 7 21", "rejected 7 35", "unavailable 7 21"}, totals); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
	breaks := warehousetest.Column(t, w.DB(), `SELECT coalesce(from_code, '-') || ' ' || coalesce(to_code, '-') || ' ' || comparable
		FROM series_break WHERE from_code LIKE 'disclosure.fee.items_p%' OR to_code IN ('disclosure.fee.amount', 'request.other.total') ORDER BY 1`)
	want = []string{
		"- disclosure.fee.amount no",
		"disclosure.fee.items_previous_year - no",
		"request.other.total request.other.total yes",
	}
	if diff := cmp.Diff(want, breaks); diff != "" {
		t.Errorf("breaks (-want +got):\n%s", diff)
	}
	labels := warehousetest.Column(t, w.DB(), "SELECT DISTINCT indicator_form.label_zh FROM indicator_form JOIN indicator USING (indicator_id) WHERE code = 'request.granted.total'")
	if len(labels) != 1 || labels[0] == "" {
		t.Errorf("labels of request.granted.total: %q", labels)
	}
}

func TestSyncReferenceFollowsTheProgram(t *testing.T) {
	w := fresh(t)
	set, changed := formSet(t), regions(t)[:3]
	changed[2].Name = "淮安"
	set.Indicators[0].LabelEN = "rules issued"
	if _, err := w.DB().ExecContext(t.Context(), `INSERT INTO indicator VALUES (9999, 'request.new.total', 'request', 'new', 'total', '新', 'new', '件', 'flow', false)`); err != nil {
		t.Fatal(err)
	}
	if err := SyncReference(t.Context(), w, Reference{Forms: set, Rules: ruleSet(t), Regions: changed}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"中华人民共和国", "江苏省", "淮安"}, warehousetest.Column(t, w.DB(), "SELECT name FROM region ORDER BY code")); diff != "" {
		t.Errorf("regions (-want +got):\n%s", diff)
	}
	got := warehousetest.Column(t, w.DB(), "SELECT label_en FROM indicator WHERE indicator_id IN (1, 9999) ORDER BY indicator_id")
	if diff := cmp.Diff([]string{"rules issued", "new"}, got); diff != "" {
		t.Errorf("indicators (-want +got):\n%s", diff)
	}
}

// The subtotals are those of the parts that the program knows: with another part none that is stored holds.
func TestNewPartsDropStoredSubtotals(t *testing.T) {
	w := fresh(t)
	for _, statement := range []string{
		"INSERT INTO cell_subtotal VALUES (1, 198, 3, 'reported')",
		"INSERT INTO table_digest VALUES (1, 'request', 1, 1, 1, '0cc175b9-c0f1-b6a8-31c3-99e269772661', NULL)",
		"INSERT INTO subtotal_version VALUES (1)",
	} {
		if _, err := w.DB().ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	stored := func() []string {
		return warehousetest.Column(t, w.DB(), "SELECT version_id::VARCHAR FROM cell_subtotal UNION ALL SELECT version_id::VARCHAR FROM table_digest UNION ALL SELECT version_id::VARCHAR FROM subtotal_version")
	}
	set := formSet(t)
	if err := SyncReference(t.Context(), w, Reference{Forms: set, Rules: ruleSet(t), Regions: regions(t)}); err != nil {
		t.Fatal(err)
	}
	if got := stored(); len(got) != 3 {
		t.Errorf("nothing changed, and stored is %q", got)
	}
	for i, part := range set.Parts {
		if part.Axis == forms.AxisItem && part.Total == "denied" {
			set.Parts = slices.Delete(set.Parts, i, i+1)
			break
		}
	}
	if err := SyncReference(t.Context(), w, Reference{Forms: set, Rules: ruleSet(t), Regions: regions(t)}); err != nil {
		t.Fatal(err)
	}
	if got := stored(); len(got) != 0 {
		t.Errorf("denied has a part less, and still stored is %q", got)
	}
}
