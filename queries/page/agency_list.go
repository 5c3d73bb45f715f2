package page

import (
	"context"
	"strconv"

	"gongkai/internal/fault"
)

// AgencyList lists bodies.
type AgencyList struct {
	Agencies []ListedAgency `json:"agencies"`
	Known    YearKnown      `json:"-"` // of the year asked for
}

// ListedAgency is one body.
type ListedAgency struct {
	ID         string `json:"agency_id"` // a text: more digits than a JSON number keeps
	Name       string `json:"agency"`
	RegionCode string `json:"region_code"`
	Region     string `json:"region"`
	Level      string `json:"level"`
	Kind       string `json:"kind"`
	System     string `json:"system"`
	ValidFrom  string `json:"valid_from"`
	ValidTo    string `json:"valid_to"`
	FirstYear  int    `json:"first_year"` // 0 where it gave no report, as LastYear
	LastYear   int    `json:"last_year"`
	Reports    int    `json:"reports"`
	Standing   string `json:"standing,omitempty"` // what became of its report, where a year is asked for
	Absence    string `json:"absence,omitempty"`  // of one that is missing: not_collected, not_found, not_filed
	From       string `json:"expected_from,omitempty"`
	Contact    string `json:"contact,omitempty"`
	Year       int    `json:"year,omitempty"`   // the one asked for
	Status     string `json:"status,omitempty"` // on the register for it, unlisted where it does not name the body
}

// AgencyListOptions say which bodies are asked for; what is empty is not restricted.
type AgencyListOptions struct {
	Region   string // a code, with all inside it
	Kind     string
	Level    string
	System   string
	Year     int
	Standing string // one of Standings, where a year is asked for
}

// Standings are what can have become of a body's report for a year.
func Standings() []string {
	return []string{"reported", "missing", "exempt", "merged", "nil", "unexpected"}
}

// ListAgencies lists bodies in the order of their regions.
func ListAgencies(ctx context.Context, source Source, o AgencyListOptions) (list AgencyList, err error) {
	defer fault.Wrap(&err, "list bodies")
	list.Agencies = []ListedAgency{}
	err = statements().Each(ctx, source, "agency_list", func(scan func(...any) error) error {
		one := ListedAgency{Year: o.Year}
		var id int64
		err := scan(&id, &one.Name, &one.RegionCode, &one.Region, &one.Level, &one.Kind, &one.System, &one.ValidFrom, &one.ValidTo,
			&one.FirstYear, &one.LastYear, &one.Reports, &one.Standing, &one.From, &one.Contact, &one.Status, &one.Absence)
		one.ID = strconv.FormatInt(id, 10)
		list.Agencies = append(list.Agencies, one)
		return err
	}, o.Region, o.Kind, o.Level, o.System, o.Year, o.Standing)
	if err != nil || o.Year == 0 {
		return list, err
	}
	list.Known, err = readKnown(ctx, source, o.Region, o.Year)
	return list, err
}
