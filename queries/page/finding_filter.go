package page

import (
	"context"
	"slices"

	"gongkai/config/messages"
	"gongkai/config/rules"
)

// CheckFilters refuses, with NotFound, the code of a region that the warehouse does not have, and a rule that no finding and no list
// of rules has: a misspelt filter must not read as "no findings". What is empty is no filter.
func CheckFilters(ctx context.Context, source Source, region, rule string) error {
	set, err := rules.Embedded()
	if err != nil {
		return err
	}
	var regions, findings int
	err = statements().Each(ctx, source, "filter", func(scan func(...any) error) error { return scan(&regions, &findings) }, region, rule)
	if err != nil {
		return err
	}
	if region != "" && regions == 0 {
		return &NotFound{What: WhatRegion, Text: region}
	}
	if _, listed := set.Rule(rule); rule != "" && !listed && findings == 0 {
		return &NotFound{What: WhatRule, Text: rule}
	}
	return nil
}

// FindingsNamed reads the findings of a list of ids. It refuses, as MissingFinding does, where one of them is not among those that
// count.
func FindingsNamed(ctx context.Context, source Source, say messages.Printer, ids []string) ([]Finding, error) {
	list, err := Findings(ctx, source, say, FindingQuery{IDs: ids})
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(list, func(f Finding) bool { return f.FindingID == id }) {
			return nil, MissingFinding(ctx, source, id)
		}
	}
	return list, nil
}

// MissingFinding says why there is no finding of an id: NotFound of a finding that never was, or of one that lapsed, because its
// cells changed or another version of the report counts now.
func MissingFinding(ctx context.Context, source Source, id string) error {
	known := 0
	if err := statements().Each(ctx, source, "finding_known", func(scan func(...any) error) error { return scan(&known) }, id); err != nil {
		return err
	}
	if known > 0 {
		return &NotFound{What: WhatLapsedFinding, Text: id}
	}
	return &NotFound{What: WhatFinding, Text: id}
}
