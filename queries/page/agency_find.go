package page

import (
	"context"

	"gongkai/internal/fault"
)

// Body is a body that a person named.
type Body struct {
	ID         int64
	Name       string
	RegionCode string
	Region     string
}

// FindAgency returns the one body that is meant by a name, another or an earlier name, a number, or by the region of a government. A
// region, by code or name, restricts the search to it and all inside it; empty for all. It returns Ambiguous for a
// name that several bodies bear, and NotFound, with the names that hold the text, for one that none does.
func FindAgency(ctx context.Context, source Source, text, region string) (Body, error) {
	found, err := Agencies(ctx, source, text, region)
	switch {
	case err != nil:
		return Body{}, err
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		refusal := &Ambiguous{What: WhatAgency, Text: text}
		for _, b := range found {
			refusal.Candidates = append(refusal.Candidates, Candidate{Name: b.Name, Code: b.RegionCode, Region: b.Region})
		}
		return Body{}, refusal
	}
	refusal := &NotFound{What: WhatAgency, Text: text}
	err = statements().Each(ctx, source, "agency_near", func(scan func(...any) error) error {
		var name string
		var runes int
		err := scan(&name, &runes)
		refusal.Near = append(refusal.Near, name)
		return err
	}, text)
	if err != nil {
		return Body{}, err
	}
	return Body{}, refusal
}

// Agencies lists the bodies that can be meant by a text, in the order of their names; see FindAgency.
func Agencies(ctx context.Context, source Source, text, region string) (found []Body, err error) {
	defer fault.Wrap(&err, "bodies named %q", text)
	code, err := RegionCode(region, 0)
	if err != nil {
		return nil, err
	}
	err = statements().Each(ctx, source, "agency_find", func(scan func(...any) error) error {
		var b Body
		err := scan(&b.ID, &b.Name, &b.RegionCode, &b.Region)
		found = append(found, b)
		return err
	}, text, code)
	return found, err
}
