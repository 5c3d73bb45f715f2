package page

import (
	"context"

	"gongkai/warehouse/release"
)

// Release is shown as it is kept.
type Release = release.Release

// ReleaseCause is a report that changed a total, as the release tells it.
type ReleaseCause = release.Cause

// ReleaseDiff is what two releases of a year hold otherwise.
type ReleaseDiff struct {
	Before           release.Release    `json:"before"`
	After            release.Release    `json:"after"`
	ReferenceChanged bool               `json:"reference_changed"`
	ViewsChanged     bool               `json:"views_changed"`
	Restated         []release.Restated `json:"restated"`
}

// ReadReleaseDiff compares two releases of one year.
func ReadReleaseDiff(ctx context.Context, source Source, before, after release.Release) (d ReleaseDiff, err error) {
	d = ReleaseDiff{
		Before: before, After: after,
		ReferenceChanged: before.ReferenceHash != after.ReferenceHash, ViewsChanged: before.Views != after.Views,
	}
	d.Restated, err = release.Diff(ctx, source, before, after)
	return d, err
}
