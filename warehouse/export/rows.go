package export

import (
	"context"
	"errors"
)

// each calls a function with the values of every row of a relation, in order, as the driver gives them. The slice is used again.
func (w *writer) each(ctx context.Context, p part, do func(values []any) error) (n int64, err error) {
	query, args := w.query(p)
	found, err := w.conn.QueryContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	values := make([]any, len(p.columns))
	pointers := make([]any, len(p.columns))
	for i := range values {
		pointers[i] = &values[i]
	}
	for found.Next() {
		if err := found.Scan(pointers...); err != nil {
			return n, err
		}
		if err := do(values); err != nil {
			return n, err
		}
		n++
	}
	return n, found.Err()
}
