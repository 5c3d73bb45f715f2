package page

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/regions"
	"gongkai/internal/fault"
)

func TestFindRegion(t *testing.T) {
	t.Parallel()
	table, err := regions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, text string
		year       int
		code       string
		refusal    error
	}{
		{"a code", "320106", 2023, "320106", nil},
		{"names from the outside in", "江苏省南京市鼓楼区", 2023, "320106", nil},
		{"its last year", "莱芜市", 2018, "371200", nil},
		{"several", "江苏鼓楼区", 2023, "", &Ambiguous{What: WhatRegion, Text: "江苏鼓楼区", Candidates: []Candidate{
			{Code: "320106", Name: "江苏省南京市鼓楼区"}, {Code: "320302", Name: "江苏省徐州市鼓楼区"},
		}}},
		{"no more", "莱芜市", 2023, "", &NotInYear{What: WhatRegion, Text: "莱芜市", Year: 2023, Lives: []Candidate{
			{Code: "371200", Name: "莱芜市", To: "2018-12-31", Successor: "济南市", SuccessorCode: "370100"},
		}}},
		{"nothing", "火星", 2023, "", &NotFound{What: WhatRegion, Text: "火星"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := FindRegion(table, tc.text, tc.year)
			if got.Code != tc.code {
				t.Errorf("got %s, want %s", got.Code, tc.code)
			}
			if diff := cmp.Diff(tc.refusal, err); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if err != nil && !errors.Is(err, fault.ErrUsage) {
				t.Errorf("%v is not wrong use", err)
			}
		})
	}
}

func TestRegionCode(t *testing.T) {
	t.Parallel()
	if code, err := RegionCode("", 2023); code != "" || err != nil {
		t.Errorf("no filter: %q, %v", code, err)
	}
	if code, err := RegionCode("淮安市", 0); code != "320800" || err != nil {
		t.Errorf("a name: %q, %v", code, err)
	}
}
