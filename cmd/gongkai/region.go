package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
	"gongkai/queries"
	"gongkai/queries/page"
)

func newRegion(a *app) *cobra.Command {
	commands := []*cobra.Command{newRegionShow(a), newRegionMissing(a), newRegionCompare(a), newRegionRanking(a), newRegionList(a)}
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

// regionSession is the region and year that a person asked a page of, and a session that shows them.
type regionSession struct {
	*queries.Session
	region regions.Region
	year   int
}

// regionAndYear settles which region and year are meant, and opens the snapshot for a reading. The caller closes it.
func (a *app) regionAndYear(ctx context.Context, text string, year int, r reading) (_ *regionSession, err error) {
	if err := a.ofRelease(ctx, &r, &year); err != nil {
		return nil, err
	}
	asked := page.RegionYear{Text: text, Year: year, Today: r.boundaries == "today", Now: a.now().Year()}
	region, err := asked.Region()
	if err != nil {
		return nil, err
	}
	session, err := a.openReading(ctx, r)
	if err != nil {
		return nil, err
	}
	out := &regionSession{Session: session}
	if out.region, out.year, err = asked.Settle(ctx, session.Query, region); err != nil {
		return nil, errors.Join(err, session.Close())
	}
	return out, nil
}
