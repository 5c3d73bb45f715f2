package warehouse

import (
	"context"
	"database/sql"
	"errors"
)

// Transact runs f in one transaction of the writer, while no batch is loaded and no snapshot is made. What f wrote is
// there when it returns true and no error, and rolled back otherwise. Its error is that of f, which says what was being done.
// What package queries stored as an answer is no longer what the tables give, and does not count from then on.
func (w *Warehouse) Transact(ctx context.Context, f func(conn *sql.Conn) (commit bool, err error)) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	conn, err := w.writing(ctx)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "BEGIN TRANSACTION"); err != nil {
		return err
	}
	commit, err := f(conn)
	if err == nil && commit {
		if _, err = conn.ExecContext(ctx, "DELETE FROM stored_answer; COMMIT"); err == nil {
			return nil
		}
	}
	// The context may have ended; the connection must not keep an open transaction.
	_, undone := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	return errors.Join(err, undone)
}
