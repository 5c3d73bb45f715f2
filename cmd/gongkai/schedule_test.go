package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/job"
)

// The real steps: documents in, a release and Parquet out; the second time nothing is new but the ledger.
func TestScheduleOnceDoesTheWork(t *testing.T) {
	long(t)
	t.Parallel()
	w := newWorld(t)
	inbox, out := filepath.Join(w.dir, "inbox"), filepath.Join(w.dir, "parquet")
	if err := os.MkdirAll(inbox, 0o777); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(w.dir, "gongkai.yaml")
	text := fmt.Sprintf("schedule:\n  folders: [%q]\n  export: %q\n  jobs:\n    all:\n      cron: \"0 3 * * *\"\n      year: 2023\n", inbox, out)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	once := func() (run job.ScheduledRun) {
		t.Helper()
		if err := json.Unmarshal([]byte(w.run(fault.ExitDone, "schedule", "--once", "all", "--config", config, "--json")), &run); err != nil {
			t.Fatal(err)
		}
		return run
	}
	// An empty folder is nothing to do.
	if run := once(); run.Status != "done" || len(run.Steps) != 3 {
		t.Fatalf("%+v", run)
	}
	document, err := os.ReadFile("../../testdata/reports/pingtan_zone_2023.html")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inbox, "a.html"), document, 0o600); err != nil {
		t.Fatal(err)
	}
	state := func() string {
		t.Helper()
		manifest, err := os.ReadFile(filepath.Join(out, "manifest.json"))
		if err != nil {
			t.Fatal(err)
		}
		return w.run(fault.ExitDone, "sql", "--format", "csv", `SELECT (SELECT count(*) FROM cell) AS cells, (SELECT count(*) FROM batch) AS batches,
			(SELECT count(*) FROM release) AS releases, (SELECT count(*) FROM run) AS runs`) + string(manifest)
	}
	first := once()
	if !strings.Contains(first.Steps[0].Message, "new reports 1") || !strings.HasPrefix(first.Steps[1].Message, "release 2023-") {
		t.Errorf("%+v", first)
	}
	before := state()
	second := once()
	if !strings.Contains(second.Steps[0].Message, "unchanged 1, new reports 0") || !strings.HasPrefix(second.Steps[1].Message, "nothing new") {
		t.Errorf("%+v", second)
	}
	if diff := cmp.Diff(before, state()); diff != "" {
		t.Errorf("the second run changed something (-before +after):\n%s", diff)
	}
	if ledger := w.run(fault.ExitDone, "sql", "--format", "csv", "SELECT count(*) AS n FROM scheduled_run WHERE status = 'done'"); !strings.Contains(ledger, "3") {
		t.Errorf("%s", ledger)
	}
	// A folder that is not there fails the run.
	if err := os.RemoveAll(inbox); err != nil {
		t.Fatal(err)
	}
	w.run(fault.ExitFailed, "schedule", "--once", "all", "--config", config)
	w.run(fault.ExitUsage, "schedule", "--once", "nothing", "--config", config)
}

// The list says what is due, and what was given up until somebody runs it by hand.
func TestScheduleListSaysWhatIsDue(t *testing.T) {
	t.Parallel()
	s := &scheduler{nil, &app{say: english(t)}, false}
	slot := time.Date(2025, 2, 1, 3, 0, 0, 0, time.UTC)
	for want, l := range map[string]job.ListedJob{
		"not enabled":                   {},
		"2025-02-01 03:00 was given up": {Enabled: true, GivenUp: &slot},
		"2026-02-01 03:00":              {Enabled: true, Next: []time.Time{slot.AddDate(1, 0, 0)}},
		s.say.Text("schedule.due_now", "slot", "2025-02-01 03:00"): {Enabled: true, Due: &slot},
	} {
		if got := s.nextText(l); !strings.Contains(got, want) {
			t.Errorf("%+v: %q, want %q in it", l, got, want)
		}
	}
}
