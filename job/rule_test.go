package job

import (
	"context"
	"errors"
	"testing"

	"gongkai/internal/sqlfile"
	"gongkai/warehouse/record"
)

// A verdict is recorded once, and taken back; a finding that is not there is refused, and with it all others.
func TestRule(t *testing.T) {
	t.Parallel()
	d := newWorkplace(t)
	d.ingest(nil, "../testdata/reports/pingtan_jinjing_2019.html", "../testdata/reports/zibo_research_office_2024.txt")
	ids := d.texts("SELECT finding_id FROM finding ORDER BY finding_id LIMIT 2")
	if len(ids) != 2 {
		t.Fatalf("%d findings, want 2 to rule on", len(ids))
	}
	rule := func(dryRun bool, verdict record.Verdict, ids ...string) (RuleSummary, error) {
		return Rule(t.Context(), RuleOptions{
			Store: d.store, DryRun: dryRun,
			Rulings: func(context.Context, sqlfile.Source) (rulings []record.Ruling, err error) {
				for _, id := range ids {
					rulings = append(rulings, record.Ruling{FindingID: id, Verdict: verdict, Who: "w", Why: "y"})
				}
				return rulings, nil
			},
		})
	}
	for _, test := range []struct {
		dryRun              bool
		verdict             record.Verdict
		verdicts, unchanged int
		stand               string // verdicts that the warehouse has
	}{
		{true, record.Dismissed, 2, 0, "0"},
		{false, record.Dismissed, 2, 0, "2"},
		{false, record.Dismissed, 0, 2, "2"},
		{false, record.Reopened, 2, 0, "4"},
	} {
		s, err := rule(test.dryRun, test.verdict, ids...)
		if err != nil {
			t.Fatal(err)
		}
		if s.Findings != 2 || s.Verdicts != test.verdicts || s.Unchanged != test.unchanged || (s.Snapshot == "") != test.dryRun {
			t.Errorf("%+v gives %+v", test, s)
		}
		if got := d.texts("SELECT CAST(count(*) AS VARCHAR) FROM verdict")[0]; got != test.stand {
			t.Errorf("%+v leaves %s verdicts", test, got)
		}
	}
	var refused *record.RulingError
	if _, err := rule(false, record.Dismissed, ids[0], "none"); !errors.As(err, &refused) || refused.Problem != record.UnknownFinding {
		t.Errorf("a finding that is not there: %v", err)
	}
	if got := d.texts("SELECT CAST(count(*) AS VARCHAR) FROM verdict")[0]; got != "4" {
		t.Errorf("%s verdicts after a refusal", got)
	}
}
