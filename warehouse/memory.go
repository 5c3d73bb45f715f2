package warehouse

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/duckdb/duckdb-go/v2"
)

// loadMemory is what DuckDB may keep in memory while batches are loaded, in MiB. Left to itself it keeps all that it wrote, up to
// 80 % of the machine: 875 MB for the process after 100,000 reports, as fast as with this bound. Beyond it DuckDB uses the disk,
// but for the indexes of the keys: those of a million documents are 120 MB, which must be in memory.
const loadMemory = 128

// maxDoublings is how often the bound is doubled before it is lifted: from 16 GB on DuckDB's own limit is what counts.
const maxDoublings = 7

// MemoryBound bounds the memory of DuckDB while a warehouse is loaded. Its methods may be called from several goroutines.
type MemoryBound struct {
	w *Warehouse

	mu        sync.Mutex
	doublings int
	lifted    bool
}

// BoundMemory bounds the memory of DuckDB for loading, unless the options gave a limit. Views need more: lift it before they are
// read.
func (w *Warehouse) BoundMemory(ctx context.Context) (_ *MemoryBound, err error) {
	defer wrap(&err, "bound memory")
	m := &MemoryBound{w: w, lifted: w.isBounded}
	if m.lifted {
		return m, nil
	}
	return m, m.set(ctx)
}

// Do runs what can be run again after an error, as the loading of a batch, which is there or not at all. Where the bound is too
// small for it the bound is doubled and it is run again.
func (m *MemoryBound) Do(ctx context.Context, run func() error) error {
	for {
		m.mu.Lock()
		before, lifted := m.doublings, m.lifted
		m.mu.Unlock()
		err := run()
		var engine *duckdb.Error
		if lifted || !errors.As(err, &engine) || engine.Type != duckdb.ErrorTypeOutOfMemory {
			return err
		}
		if err := m.raise(ctx, before); err != nil {
			return err
		}
	}
}

// Lift gives DuckDB its own limit back.
func (m *MemoryBound) Lift(ctx context.Context) (err error) {
	defer wrap(&err, "lift the bound on memory")
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.lifted {
		return nil
	}
	m.lifted = true
	_, err = m.w.db.ExecContext(ctx, "RESET memory_limit")
	return err
}

// raise doubles the bound, unless another goroutine did since it was looked at.
func (m *MemoryBound) raise(ctx context.Context, before int) error {
	m.mu.Lock()
	if m.doublings != before {
		m.mu.Unlock()
		return nil
	}
	m.doublings++
	last := m.doublings > maxDoublings
	m.mu.Unlock()
	if last {
		return m.Lift(ctx)
	}
	return m.set(ctx)
}

func (m *MemoryBound) set(ctx context.Context) (err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	defer wrap(&err, "bound memory")
	_, err = m.w.db.ExecContext(ctx, fmt.Sprintf("SET memory_limit = '%dMiB'", loadMemory<<m.doublings))
	return err
}
