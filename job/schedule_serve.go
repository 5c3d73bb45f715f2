package job

import (
	"context"
	"time"
)

// heartbeat is how often the scheduler looks at the ledger when nothing is known to come due before: for a clock that jumped, and for
// what came due while the machine slept. A timer measures time that passes, and none passes then.
const heartbeat = time.Minute

// Watcher is told what a scheduler does while it serves. Its methods may be called from several goroutines.
type Watcher interface {
	Waits(job string, next time.Time) // in the time zone of the schedule
	Ran(run ScheduledRun, err error)  // a run without a status is one that was refused, or looked for in vain, with an error
	Drains()                          // the program was told to end; the step in hand finishes
}

// Serve runs the jobs at their times until the context ends. Then the step in hand finishes, and no other begins.
func (s *Scheduler) Serve(ctx context.Context, told Watcher) {
	for _, j := range s.jobs {
		if j.Enabled {
			told.Waits(j.Name, j.cron.Next(s.now()).In(s.Zone))
		}
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for s.tick(ctx, told); ctx.Err() == nil; s.tick(ctx, told) {
			select {
			case <-ctx.Done():
			case <-s.options.After(s.pause()):
			}
		}
	}()
	<-ctx.Done()
	told.Drains()
	<-ended
}

// pause is how long the ledger has nothing to say: until the first time at which a job may have something to do, and no longer than a
// heartbeat.
func (s *Scheduler) pause() time.Duration {
	pause, now := heartbeat, s.now()
	for _, j := range s.jobs {
		if j.Enabled {
			pause = min(pause, max(0, s.look[j.Name].Sub(now)))
		}
	}
	return pause
}

// tick runs the jobs that are due, one after another, until none is.
func (s *Scheduler) tick(ctx context.Context, told Watcher) {
	for ran := true; ran && ctx.Err() == nil; {
		ran = false
		for _, j := range s.jobs {
			if ctx.Err() == nil && j.Enabled && s.isTime(j.Name) {
				ran = s.tickJob(ctx, j, told) || ran
			}
		}
	}
}

// isTime reports whether the ledger may have something to do for a job. Where the clock went back, what was worked out
// before it did is forgotten.
func (s *Scheduler) isTime(job string) bool {
	now := s.now()
	if now.Before(s.looked) {
		clear(s.look)
	}
	s.looked = now
	return !now.Before(s.look[job])
}

// tickJob runs a job where it is due, and reports whether it did. Failures are told; the next attempt is in the ledger.
func (s *Scheduler) tickJob(ctx context.Context, j ScheduledJob, told Watcher) bool {
	run, err := s.run(ctx, context.WithoutCancel(ctx), j, false)
	if run.Status != "" || err != nil {
		run.Job = j.Name
		told.Ran(run, err)
	}
	if err != nil {
		// Not in this tick again, whatever failed: at the next heartbeat.
		if s.look[j.Name].Before(s.now()) {
			s.look[j.Name] = s.now().Add(heartbeat)
		}
		return false
	}
	return run.Status != ""
}
