package export

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// each calls a function with the values of every row of a relation, in order. A value is nil, string, int64, *big.Int (of
// a decimal, without its point), float64, bool or time.Time, as the kind of its column says. The slice is used again.
func (w *writer) each(ctx context.Context, p part, do func(values []any) error) (n int64, err error) {
	query, args := w.query(p)
	rows, err := w.conn.QueryContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values := make([]any, len(p.columns))
	pointers := make([]any, len(p.columns))
	for i := range values {
		pointers[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(pointers...); err != nil {
			return n, err
		}
		for i, c := range p.columns {
			if values[i], err = c.plain(values[i]); err != nil {
				return n, err
			}
		}
		if err := do(values); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Err()
}

// plain turns what the driver gives into the type that the kind of the column says.
func (c column) plain(value any) (any, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case int8:
		return int64(v), nil
	case int16:
		return int64(v), nil
	case int32:
		return int64(v), nil
	case duckdb.Decimal:
		if int(v.Scale) != c.scale {
			return nil, fmt.Errorf("column %s has %d decimal places, not %d", c.name, v.Scale, c.scale)
		}
		return v.Value, nil
	case string, int64, *big.Int, float64, bool, time.Time:
		return v, nil
	}
	return nil, fmt.Errorf("column %s gives %T", c.name, value)
}
