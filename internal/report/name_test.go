package report

import (
	"strings"
	"testing"
)

func TestNameThereAndBack(t *testing.T) {
	t.Parallel()
	hash := strings.Repeat("0123456789abcdef", 4)
	for _, test := range []struct {
		ordinal int
		want    string
	}{{0, "0123456789ab"}, {1, "0123456789ab#1"}, {12, "0123456789ab#12"}} {
		name := Name(hash, test.ordinal)
		digits, ordinal, ok := ParseName(name)
		if name != test.want || !ok || digits != hash[:12] || ordinal != test.ordinal {
			t.Errorf("report %d is %s, read as %s %d %v", test.ordinal, name, digits, ordinal, ok)
		}
	}
	if name := Name("abc", 0); name != "abc" {
		t.Errorf("a short hash gives %s", name)
	}
	for _, text := range []string{"", "01234", "0123456789AB", "0123456789ab#", "0123456789ab#0", "0123456789ab#12345", " 0123456789ab", hash + "0"} {
		if _, _, ok := ParseName(text); ok {
			t.Errorf("%q is taken for a report", text)
		}
	}
}
