package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/spf13/cobra"

	"gongkai/config/settings"
	"gongkai/internal/fault"
	"gongkai/internal/schedule"
	"gongkai/rows"
	"gongkai/warehouse/record"
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
	s, err := newScheduler(a, clockwork.NewRealClock())
	if err != nil {
		return err
	}
	s.asJSON = o.asJSON
	switch {
	case o.once != "":
		return s.once(ctx, o.once, o.dryRun)
	case o.list || o.dryRun:
		return s.list(ctx)
	case o.due:
		return s.runDue(ctx)
	}
	return s.serve(ctx)
}

// scheduledJob is a job of the settings with its expression understood.
type scheduledJob struct {
	settings.Job
	cron schedule.Cron
}

// newScheduler reads the jobs of the settings. The clock replaces that of the app.
func newScheduler(base *app, clock clockwork.Clock) (*scheduler, error) {
	a := *base
	a.now = clock.Now
	config := a.settings().Schedule
	zone, err := time.LoadLocation(config.Timezone)
	if err != nil {
		return nil, err // the settings were checked
	}
	s := &scheduler{app: &a, clock: clock, zone: zone, policy: schedule.Policy{Retries: config.Retries, Backoff: config.Backoff}, look: map[string]time.Time{}}
	s.step = s.runStep
	for _, j := range config.Jobs {
		if len(j.Folders) == 0 {
			j.Folders = config.Folders
		}
		if j.Export == "" {
			j.Export = config.Export
		}
		cron, err := schedule.Parse(j.Cron, zone)
		if err != nil {
			return nil, err
		}
		s.jobs = append(s.jobs, scheduledJob{j, cron})
	}
	return s, nil
}

// once runs one job now, whether it is due or not. An interrupt rolls back what is in flight, as in any other command.
func (s *scheduler) once(ctx context.Context, name string, dryRun bool) error {
	for _, j := range s.jobs {
		if j.Name != name {
			continue
		}
		if dryRun {
			return s.showPlan(j)
		}
		run, err := s.run(ctx, ctx, j, true)
		return errors.Join(err, s.showRun(run))
	}
	var names []string
	for _, j := range s.jobs {
		names = append(names, j.Name)
	}
	return wrongUse(s.say.Text("usage.no_job", "name", name, "names", strings.Join(names, ", ")))
}

// runDue runs the jobs that are due, one after another, and fails where one of them does.
func (s *scheduler) runDue(ctx context.Context) error {
	var failed error
	ran := 0
	for _, j := range s.jobs {
		if !j.Enabled || ctx.Err() != nil {
			continue
		}
		run, err := s.run(ctx, context.WithoutCancel(ctx), j, false)
		if run.Status != "" {
			ran++
			err = errors.Join(err, s.showRun(run))
		}
		failed = errors.Join(failed, err)
		if errors.Is(err, fault.ErrLocked) {
			break // the others would be refused as well
		}
	}
	if ran == 0 && failed == nil && !s.asJSON {
		s.printf("%s\n", s.say.Text("schedule.nothing_due"))
	}
	return failed
}

// listedJob is what `schedule --list --json` prints of a job. Times are in the time zone of the schedule.
type listedJob struct {
	Name    string      `json:"name"`
	Enabled bool        `json:"enabled"`
	Cron    string      `json:"cron"`
	Steps   []string    `json:"steps"`
	Folders []string    `json:"folders"`
	Year    string      `json:"year"`
	Due     *time.Time  `json:"due"` // the slot that would be run now
	GivenUp *time.Time  `json:"given_up"`
	Next    []time.Time `json:"next"`
	Last    *lastRun    `json:"last"`
}

// lastRun is the newest event about a run as a whole.
type lastRun struct {
	Slot    time.Time       `json:"slot"`
	Attempt int             `json:"attempt"`
	Status  schedule.Status `json:"status"`
	At      time.Time       `json:"at"`
	Message string          `json:"message,omitempty"`
}

// nextRuns is how many of them are listed.
const nextRuns = 3

// list prints the jobs with their last and their next runs. It reads the snapshot, so no writer is in its way.
func (s *scheduler) list(ctx context.Context) error {
	var events []schedule.Event
	session, err := s.openSnapshot(ctx)
	switch {
	case errors.Is(err, fault.ErrNoWarehouse):
		// nothing was run yet
	case err != nil:
		return err
	default:
		defer session.Close()
		if events, err = record.ScheduledRuns(ctx, session.Query); err != nil {
			return err
		}
	}
	jobs := []listedJob{}
	for _, j := range s.jobs {
		jobs = append(jobs, s.listed(j, of(events, j.Name)))
	}
	if s.asJSON {
		return writeJSON(s.out, struct {
			Timezone string      `json:"timezone"`
			Now      time.Time   `json:"now"`
			Jobs     []listedJob `json:"jobs"`
		}{s.zone.String(), s.now().In(s.zone), jobs})
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
	s.printf("%s\n", s.say.Text("schedule.zone", "zone", s.zone))
	return nil
}

func (s *scheduler) listed(j scheduledJob, events []schedule.Event) listedJob {
	l := listedJob{Name: j.Name, Enabled: j.Enabled, Cron: j.Cron, Steps: j.Steps, Folders: j.Folders, Year: j.Year, Next: []time.Time{}}
	for _, e := range events {
		if e.Step == "" && e.Status != schedule.Registered {
			l.Last = &lastRun{Slot: e.Slot.In(s.zone), Attempt: e.Attempt, Status: e.Status, At: e.At.In(s.zone), Message: e.Message}
		}
	}
	if !j.Enabled {
		return l
	}
	now := s.now()
	plan := schedule.Decide(j.cron, s.policy, events, now)
	slot := plan.Slot.In(s.zone)
	switch {
	case plan.Due:
		l.Due = &slot
	case plan.GivenUp:
		l.GivenUp = &slot
	}
	next := now
	for range nextRuns {
		next = j.cron.Next(next)
		l.Next = append(l.Next, next.In(s.zone))
	}
	return l
}

func (s *scheduler) lastText(l *lastRun) string {
	if l == nil {
		return s.say.Text("schedule.never")
	}
	return s.say.Text("schedule.last", "slot", minute(l.Slot), "status", s.say.Text("schedule.status."+string(l.Status)), "attempt", l.Attempt)
}

func (s *scheduler) nextText(l listedJob) string {
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
func (s *scheduler) showPlan(j scheduledJob) error {
	slot := s.now().In(s.zone)
	year, err := j.year(slot)
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
		s.printf("%s\n", s.say.Text("schedule.would."+step, "folders", strings.Join(j.Folders, ", "), "year", year, "status", j.Status, "path", j.Export))
	}
	s.printf("%s\n", s.say.Text("ingest.dry_run"))
	return nil
}

// of returns the events of one job.
func of(events []schedule.Event, job string) []schedule.Event {
	var out []schedule.Event
	for _, e := range events {
		if e.Job == job {
			out = append(out, e)
		}
	}
	return out
}

func minute(t time.Time) string { return t.Format("2006-01-02 15:04") }

// showRun prints what a run did.
func (s *scheduler) showRun(run scheduledRun) error {
	if run.Status == "" {
		return nil
	}
	if s.asJSON {
		return writeJSON(s.out, run)
	}
	for _, step := range run.Steps {
		s.printf("%s\n", s.say.Text("schedule.step", "job", run.Job, "step", step.Step, "message", printable(step.Message)))
	}
	s.printf("%s\n", s.say.Text("schedule.ran", "job", run.Job, "slot", minute(run.Slot.In(s.zone)), "attempt", run.Attempt,
		"status", s.say.Text("schedule.status."+string(run.Status))))
	if run.Missed > 0 {
		s.printf("%s\n", s.say.Text("schedule.missed", "count", run.Missed))
	}
	if run.Message != "" {
		s.printf("%s\n", printable(fmt.Sprint(run.Message)))
	}
	return nil
}
