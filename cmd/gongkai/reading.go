package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries"
	"gongkai/queries/page"
	"gongkai/warehouse/release"
)

// reading says which of the numbers that the warehouse knows are shown.
type reading struct {
	values string // published, or adjusted by what a person accepted
	asOf   string // a day: as known at its end; empty for now
	files  bool   // files of this machine can be read too; for sql alone

	boundaries string // year: the regions of each year; today: those in force now, for all years
	strict     bool   // without values that were not simply read

	release string           // the beginning of the id of one: what it holds, and all else as known when it was made
	frozen  *release.Release // that release, once it was looked up
	beside  []string         // flags given that say something else than a release does
}

// addReading adds the flags of a reading to a command.
func (a *app) addReading(cmd *cobra.Command, r *reading) {
	cmd.Flags().StringVar(&r.values, "values", "published", a.say.Text("flag.values"))
	cmd.Flags().StringVar(&r.asOf, "as-of", "", a.say.Text("flag.as_of"))
	cmd.Flags().StringVar(&r.boundaries, "boundaries", "year", a.say.Text("flag.boundaries"))
	cmd.Flags().BoolVar(&r.strict, "strict", false, a.say.Text("flag.strict"))
	cmd.Flags().StringVar(&r.release, "release", "", a.say.Text("flag.release"))
	_ = cmd.RegisterFlagCompletionFunc("release", a.completeReleases(1))
	inner := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r.beside = nil
		for _, name := range []string{"values", "as-of", "boundaries", "strict"} {
			if cmd.Flags().Changed(name) {
				r.beside = append(r.beside, "--"+name)
			}
		}
		return inner(cmd, args)
	}
}

// page is a reading as the pages show it.
func (r reading) page() page.Reading {
	return page.Reading{Values: r.values, Boundaries: r.boundaries, AsOf: r.asOf, Strict: r.strict}
}

// options turns a reading into those of a session.
func (a *app) options(r reading) (queries.SessionOptions, error) {
	s := a.settings()
	// The bound on SQL that people write is none on the program's own questions: listing the findings alone makes DuckDB count
	// 2.7 GB as taken with two threads, however few the reports, of which it touches less than half.
	o := queries.SessionOptions{
		MemoryLimit: s.Warehouse.MemoryLimit, TempSize: s.SQL.TempSize, Threads: s.SQL.Threads, Values: r.values, Boundaries: r.boundaries,
		Strict: r.strict,
	}
	if r.release != "" && len(r.beside) > 0 {
		return o, wrongUse(a.say.Text("usage.release_beside", "flags", strings.Join(r.beside, ", ")))
	}
	if r.values != "" && r.values != "published" && r.values != "adjusted" {
		return o, wrongUse(a.say.Text("usage.values", "values", r.values))
	}
	if r.boundaries != "" && r.boundaries != "year" && r.boundaries != "today" {
		return o, wrongUse(a.say.Text("usage.boundaries", "boundaries", r.boundaries))
	}
	if r.asOf != "" {
		day, err := time.Parse(time.DateOnly, r.asOf)
		if err != nil {
			return o, wrongUse(a.say.Text("usage.as_of", "day", r.asOf))
		}
		o.AsOf, _ = report.NewDate(day.Year(), int(day.Month()), day.Day())
	}
	return o, nil
}

// sessionOptions is options, with the release that the reading names looked up in the current snapshot.
func (a *app) sessionOptions(ctx context.Context, r reading) (queries.SessionOptions, error) {
	o, err := a.options(r)
	if err != nil || r.release == "" {
		return o, err
	}
	found := r.frozen
	if found == nil {
		if found, err = a.findFrozen(ctx, o, r.release); err != nil {
			return o, err
		}
	}
	o.Release, o.KnownBefore = found.ID, found.KnownBefore
	return o, nil
}

// findFrozen looks a release up in the current snapshot.
func (a *app) findFrozen(ctx context.Context, o queries.SessionOptions, id string) (*release.Release, error) {
	session, err := a.store().Read(ctx, o)
	if err != nil {
		return nil, err
	}
	found, err := job.FindRelease(ctx, session.Query, id)
	return &found, errors.Join(err, session.Close())
}

// ofRelease looks up the release that the reading names, if any, and settles the year of a page of totals: that of the release, which
// holds no other. A page of another year is refused: an empty one would look like a year without a report.
func (a *app) ofRelease(ctx context.Context, r *reading, year *int) error {
	o, err := a.options(*r)
	if err != nil || r.release == "" {
		return err
	}
	if r.frozen, err = a.findFrozen(ctx, o, r.release); err != nil {
		return err
	}
	if *year == 0 {
		*year = r.frozen.Year
	}
	if *year != r.frozen.Year {
		return wrongUse(a.say.Text("usage.release_year", "release", r.frozen.ID, "held", r.frozen.Year, "year", *year))
	}
	return nil
}

// openForPeople opens the current snapshot for SQL that people write, with the bounds of the settings.
func (a *app) openForPeople(ctx context.Context, r reading) (*queries.Session, error) {
	options, err := a.peopleOptions(ctx, r)
	if err != nil {
		return nil, err
	}
	return a.store().Read(ctx, options)
}

// peopleOptions are those of a session for SQL that people write.
func (a *app) peopleOptions(ctx context.Context, r reading) (queries.SessionOptions, error) {
	options, err := a.sessionOptions(ctx, r)
	if err != nil {
		return options, err
	}
	s := a.settings().SQL
	options.MemoryLimit, options.Timeout, options.Files = s.MemoryLimit, s.Timeout, r.files
	options.PublicOnly = true
	options.Overrun = func(why error) { a.ending.now(a.finish(why)) }
	options.ResultSize, err = queries.ParseSize(s.ResultSize)
	return options, err
}

// openReading opens the current snapshot for a reading. A writer does not disturb it.
func (a *app) openReading(ctx context.Context, r reading) (*queries.Session, error) {
	options, err := a.sessionOptions(ctx, r)
	if err != nil {
		return nil, err
	}
	return a.store().Read(ctx, options)
}

// openSnapshot opens the current snapshot with the published values, as known now.
func (a *app) openSnapshot(ctx context.Context) (*queries.Session, error) {
	return a.openReading(ctx, reading{})
}
