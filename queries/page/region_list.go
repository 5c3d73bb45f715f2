package page

import (
	"slices"

	"gongkai/config/regions"
	"gongkai/queries/page/card"
)

// RegionList lists the regions of a year.
type RegionList struct {
	Year    int            `json:"year"`
	Regions []ListedRegion `json:"regions"`
}

// ListedRegion is one state of a region. Nil is a day before the list begins, or still in force.
type ListedRegion struct {
	Code      string  `json:"code"`
	Name      string  `json:"name"`
	Level     string  `json:"level"`
	Kind      string  `json:"kind"`
	Parent    string  `json:"parent_code"`
	Path      string  `json:"path"`
	ValidFrom *string `json:"valid_from"`
	ValidTo   *string `json:"valid_to"`
	Successor *string `json:"successor_code"`
	Source    string  `json:"source"`
}

// RegionListOptions say which regions are asked for.
type RegionListOptions struct {
	Text  string // a code or a name: every region that it may mean and all that is inside it; empty for all
	Level string // empty for all
	Year  int
}

// ListRegions lists regions as they were at 31 December of the year. It refuses a name as FindRegion does, but for one that several
// bear.
func ListRegions(table *regions.Table, o RegionListOptions) (RegionList, error) {
	list := RegionList{Year: o.Year, Regions: []ListedRegion{}}
	outer := table.Find(o.Text, o.Year)
	if o.Text != "" && len(outer) == 0 {
		_, err := FindRegion(table, o.Text, o.Year)
		return list, err
	}
	for _, r := range table.All() {
		inside := o.Text == "" || slices.ContainsFunc(outer, func(u regions.Region) bool { return table.IsWithin(r.Code, u.Code, o.Year) })
		if inside && r.In(o.Year) && (o.Level == "" || r.Level == o.Level) {
			list.Regions = append(list.Regions, ListedRegion{
				Code: r.Code, Name: r.Name, Level: r.Level, Kind: r.Kind, Parent: r.ParentCode, Path: pathName(table, r, o.Year),
				ValidFrom: card.Known(r.ValidFrom), ValidTo: card.Known(r.ValidTo), Successor: card.Known(r.SuccessorCode), Source: r.Source,
			})
		}
	}
	return list, nil
}
