package main

import (
	"context"
	"errors"

	"gongkai/config/lexicon"
	"gongkai/config/regions"
	"gongkai/ingest/recognise/identity"
	"gongkai/queries/page"
	"gongkai/warehouse/record"
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

// desk is what it takes to settle who and where: the regions, and how documents word the names of bodies.
type desk struct {
	*app
	regions    *regions.Table
	recogniser *identity.Recogniser
}

func (a *app) newDesk() (*desk, error) {
	table, err := regions.Embedded()
	if err != nil {
		return nil, err
	}
	clues, err := regions.EmbeddedClues()
	if err != nil {
		return nil, err
	}
	words, err := lexicon.EmbeddedAgencies()
	if err != nil {
		return nil, err
	}
	return &desk{a, table, identity.New(words, table, clues)}, nil
}

// region returns the one region that is meant by a code or a name: see findRegion.
func (d *desk) region(text string, year int) (regions.Region, error) {
	return d.findRegionIn(d.regions, text, year)
}

// body returns the body of a name in a region, its name written as the warehouse keeps names: 区教育局 of 320106 is
// 南京市鼓楼区教育局.
func (d *desk) body(name string, region regions.Region, year int) record.Body {
	found := d.recogniser.Identify(identity.Input{Manifest: identity.Manifest{Agency: name, RegionCode: region.Code, Year: year}})
	b := record.Body{Name: found.Agency, RegionCode: region.Code, Level: found.AgencyLevel, Kind: found.AgencyKind, System: found.System}
	if b.Name == "" {
		b.Name = name
	}
	if b.Level == "" {
		b.Level = region.Level
	}
	if b.Kind == "" {
		b.Kind = "other"
	}
	return b
}
