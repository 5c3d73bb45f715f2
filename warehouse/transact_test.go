package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"gongkai/warehouse/warehousetest"
)

func TestTransact(t *testing.T) {
	t.Parallel()
	w := fresh(t)
	failure := errors.New("failure")
	for _, tc := range []struct {
		name   string
		commit bool
		err    error
		events string
	}{
		{"rolled back on demand", false, nil, "0"},
		{"rolled back after an error", true, failure, "0"},
		{"kept", true, nil, "1"},
	} {
		err := w.Transact(t.Context(), func(conn *sql.Conn) (bool, error) {
			_, err := conn.ExecContext(t.Context(), "INSERT INTO scheduled_run VALUES (1, 'x', now(), 1, NULL, 'done', NULL, now())")
			return tc.commit, errors.Join(err, tc.err)
		})
		if !errors.Is(err, tc.err) || (err != nil) != (tc.err != nil) {
			t.Fatalf("%s: error %v", tc.name, err)
		}
		if events := warehousetest.Counts(t, w.DB())["scheduled_run"]; events != tc.events {
			t.Errorf("%s: %s events, want %s", tc.name, events, tc.events)
		}
	}
	// A context that ends meanwhile leaves no open transaction behind.
	ctx, cancel := context.WithCancel(t.Context())
	if err := w.Transact(ctx, func(*sql.Conn) (bool, error) { cancel(); return true, nil }); err == nil {
		t.Error("a cancelled transaction was committed")
	}
	if err := w.Transact(t.Context(), func(*sql.Conn) (bool, error) { return true, nil }); err != nil {
		t.Error(err)
	}
}
