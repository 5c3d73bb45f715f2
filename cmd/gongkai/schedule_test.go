package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jonboulle/clockwork"

	"gongkai/config/settings"
	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/warehouse"
	"gongkai/warehouse/record"
)

// timetable is a scheduler with a clock of its own and steps that only write down that they were run.
type timetable struct {
	*scheduler
	t     *testing.T
	clock *clockwork.FakeClock
	ran   []string
}

// newTimetable makes a scheduler over the warehouse at path, at a time in Asia/Shanghai. A second one over the same path
// is the program started again.
func newTimetable(t *testing.T, path, now string) *timetable {
	t.Helper()
	a := &app{environment: environment{out: io.Discard, err: io.Discard}, say: english(t)}
	a.loaded.Settings = settings.Defaults(settings.Limits(read.DefaultLimits()))
	a.loaded.Settings.Warehouse.Path = path
	a.loaded.Settings.Schedule.Jobs = a.loaded.Settings.Schedule.Jobs[:1]
	clock := clockwork.NewFakeClockAt(shanghaiTime(t, now))
	s, err := newScheduler(a, clock)
	if err != nil {
		t.Fatal(err)
	}
	tt := &timetable{scheduler: s, t: t, clock: clock}
	s.step = func(_ context.Context, _ *warehouse.Warehouse, j scheduledJob, slot time.Time, step string) (string, error) {
		year, err := j.year(slot.In(s.zone))
		tt.ran = append(tt.ran, fmt.Sprintf("%s %d", step, year))
		return "", err
	}
	return tt
}

func shanghaiTime(t *testing.T, text string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02 15:04", text, shanghai(time.Time{}).Location())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// to sets the clock, forward or back.
func (tt *timetable) to(now string) {
	tt.t.Helper()
	tt.clock.Advance(shanghaiTime(tt.t, now).Sub(tt.clock.Now()))
}

// ticked ticks and returns the steps that were run.
func (tt *timetable) ticked() []string {
	tt.t.Helper()
	tt.ran = nil
	tt.tick(tt.t.Context())
	return tt.ran
}

// ledger returns the events of the warehouse as "slot attempt step status".
func (tt *timetable) ledger() []string {
	tt.t.Helper()
	w, err := tt.createWriter(tt.t.Context())
	if err != nil {
		tt.t.Fatal(err)
	}
	events, err := record.ScheduledRuns(tt.t.Context(), w.DB().QueryContext)
	if err := errors.Join(err, w.Close()); err != nil {
		tt.t.Fatal(err)
	}
	var out []string
	for _, e := range events {
		out = append(out, strings.Join(strings.Fields(fmt.Sprintf("%s %d %s %s", e.Slot.In(tt.zone).Format(time.DateOnly), e.Attempt, e.Step, e.Status)), " "))
	}
	return out
}

func (tt *timetable) want(got []string, want ...string) {
	tt.t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		tt.t.Errorf("(-want +got):\n%s", diff)
	}
}

// The program was off over the year-end: the run is caught up once, for the year it was meant for.
func TestScheduleCatchesUpAMissedYearEnd(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	tt := newTimetable(t, path, "2024-06-01 12:00")
	tt.want(tt.ticked())
	again := newTimetable(t, path, "2025-07-01 12:00")
	again.want(again.ticked(), "ingest 2024", "rollup 2024", "export 2024")
	again.want(again.ticked())
	again.to("2026-02-01 02:59")
	again.want(again.ticked())
	again.to("2026-02-01 03:00")
	again.want(again.ticked(), "ingest 2025", "rollup 2025", "export 2025")
	again.want(
		again.ledger(),
		"2024-06-01 0 registered",
		"2025-02-01 1 started", "2025-02-01 1 ingest step_done", "2025-02-01 1 rollup step_done", "2025-02-01 1 export step_done", "2025-02-01 1 done",
		"2026-02-01 1 started", "2026-02-01 1 ingest step_done", "2026-02-01 1 rollup step_done", "2026-02-01 1 export step_done", "2026-02-01 1 done",
	)
}

// The program dies between two steps: what was begun is run again, from the start, and done once.
func TestScheduleGoesOnAfterACrash(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	tt := newTimetable(t, path, "2025-01-01 12:00")
	tt.ticked()
	tt.to("2025-02-01 03:00")
	crash := errors.New("crash")
	work := tt.step
	tt.step = func(ctx context.Context, w *warehouse.Warehouse, j scheduledJob, slot time.Time, step string) (string, error) {
		if step == settings.StepRollup {
			panic(crash)
		}
		return work(ctx, w, j, slot, step)
	}
	func() {
		defer func() {
			if p := recover(); p != crash {
				t.Fatalf("panic %v", p)
			}
		}()
		tt.ticked()
	}()
	again := newTimetable(t, path, "2025-02-01 03:10")
	again.want(again.ticked(), "ingest 2024", "rollup 2024", "export 2024")
	again.want(again.ticked())
	again.want(
		again.ledger(), "2025-01-01 0 registered", "2025-02-01 1 started", "2025-02-01 1 ingest step_done",
		"2025-02-01 2 started", "2025-02-01 2 ingest step_done", "2025-02-01 2 rollup step_done", "2025-02-01 2 export step_done", "2025-02-01 2 done",
	)
}

// A step fails: it is tried again after waits that double, and in the end given up until the next slot.
func TestScheduleRetriesWithBackoff(t *testing.T) {
	t.Parallel()
	tt := newTimetable(t, filepath.Join(t.TempDir(), "w.duckdb"), "2025-01-01 12:00")
	tt.policy.Retries = 2
	tt.ticked()
	tt.step = func(_ context.Context, _ *warehouse.Warehouse, _ scheduledJob, _ time.Time, step string) (string, error) {
		tt.ran = append(tt.ran, step)
		return "", errors.New("the disk is full")
	}
	var tried []string
	for at := shanghaiTime(t, "2025-02-01 03:00"); at.Before(shanghaiTime(t, "2025-02-01 04:00")); at = at.Add(time.Minute) {
		tt.to(minute(shanghai(at)))
		if len(tt.ticked()) > 0 {
			tried = append(tried, shanghai(at).Format("15:04"))
		}
	}
	tt.want(tried, "03:00", "03:05", "03:15")
	// The list says so, and a run by hand is still possible.
	var out bytes.Buffer
	tt.out = &out
	if err := tt.list(t.Context()); err != nil || !strings.Contains(out.String(), "2025-02-01 03:00 was given up") {
		t.Errorf("%v\n%s", err, out.String())
	}
	tt.step = func(context.Context, *warehouse.Warehouse, scheduledJob, time.Time, string) (string, error) {
		return "", nil
	}
	if err := tt.once(t.Context(), "departments", false); err != nil {
		t.Error(err)
	}
}

// The clock jumps: over many slots and back over one that is done, and into a far year for a moment.
func TestScheduleWithAClockThatJumps(t *testing.T) {
	t.Parallel()
	tt := newTimetable(t, filepath.Join(t.TempDir(), "w.duckdb"), "2025-01-01 12:00")
	tt.ticked()
	tt.to("2028-01-01 00:00")
	tt.want(tt.ticked(), "ingest 2026", "rollup 2026", "export 2026")
	// Now the slot of 2026, over which the clock had jumped, is the last one before.
	tt.to("2027-01-31 23:59")
	tt.want(tt.ticked(), "ingest 2025", "rollup 2025", "export 2025")
	tt.to("2027-02-01 03:00")
	tt.want(tt.ticked())
	tt.to("2099-03-01 00:00")
	tt.want(tt.ticked(), "ingest 2098", "rollup 2098", "export 2098")
	tt.to("2028-02-01 03:00")
	tt.want(tt.ticked(), "ingest 2027", "rollup 2027", "export 2027")
	tt.want(tt.ticked())
}

// A run that takes longer than the time to the next is not run beside itself; what came due meanwhile follows it, once.
func TestScheduleRefusesOverlappingRuns(t *testing.T) {
	t.Parallel()
	tt := newTimetable(t, filepath.Join(t.TempDir(), "w.duckdb"), "2025-01-01 12:00")
	tt.ticked()
	tt.to("2025-02-01 03:00")
	work := tt.step
	tt.step = func(ctx context.Context, w *warehouse.Warehouse, j scheduledJob, slot time.Time, step string) (string, error) {
		message, err := work(ctx, w, j, slot, step)
		if step == settings.StepIngest && tt.clock.Now().Before(shanghaiTime(t, "2027-01-01 00:00")) {
			tt.to("2027-03-01 00:00")
			tt.tick(ctx) // another timer fires
		}
		return message, err
	}
	tt.want(tt.ticked(), "ingest 2024", "rollup 2024", "export 2024", "ingest 2026", "rollup 2026", "export 2026")
}

// The real timers: a job is run when its time comes, and told to end it finishes the step in hand and begins no other.
func TestScheduleServesAndDrains(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	newTimetable(t, path, "2025-01-31 12:00").ticked()
	tt := newTimetable(t, path, "2025-02-01 02:58")
	begun, finish := make(chan string), make(chan bool)
	tt.step = func(_ context.Context, _ *warehouse.Warehouse, _ scheduledJob, _ time.Time, step string) (string, error) {
		begun <- step
		<-finish
		return "finished", nil
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	served := make(chan error, 1)
	go func() { served <- tt.serve(ctx) }()
	for range 2 { // one timer of the job, one of the heartbeat
		if err := tt.clock.BlockUntilContext(ctx, 2); err != nil {
			t.Fatal(err)
		}
		tt.clock.Advance(time.Minute)
	}
	if step := <-begun; step != settings.StepIngest {
		t.Fatalf("began with %s", step)
	}
	cancel()
	finish <- true
	if err := <-served; err != nil {
		t.Fatal(err)
	}
	tt.want(tt.ledger(), "2025-01-31 0 registered", "2025-02-01 1 started", "2025-02-01 1 ingest step_done", "2025-02-01 1 interrupted")
	// Started again it does the whole run, as the first attempt still.
	again := newTimetable(t, path, "2025-02-01 03:05")
	again.want(again.ticked(), "ingest 2024", "rollup 2024", "export 2024")
}

// The real steps: documents in, a release and Parquet out; the second time nothing is new but the ledger.
func TestScheduleOnceDoesTheWork(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inbox, out := filepath.Join(w.dir, "inbox"), filepath.Join(w.dir, "parquet")
	if err := os.MkdirAll(inbox, 0o777); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(w.dir, "gongkai.yaml")
	text := fmt.Sprintf("schedule:\n  folders: [%q]\n  export: %q\n  jobs:\n    all:\n      cron: \"0 3 * * *\"\n      year: 2023\n", inbox, out)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	once := func() (run scheduledRun) {
		t.Helper()
		if err := json.Unmarshal([]byte(w.run(fault.ExitDone, "schedule", "--once", "all", "--config", config, "--json")), &run); err != nil {
			t.Fatal(err)
		}
		return run
	}
	// An empty folder is nothing to do.
	if run := once(); run.Status != "done" || len(run.Steps) != 3 {
		t.Fatalf("%+v", run)
	}
	document, err := os.ReadFile("../../testdata/reports/pingtan_zone_2023.html")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inbox, "a.html"), document, 0o600); err != nil {
		t.Fatal(err)
	}
	state := func() string {
		t.Helper()
		manifest, err := os.ReadFile(filepath.Join(out, "manifest.json"))
		if err != nil {
			t.Fatal(err)
		}
		return w.run(fault.ExitDone, "sql", "--format", "csv", `SELECT (SELECT count(*) FROM cell) AS cells, (SELECT count(*) FROM batch) AS batches,
			(SELECT count(*) FROM release) AS releases, (SELECT count(*) FROM run) AS runs`) + string(manifest)
	}
	first := once()
	if !strings.Contains(first.Steps[0].Message, "new reports 1") || !strings.HasPrefix(first.Steps[1].Message, "release 2023-") {
		t.Errorf("%+v", first)
	}
	before := state()
	second := once()
	if !strings.Contains(second.Steps[0].Message, "unchanged 1, new reports 0") || !strings.HasPrefix(second.Steps[1].Message, "nothing new") {
		t.Errorf("%+v", second)
	}
	if diff := cmp.Diff(before, state()); diff != "" {
		t.Errorf("the second run changed something (-before +after):\n%s", diff)
	}
	if ledger := w.run(fault.ExitDone, "sql", "--format", "csv", "SELECT count(*) AS n FROM scheduled_run WHERE status = 'done'"); !strings.Contains(ledger, "3") {
		t.Errorf("%s", ledger)
	}
	// A folder that is not there fails the run.
	if err := os.RemoveAll(inbox); err != nil {
		t.Fatal(err)
	}
	w.run(fault.ExitFailed, "schedule", "--once", "all", "--config", config)
	w.run(fault.ExitUsage, "schedule", "--once", "nothing", "--config", config)
}
