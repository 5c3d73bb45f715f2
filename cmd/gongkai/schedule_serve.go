package main

import (
	"context"
	"errors"
	"time"

	"github.com/go-co-op/gocron/v2"

	"gongkai/internal/fault"
)

// heartbeat is how often the scheduler looks for what the timers did not tell: a missed run, an attempt whose wait is
// over, a clock that jumped. A timer measures time that passes, and none passes while a machine sleeps.
const heartbeat = time.Minute

// drain bounds how long the step in hand may take after the program was told to end.
const drain = 24 * time.Hour

// serve runs the jobs at their times until ctx ends. Then the step in hand finishes, and no other begins.
func (s *scheduler) serve(ctx context.Context) (err error) {
	cron, err := gocron.NewScheduler(gocron.WithClock(s.clock), gocron.WithLocation(s.zone), gocron.WithStopTimeout(drain))
	if err != nil {
		return err
	}
	// Whichever timer fires, all jobs are looked at: the ledger says what is due, the timers only when to look.
	tick := gocron.NewTask(func() { s.tick(ctx) })
	once := gocron.WithSingletonMode(gocron.LimitModeReschedule)
	for _, j := range s.jobs {
		if !j.Enabled {
			continue
		}
		if _, err := cron.NewJob(gocron.CronJob(j.Cron, false), tick, gocron.WithName(j.Name), once); err != nil {
			return errors.Join(err, cron.Shutdown())
		}
		s.notef("%s", s.say.Text("schedule.next", "job", j.Name, "time", minute(j.cron.Next(s.now()).In(s.zone))))
	}
	if _, err := cron.NewJob(gocron.DurationJob(heartbeat), tick, gocron.WithName("heartbeat"), once,
		gocron.WithStartAt(gocron.WithStartImmediately())); err != nil {
		return errors.Join(err, cron.Shutdown())
	}
	cron.Start()
	<-ctx.Done()
	s.notef("%s", s.say.Text("schedule.draining"))
	return cron.Shutdown()
}

// tick runs the jobs that are due, one after another, until none is. A tick that finds another at work leaves it to
// that one.
func (s *scheduler) tick(ctx context.Context) {
	if !s.busy.TryLock() {
		return
	}
	defer s.busy.Unlock()
	for ran := true; ran && ctx.Err() == nil; {
		ran = false
		for _, j := range s.jobs {
			if ctx.Err() == nil && j.Enabled && s.isTime(j.Name) {
				ran = s.tickJob(ctx, j) || ran
			}
		}
	}
}

// isTime reports whether the ledger may have something to do for a job. Where the clock went back, what was worked out
// before it did is forgotten.
func (s *scheduler) isTime(job string) bool {
	now := s.now()
	if now.Before(s.looked) {
		clear(s.look)
	}
	s.looked = now
	return !now.Before(s.look[job])
}

// tickJob runs a job where it is due, and reports whether it did. Failures are told; the next attempt is in the ledger.
func (s *scheduler) tickJob(ctx context.Context, j scheduledJob) bool {
	run, err := s.run(ctx, context.WithoutCancel(ctx), j, false)
	if err := s.showRun(run); err != nil {
		s.notef("gongkai: %s", err)
	}
	switch {
	case errors.Is(err, fault.ErrLocked):
		s.notef("%s", s.say.Text("schedule.refused", "job", j.Name, "why", s.said(err)))
	case err != nil:
		s.notef("gongkai: %s", s.said(err))
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
