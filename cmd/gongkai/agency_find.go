package main

import (
	"context"
	"errors"

	"gongkai/queries/page"
)

// findAgency is page.FindAgency, which refuses in the language chosen.
func (a *app) findAgency(ctx context.Context, source querySource, text, region string) (page.Body, error) {
	body, err := page.FindAgency(ctx, source, text, region)
	return body, a.inWords(err)
}

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
