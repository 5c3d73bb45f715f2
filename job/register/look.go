package register

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"gongkai/config/regions"
	"gongkai/ingest/sheet"
	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/warehouse/record"
)

// The problems of saying that somebody looked for a report.
const (
	NoLookRegion = "sheet.look_region"  // the region is not named
	NoAddress    = "sheet.look_address" // nor where somebody looked
	BadLookDay   = "sheet.look_day"     // day: none, or one to come
	LookTooEarly = "sheet.look_early"   // day, year: the year was not over, so that its report could not be there
	NoSuchMark   = "sheet.look_mark"    // mark: of a row that takes one back
)

// WordsYes is the group of words for yes and no.
const WordsYes = "yes"

// Look is what a person says of one report that he looked for and did not find.
type Look struct {
	Agency    string // by name; empty for the government of the region
	Region    string // by code or name
	Year      int
	Address   string
	Day       string // 2024-03-01
	Withdrawn bool   // that it was said before was a mistake
	Why       string
}

// RecordLook records one look and publishes.
func RecordLook(ctx context.Context, l Look, d Decision) (Summary, error) {
	return d.record(ctx, func(c *clerk, _ *Summary) error {
		roll, err := readRoll(ctx, c.source)
		if err != nil {
			return err
		}
		entry, err := c.look(l, roll)
		c.entries.Looks = append(c.entries.Looks, entry)
		return err
	})
}

// ImportLooks takes a list of looks, body, region, year, address and day, and publishes. A row marked as withdrawn takes back what an
// earlier import said of the same body, year, address and day. Where one row does not fit nothing is taken, and a *job.RowsError names
// every one that does not.
func ImportLooks(ctx context.Context, o ImportOptions, d Decision) (Summary, error) {
	if d.Who == "" {
		return Summary{}, job.Refuse(job.NoWho)
	}
	table, err := job.ReadList(o.Path, o.Columns, "region", "year", "address", "looked_on")
	if err != nil {
		return Summary{}, err
	}
	return d.record(ctx, func(c *clerk, _ *Summary) error {
		roll, err := readRoll(ctx, c.source)
		if err != nil {
			return err
		}
		return job.EachRow(o.Path, table.Rows, func(r sheet.Row) (string, error) {
			entry, err := c.lookRow(r, o, roll)
			c.entries.Looks = append(c.entries.Looks, entry)
			return fmt.Sprint(entry.AgencyID, " ", entry.RegionCode, " ", entry.Year, " ", entry.LookedOn, " ", entry.Address), err
		})
	})
}

// lookRow reads a row.
func (c *clerk) lookRow(r sheet.Row, o ImportOptions, roll *roll) (record.Look, error) {
	v := r.Values
	l := Look{
		Agency: v["agency"], Region: cmp.Or(v["region_code"], v["region"]), Year: o.Year, Address: v["address"], Day: v["looked_on"],
		Why: cmp.Or(v["why"], c.Why),
	}
	if text := v["year"]; text != "" {
		year, err := yearOf(text)
		if err != nil {
			return record.Look{}, err
		}
		l.Year = year
	}
	if mark := v["withdrawn"]; mark != "" {
		word, ok := o.Words[WordsYes][mark]
		if !ok {
			return record.Look{}, job.Refuse(NoSuchMark, "mark", mark)
		}
		l.Withdrawn = word == "yes"
	}
	return c.look(l, roll)
}

// look settles what a look is about.
func (c *clerk) look(l Look, roll *roll) (record.Look, error) {
	out := record.Look{Year: l.Year, Address: l.Address, IsWithdrawn: l.Withdrawn, Why: l.Why}
	region, err := c.lookRegion(l)
	if err != nil {
		return out, err
	}
	out.RegionCode = region.Code
	if l.Address == "" {
		return out, job.Refuse(NoAddress)
	}
	if out.LookedOn, err = lookDay(l.Day, l.Year, c.Store.Now()); err != nil {
		return out, err
	}
	if l.Agency == "" {
		return out, nil
	}
	named := c.body(sqlfile.Clean(l.Agency), region, l.Year)
	body, ok := roll.find(region.Code, l.Agency, named.Name)
	if !ok {
		missing := &page.NotFound{What: page.WhatAgency, Text: l.Agency}
		if nearest, _ := roll.nearest(named.Name, region.Code); nearest != "" {
			missing.Near = []string{nearest}
		}
		return out, missing
	}
	out.AgencyID = body
	return out, nil
}

// lookRegion is the region of a look, as it was in the year.
func (c *clerk) lookRegion(l Look) (region regions.Region, err error) {
	if l.Year == 0 {
		return region, job.Refuse(NoRowYear)
	}
	if _, err := yearOf(strconv.Itoa(l.Year)); err != nil {
		return region, err
	}
	if l.Region == "" {
		return region, job.Refuse(NoLookRegion)
	}
	return page.FindRegion(c.regions, l.Region, l.Year)
}

// lookDay reads the day on which somebody looked for the report of a year.
func lookDay(text string, year int, now time.Time) (string, error) {
	day, ok := sheet.Day(text)
	if !ok || day > report.Shanghai(now).Format(time.DateOnly) {
		return "", job.Refuse(BadLookDay, "day", text)
	}
	if day <= strconv.Itoa(year)+"-12-31" {
		return "", job.Refuse(LookTooEarly, "day", text, "year", year)
	}
	return day, nil
}
