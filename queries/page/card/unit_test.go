package card

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
)

// A person who says in which unit an amount was meant takes one of the two readings that the finding offers.
func TestInUnit(t *testing.T) {
	t.Parallel()
	offer := func(pairs ...string) (out []report.Suggestion) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, report.Suggestion{Code: pairs[i], Value: pairs[i+1]})
		}
		return out
	}
	for _, tc := range []struct {
		name    string
		offered []report.Suggestion
		yuan    []report.Suggestion // nil: there is nothing to choose
		wanYuan []report.Suggestion
	}{
		{"an amount", offer("fee", "0.05", "fee", "500"), offer("fee", "0.05"), offer("fee", "500")},
		{"in the other order", offer("fee", "500", "fee", "0.05"), offer("fee", "0.05"), offer("fee", "500")},
		{
			"the largest there is", offer("fee", "99999999.9999", "fee", "999999999999"),
			offer("fee", "99999999.9999"), offer("fee", "999999999999"),
		},
		{"two amounts", offer("a", "0.05", "a", "500", "b", "3", "b", "30000"), offer("a", "0.05", "b", "3"), offer("a", "500", "b", "30000")},
		{"one of two is no choice of units", offer("a", "0.05", "a", "500", "b", "3"), nil, nil},
		{"two readings that are no units", offer("a", "1", "a", "2"), nil, nil},
		{"one reading", offer("a", "1"), nil, nil},
		{"three", offer("a", "1", "a", "10000", "a", "2"), nil, nil},
		{"none", nil, nil, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := &Finding{Suggestion: tc.offered}
			for unit, want := range map[MoneyUnit][]report.Suggestion{Yuan: tc.yuan, TenThousandYuan: tc.wanYuan} {
				got, ok := f.InUnit(unit)
				if diff := cmp.Diff(want, got); diff != "" || ok != (want != nil) {
					t.Errorf("%s: %v (-want +got):\n%s", unit, ok, diff)
				}
			}
		})
	}
}
