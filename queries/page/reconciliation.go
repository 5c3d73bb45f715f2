package page

import (
	"context"

	"gongkai/config/messages"
	"gongkai/config/regions"
	"gongkai/internal/fault"
)

// Reconciliation is the published totals of a region beside what its members add up to.
type Reconciliation struct {
	Code  string       `json:"region_code"`
	Name  string       `json:"region"`
	Year  int          `json:"year"`
	Items []Reconciled `json:"items"` // what does not add up first
}

// Reconciled is one indicator on both bases. Nil is what nobody gave.
type Reconciled struct {
	Subject    string   `json:"subject"`
	Code       string   `json:"code"`
	Label      string   `json:"label"`
	Unit       string   `json:"unit"`
	Published  *string  `json:"published"`
	Built      *string  `json:"built"`
	Bound      *string  `json:"bound"` // of built
	Difference *string  `json:"difference"`
	Share      *float64 `json:"difference_share"` // of what was published
	Missing    *int     `json:"missing"`
	Status     string   `json:"status"`
	Members    string   `json:"members"`
}

// ReadReconciliation reads both totals of every indicator of a region and year.
func ReadReconciliation(
	ctx context.Context, source Source, region regions.Region, year int, l messages.Language,
) (r Reconciliation, err error) {
	defer fault.Wrap(&err, "reconciliation of %s in %d", region.Code, year)
	r = Reconciliation{Code: region.Code, Name: region.Name, Year: year, Items: []Reconciled{}}
	err = statements().Each(ctx, source, "reconciliation", func(scan func(...any) error) error {
		var one Reconciled
		var zh, en string
		err := scan(&one.Subject, &one.Code, &zh, &en, &one.Unit, &one.Published, &one.Built, &one.Bound, &one.Difference, &one.Share,
			&one.Missing, &one.Status, &one.Members)
		one.Label = inLanguage(l, zh, en)
		shorten(one.Published, one.Built, one.Difference)
		r.Items = append(r.Items, one)
		return err
	}, region.Code, year)
	return r, err
}
