package record

import (
	"context"
	"database/sql"

	"gongkai/internal/fault"
	"gongkai/internal/schedule"
	"gongkai/internal/sqlfile"
)

// Scheduled writes one event of the schedule. It is there when the call returns, whatever becomes of the run.
func Scheduled(ctx context.Context, w Writer, e schedule.Event) (err error) {
	defer fault.Wrap(&err, "record %s of job %s", e.Status, e.Job)
	return w.Transact(ctx, func(conn *sql.Conn) (bool, error) {
		_, err := statements.Exec(ctx, conn, "scheduled_run",
			e.Job, e.Slot.UTC(), e.Attempt, sqlfile.Optional(e.Step), string(e.Status), sqlfile.Optional(e.Message), e.At.UTC())
		return true, err
	})
}

// ScheduledRuns returns the events of the schedule, as they were written: from the warehouse (DB().QueryContext) or from
// a session on a snapshot.
func ScheduledRuns(ctx context.Context, source sqlfile.Source) (_ []schedule.Event, err error) {
	defer fault.Wrap(&err, "scheduled runs")
	var out []schedule.Event
	err = statements.Each(ctx, source, "scheduled_runs", func(scan sqlfile.Scan) error {
		var e schedule.Event
		err := scan(&e.Job, &e.Slot, &e.Attempt, &e.Step, &e.Status, &e.Message, &e.At)
		out = append(out, e)
		return err
	})
	return out, err
}
