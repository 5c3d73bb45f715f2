package record

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/warehouse/warehousetest"
)

// Nothing is overwritten: each row that says something new is added, of which the latest counts, also where a clock was set back.
func TestDenominators(t *testing.T) {
	t.Parallel()
	w := fresh(t)
	people := func(value int64, source string, made bool) []Denominator {
		return []Denominator{
			{RegionCode: "320800", Year: 2024, Kind: "resident", Value: value, Source: source, IsInterpolated: made},
			{RegionCode: "320800", Year: 2024, Kind: "registered", Value: 5_500_000, Source: "年鉴"},
		}
	}
	list := func(who string, value int64, source string, made bool) DenominatorList {
		return DenominatorList{Who: who, Denominators: people(value, source, made)}
	}
	dry := func(l DenominatorList) DenominatorList { l.DryRun = true; return l }
	one := DenominatorSummary{Recorded: 1, Unchanged: 1} // the other stands already
	for _, tc := range []struct {
		name string
		list DenominatorList
		want DenominatorSummary
		rows int
	}{
		{"nothing", DenominatorList{Who: "王某"}, DenominatorSummary{}, 0},
		{"dry", dry(list("王某", 4_552_000, "公报", false)), DenominatorSummary{Recorded: 2}, 0},
		{"two", list("王某", 4_552_000, "公报", false), DenominatorSummary{Recorded: 2}, 2},
		{"again", list("李某", 4_552_000, "公报", false), DenominatorSummary{Unchanged: 2}, 2},
		{"a number corrected", list("王某", 4_553_000, "公报", false), one, 3},
		{"another source", list("王某", 4_553_000, "更正", false), one, 4},
		{"a mark", list("王某", 4_553_000, "更正", true), one, 5},
		{"back to the first", list("王某", 4_552_000, "公报", false), one, 6},
	} {
		tc.list.RecordedAt = warehousetest.Noon().Add(-time.Hour) // a clock that stands still is no order
		got, err := Denominators(t.Context(), w, tc.list)
		if err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
		if rows := warehousetest.Column(t, w.DB(), "SELECT CAST(recorded_at AS VARCHAR) FROM denominator"); len(rows) != tc.rows {
			t.Errorf("%s: %d rows, want %d", tc.name, len(rows), tc.rows)
		}
	}
	last := warehousetest.Column(t, w.DB(),
		"SELECT arg_max(value, recorded_at) || ' ' || count(DISTINCT recorded_at) FROM denominator WHERE kind = 'resident'")
	if diff := cmp.Diff([]string{"4552000 5"}, last); diff != "" {
		t.Errorf("the latest, and at how many times (-want +got):\n%s", diff)
	}
	if _, err := Denominators(t.Context(), w, DenominatorList{Denominators: people(1, "s", false)}); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("nobody is named: %v", err)
	}
}
