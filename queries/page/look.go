package page

import (
	"context"

	"gongkai/internal/fault"
)

// Look says that somebody looked for a report and did not find it.
type Look struct {
	Agency     *string `json:"agency"` // nil for the government of the region
	RegionCode string  `json:"region_code"`
	Region     string  `json:"region"`
	Year       int     `json:"year"`
	Address    string  `json:"address"`
	LookedOn   string  `json:"looked_on"` // the last of the looks
	Looks      int     `json:"looks"`
}

// ListLooks reads for whose report of a year (0: any) somebody looked, and where and when last.
func ListLooks(ctx context.Context, source Source, year int) (list []Look, err error) {
	defer fault.Wrap(&err, "looks")
	list = []Look{}
	err = statements().Each(ctx, source, "look", func(scan func(...any) error) error {
		var l Look
		err := scan(&l.Agency, &l.RegionCode, &l.Region, &l.Year, &l.Address, &l.LookedOn, &l.Looks)
		list = append(list, l)
		return err
	}, year)
	return list, err
}
