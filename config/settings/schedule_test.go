package settings_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/settings"
	"gongkai/internal/schedule"
)

// A file changes jobs that are there, field by field, and adds others.
func TestLoadSchedule(t *testing.T) {
	t.Parallel()
	path := write(t, `
schedule:
  folders: [reports, more reports]
  retries: 2
  backoff: 90s
  jobs:
    provinces:
      status: final
    cities:
      enabled: false
    weekly:
      cron: "30 4 * * 1"
      steps: [ingest]
      folders: [inbox]
`)
	loaded, err := settings.Load(settings.Input{
		File: path, Limits: limits(), Environment: []string{"GONGKAI_SCHEDULE_EXPORT=/data/out", "GONGKAI_SCHEDULE_TIMEZONE=UTC"},
	})
	if err != nil {
		t.Fatal(err)
	}
	all := settings.Steps()
	want := settings.Schedule{
		Timezone: "UTC", Folders: []string{"reports", "more reports"}, Export: "/data/out", Retries: 2, Backoff: 90 * time.Second,
		Jobs: []settings.Job{
			{Name: "departments", Enabled: true, Cron: "0 3 1 2 *", Steps: all, Year: "previous", Status: "provisional"},
			{Name: "counties", Enabled: true, Cron: "0 3 21 2 *", Steps: all, Year: "previous", Status: "provisional"},
			{Name: "cities", Cron: "0 3 11 3 *", Steps: all, Year: "previous", Status: "provisional"},
			{Name: "provinces", Enabled: true, Cron: "0 3 1 4 *", Steps: all, Year: "previous", Status: "final"},
			{Name: "weekly", Enabled: true, Cron: "30 4 * * 1", Steps: []string{"ingest"}, Folders: []string{"inbox"}, Year: "previous", Status: "provisional"},
		},
	}
	if diff := cmp.Diff(want, loaded.Settings.Schedule); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLoadScheduleReportsEveryProblem(t *testing.T) {
	t.Parallel()
	path := write(t, `
schedule:
  timezone: Asia/Nowhere
  folders: [[a]]
  backoff: -1s
  jobs:
    cities:
      crom: "0 3 * * *"
      cron: "0 3 30 2 *"
      enabled: maybe
      steps: [ingest, ingest]
      year: last
      status: done
    provinces: yes
    bad name:
      cron: "0 3 * * *"
    weekly:
      steps: [fetch]
`)
	_, err := settings.Load(settings.Input{File: path})
	var invalid *settings.Invalid
	if !errors.As(err, &invalid) {
		t.Fatalf("error %v, want *Invalid", err)
	}
	got := map[string]string{}
	for _, p := range invalid.Problems {
		got[p.Key] = p.Kind
	}
	want := map[string]string{
		"schedule.timezone":            settings.KindZone,
		"schedule.folders":             settings.KindList,
		"schedule.backoff":             settings.KindDuration,
		"schedule.jobs.cities.crom":    settings.KindUnknown,
		"schedule.jobs.cities.cron":    settings.KindCron,
		"schedule.jobs.cities.enabled": settings.KindChoice,
		"schedule.jobs.cities.steps":   settings.KindChoice,
		"schedule.jobs.cities.year":    settings.KindChoice,
		"schedule.jobs.cities.status":  settings.KindChoice,
		"schedule.jobs.provinces":      settings.KindUnknown,
		"schedule.jobs.bad name.cron":  settings.KindUnknown,
		"schedule.jobs.weekly.steps":   settings.KindChoice,
		"schedule.jobs.weekly.cron":    settings.KindEmpty,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The default jobs run on the day after each legal deadline.
func TestLegalCalendar(t *testing.T) {
	t.Parallel()
	s := settings.Defaults(limits()).Schedule
	zone, err := time.LoadLocation(s.Timezone)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, j := range s.Jobs {
		cron, err := schedule.Parse(j.Cron, zone)
		if err != nil {
			t.Fatal(err)
		}
		// The last moment of the day before is still within the deadline.
		got[j.Name] = cron.Next(time.Date(2024, 12, 31, 0, 0, 0, 0, zone)).AddDate(0, 0, -1).Format(time.DateOnly)
	}
	want := map[string]string{"departments": "2025-01-31", "counties": "2025-02-20", "cities": "2025-03-10", "provinces": "2025-03-31"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
