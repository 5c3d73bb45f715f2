package main

import (
	"context"
	_ "embed"
	"errors"
	"strings"

	"gongkai/config/lexicon"
	"gongkai/config/regions"
	"gongkai/ingest/recognise/identity"
	"gongkai/warehouse"
)

//go:embed sql/agency_find.sql
var agencyFindSQL string

//go:embed sql/agency_near.sql
var agencyNearSQL string

// foundAgency is a body that a person named.
type foundAgency struct {
	ID         int64
	Name       string
	RegionCode string
	Region     string
}

// findAgency returns the one body that is meant by a name, another or an earlier name, a number, or by the region of a
// government. A name that several bodies bear is refused, with all of them.
func (a *app) findAgency(ctx context.Context, source querySource, text, region string) (foundAgency, error) {
	found, err := a.agenciesNamed(ctx, source, text, region)
	if err != nil {
		return foundAgency{}, err
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		var near []string
		err := eachRow(ctx, source, agencyNearSQL, func(scan func(...any) error) error {
			var name string
			var runes int
			err := scan(&name, &runes)
			near = append(near, name)
			return err
		}, text)
		if err != nil {
			return foundAgency{}, err
		}
		said := a.say.Text("usage.no_agency", "agency", text)
		if len(near) > 0 {
			said += a.say.Text("settings.meant", "want", strings.Join(near, ", "))
		}
		return foundAgency{}, wrongUse(said)
	}
	var list []string
	for _, f := range found {
		list = append(list, f.Name+" ("+strings.TrimSpace(f.Region+" "+f.RegionCode)+")")
	}
	return foundAgency{}, wrongUse(a.say.Text("usage.many_agencies", "agency", text, "agencies", few(list)))
}

// agenciesNamed lists the bodies that can be meant.
func (a *app) agenciesNamed(ctx context.Context, source querySource, text, region string) ([]foundAgency, error) {
	region, err := a.regionFilter(region, 0)
	if err != nil {
		return nil, err
	}
	var found []foundAgency
	err = eachRow(ctx, source, agencyFindSQL, func(scan func(...any) error) error {
		var f foundAgency
		err := scan(&f.ID, &f.Name, &f.RegionCode, &f.Region)
		found = append(found, f)
		return err
	}, text, region)
	return found, err
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
func (d *desk) body(name string, region regions.Region, year int) warehouse.Body {
	found := d.recogniser.Identify(identity.Input{Manifest: identity.Manifest{Agency: name, RegionCode: region.Code, Year: year}})
	b := warehouse.Body{Name: found.Agency, RegionCode: region.Code, Level: found.AgencyLevel, Kind: found.AgencyKind, System: found.System}
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
