package register

import (
	"strings"
	"testing"
)

// The nearest name is counted in characters, not in bytes, and only in the region.
func TestNearestName(t *testing.T) {
	t.Parallel()
	r := &roll{names: map[string][]string{
		"320800": {"淮安市人民政府", "淮安市教育局", "淮安市教育局招生办公室", "淮安市体育局"},
		"320900": {"盐城市教肓局"},
	}}
	for _, test := range []struct {
		name, region, want string
		distance           int
	}{
		{"淮安市教肓局", "320800", "淮安市教育局", 1},
		{"淮安市教育局", "320800", "淮安市教育局", 0},
		{"淮安市育局", "320800", "淮安市教育局", 1},
		{"淮安市人民政府办", "320800", "淮安市人民政府", 1},
		{"南京市教育局", "320100", "", 0},
		{strings.Repeat("局", 100_000), "320900", "盐城市教肓局", longName - 1},
	} {
		if got, distance := r.nearest(test.name, test.region); got != test.want || distance != test.distance {
			t.Errorf("%.30s: %s at %d, want %s at %d", test.name, got, distance, test.want, test.distance)
		}
	}
}
