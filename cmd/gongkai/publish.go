package main

import (
	"context"

	"gongkai/queries"
	"gongkai/warehouse"
)

// publish shows readers what the warehouse holds, with the views of this version and without subtotals left to compute.
func publish(ctx context.Context, w *warehouse.Warehouse) (warehouse.Snapshot, error) {
	if _, err := queries.Install(ctx, w.DB()); err != nil {
		return warehouse.Snapshot{}, err
	}
	if _, err := queries.StoreSubtotals(ctx, w.DB()); err != nil {
		return warehouse.Snapshot{}, err
	}
	return w.Publish(ctx)
}
