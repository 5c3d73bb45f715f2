package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A clue with a weight speaks for its region; the bare name, which speaks for all alike, is not listed.
func TestSplitEvidence(t *testing.T) {
	t.Parallel()
	candidates, rest := splitEvidence([]Evidence{
		{Field: "agency", Value: "鼓楼区教育局", Source: "title", Quote: "鼓楼区教育局"},
		{Field: "region_candidate", Value: "320106", Name: "鼓楼区", Source: "name", Quote: "鼓楼区"},
		{Field: "region_candidate", Value: "320302", Name: "鼓楼区", Source: "name", Quote: "鼓楼区"},
		{Field: "region_candidate", Value: "320106", Name: "鼓楼区", Source: "phone", Quote: "025 (+3)"},
	})
	want := []RegionCandidate{
		{RegionCode: "320106", Region: "鼓楼区", Clues: []Clue{{"phone", "025 (+3)"}}},
		{RegionCode: "320302", Region: "鼓楼区", Clues: []Clue{}},
	}
	if diff := cmp.Diff(want, candidates); diff != "" {
		t.Errorf("candidates (-want +got):\n%s", diff)
	}
	if len(rest) != 1 || rest[0].Field != "agency" {
		t.Errorf("the rest is %+v", rest)
	}
	if _, rest := splitEvidence(nil); rest == nil {
		t.Error("no evidence is an empty list, which prints as [] and not as null")
	}
}
