package job

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/config/settings"
	"gongkai/internal/fault"
	"gongkai/internal/schedule"
	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/record"
)

// NoJob is a job that the settings do not have: name, names.
const NoJob = "usage.no_job"

// Step runs one step of a job with the open warehouse, and says in a sentence what it did.
type Step func(ctx context.Context, w *warehouse.Warehouse, j ScheduledJob, slot time.Time, step string) (string, error)

// SchedulerOptions say what a Scheduler runs.
type SchedulerOptions struct {
	Store    Store
	Schedule settings.Schedule
	Step     Step
	Say      func(error) string                   // why a run failed, as the ledger keeps it
	After    func(time.Duration) <-chan time.Time // time.After, but in tests
}

// Scheduler runs jobs. One run at a time: it holds the warehouse as its writer from the first step to the last, so that
// another process, a run by hand too, is refused with the name and the process id of this one.
type Scheduler struct {
	Zone    *time.Location // of the slots
	options SchedulerOptions
	policy  schedule.Policy
	jobs    []ScheduledJob
	look    map[string]time.Time // when to look at the ledger again for a job; none: at once
	looked  time.Time            // when it was last looked at
}

// ScheduledJob is a job of the settings with its expression understood.
type ScheduledJob struct {
	settings.Job
	cron schedule.Cron
}

// YearIn is the year that a run of the job in a slot freezes, the slot in the time zone of the schedule.
func (j ScheduledJob) YearIn(slot time.Time) (int, error) {
	if j.Year == settings.YearPrevious {
		return slot.Year() - 1, nil
	}
	return strconv.Atoi(j.Year)
}

// NewScheduler reads the jobs of the settings.
func NewScheduler(o SchedulerOptions) (*Scheduler, error) {
	zone, err := time.LoadLocation(o.Schedule.Timezone)
	if err != nil {
		return nil, err // the settings were checked
	}
	s := &Scheduler{
		Zone: zone, options: o, look: map[string]time.Time{},
		policy: schedule.Policy{Retries: o.Schedule.Retries, Backoff: o.Schedule.Backoff},
	}
	for _, j := range o.Schedule.Jobs {
		if len(j.Folders) == 0 {
			j.Folders = o.Schedule.Folders
		}
		if j.Export == "" {
			j.Export = o.Schedule.Export
		}
		cron, err := schedule.Parse(j.Cron, zone)
		if err != nil {
			return nil, err
		}
		s.jobs = append(s.jobs, ScheduledJob{j, cron})
	}
	return s, nil
}

func (s *Scheduler) now() time.Time { return s.options.Store.Now() }

// Job returns the job of a name. One that the settings do not have is refused.
func (s *Scheduler) Job(name string) (ScheduledJob, error) {
	var names []string
	for _, j := range s.jobs {
		if j.Name == name {
			return j, nil
		}
		names = append(names, j.Name)
	}
	return ScheduledJob{}, Refuse(NoJob, "name", name, "names", strings.Join(names, ", "))
}

// ListedJob is a job with its last and its next runs. Times are in the time zone of the schedule.
type ListedJob struct {
	Name    string      `json:"name"`
	Enabled bool        `json:"enabled"`
	Cron    string      `json:"cron"`
	Steps   []string    `json:"steps"`
	Folders []string    `json:"folders"`
	Year    string      `json:"year"`
	Due     *time.Time  `json:"due"` // the slot that would be run now
	GivenUp *time.Time  `json:"given_up"`
	Next    []time.Time `json:"next"`
	Last    *LastRun    `json:"last"`
}

// LastRun is the newest event about a run as a whole.
type LastRun struct {
	Slot    time.Time       `json:"slot"`
	Attempt int             `json:"attempt"`
	Status  schedule.Status `json:"status"`
	At      time.Time       `json:"at"`
	Message string          `json:"message,omitempty"`
}

// nextRuns is how many of them are listed.
const nextRuns = 3

// List returns the jobs with their last and their next runs. It reads the snapshot, so no writer is in its way.
func (s *Scheduler) List(ctx context.Context, o queries.SessionOptions) ([]ListedJob, error) {
	var events []schedule.Event
	session, err := s.options.Store.Read(ctx, o)
	switch {
	case errors.Is(err, fault.ErrNoWarehouse):
		// nothing was run yet
	case err != nil:
		return nil, err
	default:
		defer session.Close()
		if events, err = record.ScheduledRuns(ctx, session.Query); err != nil {
			return nil, err
		}
	}
	jobs := []ListedJob{}
	for _, j := range s.jobs {
		jobs = append(jobs, s.listed(j, of(events, j.Name)))
	}
	return jobs, nil
}

func (s *Scheduler) listed(j ScheduledJob, events []schedule.Event) ListedJob {
	l := ListedJob{Name: j.Name, Enabled: j.Enabled, Cron: j.Cron, Steps: j.Steps, Folders: j.Folders, Year: j.Year, Next: []time.Time{}}
	for _, e := range events {
		if e.Step == "" && e.Status != schedule.Registered {
			l.Last = &LastRun{Slot: e.Slot.In(s.Zone), Attempt: e.Attempt, Status: e.Status, At: e.At.In(s.Zone), Message: e.Message}
		}
	}
	if !j.Enabled {
		return l
	}
	now := s.now()
	plan := schedule.Decide(j.cron, s.policy, events, now)
	slot := plan.Slot.In(s.Zone)
	switch {
	case plan.Due:
		l.Due = &slot
	case plan.GivenUp:
		l.GivenUp = &slot
	}
	next := now
	for range nextRuns {
		next = j.cron.Next(next)
		l.Next = append(l.Next, next.In(s.Zone))
	}
	return l
}

func of(events []schedule.Event, job string) []schedule.Event {
	return slices.DeleteFunc(slices.Clone(events), func(e schedule.Event) bool { return e.Job != job })
}
