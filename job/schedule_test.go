package job

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/settings"
	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/record"
)

// clock stands still until a test sets it. What waits for it tells for how long.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	waits chan time.Duration
	rings chan time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

func (c *clock) after(d time.Duration) <-chan time.Time {
	c.waits <- d
	return c.rings
}

// nobody watches the scheduler.
type nobody struct{}

func (nobody) Waits(string, time.Time) {}
func (nobody) Ran(ScheduledRun, error) {}
func (nobody) Drains()                 {}

// timetable is a scheduler with a clock of its own and steps that only write down that they were run.
type timetable struct {
	*Scheduler
	t     *testing.T
	clock *clock
	ran   []string
}

// newTimetable makes a scheduler over the warehouse at path, at a time in Asia/Shanghai. A second one over the same path
// is the program started again.
func newTimetable(t *testing.T, path, now string) *timetable {
	t.Helper()
	plan := settings.Defaults(settings.Limits{}).Schedule
	plan.Jobs = plan.Jobs[:1]
	clock := &clock{now: shanghaiTime(t, now), waits: make(chan time.Duration), rings: make(chan time.Time)}
	s, err := NewScheduler(SchedulerOptions{Store: Store{Path: path, Now: clock.Now}, Schedule: plan, Say: error.Error, After: clock.after})
	if err != nil {
		t.Fatal(err)
	}
	tt := &timetable{Scheduler: s, t: t, clock: clock}
	s.options.Step = func(_ context.Context, _ *warehouse.Warehouse, j ScheduledJob, slot time.Time, step string) (string, error) {
		year, err := j.YearIn(slot)
		tt.ran = append(tt.ran, fmt.Sprintf("%s %d", step, year))
		return "", err
	}
	return tt
}

func shanghaiTime(t *testing.T, text string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02 15:04", text, time.FixedZone("Asia/Shanghai", 8*60*60))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// to sets the clock, forward or back.
func (tt *timetable) to(now string) {
	tt.t.Helper()
	tt.clock.advance(shanghaiTime(tt.t, now).Sub(tt.clock.Now()))
}

// ticked ticks and returns the steps that were run.
func (tt *timetable) ticked() []string {
	tt.t.Helper()
	tt.ran = nil
	tt.tick(tt.t.Context(), nobody{})
	return tt.ran
}

// ledger returns the events of the warehouse as "slot attempt step status".
func (tt *timetable) ledger() []string {
	tt.t.Helper()
	w, err := tt.options.Store.Create(tt.t.Context())
	if err != nil {
		tt.t.Fatal(err)
	}
	events, err := record.ScheduledRuns(tt.t.Context(), w.DB().QueryContext)
	if err := errors.Join(err, w.Close()); err != nil {
		tt.t.Fatal(err)
	}
	var out []string
	for _, e := range events {
		line := fmt.Sprintf("%s %d %s %s", e.Slot.In(tt.Zone).Format(time.DateOnly), e.Attempt, e.Step, e.Status)
		out = append(out, strings.Join(strings.Fields(line), " "))
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
		"2025-02-01 1 started", "2025-02-01 1 ingest step_done", "2025-02-01 1 rollup step_done",
		"2025-02-01 1 export step_done", "2025-02-01 1 done",
		"2026-02-01 1 started", "2026-02-01 1 ingest step_done", "2026-02-01 1 rollup step_done",
		"2026-02-01 1 export step_done", "2026-02-01 1 done",
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
	work := tt.options.Step
	tt.options.Step = func(ctx context.Context, w *warehouse.Warehouse, j ScheduledJob, slot time.Time, step string) (string, error) {
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
		"2025-02-01 2 started", "2025-02-01 2 ingest step_done", "2025-02-01 2 rollup step_done",
		"2025-02-01 2 export step_done", "2025-02-01 2 done",
	)
}

// A step fails: it is tried again after waits that double, and in the end given up until the next slot.
func TestScheduleRetriesWithBackoff(t *testing.T) {
	t.Parallel()
	tt := newTimetable(t, filepath.Join(t.TempDir(), "w.duckdb"), "2025-01-01 12:00")
	tt.policy.Retries = 2
	tt.ticked()
	tt.options.Step = func(_ context.Context, _ *warehouse.Warehouse, _ ScheduledJob, _ time.Time, step string) (string, error) {
		tt.ran = append(tt.ran, step)
		return "", errors.New("the disk is full")
	}
	var tried []string
	for at := shanghaiTime(t, "2025-02-01 03:00"); at.Before(shanghaiTime(t, "2025-02-01 04:00")); at = at.Add(time.Minute) {
		tt.to(at.Format("2006-01-02 15:04"))
		if len(tt.ticked()) > 0 {
			tried = append(tried, at.Format("15:04"))
		}
	}
	tt.want(tried, "03:00", "03:05", "03:15")
	// The list says so, and a run by hand is still possible.
	list, err := tt.List(t.Context(), queries.SessionOptions{})
	if err != nil || list[0].GivenUp == nil || !list[0].GivenUp.Equal(shanghaiTime(t, "2025-02-01 03:00")) || list[0].Due != nil {
		t.Errorf("%v, %+v", err, list)
	}
	tt.options.Step = func(context.Context, *warehouse.Warehouse, ScheduledJob, time.Time, string) (string, error) {
		return "", nil
	}
	if _, err := tt.Once(t.Context(), "departments"); err != nil {
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
	work := tt.options.Step
	tt.options.Step = func(ctx context.Context, w *warehouse.Warehouse, j ScheduledJob, slot time.Time, step string) (string, error) {
		message, err := work(ctx, w, j, slot, step)
		if step == settings.StepIngest && tt.clock.Now().Before(shanghaiTime(t, "2027-01-01 00:00")) {
			tt.to("2027-03-01 00:00")
		}
		return message, err
	}
	tt.want(tt.ticked(), "ingest 2024", "rollup 2024", "export 2024", "ingest 2026", "rollup 2026", "export 2026")
}

// A job is run when its time comes, and told to end it finishes the step in hand and begins no other.
func TestScheduleServesAndDrains(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	newTimetable(t, path, "2025-01-31 12:00").ticked()
	tt := newTimetable(t, path, "2025-02-01 02:58")
	begun, finish := make(chan string), make(chan bool)
	tt.options.Step = func(_ context.Context, _ *warehouse.Warehouse, _ ScheduledJob, _ time.Time, step string) (string, error) {
		begun <- step
		<-finish
		return "finished", nil
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	served := make(chan bool)
	go func() { tt.Serve(ctx, nobody{}); close(served) }()
	for range 2 { // a heartbeat, then the time of the job
		d := <-tt.clock.waits
		if d != time.Minute {
			t.Errorf("waits for %s", d)
		}
		tt.clock.rings <- tt.clock.advance(d)
	}
	if step := <-begun; step != settings.StepIngest {
		t.Fatalf("began with %s", step)
	}
	cancel()
	finish <- true
	<-served
	tt.want(tt.ledger(), "2025-01-31 0 registered", "2025-02-01 1 started", "2025-02-01 1 ingest step_done", "2025-02-01 1 interrupted")
	// Started again it does the whole run, as the first attempt still.
	again := newTimetable(t, path, "2025-02-01 03:05")
	again.want(again.ticked(), "ingest 2024", "rollup 2024", "export 2024")
}
