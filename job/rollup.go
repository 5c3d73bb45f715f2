package job

import (
	"context"
	"errors"

	"gongkai/config/rules"
	"gongkai/ingest"
	"gongkai/internal/fault"
	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/release"
)

// The problems of a roll-up.
const (
	NoYear      = "usage.rollup_year"   // none was named
	NoSuchState = "usage.rollup_status" // status: of a release
	NoReportsOf = "usage.no_reports_of" // year: nobody reported for it
)

// RollupOptions say which year Rollup freezes and how.
type RollupOptions struct {
	Store   Store
	Year    int
	Status  release.Status
	Program string // the version of the program
	DryRun  bool   // say what would be frozen, and write nothing
	Writer  *warehouse.Warehouse
	Pages   func(context.Context, release.Release) ([]string, error) // writes the pages of the release, and returns their paths
}

// RollupSummary says what a roll-up made.
type RollupSummary struct {
	release.Release
	New    bool     `json:"new"` // false where the warehouse has the very release
	DryRun bool     `json:"dry_run"`
	Pages  []string `json:"pages"` // the methodology in both languages
}

// Rollup freezes the totals of a year, publishes them, and has their pages written.
func Rollup(ctx context.Context, o RollupOptions) (_ RollupSummary, err error) {
	out := RollupSummary{DryRun: o.DryRun, Pages: []string{}}
	if o.Year == 0 {
		return out, Refuse(NoYear)
	}
	if o.Status != release.Provisional && o.Status != release.Final {
		return out, Refuse(NoSuchState, "status", o.Status)
	}
	set, err := rules.Embedded()
	if err != nil {
		return out, err
	}
	w := o.Writer
	if w == nil {
		if w, err = o.Store.Open(ctx); err != nil {
			return out, err
		}
		defer func() { err = errors.Join(err, w.Close()) }()
	}
	if err := queries.Tune(ctx, w.DB()); err != nil {
		return out, err
	}
	out.Release, out.New, err = release.Freeze(ctx, w, release.Options{
		Year: o.Year, Status: o.Status, ParserVersion: ingest.ParserVersion, RulesVersion: set.Version,
		Program: o.Program, Now: o.Store.Now(), DryRun: o.DryRun,
	})
	if errors.Is(err, fault.ErrUsage) {
		return out, Refuse(NoReportsOf, "year", o.Year)
	}
	if err != nil || o.DryRun {
		return out, err
	}
	// Also where nothing is new: a run that was killed before this line is made good by the next.
	if _, err := Publish(ctx, w); err != nil {
		return out, err
	}
	out.Pages, err = o.Pages(ctx, out.Release)
	return out, err
}
