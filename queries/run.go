package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/big"
	"reflect"

	"github.com/duckdb/duckdb-go/v2"

	"gongkai/internal/fault"
)

// Column is a column of a result. Kind is DuckDB's name of its type, as "DECIMAL(18,6)".
type Column struct{ Name, Kind string }

// Rows takes the rows of a query. Head is called once, before the first row; the values of a row are valid until Row
// returns. An error that either returns ends the query.
type Rows interface {
	Head(columns []Column) error
	Row(values []any) error
}

// Run runs what a person wrote, as Query does, and hands the rows to a Rows. It stops with an error that wraps
// fault.ErrQueryTooLarge where the values come to more than the limit of the session, or where the query needs more memory
// than it may have, and with context.DeadlineExceeded after the timeout. The session can be used again after any error.
func (s *Session) Run(ctx context.Context, to Rows, statement string, args ...any) (err error) {
	defer fault.Wrap(&err, "query")
	if s.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.timeout)
		defer cancel()
	}
	ctx, done := s.watch(ctx)
	defer done()
	if err := s.gate.check(ctx, statement); err != nil {
		return stopped(ctx, err)
	}
	if err := s.layout.prepare(ctx, statement); err != nil {
		return stopped(ctx, err)
	}
	statement, args, err = listing(statement, args)
	if err != nil {
		return err
	}
	rows, err := s.conn.QueryContext(ctx, statement, args...)
	if err != nil {
		return stopped(ctx, err)
	}
	defer rows.Close()
	if err := s.handOut(rows, to); err != nil {
		return err
	}
	if err := rows.Err(); err != nil {
		return stopped(ctx, err)
	}
	return nil
}

// stopped says why a query ended: the driver says that it was interrupted, the reason is in the context.
func stopped(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return refusedOfInternal(refusedOfRelease(outOfMemory(err)))
}

// handOut reads the rows and keeps count of their size.
func (s *Session) handOut(rows *sql.Rows, to Rows) error {
	types, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	columns := make([]Column, len(types))
	for i, t := range types {
		columns[i] = Column{t.Name(), t.DatabaseTypeName()}
	}
	if err := to.Head(columns); err != nil {
		return err
	}
	values := make([]any, len(columns))
	pointers := make([]any, len(columns))
	for i := range values {
		pointers[i] = &values[i]
	}
	size := int64(0)
	for rows.Next() {
		if err := rows.Scan(pointers...); err != nil {
			return err
		}
		for _, v := range values {
			size += sizeOf(v)
		}
		if s.size > 0 && size > s.size {
			return fmt.Errorf("%w: the result has more than %d bytes", fault.ErrQueryTooLarge, s.size)
		}
		if err := to.Row(values); err != nil {
			return err
		}
	}
	return nil
}

// sizeOf is about what a value takes in memory, in bytes.
func sizeOf(v any) int64 {
	const word = 16 // of an interface, and of most numbers behind it
	switch v := v.(type) {
	case nil:
		return word
	case string:
		return word + int64(len(v))
	case []byte:
		return word + int64(len(v))
	case *big.Int:
		return word + int64(len(v.Bits()))*8
	case []any:
		size := int64(word)
		for _, e := range v {
			size += sizeOf(e)
		}
		return size
	case map[string]any:
		size := int64(word)
		for key, e := range v {
			size += int64(len(key)) + sizeOf(e)
		}
		return size
	}
	if r := reflect.ValueOf(v); r.Kind() == reflect.Map { // the driver's Map and OrderedMap
		return word + int64(r.Len())*2*word
	}
	return word
}

// outOfMemory marks the error of a query that needs more memory than the session may have.
func outOfMemory(err error) error {
	var engine *duckdb.Error
	if errors.As(err, &engine) && engine.Type == duckdb.ErrorTypeOutOfMemory {
		return fmt.Errorf("%w: %w", fault.ErrQueryTooLarge, err)
	}
	return err
}
