package register

import (
	"context"
	"errors"

	"gongkai/ingest/manifest"
	"gongkai/internal/sqlfile"
	"gongkai/queries/page"
	"gongkai/warehouse"
	"gongkai/warehouse/record"
)

// TakeLooks returns what Ingest does with the rows of a manifest that name no document: it records that somebody looked, in the open
// warehouse, and returns how many of them are new. A body that the warehouse does not know is taken, as one is of which a document came.
func (d Decision) TakeLooks() func(context.Context, *warehouse.Warehouse, []manifest.Look) (int, error) {
	return func(ctx context.Context, w *warehouse.Warehouse, looks []manifest.Look) (int, error) {
		c, err := d.clerk()
		if err != nil {
			return 0, err
		}
		c.source = w.DB().QueryContext
		known, err := readRoll(ctx, c.source)
		if err != nil {
			return 0, err
		}
		for _, l := range looks {
			look := Look{Agency: l.Agency, Region: l.RegionCode, Year: l.Year, Address: l.Source, Day: l.FetchedOn, Why: d.Why}
			entry, err := c.look(look, known)
			var unknown *page.NotFound
			if errors.As(err, &unknown) && unknown.What == page.WhatAgency {
				region, failed := c.lookRegion(look)
				if failed != nil {
					return 0, failed
				}
				body := c.body(sqlfile.Clean(look.Agency), region, look.Year)
				c.entries.Bodies = append(c.entries.Bodies, body)
				entry.AgencyID, err = body.ID(), nil
			}
			if err != nil {
				return 0, err
			}
			c.entries.Looks = append(c.entries.Looks, entry)
		}
		written, err := record.Enter(ctx, w, c.entries)
		return written.Looks, err
	}
}
