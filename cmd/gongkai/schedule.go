package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/rows"
)

// scheduleOptions are the flags of schedule.
type scheduleOptions struct {
	once   string
	due    bool
	list   bool
	dryRun bool
	asJSON bool
}

func newSchedule(a *app) *cobra.Command {
	var o scheduleOptions
	cmd := &cobra.Command{
		Use: "schedule [--once NAME | --due | --list] [--dry-run] [--json]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runSchedule(cmd.Context(), a, o) },
	}
	a.describe(cmd, "schedule", 0, 1, 2, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.once, "once", "", a.say.Text("flag.schedule_once"))
	flags.BoolVar(&o.due, "due", false, a.say.Text("flag.schedule_due"))
	flags.BoolVar(&o.list, "list", false, a.say.Text("flag.schedule_list"))
	flags.BoolVar(&o.dryRun, "dry-run", false, a.say.Text("flag.schedule_dry_run"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	_ = cmd.RegisterFlagCompletionFunc("once", func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		if a.load(cmd) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var names []string
		for _, j := range a.settings().Schedule.Jobs {
			names = append(names, j.Name+"\t"+j.Cron)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	})
	return cmd
}

// runSchedule runs the jobs at their times until the context ends, or one job, or what is due, or lists what there is.
func runSchedule(ctx context.Context, a *app, o scheduleOptions) error {
	asked := 0
	for _, given := range []bool{o.once != "", o.due, o.list} {
		if given {
			asked++
		}
	}
	if asked > 1 {
		return wrongUse(a.say.Text("usage.schedule_one"))
	}
	s, err := newScheduler(a, o.asJSON)
	if err != nil {
		return err
	}
	switch {
	case o.once != "" && o.dryRun:
		return s.showPlan(o.once)
	case o.once != "":
		run, err := s.Once(ctx, o.once)
		return errors.Join(err, s.showRun(run))
	case o.list || o.dryRun:
		return s.showJobs(ctx)
	case o.due:
		return s.runDue(ctx)
	}
	s.Serve(ctx, s)
	return nil
}

// scheduler is the one of the settings, and says what it does.
type scheduler struct {
	*job.Scheduler
	*app
	asJSON bool
}

// newScheduler reads the jobs of the settings.
func newScheduler(a *app, asJSON bool) (*scheduler, error) {
	s, err := job.NewScheduler(job.SchedulerOptions{
		Store: a.store(), Schedule: a.settings().Schedule, Step: a.scheduledStep, Say: a.said, After: time.After,
	})
	return &scheduler{s, a, asJSON}, err
}

// runDue runs the jobs that are due, and says so where none is.
func (s *scheduler) runDue(ctx context.Context) error {
	ran := 0
	err := s.Due(ctx, func(run job.ScheduledRun) error {
		ran++
		return s.showRun(run)
	})
	if ran == 0 && err == nil && !s.asJSON {
		s.printf("%s\n", s.say.Text("schedule.nothing_due"))
	}
	return err
}

// Waits says when a job is run next.
func (s *scheduler) Waits(name string, next time.Time) {
	s.notef("%s", s.say.Text("schedule.next", "job", name, "time", minute(next)))
}

// Ran says what became of a run.
func (s *scheduler) Ran(run job.ScheduledRun, err error) {
	if err := s.showRun(run); err != nil {
		s.notef("gongkai: %s", err)
	}
	switch {
	case errors.Is(err, fault.ErrLocked):
		s.notef("%s", s.say.Text("schedule.refused", "job", run.Job, "why", s.said(err)))
	case err != nil:
		s.notef("gongkai: %s", s.said(err))
	}
}

// Drains says that the step in hand finishes.
func (s *scheduler) Drains() { s.notef("%s", s.say.Text("schedule.draining")) }

// showJobs prints the jobs with their last and their next runs.
func (s *scheduler) showJobs(ctx context.Context) error {
	options, err := s.options(reading{})
	if err != nil {
		return err
	}
	jobs, err := s.List(ctx, options)
	if err != nil {
		return err
	}
	if s.asJSON {
		return writeJSON(s.out, struct {
			Timezone string          `json:"timezone"`
			Now      time.Time       `json:"now"`
			Jobs     []job.ListedJob `json:"jobs"`
		}{s.Zone.String(), s.now().In(s.Zone), jobs})
	}
	g := rows.Table{}
	for _, key := range []string{"job", "cron", "steps", "last", "next"} {
		g.Header = append(g.Header, s.say.Text("schedule.column."+key))
	}
	for _, l := range jobs {
		g.Add(l.Name, l.Cron, strings.Join(l.Steps, ", "), s.lastText(l.Last), s.nextText(l))
	}
	if err := g.Write(s.out); err != nil {
		return err
	}
	s.printf("%s\n", s.say.Text("schedule.zone", "zone", s.Zone))
	return nil
}

func (s *scheduler) lastText(l *job.LastRun) string {
	if l == nil {
		return s.say.Text("schedule.never")
	}
	return s.say.Text("schedule.last", "slot", minute(l.Slot), "status", s.say.Text("schedule.status."+string(l.Status)), "attempt", l.Attempt)
}

func (s *scheduler) nextText(l job.ListedJob) string {
	if !l.Enabled {
		return s.say.Text("schedule.disabled")
	}
	var lines []string
	if l.Due != nil {
		lines = append(lines, s.say.Text("schedule.due_now", "slot", minute(*l.Due)))
	}
	if l.GivenUp != nil {
		lines = append(lines, s.say.Text("schedule.given_up_once", "slot", minute(*l.GivenUp)))
	}
	for _, n := range l.Next {
		lines = append(lines, minute(n))
	}
	return strings.Join(lines, "\n")
}

// showPlan says what a run of a job would do.
func (s *scheduler) showPlan(name string) error {
	j, err := s.Job(name)
	if err != nil {
		return err
	}
	year, err := j.YearIn(s.now().In(s.Zone))
	if err != nil {
		return err
	}
	if s.asJSON {
		return writeJSON(s.out, struct {
			Job    string   `json:"job"`
			Steps  []string `json:"steps"`
			Year   int      `json:"year"`
			Paths  []string `json:"folders"`
			Export string   `json:"export"`
			Status string   `json:"status"`
		}{j.Name, j.Steps, year, j.Folders, j.Export, j.Status})
	}
	for _, step := range j.Steps {
		s.printf("%s\n", s.say.Text("schedule.would."+step, "folders", strings.Join(j.Folders, ", "), "year", year, "status", j.Status,
			"path", j.Export))
	}
	s.printf("%s\n", s.say.Text("ingest.dry_run"))
	return nil
}

func minute(t time.Time) string { return t.Format("2006-01-02 15:04") }

// showRun prints what a run did.
func (s *scheduler) showRun(run job.ScheduledRun) error {
	if run.Status == "" {
		return nil
	}
	if s.asJSON {
		return writeJSON(s.out, run)
	}
	for _, step := range run.Steps {
		s.printf("%s\n", s.say.Text("schedule.step", "job", run.Job, "step", step.Step, "message", rows.Printable(step.Message)))
	}
	s.printf("%s\n", s.say.Text("schedule.ran", "job", run.Job, "slot", minute(run.Slot.In(s.Zone)), "attempt", run.Attempt,
		"status", s.say.Text("schedule.status."+string(run.Status))))
	if run.Missed > 0 {
		s.printf("%s\n", s.say.Text("schedule.missed", "count", run.Missed))
	}
	if run.Message != "" {
		s.printf("%s\n", rows.Printable(fmt.Sprint(run.Message)))
	}
	return nil
}
