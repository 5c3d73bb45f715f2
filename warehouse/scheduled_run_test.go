package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/schedule"
)

func TestScheduledRuns(t *testing.T) {
	t.Parallel()
	w := fresh(t)
	slot := time.Date(2025, 2, 1, 3, 0, 0, 0, time.FixedZone("", 8*60*60))
	want := []schedule.Event{
		{Job: "departments", Slot: slot, Status: schedule.Registered, At: noon()},
		{Job: "departments", Slot: slot, Attempt: 1, Step: "ingest", Status: schedule.StepDone, Message: "新增 3", At: noon().Add(-time.Hour)},
	}
	for _, e := range want {
		if err := w.RecordScheduled(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	got, err := ScheduledRuns(t.Context(), w.DB().QueryContext)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTransact(t *testing.T) {
	t.Parallel()
	w := fresh(t)
	failure := errors.New("failure")
	for _, tc := range []struct {
		name   string
		commit bool
		err    error
		events int
	}{
		{"rolled back on demand", false, nil, 0},
		{"rolled back after an error", true, failure, 0},
		{"kept", true, nil, 1},
	} {
		err := w.Transact(t.Context(), func(conn *sql.Conn) (bool, error) {
			_, err := conn.ExecContext(t.Context(), "INSERT INTO scheduled_run VALUES (1, 'x', now(), 1, NULL, 'done', NULL, now())")
			return tc.commit, errors.Join(err, tc.err)
		})
		if !errors.Is(err, tc.err) || (err != nil) != (tc.err != nil) {
			t.Fatalf("%s: error %v", tc.name, err)
		}
		events, err := ScheduledRuns(t.Context(), w.DB().QueryContext)
		if err != nil || len(events) != tc.events {
			t.Errorf("%s: %d events, %v", tc.name, len(events), err)
		}
	}
	// A context that ends meanwhile leaves no open transaction behind.
	ctx, cancel := context.WithCancel(t.Context())
	if err := w.Transact(ctx, func(*sql.Conn) (bool, error) { cancel(); return true, nil }); err == nil {
		t.Error("a cancelled transaction was committed")
	}
	if err := w.RecordScheduled(t.Context(), schedule.Event{Job: "y", Status: schedule.Done, Slot: noon(), At: noon()}); err != nil {
		t.Error(err)
	}
}
