package record

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse/load"
	"gongkai/warehouse/warehousetest"
)

func TestWithdraw(t *testing.T) {
	w := fresh(t)
	document := func(content, agency string) load.Document {
		return load.Document{
			Path: content, ModifiedAt: warehousetest.Noon(), SHA256: warehousetest.SHA(content),
			Reports: []report.Report{{Agency: agency, RegionCode: "320800", Year: 2024}},
		}
	}
	bring(t, w, info(), document("a.html", "机关0"))
	bring(t, w, info(), document("b.html", "机关1"))
	for _, step := range []struct {
		name    string
		do      Withdrawal
		changed bool
		rows    string // of table withdrawal, afterwards
	}{
		{"a dry run", Withdrawal{BatchID: 2, Who: "w", Why: "x", DryRun: true}, true, "0"},
		{"nothing to take back", Withdrawal{BatchID: 2, Who: "w", Undo: true}, false, "0"},
		{"withdrawn", Withdrawal{BatchID: 2, Who: "w", Why: "x"}, true, "1"},
		{"again", Withdrawal{BatchID: 2, Who: "v", Why: "y"}, false, "1"},
		{"taken back", Withdrawal{BatchID: 2, Who: "w", Undo: true}, true, "2"},
		{"withdrawn once more", Withdrawal{BatchID: 2, Who: "w", Why: "x"}, true, "3"},
	} {
		t.Run(step.name, func(t *testing.T) {
			step.do.RecordedAt = warehousetest.Noon().Add(-time.Hour) // a clock that is behind: the order is kept all the same
			got, err := Withdraw(t.Context(), w, step.do)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(WithdrawalSummary{Documents: 1, Reports: 1, Changed: step.changed}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if rows := warehousetest.Counts(t, w.DB())["withdrawal"]; rows != step.rows {
				t.Errorf("%s rows, want %s", rows, step.rows)
			}
		})
	}
	late := warehousetest.Column(t, w.DB(), "SELECT CAST(count(DISTINCT recorded_at) = 3 AND min(recorded_at) > (SELECT max(recorded_at) FROM batch) AS VARCHAR) FROM withdrawal")
	if diff := cmp.Diff([]string{"true"}, late); diff != "" {
		t.Errorf("times (-want +got):\n%s", diff)
	}
	for name, o := range map[string]Withdrawal{
		"no batch 3": {BatchID: 3, Who: "w", Why: "x"}, "a reason": {BatchID: 1, Who: "w", Why: " "}, "somebody": {BatchID: 1, Why: "x"},
	} {
		if _, err := Withdraw(t.Context(), w, o); !errors.Is(err, fault.ErrUsage) || !strings.Contains(err.Error(), name) {
			t.Errorf("%+v: %v, want wrong use: %s", o, err, name)
		}
	}
}
