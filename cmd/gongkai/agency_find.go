package main

import (
	"context"
	"errors"
)

// eachRow runs a query and hands out its rows.
func eachRow(ctx context.Context, source querySource, query string, row func(scan func(...any) error) error, args ...any) (err error) {
	rows, err := source(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
