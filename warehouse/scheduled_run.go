package warehouse

import (
	"context"
	"database/sql"
	"errors"

	"gongkai/internal/fault"
	"gongkai/internal/schedule"
)

// RecordScheduled writes one event of the schedule. It is there when the call returns, whatever becomes of the run.
func (w *Warehouse) RecordScheduled(ctx context.Context, e schedule.Event) (err error) {
	defer fault.Wrap(&err, "record %s of job %s", e.Status, e.Job)
	insert, err := statement("scheduled_run")
	if err != nil {
		return err
	}
	return w.Transact(ctx, func(conn *sql.Conn) (bool, error) {
		_, err := conn.ExecContext(ctx, insert, e.Job, e.Slot.UTC(), e.Attempt, text(e.Step), string(e.Status), text(e.Message), e.At.UTC())
		return true, err
	})
}

// ScheduledRuns returns the events of the schedule, as they were written: from the warehouse (DB().QueryContext) or from
// a session on a snapshot.
func ScheduledRuns(ctx context.Context, source func(ctx context.Context, query string, args ...any) (*sql.Rows, error)) (_ []schedule.Event, err error) {
	defer fault.Wrap(&err, "scheduled runs")
	query, err := statement("scheduled_runs")
	if err != nil {
		return nil, err
	}
	rows, err := source(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var out []schedule.Event
	for rows.Next() {
		var e schedule.Event
		if err := rows.Scan(&e.Job, &e.Slot, &e.Attempt, &e.Step, &e.Status, &e.Message, &e.At); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, rows.Err()
}
