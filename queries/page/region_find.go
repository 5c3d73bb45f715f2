package page

import (
	"slices"
	"strings"

	"gongkai/config/regions"
)

// FindRegion returns the one region that a person named by its code or name, as it was at 31 December of a year (0: ever). It returns
// Ambiguous where the name has several, NotInYear where it has none in that year but had one in another, else NotFound.
func FindRegion(table *regions.Table, text string, year int) (regions.Region, error) {
	found := table.Find(text, year)
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) > 1 {
		return regions.Region{}, &Ambiguous{What: WhatRegion, Text: text, Candidates: choices(table, found, year)}
	}
	if once := table.Find(text, 0); year != 0 && len(once) > 0 {
		return regions.Region{}, &NotInYear{What: WhatRegion, Text: text, Year: year, Lives: lives(table, once)}
	}
	return regions.Region{}, &NotFound{What: WhatRegion, Text: text}
}

// RegionCode is FindRegion for a filter, as --region: the code, empty where no region is asked for.
func RegionCode(text string, year int) (string, error) {
	if text == "" {
		return "", nil
	}
	table, err := regions.Embedded()
	if err != nil {
		return "", err
	}
	region, err := FindRegion(table, text, year)
	return region.Code, err
}

// choices lists regions with all that hold them; where no year is asked for with their end too, since a region and the one that it
// became can bear one name.
func choices(table *regions.Table, found []regions.Region, year int) []Candidate {
	var out []Candidate
	for _, r := range found {
		c := Candidate{Code: r.Code, Name: pathName(table, r, year)}
		if year == 0 {
			c.To = r.ValidTo
		}
		out = append(out, c)
	}
	return out
}

// lives says from when to when regions were, and what they became.
func lives(table *regions.Table, found []regions.Region) []Candidate {
	var out []Candidate
	for _, r := range found {
		c := Candidate{Code: r.Code, Name: r.Name, From: r.ValidFrom, To: r.ValidTo}
		if next, ok := table.At(r.SuccessorCode, 0); ok && r.SuccessorCode != r.Code {
			c.Successor, c.SuccessorCode = next.Name, next.Code
		}
		out = append(out, c)
	}
	return out
}

// pathName is the name of a region with those of all that hold it in front, but for the nation: 江苏省南京市鼓楼区.
func pathName(table *regions.Table, r regions.Region, year int) string {
	var names []string
	for at, ok := r, true; ok && at.Code != regions.Nation; at, ok = table.At(at.ParentCode, year) {
		names = append(names, at.Name)
	}
	if len(names) == 0 {
		return r.Name
	}
	slices.Reverse(names)
	return strings.Join(names, "")
}
