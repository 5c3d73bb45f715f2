package queries

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/rules"
)

// A session collects the same findings with one query and with one a rule, of all rules and of one, and those of a rule that the
// program does not know too.
func TestCollectBetween(t *testing.T) {
	s := sessionOnFindings(t)
	want := foundIn(t, s, "warehouse_finding")
	if len(want) < 4 {
		t.Fatalf("there are %d findings: %q", len(want), want)
	}
	all, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	without := rules.Set{}
	for _, r := range all.Rules {
		if r.ID != "carry.over" {
			without.Rules = append(without.Rules, r)
		}
	}
	collected := func() []string { return foundIn(t, s, "between_report") }
	for name, conditions := range map[string][]string{"at once": {"TRUE"}, "each rule": eachRule(all), "a rule that is not known": eachRule(&without)} {
		if err := collectBetween(t.Context(), s.conn, conditions); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, collected()); diff != "" {
			t.Errorf("%s (-view +collected):\n%s", name, diff)
		}
	}
	if err := s.CollectBetween(t.Context(), "carry.over"); err != nil {
		t.Fatal(err)
	}
	var of []string
	for _, row := range want {
		if strings.HasPrefix(row, "carry.over | ") {
			of = append(of, row)
		}
	}
	if diff := cmp.Diff(of, collected()); diff != "" || len(of) == 0 {
		t.Errorf("of one rule (-view +collected):\n%s", diff)
	}
	if err := s.CollectBetween(t.Context(), "' OR TRUE --"); err != nil || len(collected()) != 0 {
		t.Errorf("of a rule that there is not: %v, %q", err, collected())
	}
}

// Few reports are asked for at once, many by rule.
func TestBetweenConditions(t *testing.T) {
	s := sessionOnFindings(t)
	for many, want := range map[int]int{1: 14, 1000: 1} {
		conditions, err := betweenConditions(t.Context(), s.conn, many)
		if err != nil || len(conditions) != want {
			t.Errorf("many from %d: %q, %v", many, conditions, err)
		}
	}
}

// sessionOnFindings returns a session on two years of a city: findings of several rules.
func sessionOnFindings(t *testing.T) *Session {
	t.Helper()
	return openScript(t, `
-- regions
320800 | 淮安市 | city | -
-- agencies
淮安市人民政府 | 320800 | city | government
淮安市教育局 | 320800 | city
-- report 淮安市人民政府 2022 area
request.carried_out.total 5
disclosure.normative_document.in_force 100
appeal.reconsideration.pending 4
-- report 淮安市人民政府 2023 area
request.carried_in.total 7
disclosure.normative_document.issued 10
disclosure.normative_document.repealed 4
disclosure.normative_document.in_force 105
appeal.reconsideration.total 3
-- report 淮安市教育局 2022 own
request.carried_out.total 1
-- report 淮安市教育局 2023 own
request.carried_in.total 2
`, SessionOptions{})
}

// foundIn returns the findings of a table, sorted.
func foundIn(t *testing.T, s *Session, table string) (found []string) {
	t.Helper()
	rows, err := s.Query(t.Context(), "SELECT rule || ' | ' || year || ' | ' || agency || ' | ' || finding_id FROM "+table+" ORDER BY ALL")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			t.Fatal(err)
		}
		found = append(found, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}
