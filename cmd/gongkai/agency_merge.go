package main

import (
	"context"
	_ "embed"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/queries/page"
	"gongkai/warehouse/record"
)

//go:embed sql/agency_page.sql
var agencyPageSQL string

//go:embed sql/agency_link.sql
var agencyLinkSQL string

// mergeOptions are the flags of agency merge and agency rename.
type mergeOptions struct {
	bodies []string
	into   string // merge: the body that they went into; rename: the new name
	region string
	since  string
	why    string
	dryRun bool
	asJSON bool
}

func newAgencyMerge(a *app) *cobra.Command {
	var o mergeOptions
	cmd := &cobra.Command{
		Use: "merge NAME… --into NAME [--since DAY] [--region R] --why TEXT [--who NAME]",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.bodies = args
			if len(args) == 0 || o.into == "" {
				return wrongUse(a.say.Text("usage.merge"))
			}
			summary, err := runAgencyChange(cmd.Context(), a, o, (*desk).merge)
			if err != nil {
				return err
			}
			return a.showEntries(summary, o.asJSON)
		},
	}
	a.describe(cmd, "agency_merge", 0, 1, 2, 10, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.into, "into", "", a.say.Text("flag.merge_into"))
	flags.StringVar(&o.since, "since", "", a.say.Text("flag.merge_since"))
	flags.StringVar(&o.region, "region", "", a.say.Text("flag.agency_region"))
	a.entryFlags(cmd, &o.why, &o.dryRun, &o.asJSON)
	return cmd
}

func newAgencyRename(a *app) *cobra.Command {
	var o mergeOptions
	cmd := &cobra.Command{
		Use: "rename NAME NEWNAME [--since DAY] [--region R] --why TEXT [--who NAME]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return wrongUse(a.say.Text("usage.rename"))
			}
			o.bodies, o.into = args[:1], strings.TrimSpace(args[1])
			summary, err := runAgencyChange(cmd.Context(), a, o, (*desk).rename)
			if err != nil {
				return err
			}
			return a.showEntries(summary, o.asJSON)
		},
	}
	a.describe(cmd, "agency_rename", 0, 1, 2, 10, 11, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.since, "since", "", a.say.Text("flag.rename_since"))
	flags.StringVar(&o.region, "region", "", a.say.Text("flag.agency_region"))
	a.entryFlags(cmd, &o.why, &o.dryRun, &o.asJSON)
	return cmd
}

// runAgencyChange records a merger or a new name.
func runAgencyChange(ctx context.Context, a *app, o mergeOptions,
	change func(*desk, context.Context, querySource, mergeOptions, *record.Entries) error,
) (_ entrySummary, err error) {
	if strings.TrimSpace(o.why) == "" {
		return entrySummary{}, wrongUse(a.say.Text("usage.no_why"))
	}
	if _, err := time.Parse(time.DateOnly, o.since); o.since != "" && err != nil {
		return entrySummary{}, wrongUse(a.say.Text("usage.change_since", "since", o.since))
	}
	entries, err := a.entries(o.dryRun)
	if err != nil {
		return entrySummary{}, err
	}
	d, err := a.newDesk()
	if err != nil {
		return entrySummary{}, err
	}
	w, err := a.store().Open(ctx)
	if err != nil {
		return entrySummary{}, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if err := change(d, ctx, w.DB().QueryContext, o, &entries); err != nil {
		return entrySummary{}, err
	}
	return a.enter(ctx, w, entries, nil)
}

// merge: with a day the bodies ended and the other took over from them; without one they are the same body under other names.
func (d *desk) merge(ctx context.Context, source querySource, o mergeOptions, entries *record.Entries) error {
	into, err := d.heir(ctx, source, o, entries)
	if err != nil {
		return err
	}
	for _, text := range o.bodies {
		from, err := d.findAgency(ctx, source, text, o.region)
		if err != nil {
			return err
		}
		if from.ID == into.ID {
			return wrongUse(d.say.Text("usage.merge_itself", "agency", text))
		}
		if o.since != "" {
			change, err := changeOf(ctx, source, from.ID)
			if err != nil {
				return err
			}
			since, _ := time.Parse(time.DateOnly, o.since) // checked before
			change.ValidTo, change.Since, change.Why = since.AddDate(0, 0, -1).Format(time.DateOnly), o.since, o.why
			entries.Changes = append(entries.Changes, change)
			entries.Successors = append(entries.Successors, record.Successor{
				AgencyID: from.ID, SuccessorID: into.ID, Since: o.since, Why: o.why,
			})
			continue
		}
		if from.RegionCode != into.RegionCode {
			return wrongUse(d.say.Text("usage.merge_region", "agency", from.Name, "into", into.Name))
		}
		names, err := namesOf(ctx, source, from)
		if err != nil {
			return err
		}
		for _, name := range names {
			entries.Aliases = append(entries.Aliases, record.Alias{AgencyID: into.ID, Name: name, Why: o.why})
		}
	}
	return nil
}

// heir is the body that the others went into: one that is known, else a new one in the region of the first of them.
func (d *desk) heir(ctx context.Context, source querySource, o mergeOptions, entries *record.Entries) (page.Body, error) {
	found, err := page.Agencies(ctx, source, o.into, o.region)
	if err != nil {
		return page.Body{}, d.inWords(err)
	}
	if len(found) > 0 {
		return d.findAgency(ctx, source, o.into, o.region) // it refuses several, and says which there are
	}
	first, err := d.findAgency(ctx, source, o.bodies[0], o.region)
	if err != nil {
		return page.Body{}, err
	}
	region, ok := d.regions.At(first.RegionCode, 0)
	if !ok {
		return page.Body{}, wrongUse(d.say.Text("usage.no_region", "region", first.RegionCode))
	}
	body := d.body(o.into, region, 0)
	entries.Bodies = append(entries.Bodies, body)
	return page.Body{ID: body.ID(), Name: body.Name, RegionCode: region.Code, Region: region.Name}, nil
}

// rename gives a body a new name; reports under the old one stay its reports, and those under the new one become so.
func (d *desk) rename(ctx context.Context, source querySource, o mergeOptions, entries *record.Entries) error {
	from, err := d.findAgency(ctx, source, o.bodies[0], o.region)
	if err != nil {
		return err
	}
	region, ok := d.regions.At(from.RegionCode, 0)
	if !ok {
		return wrongUse(d.say.Text("usage.no_region", "region", from.RegionCode))
	}
	change, err := changeOf(ctx, source, from.ID)
	if err != nil {
		return err
	}
	body := d.body(o.into, region, 0)
	change.Name, change.Since, change.Why = body.Name, o.since, o.why
	entries.Changes = append(entries.Changes, change)
	entries.Aliases = append(entries.Aliases, record.Alias{AgencyID: from.ID, Name: body.Name, Why: o.why})
	return nil
}

// changeOf is a body as it is now, ready to be changed.
func changeOf(ctx context.Context, source querySource, id int64) (record.AgencyChange, error) {
	out := record.AgencyChange{AgencyID: id}
	err := eachRow(ctx, source, agencyPageSQL, func(scan func(...any) error) error {
		var code, region string
		return scan(&out.Name, &code, &region, &out.Level, &out.Kind, &out.System, &out.ValidFrom, &out.ValidTo)
	}, id)
	return out, err
}

// namesOf lists the name of a body and those that stand for it.
func namesOf(ctx context.Context, source querySource, body page.Body) ([]string, error) {
	names := []string{body.Name}
	err := eachRow(ctx, source, agencyLinkSQL, func(scan func(...any) error) error {
		var link, name, since string
		if err := scan(&link, &name, &since); err != nil {
			return err
		}
		if link == "name" {
			names = append(names, name)
		}
		return nil
	}, body.ID)
	return names, err
}
