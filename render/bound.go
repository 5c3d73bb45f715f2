package render

import (
	"fmt"
	"strconv"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/rows"
)

// Number shows a number, with ≥ before it where it is a lower bound. Where there is no number it shows what stands for none: nothing
// is known of it, not even that it is at least something.
func Number(number *string, bound, none string) string {
	switch {
	case number == nil:
		return none
	case bound == page.BoundLower:
		return rows.AtLeast(*number)
	}
	return *number
}

// boundedOrNone is Number where a table shows by itself that there is no number.
func boundedOrNone(number, bound *string) *string {
	if number == nil {
		return nil
	}
	text := Number(number, Or(bound, ""), "")
	return &text
}

// Bounded shows the value of a column beside its bound: as it is, or with ≥ before it where it is a lower bound.
func Bounded(value, bound any) any {
	if value == nil || bound != page.BoundLower {
		return value
	}
	return rows.AtLeast(fmt.Sprint(value))
}

// Due shows how many are due or missing: with ≥ before it where no register says who is due, since there may be more.
func Due(count any, basis, expectedFrom string) any {
	if count == nil || isDueKnown(basis, expectedFrom) || fmt.Sprint(count) == "0" {
		return count
	}
	return rows.AtLeast(fmt.Sprint(count))
}

// isDueKnown says whether it is known who is due to be in a total: by a register, or since it is the one report of the area itself.
func isDueKnown(basis, expectedFrom string) bool {
	return basis == "published" || expectedFrom != "history"
}

// Lacking says how many members lack a number, of how many. Without a register nobody knows how many are due, and more may be missing
// than those that were ever seen.
func Lacking(basis, expectedFrom string, missing, expected int) string {
	switch {
	case isDueKnown(basis, expectedFrom):
		return strconv.Itoa(missing) + "/" + strconv.Itoa(expected)
	case missing > 0:
		return rows.AtLeast(strconv.Itoa(missing))
	}
	return strconv.Itoa(missing)
}

// RestsOn says on which reports the preferred totals of a subject rest: a published total on the area's own, beside which the reports of
// the regions below are counted; a built one on those of its members. Without a register no share is told.
func RestsOn(say messages.Printer, c *page.Coverage) string {
	switch {
	case c.Preferred == nil && c.ExpectedFrom == "history":
		return say.Text("coverage.nothing_unknown")
	case c.Preferred == nil:
		return say.Text("coverage.nothing", "expected", c.Expected)
	case *c.Preferred == "published" && c.ExpectedRegions > 0:
		return say.Text("coverage.published", "reported", c.ReportedRegions, "expected", c.ExpectedRegions)
	case *c.Preferred == "published":
		return say.Text("coverage.published_alone")
	case c.ExpectedFrom == "history" && c.Missing > 0:
		return say.Text("coverage.unknown_lacking", "reports", c.Reports, "missing", c.Missing)
	case c.ExpectedFrom == "history":
		return say.Text("coverage.unknown", "reports", c.Reports)
	}
	text := say.Text("coverage.register", "reported", c.Reported, "expected", c.Expected)
	if c.WeightedShare != nil && c.Weighed != nil {
		text += say.Text("region.weighted", "share", Percent(*c.WeightedShare), "weighed", *c.Weighed, "expected", c.Expected)
	}
	return text
}
