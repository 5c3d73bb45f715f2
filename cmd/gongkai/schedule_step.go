package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"gongkai/config/settings"
	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/render"
	"gongkai/warehouse"
	"gongkai/warehouse/export"
)

// scheduledStep runs one step of a job, and says in the language chosen what it did.
func (a *app) scheduledStep(ctx context.Context, w *warehouse.Warehouse, j job.ScheduledJob, slot time.Time, step string) (string, error) {
	switch step {
	case settings.StepIngest:
		return a.ingestStep(ctx, w, j)
	case settings.StepRollup:
		return a.rollupStep(ctx, w, j, slot)
	case settings.StepExport:
		return a.exportStep(ctx, w, j)
	}
	return "", fmt.Errorf("%w: there is no step %s", fault.ErrUsage, step)
}

// ingestStep reads the watched folders. A folder that is not there fails the run, since somebody named it; an empty one,
// or one with nothing but documents that are no reports, does not.
func (a *app) ingestStep(ctx context.Context, w *warehouse.Warehouse, j job.ScheduledJob) (string, error) {
	if len(j.Folders) == 0 {
		return a.say.Text("schedule.no_folders"), nil
	}
	for _, folder := range j.Folders {
		if _, err := os.Stat(folder); err != nil {
			return "", err
		}
	}
	summary, err := runIngest(ctx, a, ingestOptions{writer: w}, j.Folders)
	var refused *fault.Cause
	switch {
	case errors.As(err, &refused) && render.IsWhole(refused): // the folders are there, so they are empty
		return render.Cause(a.say, refused), nil
	case err != nil && !errors.Is(err, fault.ErrAllRejected):
		return "", err
	}
	return a.say.Text("schedule.ingested", "found", summary.Found, "unchanged", summary.Unchanged, "new", summary.NewReports,
		"rejected", len(summary.Rejected)), nil
}

// rollupStep freezes the year of the job. A year without a report is nothing to do.
func (a *app) rollupStep(ctx context.Context, w *warehouse.Warehouse, j job.ScheduledJob, slot time.Time) (string, error) {
	year, err := j.YearIn(slot)
	if err != nil {
		return "", err
	}
	if _, err := job.Publish(ctx, w); err != nil { // installs the views, which a warehouse without an ingest lacks
		return "", err
	}
	summary, err := runRollup(ctx, a, rollupOptions{year: year, status: j.Status, writer: w})
	var refused *fault.Cause
	switch {
	case errors.As(err, &refused) && render.IsWhole(refused):
		return render.Cause(a.say, refused), nil
	case err != nil:
		return "", err
	case !summary.New:
		return a.say.Text("schedule.rolled_same", "release", summary.ID), nil
	}
	return a.say.Text("schedule.rolled_up", "release", summary.ID), nil
}

// exportStep writes Parquet from the published snapshot. The same data give the same bytes, so a run that found nothing
// new writes what is there already.
func (a *app) exportStep(ctx context.Context, w *warehouse.Warehouse, j job.ScheduledJob) (string, error) {
	if _, err := job.Publish(ctx, w); err != nil {
		return "", err
	}
	manifest, err := runExport(ctx, a, exportOptions{out: j.Export, formats: string(export.Parquet)})
	if err != nil {
		return "", err
	}
	return a.say.Text("schedule.exported", "count", len(manifest.Files), "path", j.Export), nil
}
