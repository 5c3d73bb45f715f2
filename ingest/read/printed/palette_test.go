package printed

import "testing"

func TestIndexed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		index int
		want  Colour
		ok    bool
	}{
		{0, Colour{}, true},
		{1, White(), true},
		{8, Colour{}, true},
		{9, White(), true},
		{10, Colour{Red: 255}, true},
		{63, Colour{0x33, 0x33, 0x33}, true},
		{64, Colour{}, false},
		{-1, Colour{}, false},
	} {
		if got, ok := Indexed(c.index); got != c.want || ok != c.ok {
			t.Errorf("%d: got %v, %v, want %v, %v", c.index, got, ok, c.want, c.ok)
		}
	}
}
