package ingest

import (
	"testing"

	"gongkai/config/regions"
	"gongkai/ingest/recognise"
)

// A manifest gives a region by its code or a name; a name of several stays as it is, to be refused.
func TestRegionOfManifest(t *testing.T) {
	table, err := regions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	who, err := newIdentifier(table)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		region string
		year   int
		want   string
	}{
		{"320813", 2023, "320813"},
		{"淮安市", 2023, "320800"},
		{"南京市鼓楼区", 0, "320106"},
		{"莱芜市", 2018, "371200"},
		{"莱芜市", 2023, "莱芜市"},
		{"鼓楼区", 2023, "鼓楼区"},
		{"", 2023, ""},
	} {
		if got := who.code(recognise.Given{RegionCode: test.region, Year: test.year}); got != test.want {
			t.Errorf("%q in %d: %q, want %q", test.region, test.year, got, test.want)
		}
	}
}
