// Package deadlines has the days by which reports are due everywhere, as law and circulars set them: to be filed with the office above
// (purpose file) and to be published (purpose publish).
//
// The invariant: of one purpose, level and kind of body there is at most one day for each year, and it is a day of every year. What no
// text sets has no row: nobody is late for a day that does not exist. Days that hold in one region, or that an office set otherwise, are
// no data of the program: a person imports them, and they go before these.
//
//	list, err := deadlines.Embedded()
//	list[0].Month, list[0].Day // 3, 31: of the year after the one that the report is about
package deadlines

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"gongkai/config/table"
)

//go:embed deadlines.csv
var files embed.FS

// The purposes of a deadline.
const (
	File    = "file"    // with the office above
	Publish = "publish" // for everybody to read
)

// The kinds of bodies that deadlines tell apart.
const (
	Government = "government" // with zones, which publish as governments do
	Department = "department" // and everything that is none of the others, towns and sub-districts too
	Vertical   = "vertical"   // of a system that is led from above
)

// The years of which there can be a report.
const (
	FirstYear = 2008
	LastYear  = 2100
)

// Purposes lists the purposes.
func Purposes() []string { return []string{File, Publish} }

// Bodies lists the kinds of bodies.
func Bodies() []string { return []string{Government, Department, Vertical} }

// Levels lists the levels of bodies.
func Levels() []string { return []string{"nation", "province", "city", "county", "town"} }

// Deadline is a day of the year after the one that a report is about.
type Deadline struct {
	Purpose  string
	Level    string
	Body     string
	Month    int
	Day      int
	FromYear int    // the first year of reports that it is about
	ToYear   int    // the last; 0 while it holds
	Source   string // the text that sets it
}

// The problems of a deadline.
var (
	ErrPurpose = errors.New("no such purpose")
	ErrLevel   = errors.New("no such level")
	ErrBody    = errors.New("no such kind of body")
	ErrDay     = errors.New("no day of every year")
	ErrYear    = errors.New("no years of reports")
	ErrSource  = errors.New("no source")
)

// Check returns what is wrong with a deadline, one of the errors above, or nil.
func (d Deadline) Check() error {
	switch {
	case !slices.Contains(Purposes(), d.Purpose):
		return ErrPurpose
	case !slices.Contains(Levels(), d.Level):
		return ErrLevel
	case !slices.Contains(Bodies(), d.Body):
		return ErrBody
	case !IsDay(d.Month, d.Day):
		return ErrDay
	case d.FromYear < FirstYear || d.FromYear > LastYear || d.ToYear != 0 && (d.ToYear < d.FromYear || d.ToYear > LastYear):
		return ErrYear
	case d.Source == "":
		return ErrSource
	}
	return nil
}

// IsDay reports whether a day is one of every year: 29 February is none.
func IsDay(month, day int) bool {
	const commonYear = 2023
	t := time.Date(commonYear, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return month >= 1 && month <= 12 && t.Month() == time.Month(month) && t.Day() == day
}

// Overlaps reports whether two deadlines set a day for the same purpose, level, kind of body and year.
func (d Deadline) Overlaps(other Deadline) bool {
	return d.Purpose == other.Purpose && d.Level == other.Level && d.Body == other.Body &&
		d.FromYear <= last(other.ToYear) && other.FromYear <= last(d.ToYear)
}

// last is the last year of a span.
func last(toYear int) int {
	if toYear == 0 {
		return LastYear
	}
	return toYear
}

// Embedded returns the deadlines of the program.
func Embedded() ([]Deadline, error) {
	rows, err := table.Read(files, "deadlines.csv", "purpose", "level", "body", "month", "day", "from_year", "to_year", "source")
	if err != nil {
		return nil, err
	}
	list := make([]Deadline, 0, len(rows))
	for i, row := range rows {
		d := Deadline{Purpose: row[0], Level: row[1], Body: row[2], Source: row[7]}
		for column, to := range map[int]*int{3: &d.Month, 4: &d.Day, 5: &d.FromYear, 6: &d.ToYear} {
			if row[column] == "" && to == &d.ToYear {
				continue
			}
			if *to, err = strconv.Atoi(row[column]); err != nil {
				return nil, fmt.Errorf("deadlines.csv, row %d: %w", i+1, err)
			}
		}
		if err := d.Check(); err != nil {
			return nil, fmt.Errorf("deadlines.csv, row %d: %w", i+1, err)
		}
		if slices.ContainsFunc(list, d.Overlaps) {
			return nil, fmt.Errorf("deadlines.csv, row %d: another row sets the day of the same years", i+1)
		}
		list = append(list, d)
	}
	return list, nil
}
