package lexicon

import (
	"slices"
	"strings"
	"testing"
)

func TestFinder(t *testing.T) {
	f := NewFinder("单位", "以", "收费", "收入", "", "单位")
	for _, test := range []struct {
		text       string
		want       []string
		normalised bool
	}{
		{"", nil, false},
		{"收到申请", nil, false},
		{"收入以单位", []string{"收入", "以", "单位"}, true},
		{"单位单位", []string{"单位"}, true},
		{"收 \u200b费", nil, true},
		{"收“费”", nil, true},
		{"　“”", nil, false},
		{"\xff收", nil, false},
	} {
		if got := f.In(test.text); !slices.Equal(got, test.want) {
			t.Errorf("%q: found %q, want %q", test.text, got, test.want)
		}
		normal := Normalise(test.text)
		said := slices.ContainsFunc([]string{"单位", "以", "收费", "收入"}, func(one string) bool { return strings.Contains(normal, one) })
		if got := f.InNormalised(test.text); got != test.normalised || got != said {
			t.Errorf("%q: in its normal form %v, want %v", test.text, got, test.normalised)
		}
	}
	if f.Knows("收") || !f.Knows("收费") {
		t.Error("it knows more or less than what it was made of")
	}
}
