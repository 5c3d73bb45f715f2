package main

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"
)

// firstYear is the first year on which bodies report: the regulation came into force on 1 May 2008 (国务院令第492号).
const firstYear = 2008

// annotationAnyYear marks a command that takes years to come: a register says who will be expected.
const annotationAnyYear = "any_year"

// plausibleYear refuses a --year before the first and after the current one, at the as-of day where there is one: of 1999 and 20233
// nothing can be known, and an empty answer would look like one.
func (a *app) plausibleYear(cmd *cobra.Command) error {
	flag := cmd.Flags().Lookup("year")
	if flag == nil || !flag.Changed || cmd.Annotations[annotationAnyYear] != "" {
		return nil
	}
	year, err := strconv.Atoi(flag.Value.String())
	if err != nil {
		return nil //nolint:nilerr // a flag of another kind
	}
	day := ""
	if asOf := cmd.Flags().Lookup("as-of"); asOf != nil {
		day = asOf.Value.String()
	}
	return a.inYears(year, day)
}

// inYears refuses a year that no report can be of, as known on a day, today where it is empty.
func (a *app) inYears(year int, asOf string) error {
	last := a.now().Year()
	if day, err := time.Parse(time.DateOnly, asOf); err == nil {
		last = day.Year()
	}
	if year < firstYear || year > last {
		return wrongUse(a.say.Text("usage.year_range", "year", year, "first", firstYear, "last", last))
	}
	return nil
}
