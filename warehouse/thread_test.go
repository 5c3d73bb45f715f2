package warehouse

import (
	"path/filepath"
	"testing"
)

// One thread works and no longer, also where somebody gave a number.
func TestOneThread(t *testing.T) {
	t.Parallel()
	for _, given := range []int{0, 3} {
		w, err := Create(t.Context(), Options{Path: filepath.Join(t.TempDir(), "w.duckdb"), Threads: given})
		if err != nil {
			t.Fatal(err)
		}
		threads := func() (n int) {
			if err := w.DB().QueryRowContext(t.Context(), "SELECT current_setting('threads')").Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		before := threads()
		restore, err := w.OneThread(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		during := threads()
		if err := restore(t.Context()); err != nil {
			t.Fatal(err)
		}
		if after := threads(); during != 1 || after != before || given != 0 && before != given {
			t.Errorf("%d given: %d before, %d during, %d after", given, before, during, after)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
