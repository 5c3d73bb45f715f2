package warehouse

import (
	"context"
	"strconv"

	"gongkai/internal/fault"
)

// OneThread has DuckDB work with one thread, and returns what gives it back those that it had. It is for many small statements: a
// thread that finds nothing to do asks without pause until the others are done, which cost a quarter of the processor time of a run
// that reads one report, and more time on the clock where something else runs beside it.
func (w *Warehouse) OneThread(ctx context.Context) (restore func(context.Context) error, err error) {
	defer fault.Wrap(&err, "work with one thread")
	var own int64
	if err := w.db.QueryRowContext(ctx, "SELECT current_setting('threads')").Scan(&own); err != nil {
		return nil, err
	}
	set := func(ctx context.Context, threads int64) error {
		_, err := w.db.ExecContext(ctx, "SET threads = "+strconv.FormatInt(threads, 10))
		return err
	}
	restore = func(ctx context.Context) (err error) {
		defer fault.Wrap(&err, "give the threads back")
		return set(ctx, own)
	}
	return restore, set(ctx, 1)
}
