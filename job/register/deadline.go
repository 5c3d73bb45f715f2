package register

import (
	"cmp"
	"context"
	"errors"
	"strconv"

	"gongkai/config/deadlines"
	"gongkai/ingest/sheet"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/warehouse/record"
)

// The problems of a deadline.
const (
	NoSuchPurpose = "sheet.no_purpose" // purpose
	NoSuchLevel   = "sheet.no_level"   // level
	NoSuchBody    = "sheet.no_kind"    // kind: of a body, as deadlines tell them apart
	NoSuchDay     = "sheet.no_day"     // month, day: no day of every year
	BadYears      = "sheet.bad_years"  // from, to: no years of reports
	NoSource      = "sheet.no_source"  // no text is named that sets the day
)

// Groups of words of a list of deadlines.
const (
	WordsPurpose = "purpose"
	WordsBody    = "body"
)

// nation is the code of the whole: a deadline of the nation holds everywhere.
const nation = "000000"

// ImportDeadlines takes a list of deadlines, purpose, level, kind of body, region, month, day, years and source, and publishes. A row
// without month and day takes back what was imported before of its years. Where one row does not fit nothing is taken, and a
// *job.RowsError names every one that does not.
func ImportDeadlines(ctx context.Context, o ImportOptions, d Decision) (Summary, error) {
	if d.Who == "" {
		return Summary{}, job.Refuse(job.NoWho)
	}
	table, err := job.ReadList(o.Path, o.Columns, "purpose", "level", "body", "month", "day", "source")
	if err != nil {
		return Summary{}, err
	}
	return d.record(ctx, func(c *clerk, _ *Summary) error {
		taken := map[string][]takenDeadline{} // by region
		return job.EachRow(o.Path, table.Rows, func(r sheet.Row) (string, error) {
			entry, err := c.deadline(r, o.Words)
			if err == nil {
				err = twice(taken[entry.RegionCode], entry)
			}
			if err == nil {
				taken[entry.RegionCode] = append(taken[entry.RegionCode], takenDeadline{spanOf(entry), r.Number})
				c.entries.Deadlines = append(c.entries.Deadlines, entry)
			}
			return "", err
		})
	})
}

// takenDeadline is one of the list, with its row.
type takenDeadline struct {
	deadlines.Deadline
	row int
}

// twice refuses a deadline where an earlier row of its region is about one of its years.
func twice(taken []takenDeadline, entry record.Deadline) error {
	for _, t := range taken {
		if t.Overlaps(spanOf(entry)) {
			return job.Refuse(job.RowTwice, "row", t.row)
		}
	}
	return nil
}

// spanOf is what a deadline is about, whatever its day.
func spanOf(d record.Deadline) deadlines.Deadline {
	return deadlines.Deadline{
		Purpose: d.Purpose, Level: d.Level, Body: d.Body, Month: d.Month, Day: d.Day, FromYear: d.FromYear, ToYear: d.ToYear, Source: d.Source,
	}
}

// deadline reads a row.
func (c *clerk) deadline(r sheet.Row, words map[string]map[string]string) (record.Deadline, error) {
	v := r.Values
	out := record.Deadline{
		Purpose: words[WordsPurpose][v["purpose"]], Level: words[WordsLevel][v["level"]], Body: words[WordsBody][v["body"]],
		FromYear: deadlines.FirstYear, Source: v["source"], Why: cmp.Or(v["why"], c.Why),
	}
	isNumber := true
	for _, field := range []struct {
		key string
		to  *int
	}{{"month", &out.Month}, {"day", &out.Day}, {"from_year", &out.FromYear}, {"to_year", &out.ToYear}} {
		if v[field.key] == "" {
			continue
		}
		n, err := strconv.Atoi(v[field.key])
		if err != nil || n == 0 { // 0 would say that the row is to take something back
			isNumber, n = false, -1
		}
		*field.to = n
	}
	check := spanOf(out)
	if v["month"] == "" && v["day"] == "" {
		check.Month, check.Day = 1, 1 // takes back, on no day
	}
	switch err := check.Check(); {
	case errors.Is(err, deadlines.ErrPurpose):
		return out, job.Refuse(NoSuchPurpose, "purpose", v["purpose"])
	case errors.Is(err, deadlines.ErrLevel):
		return out, job.Refuse(NoSuchLevel, "level", v["level"])
	case errors.Is(err, deadlines.ErrBody):
		return out, job.Refuse(NoSuchBody, "kind", v["body"])
	case errors.Is(err, deadlines.ErrDay):
		return out, job.Refuse(NoSuchDay, "month", v["month"], "day", v["day"])
	case errors.Is(err, deadlines.ErrYear), !isNumber:
		return out, job.Refuse(BadYears, "from", v["from_year"], "to", v["to_year"])
	case errors.Is(err, deadlines.ErrSource):
		return out, job.Refuse(NoSource)
	}
	place := cmp.Or(v["region_code"], v["region"])
	if place == "" {
		return out, nil
	}
	region, err := page.FindRegion(c.regions, place, out.ToYear)
	if err != nil {
		return out, err
	}
	if region.Code != nation {
		out.RegionCode = region.Code
	}
	return out, nil
}
