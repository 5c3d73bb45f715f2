package record

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/schedule"
	"gongkai/warehouse/warehousetest"
)

func TestScheduledRuns(t *testing.T) {
	t.Parallel()
	w := fresh(t)
	slot := time.Date(2025, 2, 1, 3, 0, 0, 0, time.FixedZone("", 8*60*60))
	want := []schedule.Event{
		{Job: "departments", Slot: slot, Status: schedule.Registered, At: warehousetest.Noon()},
		{Job: "departments", Slot: slot, Attempt: 1, Step: "ingest", Status: schedule.StepDone, Message: "新增 3", At: warehousetest.Noon().Add(-time.Hour)},
	}
	for _, e := range want {
		if err := Scheduled(t.Context(), w, e); err != nil {
			t.Fatal(err)
		}
	}
	got, err := ScheduledRuns(t.Context(), w.DB().QueryContext)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
