package main

import (
	"context"

	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/snapshot"
)

// publish shows readers what the warehouse holds, with the views of this version and without subtotals left to compute.
func publish(ctx context.Context, w *warehouse.Warehouse) (snapshot.Published, error) {
	if err := prepareViews(ctx, w); err != nil {
		return snapshot.Published{}, err
	}
	return snapshot.Publish(ctx, w)
}

// prepareViews installs the views where they are not those of this version, and stores the subtotals that they compute.
func prepareViews(ctx context.Context, w *warehouse.Warehouse) error {
	if _, err := queries.Install(ctx, w.DB()); err != nil {
		return err
	}
	_, err := queries.StoreSubtotals(ctx, w.DB())
	return err
}
