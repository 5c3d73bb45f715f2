package proof

import "testing"

func TestIsSlip(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"32", "23", true},
		{"132", "123", true},
		{"13", "31", true},
		{"123", "321", false},
		{"12", "120", true},
		{"12", "102", true},
		{"12", "1", true},
		{"12", "13", true},
		{"12", "22", true},
		{"99", "100", false},
		{"0", "7", true},
		{"70", "97", false},
		{"7", "7", true},
	} {
		if got := isSlip(test.a, test.b); got != test.want {
			t.Errorf("isSlip(%s, %s) = %t, want %t", test.a, test.b, got, test.want)
		}
	}
}
