package queries

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/rules"
)

// Severity and status of the rules between reports are those of config/rules alone, which table rule has: another severity there is
// that of the findings, in the list and in what a total counts as flagged, and no id moves.
func TestSeverityComesFromTheRules(t *testing.T) {
	long(t)
	db := newDatabase(t)
	runScript(t, db, `
-- regions
320800 | 淮安市 | city | -
-- agencies
淮安市教育局 | 320800 | city
淮安市水利局 | 320800 | city
-- report 淮安市教育局 2022 own
request.received.total 12
request.granted.total 7
-- report 淮安市教育局 2023 own
request.received.total 12
request.granted.total 7
request.carried_in.total 0
-- report 淮安市水利局 2022 own
request.received.total 3
-- report 淮安市水利局 2023 own
request.received.total 3
`)
	exec(t, db, "UPDATE cell SET state = 'absent', value = NULL WHERE value = 0")
	found := func() []string {
		return answer(t, db, `SELECT r.agency, f.finding_id, f.severity, f.status, t.finding_id IS NOT NULL
			FROM warehouse_finding f
			JOIN report r USING (version_id)
			LEFT JOIN doubtful_table t USING (version_id, rule) WHERE f.rule = 'copied.year' ORDER BY r.agency`)
	}
	const water = "淮安市水利局 | e0618bfa37515468bbb943b60ad245bf | "
	const education = "淮安市教育局 | 021185976d70d4df57ef31d9090b0f35 | "
	for _, c := range []struct {
		change string
		want   []string
	}{
		{"SELECT 1", []string{education + "info | uncertain | false", water + "info | uncertain | false"}},
		{"UPDATE rule SET least_numbers = 2", []string{education + "warning | uncertain | true", water + "info | uncertain | false"}},
		{"UPDATE rule SET least_numbers = NULL", []string{education + "warning | uncertain | true", water + "warning | uncertain | true"}},
		{"UPDATE rule SET severity = 'error', status = 'fail'", []string{education + "error | fail | true", water + "error | fail | true"}},
		{"UPDATE rule SET severity = 'info'", []string{education + "info | fail | false", water + "info | fail | false"}},
		// A rule that the table does not have is told all the same.
		{"DELETE FROM rule", []string{education + "warning | uncertain | true", water + "warning | uncertain | true"}},
	} {
		exec(t, db, c.change)
		if diff := cmp.Diff(c.want, found()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.change, diff)
		}
	}
}

// Every rule view tells findings of the rule that it is named for, and says nothing of how severe they are.
func TestRuleViewsSayNoSeverity(t *testing.T) {
	db := newDatabase(t)
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	got := answer(t, db, `SELECT DISTINCT v.view_name FROM duckdb_views() v JOIN duckdb_columns() c ON c.table_name = v.view_name
		WHERE starts_with(v.view_name, 'rule_') AND c.column_name IN ('severity', 'status')`)
	if len(got) > 0 {
		t.Errorf("views with a severity or a status of their own: %q", got)
	}
	var want []string
	for _, r := range set.Rules {
		if r.Level == rules.LevelWarehouse {
			want = append(want, fmt.Sprintf("%s | %s | %s", r.ID, r.Severity, r.Status))
		}
	}
	if diff := cmp.Diff(want, answer(t, db, "SELECT rule, severity, status FROM rule WHERE level = 'warehouse' ORDER BY rowid")); diff != "" {
		t.Errorf("table rule (-rules.csv +table):\n%s", diff)
	}
}
