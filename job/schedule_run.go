package job

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/schedule"
	"gongkai/warehouse"
	"gongkai/warehouse/record"
)

// ScheduledRun is what a run did. Without a status nothing was due.
type ScheduledRun struct {
	Job     string          `json:"job"`
	Slot    time.Time       `json:"slot"`
	Attempt int             `json:"attempt"`
	Missed  int             `json:"missed"` // earlier slots that this run stands for
	Status  schedule.Status `json:"status"`
	Steps   []ScheduledStep `json:"steps"`
	Message string          `json:"message,omitempty"` // why it failed
}

// ScheduledStep is a step that was done.
type ScheduledStep struct {
	Step    string `json:"step"`
	Message string `json:"message"`
}

// Once runs one job now, whether it is due or not. The end of the context rolls back what is in flight.
func (s *Scheduler) Once(ctx context.Context, name string) (ScheduledRun, error) {
	j, err := s.Job(name)
	if err != nil {
		return ScheduledRun{}, err
	}
	return s.run(ctx, ctx, j, true)
}

// Due runs the jobs that are due, one after another, hands out each run, and fails where one of them does. The step in hand when the
// context ends is finished.
func (s *Scheduler) Due(ctx context.Context, ran func(ScheduledRun) error) error {
	var failed error
	for _, j := range s.jobs {
		if !j.Enabled || ctx.Err() != nil {
			continue
		}
		run, err := s.run(ctx, context.WithoutCancel(ctx), j, false)
		if run.Status != "" {
			err = errors.Join(err, ran(run))
		}
		failed = errors.Join(failed, err)
		if errors.Is(err, fault.ErrLocked) {
			break // the others would be refused as well
		}
	}
	return failed
}

// run runs a job where it is due, or in any case where it is forced. The steps run under their own context, so that the
// end of ctx lets the step in hand finish and begins no other.
func (s *Scheduler) run(ctx, steps context.Context, j ScheduledJob, forced bool) (run ScheduledRun, err error) {
	w, err := s.options.Store.Create(steps)
	if err != nil {
		return run, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	events, err := record.ScheduledRuns(steps, w.DB().QueryContext)
	if err != nil {
		return run, err
	}
	now := s.now()
	plan := schedule.Decide(j.cron, s.policy, of(events, j.Name), now)
	s.look[j.Name] = plan.Next
	if plan.Register {
		if err := record.Scheduled(steps, w, schedule.Event{Job: j.Name, Slot: now, Status: schedule.Registered, At: now}); err != nil {
			return run, err
		}
	}
	if forced {
		plan.Slot, plan.Attempt, plan.Missed, plan.Due = now, 1, 0, true
	}
	if plan.Due {
		run = ScheduledRun{Job: j.Name, Slot: plan.Slot, Attempt: plan.Attempt, Missed: plan.Missed, Steps: []ScheduledStep{}}
		err = s.runSteps(ctx, steps, w, j, &run)
		delete(s.look, j.Name) // a failure waits for its next attempt, which the ledger knows
	}
	if plan.Due || plan.Register { // readers see the ledger too
		_, shown := Publish(steps, w)
		err = errors.Join(err, shown)
	}
	return run, err
}

// runSteps runs the steps of a run one after another, and writes each event into the ledger before it goes on. The first
// step that fails ends the run.
func (s *Scheduler) runSteps(ctx, steps context.Context, w *warehouse.Warehouse, j ScheduledJob, run *ScheduledRun) error {
	record := func(step string, status schedule.Status, message string) error {
		// What happened is recorded although the steps were told to end.
		return record.Scheduled(context.WithoutCancel(steps), w, schedule.Event{
			Job: j.Name, Slot: run.Slot, Attempt: run.Attempt, Step: step, Status: status, Message: message, At: s.now(),
		})
	}
	if err := record("", schedule.Started, ""); err != nil {
		return err
	}
	run.Status = schedule.Started
	for _, step := range j.Steps {
		if ctx.Err() != nil {
			run.Status = schedule.Interrupted
			return record("", schedule.Interrupted, "")
		}
		message, err := s.options.Step(steps, w, j, run.Slot.In(s.Zone), step)
		if err != nil {
			err = fmt.Errorf("job %s, step %s: %w", j.Name, step, err)
			run.Status, run.Message = schedule.Failed, s.options.Say(err)
			if steps.Err() != nil {
				run.Status = schedule.Interrupted
			}
			return errors.Join(err, record("", run.Status, run.Message))
		}
		run.Steps = append(run.Steps, ScheduledStep{step, message})
		if err := record(step, schedule.StepDone, message); err != nil {
			return err
		}
	}
	run.Status = schedule.Done
	return record("", schedule.Done, "")
}
