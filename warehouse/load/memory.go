package load

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/duckdb/duckdb-go/v2"

	"gongkai/internal/fault"
)

// What DuckDB may keep in memory while batches are loaded, in MiB. Left to itself it keeps all that it wrote, up to 80 % of the
// machine: 875 MB for the process after 100,000 reports, as fast as with this bound. Beyond it DuckDB uses the disk, but for the
// indexes of the keys, which must be in memory: 120 MB for a million documents. A checkpoint needs them all, and one that lacks
// memory ends the database, so there is twice as much for them.
const (
	loadMemory      = 128
	documentsPerMiB = 4096
	stepOfDocuments = 32 * documentsPerMiB // the bound is set anew for so many
)

// MemoryBound bounds the memory of DuckDB while a warehouse is loaded. Its methods may be called from several goroutines.
type MemoryBound struct {
	db  *sql.DB
	own int64 // DuckDB's own limit, in MiB

	mu        sync.Mutex
	documents int64 // that the warehouse has
	bound     int64 // MiB; 0 where there is none
	doublings int
}

// BoundMemory bounds the memory of DuckDB for loading, unless the warehouse was opened with a limit that somebody gave.
func BoundMemory(ctx context.Context, db *sql.DB, given string) (_ *MemoryBound, err error) {
	defer fault.Wrap(&err, "bound memory")
	m := &MemoryBound{db: db}
	if given != "" {
		return m, nil
	}
	if err := statements.One(ctx, db.QueryContext, "memory", nil, &m.own, &m.documents); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m, m.set(ctx)
}

// Do runs what can be run again after an error, as the loading of a batch, which is there or not at all. Where the bound is too
// small for it the bound is doubled and it is run again.
func (m *MemoryBound) Do(ctx context.Context, run func() error) error {
	for {
		m.mu.Lock()
		before := m.bound
		m.mu.Unlock()
		err := run()
		if before == 0 || !isOutOfMemory(err) {
			return err
		}
		if err := m.raise(ctx, before); err != nil {
			return err
		}
	}
}

// Added tells of documents that were loaded.
func (m *MemoryBound) Added(ctx context.Context, documents int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.documents / stepOfDocuments
	m.documents += int64(documents)
	if m.bound == 0 || m.documents/stepOfDocuments == before {
		return nil
	}
	return m.set(ctx)
}

// Lift gives DuckDB its own limit back. Views need more than a batch.
func (m *MemoryBound) Lift(ctx context.Context) (err error) {
	defer fault.Wrap(&err, "lift the bound on memory")
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.lift(ctx)
}

func (m *MemoryBound) lift(ctx context.Context) error {
	if m.bound == 0 {
		return nil
	}
	m.bound = 0
	_, err := m.db.ExecContext(ctx, "RESET memory_limit")
	return err
}

// raise doubles the bound, unless another goroutine did since it was looked at.
func (m *MemoryBound) raise(ctx context.Context, before int64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bound != before {
		return nil
	}
	m.doublings++
	return m.set(ctx)
}

// set sets the bound for the documents that there are, doubled until DuckDB can keep to it; none where it has no more of its own.
func (m *MemoryBound) set(ctx context.Context) (err error) {
	defer fault.Wrap(&err, "bound memory")
	for {
		bound := (loadMemory + (m.documents+documentsPerMiB-1)/documentsPerMiB) << m.doublings
		if bound >= m.own {
			return m.lift(ctx)
		}
		m.bound = bound
		_, err := m.db.ExecContext(ctx, fmt.Sprintf("SET memory_limit = '%dMiB'", bound))
		if !isOutOfMemory(err) { // what is in memory and must stay there is more
			return err
		}
		m.doublings++
	}
}

func isOutOfMemory(err error) bool {
	var engine *duckdb.Error
	return errors.As(err, &engine) && engine.Type == duckdb.ErrorTypeOutOfMemory
}
