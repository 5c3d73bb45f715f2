package job

import (
	"errors"
	"testing"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse/record"
)

// A batch, and one report in a document, are withdrawn and taken back; what is not there is refused and nothing is written.
func TestWithdraw(t *testing.T) {
	t.Parallel()
	d := newWorkplace(t)
	d.ingest(nil, "../testdata/reports/pingtan_zone_2023.html")
	name := report.Name(d.texts("SELECT sha256 FROM document")[0], 0)
	withdraw := func(name string, o record.Withdrawal) (WithdrawSummary, error) {
		return Withdraw(t.Context(), WithdrawOptions{Store: d.store, Report: name, Withdrawal: o})
	}
	for _, test := range []struct {
		name    string
		given   record.Withdrawal
		problem string
	}{
		{"", record.Withdrawal{BatchID: 1, Who: "w"}, NoWhy},
		{"", record.Withdrawal{BatchID: 1, Why: "y"}, NoWho},
		{"", record.Withdrawal{BatchID: 9, Who: "w", Why: "y"}, NoBatch},
		{"no name", record.Withdrawal{Who: "w", Why: "y"}, NoReportName},
		{"0123456789ab", record.Withdrawal{Who: "w", Why: "y"}, NoReport},
		{name + "#2", record.Withdrawal{Who: "w", Why: "y"}, NoReport},
	} {
		var refused *fault.Cause
		if _, err := withdraw(test.name, test.given); !errors.As(err, &refused) || refused.Kind != test.problem {
			t.Errorf("%s %+v: %v, want %s", test.name, test.given, err, test.problem)
		}
	}
	for _, test := range []struct {
		name    string
		given   record.Withdrawal
		changed bool
		reports string // that count after it
	}{
		{"", record.Withdrawal{BatchID: 1, Who: "w", Why: "y", DryRun: true}, true, "1"},
		{"", record.Withdrawal{BatchID: 1, Who: "w", Why: "y"}, true, "0"},
		{"", record.Withdrawal{BatchID: 1, Who: "w", Why: "y"}, false, "0"},
		{"", record.Withdrawal{BatchID: 1, Who: "w", Undo: true}, true, "1"},
		{name, record.Withdrawal{Who: "w", Why: "y"}, true, "0"},
		{name[:8], record.Withdrawal{Who: "w", Undo: true}, true, "1"},
	} {
		s, err := withdraw(test.name, test.given)
		if err != nil {
			t.Fatal(err)
		}
		if test.name != "" && s.Report != name {
			t.Errorf("%s is named %s", test.name, s.Report)
		}
		if s.Changed != test.changed || d.texts("SELECT CAST(count(*) AS VARCHAR) FROM report")[0] != test.reports {
			t.Errorf("%+v gives %+v, want changed %v and %s reports", test.given, s, test.changed, test.reports)
		}
	}
}
