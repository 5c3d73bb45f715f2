package report

import (
	"fmt"
	"time"
)

// Date is a day without a time zone, in the civil calendar of the document. The zero Date is an unknown day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns a day, and false where the calendar has no such day.
func NewDate(year, month, day int) (Date, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return Date{}, false
	}
	return Date{year, time.Month(month), day}, true
}

// IsZero reports whether the day is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// String prints 2024-12-31, or nothing for an unknown day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Time returns the start of the day in UTC.
func (d Date) Time() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// Before reports whether d is earlier than o.
func (d Date) Before(o Date) bool { return d.Time().Before(o.Time()) }

// Period is the reporting period (统计期限), both days included.
type Period struct{ From, To Date }

// EndsEarly reports whether the period lies in one year and ends before its last month: the statistics are those of a part of the
// year. A body set up during the year reports to its end.
func (p Period) EndsEarly() bool {
	return !p.From.IsZero() && p.From.Year == p.To.Year && p.To.Month < time.December
}

// Shanghai is a time as the clocks in China show it. They have kept one offset since 1991, so no table of zones is needed.
func Shanghai(t time.Time) time.Time { return t.In(time.FixedZone("Asia/Shanghai", 8*60*60)) }
