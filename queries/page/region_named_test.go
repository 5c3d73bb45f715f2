package page

import (
	"testing"

	"gongkai/config/regions"
)

// A region by code, by name, or by a name behind that of one above it; never one of several.
func TestRegionByNameOrCode(t *testing.T) {
	t.Parallel()
	table, err := regions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text string
		year int
		code string // empty where it is refused
	}{
		{"320106", 2023, "320106"},
		{"南京市鼓楼区", 2023, "320106"},
		{"江苏省南京市鼓楼区", 2023, "320106"},
		{"江苏鼓楼区", 2023, ""}, // two of the four
		{"鼓楼区", 2023, ""},
		{"淮安", 2023, ""}, // the city or its 淮安区
		{"淮安市", 2023, "320800"},
		{"莱芜市", 2018, "371200"},
		{"莱芜市", 2023, ""},
		{"恩施州", 2023, "422800"},
		{"", 2023, ""},
	} {
		region, err := FindRegion(table, test.text, test.year)
		if region.Code != test.code || (err == nil) != (test.code != "") {
			t.Errorf("%s in %d: %s %v, want %q", test.text, test.year, region.Code, err, test.code)
		}
	}
}
