package load

import (
	"errors"
	"path/filepath"
	"testing"

	"gongkai/warehouse"
)

// The bound holds while batches are loaded and no longer, and never in place of a limit that somebody set.
func TestBoundMemory(t *testing.T) {
	t.Parallel()
	for _, given := range []string{"", "1GB"} {
		w, err := warehouse.Create(t.Context(), warehouse.Options{Path: filepath.Join(t.TempDir(), "w.duckdb"), MemoryLimit: given})
		if err != nil {
			t.Fatal(err)
		}
		before := memoryLimit(t, w)
		bound, err := BoundMemory(t.Context(), w.DB(), given)
		if err != nil {
			t.Fatal(err)
		}
		during := memoryLimit(t, w)
		if err := bound.Lift(t.Context()); err != nil {
			t.Fatal(err)
		}
		if after := memoryLimit(t, w); after != before || (during == before) != (given != "") {
			t.Errorf("limit given %q: before %s, during %s, after %s", given, before, during, after)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// What does not fit is run again within twice the memory, as often as it takes; what fails otherwise is not, nor what does not fit into
// a limit that somebody set.
func TestBoundMemoryGivesWay(t *testing.T) {
	t.Parallel()
	const sort = "CREATE OR REPLACE TEMP TABLE large AS SELECT list(range) AS l FROM range(20_000_000)"
	w := fresh(t)
	bound, err := BoundMemory(t.Context(), w.DB(), "")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := w.DB().Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	limits := []string{}
	if err := bound.Do(t.Context(), func() error {
		limits = append(limits, memoryLimit(t, w))
		_, err := conn.ExecContext(t.Context(), sort)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if len(limits) < 2 || len(limits) > 6 || limits[0] != "128.0 MiB" || limits[1] != "256.0 MiB" {
		t.Errorf("run within %q", limits)
	}
	if err := bound.Added(t.Context(), 2*stepOfDocuments); err != nil {
		t.Fatal(err)
	}
	if grown := memoryLimit(t, w); grown == limits[len(limits)-1] {
		t.Errorf("with more documents the limit is still %s", grown)
	}
	other, runs := errors.New("another error"), 0
	if err := bound.Do(t.Context(), func() error { runs++; return other }); !errors.Is(err, other) || runs != 1 {
		t.Errorf("%v after %d runs", err, runs)
	}

	given, err := warehouse.Create(t.Context(), warehouse.Options{Path: filepath.Join(t.TempDir(), "w.duckdb"), MemoryLimit: "100MB"})
	if err != nil {
		t.Fatal(err)
	}
	defer given.Close()
	if bound, err = BoundMemory(t.Context(), given.DB(), "100MB"); err != nil {
		t.Fatal(err)
	}
	runs = 0
	if err := bound.Do(t.Context(), func() error {
		runs++
		_, err := given.DB().ExecContext(t.Context(), sort)
		return err
	}); err == nil || runs != 1 {
		t.Errorf("within a limit that was given: %v after %d runs", err, runs)
	}
}

// The bound is never above what DuckDB takes by itself, as on a small machine: neither at first nor when it is doubled.
func TestBoundMemoryBelowItsOwn(t *testing.T) {
	t.Parallel()
	for own, during := range map[string]string{"100.0 MiB": "100.0 MiB", "200.0 MiB": "128.0 MiB"} {
		w := fresh(t)
		if _, err := w.DB().ExecContext(t.Context(), "SET memory_limit = '"+own+"'"); err != nil {
			t.Fatal(err)
		}
		bound, err := BoundMemory(t.Context(), w.DB(), "")
		if err != nil {
			t.Fatal(err)
		}
		if got := memoryLimit(t, w); got != during {
			t.Errorf("own limit %s: bounded to %s, want %s", own, got, during)
		}
		if err := bound.raise(t.Context(), bound.bound); err != nil {
			t.Fatal(err)
		}
		if bound.bound != 0 {
			t.Errorf("own limit %s: still bounded to %d MiB", own, bound.bound)
		}
	}
}

func memoryLimit(t *testing.T, w *warehouse.Warehouse) (limit string) {
	t.Helper()
	if err := w.DB().QueryRow("SELECT current_setting('memory_limit')").Scan(&limit); err != nil {
		t.Fatal(err)
	}
	return limit
}
