package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/jonboulle/clockwork"

	"gongkai/config/settings"
	"gongkai/internal/fault"
	"gongkai/internal/schedule"
	"gongkai/warehouse"
	"gongkai/warehouse/export"
	"gongkai/warehouse/record"
)

// scheduler runs jobs. One run at a time: it holds the warehouse as its writer from the first step to the last, so that
// another process, a run by hand too, is refused with the name and the process id of this one.
type scheduler struct {
	*app
	clock  clockwork.Clock
	zone   *time.Location
	policy schedule.Policy
	jobs   []scheduledJob
	asJSON bool
	// step runs one step of a job with the open warehouse, and says in a sentence what it did. A field, so that tests can
	// put a crash between two steps.
	step func(ctx context.Context, w *warehouse.Warehouse, j scheduledJob, slot time.Time, step string) (string, error)

	busy   sync.Mutex           // held while jobs are run
	look   map[string]time.Time // when to look at the ledger again for a job; none: at once
	looked time.Time            // when it was last looked at
}

// scheduledRun is what a run did. Without a status nothing was due.
type scheduledRun struct {
	Job     string          `json:"job"`
	Slot    time.Time       `json:"slot"`
	Attempt int             `json:"attempt"`
	Missed  int             `json:"missed"` // earlier slots that this run stands for
	Status  schedule.Status `json:"status"`
	Steps   []scheduledStep `json:"steps"`
	Message string          `json:"message,omitempty"` // why it failed
}

// scheduledStep is a step that was done.
type scheduledStep struct {
	Step    string `json:"step"`
	Message string `json:"message"`
}

// run runs a job where it is due, or in any case where it is forced. The steps run under their own context, so that the
// end of ctx lets the step in hand finish and begins no other.
func (s *scheduler) run(ctx, steps context.Context, j scheduledJob, forced bool) (run scheduledRun, err error) {
	w, err := s.createWriter(steps)
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
		run = scheduledRun{Job: j.Name, Slot: plan.Slot, Attempt: plan.Attempt, Missed: plan.Missed, Steps: []scheduledStep{}}
		err = s.runSteps(ctx, steps, w, j, &run)
		delete(s.look, j.Name) // a failure waits for its next attempt, which the ledger knows
	}
	if plan.Due || plan.Register { // readers see the ledger too
		_, shown := publish(steps, w)
		err = errors.Join(err, shown)
	}
	return run, err
}

// runSteps runs the steps of a run one after another, and writes each event into the ledger before it goes on. The first
// step that fails ends the run.
func (s *scheduler) runSteps(ctx, steps context.Context, w *warehouse.Warehouse, j scheduledJob, run *scheduledRun) error {
	note := func(step string, status schedule.Status, message string) error {
		// What happened is recorded although the steps were told to end.
		return record.Scheduled(context.WithoutCancel(steps), w, schedule.Event{
			Job: j.Name, Slot: run.Slot, Attempt: run.Attempt, Step: step, Status: status, Message: message, At: s.now(),
		})
	}
	if err := note("", schedule.Started, ""); err != nil {
		return err
	}
	run.Status = schedule.Started
	for _, step := range j.Steps {
		if ctx.Err() != nil {
			run.Status = schedule.Interrupted
			return note("", schedule.Interrupted, "")
		}
		message, err := s.step(steps, w, j, run.Slot, step)
		if err != nil {
			err = fmt.Errorf("job %s, step %s: %w", j.Name, step, err)
			run.Status, run.Message = schedule.Failed, s.said(err)
			if steps.Err() != nil {
				run.Status = schedule.Interrupted
			}
			return errors.Join(err, note("", run.Status, run.Message))
		}
		run.Steps = append(run.Steps, scheduledStep{step, message})
		if err := note(step, schedule.StepDone, message); err != nil {
			return err
		}
	}
	run.Status = schedule.Done
	return note("", schedule.Done, "")
}

// runStep runs one step.
func (s *scheduler) runStep(ctx context.Context, w *warehouse.Warehouse, j scheduledJob, slot time.Time, step string) (string, error) {
	switch step {
	case settings.StepIngest:
		return s.ingestStep(ctx, w, j)
	case settings.StepRollup:
		return s.rollupStep(ctx, w, j, slot)
	case settings.StepExport:
		return s.exportStep(ctx, w, j)
	}
	return "", fmt.Errorf("%w: there is no step %s", fault.ErrUsage, step)
}

// ingestStep reads the watched folders. A folder that is not there fails the run, since somebody named it; an empty one,
// or one with nothing but documents that are no reports, does not.
func (s *scheduler) ingestStep(ctx context.Context, w *warehouse.Warehouse, j scheduledJob) (string, error) {
	if len(j.Folders) == 0 {
		return s.say.Text("schedule.no_folders"), nil
	}
	for _, folder := range j.Folders {
		if _, err := os.Stat(folder); err != nil {
			return "", err
		}
	}
	summary, err := runIngest(ctx, s.app, ingestOptions{writer: w}, j.Folders)
	var usage usageError
	switch {
	case errors.As(err, &usage): // the folders are there, so they are empty
		return usage.text, nil
	case err != nil && !errors.Is(err, fault.ErrAllRejected):
		return "", err
	}
	return s.say.Text("schedule.ingested", "found", summary.Found, "unchanged", summary.Unchanged, "new", summary.NewReports,
		"rejected", len(summary.Rejected)), nil
}

// rollupStep freezes the year of the job. A year without a report is nothing to do.
func (s *scheduler) rollupStep(ctx context.Context, w *warehouse.Warehouse, j scheduledJob, slot time.Time) (string, error) {
	year, err := j.year(slot.In(s.zone))
	if err != nil {
		return "", err
	}
	if _, err := publish(ctx, w); err != nil { // installs the views, which a warehouse without an ingest lacks
		return "", err
	}
	summary, err := runRollup(ctx, s.app, rollupOptions{year: year, status: j.Status, writer: w})
	var usage usageError
	switch {
	case errors.As(err, &usage):
		return usage.text, nil
	case err != nil:
		return "", err
	case !summary.New:
		return s.say.Text("schedule.rolled_same", "release", summary.ID), nil
	}
	return s.say.Text("schedule.rolled_up", "release", summary.ID), nil
}

// year is the year that a run of the job in a slot freezes.
func (j scheduledJob) year(slot time.Time) (int, error) {
	if j.Year == settings.YearPrevious {
		return slot.Year() - 1, nil
	}
	return strconv.Atoi(j.Year)
}

// exportStep writes Parquet from the published snapshot. The same data give the same bytes, so a run that found nothing
// new writes what is there already.
func (s *scheduler) exportStep(ctx context.Context, w *warehouse.Warehouse, j scheduledJob) (string, error) {
	if _, err := publish(ctx, w); err != nil {
		return "", err
	}
	manifest, err := runExport(ctx, s.app, exportOptions{out: j.Export, formats: string(export.Parquet)})
	if err != nil {
		return "", err
	}
	return s.say.Text("schedule.exported", "count", len(manifest.Files), "path", j.Export), nil
}
