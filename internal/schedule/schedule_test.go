package schedule_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/schedule"
)

func zone(t *testing.T) *time.Location {
	t.Helper()
	z, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02 15:04", text, zone(t))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestDecide(t *testing.T) {
	t.Parallel()
	type event struct {
		slot   string
		status schedule.Status
		at     string
	}
	known := event{"2024-06-01 00:00", schedule.Registered, "2024-06-01 00:00"}
	slot := "2025-02-01 03:00" // of the yearly job
	started := func(at string) event { return event{slot, schedule.Started, at} }
	failed := func(at string) event { return event{slot, schedule.Failed, at} }
	type plan struct {
		register, due, givenUp bool
		slot                   string
		attempt, missed        int
		next                   string
	}
	for _, tc := range []struct {
		name   string
		cron   string // yearly where empty
		now    string
		events []event
		want   plan
	}{
		{
			name: "a job that nobody knew is written down, and what was due before is not missed", now: "2025-06-01 00:00",
			want: plan{register: true, next: "2026-02-01 03:00"},
		},
		{
			name: "before its time", now: "2025-02-01 02:59", events: []event{known},
			want: plan{next: slot},
		},
		{
			name: "at its time", now: slot, events: []event{known},
			want: plan{due: true, slot: slot, attempt: 1},
		},
		{
			name: "a missed year-end is caught up months later", now: "2025-07-01 00:00", events: []event{known},
			want: plan{due: true, slot: slot, attempt: 1},
		},
		{
			name: "of several missed only the last is run", now: "2027-07-01 00:00", events: []event{known},
			want: plan{due: true, slot: "2027-02-01 03:00", attempt: 1, missed: 2},
		},
		{
			name: "done is done", now: "2025-02-01 03:01",
			events: []event{known, started(slot), {slot, schedule.Done, slot}},
			want:   plan{next: "2026-02-01 03:00"},
		},
		{
			name: "a run by hand in between covers what was missed", now: "2025-07-01 00:00",
			events: []event{known, {"2025-06-01 10:00", schedule.Started, "2025-06-01 10:00"}, {"2025-06-01 10:00", schedule.Done, "2025-06-01 10:01"}},
			want:   plan{next: "2026-02-01 03:00"},
		},
		{
			name: "after a failure it waits", now: "2025-02-01 03:05",
			events: []event{known, started(slot), failed("2025-02-01 03:01")},
			want:   plan{slot: slot, attempt: 2, next: "2025-02-01 03:11"},
		},
		{
			name: "and is tried again", now: "2025-02-01 03:11",
			events: []event{known, started(slot), failed("2025-02-01 03:01")},
			want:   plan{due: true, slot: slot, attempt: 2},
		},
		{
			name: "the wait doubles", now: "2025-02-01 03:30",
			events: []event{known, started(slot), failed("2025-02-01 03:01"), started("2025-02-01 03:11"), failed("2025-02-01 03:12")},
			want:   plan{slot: slot, attempt: 3, next: "2025-02-01 03:32"},
		},
		{
			name: "three attempts are all", now: "2025-02-02 03:00",
			events: []event{
				known, started(slot), failed("2025-02-01 03:01"), started("2025-02-01 03:11"), failed("2025-02-01 03:12"),
				started("2025-02-01 03:32"), failed("2025-02-01 03:33"),
			},
			want: plan{slot: slot, attempt: 3, givenUp: true, next: "2026-02-01 03:00"},
		},
		{
			name: "the next slot is run though the last was given up", now: "2026-02-01 03:00",
			events: []event{
				known, started(slot), failed("2025-02-01 03:01"), started("2025-02-01 03:11"), failed("2025-02-01 03:12"),
				started("2025-02-01 03:32"), failed("2025-02-01 03:33"),
			},
			want: plan{due: true, slot: "2026-02-01 03:00", attempt: 1, missed: 1},
		},
		{
			name: "a run that a crash cut off is tried again at once", now: "2025-02-01 03:02",
			events: []event{known, started(slot)},
			want:   plan{due: true, slot: slot, attempt: 2},
		},
		{
			name: "crash after crash is given up too", now: "2025-02-01 03:02",
			events: []event{known, started(slot), started(slot), started(slot)},
			want:   plan{slot: slot, attempt: 3, givenUp: true, next: "2026-02-01 03:00"},
		},
		{
			name: "an interruption does not count as an attempt", now: "2025-02-01 03:02",
			events: []event{known, started(slot), {slot, schedule.Interrupted, slot}},
			want:   plan{due: true, slot: slot, attempt: 1},
		},
		{
			name: "the clock goes back over a slot that is done: it is not run again", now: "2025-02-01 02:58",
			events: []event{known, started(slot), {slot, schedule.Done, "2025-02-01 03:01"}},
			want:   plan{next: slot},
		},
		{
			name: "nor when its time comes the second time", now: slot,
			events: []event{known, started(slot), {slot, schedule.Done, "2025-02-01 03:01"}},
			want:   plan{next: "2026-02-01 03:00"},
		},
		{
			name: "a clock that was in 2099 for a moment stops nothing", now: slot,
			events: []event{known, {"2099-02-01 03:00", schedule.Started, "2099-03-01 00:00"}, {"2099-02-01 03:00", schedule.Done, "2099-03-01 00:00"}},
			want:   plan{due: true, slot: slot, attempt: 1},
		},
		{
			name: "nor where it failed then", now: "2025-02-01 03:02",
			events: []event{known, started(slot), failed("2099-01-01 00:00")},
			want:   plan{due: true, slot: slot, attempt: 2},
		},
		{
			name: "a job that was registered in the future is registered now", now: "2025-01-01 00:00",
			events: []event{{"2099-01-01 00:00", schedule.Registered, "2099-01-01 00:00"}},
			want:   plan{register: true, next: slot},
		},
		{
			name: "the clock jumps over many slots of a daily job", cron: "0 3 * * *", now: "2024-06-11 12:00", events: []event{known},
			want: plan{due: true, slot: "2024-06-11 03:00", attempt: 1, missed: 10},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			expression := tc.cron
			if expression == "" {
				expression = "0 3 1 2 *"
			}
			cron, err := schedule.Parse(expression, zone(t))
			if err != nil {
				t.Fatal(err)
			}
			var events []schedule.Event
			for _, e := range tc.events {
				events = append(events, schedule.Event{Slot: at(t, e.slot), Status: e.status, At: at(t, e.at)})
			}
			got := schedule.Decide(cron, schedule.Policy{Retries: 2, Backoff: 10 * time.Minute}, events, at(t, tc.now))
			text := func(m time.Time) string {
				if m.IsZero() {
					return ""
				}
				return m.In(zone(t)).Format("2006-01-02 15:04")
			}
			p := plan{got.Register, got.Due, got.GivenUp, text(got.Slot), got.Attempt, got.Missed, text(got.Next)}
			if diff := cmp.Diff(tc.want, p, cmp.AllowUnexported(plan{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "x", "0 3 1 2", "0 3 30 2 *", "61 3 1 2 *", "@yearly", "TZ=UTC 0 3 1 2 *", "@every 1h 2 3 4"} {
		if _, err := schedule.Parse(bad, zone(t)); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	cron, err := schedule.Parse("0 3 29 2 *", zone(t))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := cron.Next(at(t, "2024-03-01 00:00")), at(t, "2028-02-29 03:00"); !got.Equal(want) {
		t.Errorf("next %v, want %v", got, want)
	}
}
