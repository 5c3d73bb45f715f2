package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"

	"gongkai/internal/fault"
)

// subtotalVersions is how many versions are stored or compared at a time: with 28 subtotals each, 112,000 are in memory, which fits
// into what DuckDB has while loading. 20,000 versions took 150 MB.
const subtotalVersions = 4_000

// StoreSubtotals stores the subtotals of the versions that lack them and the digests of their tables, as the views compute them, and
// returns of how many versions. The views must be installed and the database open for writing, with nobody else writing meanwhile.
// Whoever loaded versions calls it before publishing. Where it was not called, or ended in between, nothing is wrong: what is not stored
// is computed at every reading, and to read all cells takes four times as long. Where nothing lacks it writes nothing.
func StoreSubtotals(ctx context.Context, db *sql.DB) (versions int64, err error) {
	defer fault.Wrap(&err, "store subtotals")
	return storeSubtotals(ctx, db, subtotalVersions)
}

// storeSubtotals stores those of so many versions at a time.
func storeSubtotals(ctx context.Context, db *sql.DB, size int) (versions int64, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	var plain bool
	if err := statements.One(ctx, conn.QueryContext, "subtotal/plain", nil, &plain); err != nil {
		return 0, err
	}
	if !plain {
		return 0, errors.New("the connection shows adjusted values or those of a day")
	}
	for {
		n, err := storeNext(ctx, conn, size)
		versions += n
		if n == 0 || err != nil {
			return versions, err
		}
	}
}

// storeNext stores the subtotals and digests of the next versions, in one transaction with the mark that says so.
func storeNext(ctx context.Context, conn *sql.Conn, size int) (versions int64, err error) {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	var first, last sql.NullInt64
	if err := statements.One(ctx, tx.QueryContext, "subtotal/pending", []any{size}, &first, &last); err != nil || !first.Valid {
		return 0, err
	}
	for _, name := range []string{"subtotal/store", "subtotal/store_digest"} {
		if _, err := statements.Exec(ctx, tx, name, first.Int64, last.Int64); err != nil {
			return 0, fmt.Errorf("versions %d to %d: %w", first.Int64, last.Int64, err)
		}
	}
	marked, err := statements.Exec(ctx, tx, "subtotal/mark", first.Int64, last.Int64)
	if err != nil {
		return 0, fmt.Errorf("versions %d to %d: %w", first.Int64, last.Int64, err)
	}
	if versions, err = marked.RowsAffected(); err != nil {
		return 0, err
	}
	return versions, tx.Commit()
}

// CompareSubtotals computes all stored subtotals and digests of a snapshot again and returns how many differ, one that is lacking or
// too many among them: 0 unless something else wrote to the file. Afterwards the session computes all of them itself.
func (s *Session) CompareSubtotals(ctx context.Context) (differing int64, err error) {
	defer fault.Wrap(&err, "compare stored subtotals")
	return s.compareSubtotals(ctx, subtotalVersions)
}

// compareSubtotals compares those of so many versions at a time.
func (s *Session) compareSubtotals(ctx context.Context, size int) (differing int64, err error) {
	if err := s.read(ctx, []string{"SET VARIABLE subtotals = 'computed'"}, false); err != nil {
		return 0, err
	}
	s.layout = nil // it would lay out those of all versions at once
	for behind := int64(math.MinInt64); ; {
		var first, last sql.NullInt64
		err := statements.One(ctx, s.conn.QueryContext, "subtotal/stored", []any{behind, size}, &first, &last)
		if err != nil || !first.Valid {
			return differing, err
		}
		for _, name := range []string{"subtotal/differ", "subtotal/differ_digest"} {
			var n int64
			if err := statements.One(ctx, s.conn.QueryContext, name, []any{first.Int64, last.Int64}, &n); err != nil {
				return differing, fmt.Errorf("versions %d to %d: %w", first.Int64, last.Int64, err)
			}
			differing += n
		}
		behind = last.Int64
	}
}
