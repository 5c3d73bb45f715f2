package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
)

// program runs the program in the process of the test.
func program(ctx context.Context, t *testing.T, args ...string) (status int, out, errs string) {
	t.Helper()
	empty, err := prepared()
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	env := environment{
		in: strings.NewReader(""), out: &stdout, err: &stderr,
		variables: []string{"XDG_CONFIG_HOME=" + t.TempDir()},
		now:       func() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) },
	}
	status = onPrepared(empty, args, env, func() int { return run(ctx, args, env) })
	return status, stdout.String(), stderr.String()
}

// An interrupted run leaves nothing that can be seen, and the next one does the whole work.
func TestIngestInterrupted(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	document := "../../testdata/reports/pingtan_zone_2023.html"
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if status, _, errs := program(ctx, t, "ingest", "--warehouse", path, document); status != fault.ExitFailed ||
		!strings.Contains(errs, "interrupted") {
		t.Fatalf("status %d, %q", status, errs)
	}
	if status, _, errs := program(context.Background(), t, "check", "--warehouse", path); status != fault.ExitNoWarehouse {
		t.Fatalf("status %d after an interrupted run: %q", status, errs)
	}
	if status, out, errs := program(context.Background(), t, "ingest", "--warehouse", path, document); status != fault.ExitDone ||
		!strings.Contains(out, "new: 1 ") {
		t.Fatalf("status %d, %q, %q", status, out, errs)
	}
}

func TestFinishTellsWhatToDo(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		err    error
		status int
		want   string
	}{
		{"nothing", nil, 0, ""},
		{"no warehouse", fault.ErrNoWarehouse, 10, "gongkai ingest PATH"},
		{"locked", fault.ErrLocked, 11, "Wait until it ends"},
		{"newer", fault.ErrSchemaTooNew, 12, "Install the version"},
		{"older", fault.ErrSchemaTooOld, 1, "Migrate it"},
		{"unsafe", fault.ErrUnsafeStatement, 1, "Only reading is possible"},
		{"timeout", context.DeadlineExceeded, 1, "--timeout"},
		{"findings", fault.ErrFindings, 3, ""},
		{"unchanged", fault.ErrUnchanged, 4, ""},
		{"something else", errors.New("disk full"), 1, "disk full"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var errs bytes.Buffer
			a := &app{environment: environment{err: &errs}, started: true, say: english(t)}
			status := a.finish(tc.err)
			if status != tc.status || !strings.Contains(errs.String(), tc.want) || (tc.want == "" && errs.Len() > 0) {
				t.Errorf("status %d, %q; want %d, %q", status, errs.String(), tc.status, tc.want)
			}
		})
	}
}

func TestArgument(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		args []string
		want string
	}{
		{"none", []string{"sql", "SELECT 1"}, ""},
		{"two words", []string{"--lang", "zh", "sql"}, "zh"},
		{"one word", []string{"sql", "--lang=zh"}, "zh"},
		{"no value", []string{"sql", "--lang"}, ""},
		{"after the end of the flags", []string{"extract", "--", "--lang=zh"}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, argument(tc.args, "lang")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
