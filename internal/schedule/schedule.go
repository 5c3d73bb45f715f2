// Package schedule decides what a scheduled job has to do, from its cron expression, the ledger of its runs and the
// time. It runs nothing and keeps nothing.
//
// The invariants. A run belongs to a slot, the moment that the expression names; a slot that is done is never run again,
// whatever the clock does. Of several slots that were missed only the last is caught up, once. A run that failed, or that
// a crash cut off, is tried again after a wait that doubles, so many times and no more. What the ledger says about a
// later time than now is not believed: the clock was wrong then.
//
//	plan := schedule.Decide(cron, schedule.Policy{Retries: 3, Backoff: time.Minute}, events, now)
//	if plan.Due { … plan.Slot, plan.Attempt … }
package schedule

import (
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// Cron is a cron expression in a time zone.
type Cron struct{ schedule cron.Schedule }

// Parse reads an expression with five fields: minute, hour, day of the month, month, day of the week. It refuses one that
// names no moment, as 30 February.
func Parse(expression string, zone *time.Location) (Cron, error) {
	if n := len(strings.Fields(expression)); n != 5 {
		return Cron{}, fmt.Errorf("cron expression %q: %d fields, not 5", expression, n)
	}
	c, err := cron.ParseStandard("CRON_TZ=" + zone.String() + " " + expression)
	if err != nil {
		return Cron{}, fmt.Errorf("cron expression %q: %w", expression, err)
	}
	// The day only proves that there is a moment; within five years of it there is a 29 February too.
	if c.Next(time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return Cron{}, fmt.Errorf("cron expression %q: no such day", expression)
	}
	return Cron{c}, nil
}

// Next returns the first moment after a time.
func (c Cron) Next(after time.Time) time.Time { return c.schedule.Next(after) }

// Status is what an event of the ledger says.
type Status string

// The statuses. Registered is the first event of a job: what was due before it is not missed.
const (
	Registered  Status = "registered"
	Started     Status = "started"
	StepDone    Status = "step_done"
	Done        Status = "done"
	Failed      Status = "failed"
	Interrupted Status = "interrupted" // the program was told to end between two steps
)

// Event is one line of the ledger.
type Event struct {
	Job     string
	Slot    time.Time // of Registered the time itself
	Attempt int       // from 1; 0 for Registered
	Step    string    // empty where it is about the run as a whole
	Status  Status
	Message string
	At      time.Time
}

// Policy says how often a run is tried and how long to wait before the second time; later waits double.
type Policy struct {
	Retries int // after the first attempt
	Backoff time.Duration
}

// longestWait bounds what doubling makes of a wait.
const longestWait = 24 * time.Hour

// Plan is what there is to do for a job.
type Plan struct {
	Register bool      // the ledger does not know the job: write that it exists
	Due      bool      // run Slot now, as Attempt
	Slot     time.Time // the slot that is due, or waits for its next attempt
	Attempt  int
	Missed   int       // slots before Slot that will not be run
	GivenUp  bool      // Slot failed too often; it is run again only by hand
	Next     time.Time // when there may be something to do; zero where Due
}

// Decide returns what there is to do for a job at a time. The events are those of the job in the order in which they were
// written.
func Decide(cron Cron, policy Policy, events []Event, now time.Time) Plan {
	base, known := time.Time{}, false
	for _, e := range events {
		if (e.Status == Done || e.Status == Registered) && !e.Slot.After(now) && (!known || e.Slot.After(base)) {
			base, known = e.Slot, true
		}
	}
	if !known {
		return Plan{Register: true, Next: cron.Next(now)}
	}
	plan := Plan{Next: cron.Next(base)}
	slots := 0
	for !plan.Next.After(now) {
		slots++
		plan.Slot, plan.Next = plan.Next, cron.Next(plan.Next)
	}
	if slots == 0 {
		return plan
	}
	plan.Missed = slots - 1
	tried, last := attempts(events, plan.Slot)
	plan.Attempt = tried + 1
	if tried > policy.Retries {
		plan.Attempt, plan.GivenUp = tried, true
		return plan
	}
	if ready := last.Add(wait(policy, tried)); tried > 0 && !last.IsZero() && !last.After(now) && ready.After(now) {
		if ready.Before(plan.Next) {
			plan.Next = ready
		}
		return plan
	}
	plan.Due, plan.Next = true, time.Time{}
	return plan
}

// attempts counts the attempts at a slot that failed or were cut off, and returns when the last of them failed: zero for
// one that a crash cut off, which is tried again at once. An attempt that was interrupted on demand is not held
// against the job.
func attempts(events []Event, slot time.Time) (tried int, failedAt time.Time) {
	for _, e := range events {
		if !e.Slot.Equal(slot) || e.Step != "" {
			continue
		}
		switch e.Status {
		case Started:
			tried, failedAt = tried+1, time.Time{}
		case Failed:
			failedAt = e.At
		case Interrupted:
			tried--
		case Registered, StepDone, Done:
		}
	}
	return tried, failedAt
}

// wait is how long to wait after so many attempts.
func wait(policy Policy, tried int) time.Duration {
	d := policy.Backoff
	for i := 1; i < tried && d < longestWait; i++ {
		d *= 2
	}
	return min(d, longestWait)
}
