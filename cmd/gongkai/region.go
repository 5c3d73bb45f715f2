package main

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
	"gongkai/queries"
)

//go:embed sql/region_latest.sql
var regionLatestSQL string

func newRegion(a *app) *cobra.Command {
	commands := []*cobra.Command{newRegionShow(a), newRegionMissing(a), newRegionCompare(a), newRegionList(a)}
	cmd := a.group("region", []int{0, 2}, commands...)
	for _, sub := range commands {
		sub.ValidArgsFunction = a.completeRegion
	}
	return cmd
}

// oneRegion refuses any number of arguments but one.
func (a *app) oneRegion(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return wrongUse(a.say.Text("usage.one_region"))
	}
	return nil
}

// regionAndYear opens the snapshot for a reading and settles which region and year are meant. The caller closes the session.
func (a *app) regionAndYear(ctx context.Context, text string, year int, r reading) (*queries.Session, regions.Region, int, error) {
	none := regions.Region{}
	named := year
	if year == 0 || r.boundaries == "today" {
		named = a.now().Year()
	}
	region, err := a.findRegion(text, named)
	if err != nil && year == 0 && r.boundaries != "today" {
		if once, was := a.findRegion(text, 0); was == nil { // it is no more, and had reports
			region, err = once, nil
		}
	}
	if err != nil {
		return nil, none, 0, err
	}
	session, err := a.openReading(ctx, r)
	if err != nil {
		return nil, none, 0, err
	}
	fail := func(err error) (*queries.Session, regions.Region, int, error) {
		session.Close()
		return nil, none, 0, err
	}
	if year == 0 {
		if year, err = number(ctx, session.Query, regionLatestSQL, region.Code); err != nil {
			return fail(fmt.Errorf("latest year of %s: %w", region.Code, err))
		}
		if year == 0 {
			return fail(wrongUse(a.say.Text("usage.no_year", "region", region.Name)))
		}
		if r.boundaries != "today" {
			if region, err = a.findRegion(region.Code, year); err != nil {
				return fail(err)
			}
		}
	}
	return session, region, year, nil
}
