package page

import (
	"context"

	"gongkai/internal/fault"
)

// Deadline is a day by which reports are due, as law, a circular or a person set it.
type Deadline struct {
	Purpose    string  `json:"purpose"` // file, publish
	Level      string  `json:"level"`
	Body       string  `json:"body"`        // government, department, vertical
	RegionCode *string `json:"region_code"` // nil where it holds everywhere
	Region     *string `json:"region"`
	Month      *int    `json:"month"` // nil, as Day, where it takes back what was imported before
	Day        *int    `json:"day"`
	FromYear   int     `json:"from_year"`
	ToYear     *int    `json:"to_year"` // nil while it holds
	Source     string  `json:"source"`
	IsLegal    bool    `json:"is_legal"`    // set by law or a circular, not imported
	RecordedOn *string `json:"recorded_on"` // nil for a legal one
}

// ListDeadlines reads the deadlines in force, those that hold everywhere first.
func ListDeadlines(ctx context.Context, source Source) (list []Deadline, err error) {
	defer fault.Wrap(&err, "deadlines")
	list = []Deadline{}
	err = statements().Each(ctx, source, "deadline", func(scan func(...any) error) error {
		var d Deadline
		err := scan(&d.Purpose, &d.Level, &d.Body, &d.RegionCode, &d.Region, &d.Month, &d.Day, &d.FromYear, &d.ToYear, &d.Source, &d.IsLegal,
			&d.RecordedOn)
		list = append(list, d)
		return err
	})
	return list, err
}
