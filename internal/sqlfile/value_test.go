package sqlfile

import "testing"

func TestOptional(t *testing.T) {
	for in, want := range map[string]any{"": nil, " ": " ", "公开": "公开", "1\x002\xff": "1\uFFFD2\uFFFD"} {
		if got := Optional(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
