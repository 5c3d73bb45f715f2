// Package denominator takes lists of how many people regions have, by which the relation per_100k divides, and records them. It is part of
// the work of package job and stands by itself, as package register does.
//
// The invariant: a list is taken whole or not at all; nothing is overwritten, since each row is a new one of which the latest counts; and
// nothing is interpolated: a number that somebody made of other years' has a mark, which the one who imports it sets.
//
// The package names every row that does not fit, in a *job.RowsError: a region that does not exist in the year, a year that cannot be, a
// kind of population that is none, a number that is no number of people, one without a source, and the same key twice.
//
//	summary, err := denominator.Import(ctx, denominator.ImportOptions{Store: store, Path: "people.csv", Who: "王某"})
package denominator

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"

	"gongkai/config/regions"
	"gongkai/ingest/sheet"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/warehouse/record"
)

// The problems of a row.
const (
	BadYear  = "denominator.bad_year"  // year, first, last: of which there can be no number yet
	NoRegion = "denominator.no_region" // it names none
	BadKind  = "denominator.bad_kind"  // kind: of no population
	BadUnit  = "denominator.bad_unit"  // unit: neither people nor ten thousands of them
	BadValue = "denominator.bad_value" // value: no whole number of people
	TooFew   = "denominator.too_few"   // value, region: fewer than any such region has, as where it was meant in ten thousands
	NoSource = "denominator.no_source" // it does not say where the number was published
	BadMark  = "denominator.bad_mark"  // mark: neither yes nor no
)

// Groups of words that a list uses for what is stored.
const (
	WordsKind = "kind" // resident, registered
	WordsUnit = "unit" // people, ten_thousand
	WordsMark = "mark" // yes, no
)

// Columns are the keys of the columns that a list may have. Region or region_code, year, kind, value and source must be there; a list
// without unit is in people.
func Columns() []string {
	return []string{"region_code", "region", "year", "kind", "value", "unit", "source", "is_interpolated"}
}

// firstYear is the earliest year of which a population is taken: ten years before the Regulations.
const firstYear = 1998

// fewest is how many people a region of a level has at the least: below any that there is (三沙市 2,333 in the census of 2020).
// Who meant 万人 has 4,188 people in 福建省.
func fewest(level string) int64 {
	switch level {
	case "nation":
		return 100_000_000
	case "province":
		return 100_000
	case "city":
		return 2_000
	}
	return 1
}

// ImportOptions say what list Import takes, how it is worded, and who takes it.
type ImportOptions struct {
	Store   job.Store
	Path    string
	Who     string
	Columns []sheet.Column
	Words   map[string]map[string]string // by group: what is stored for a word of the list
	DryRun  bool                         // say what would be written, and write nothing
}

// Summary says what was recorded.
type Summary struct {
	DryRun bool `json:"dry_run"`
	record.DenominatorSummary
	Snapshot string `json:"snapshot,omitempty"`
}

// Import takes a list and publishes. Where one row does not fit nothing is taken, and a *job.RowsError names every one that does not.
func Import(ctx context.Context, o ImportOptions) (out Summary, err error) {
	out.DryRun = o.DryRun
	if o.Who == "" {
		return out, job.Refuse(job.NoWho)
	}
	list, err := o.read()
	if err != nil {
		return out, err
	}
	w, err := o.Store.Open(ctx)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	out.DenominatorSummary, err = record.Denominators(ctx, w, record.DenominatorList{
		Who: o.Who, RecordedAt: o.Store.Now(), DryRun: o.DryRun, Denominators: list,
	})
	if err != nil || o.DryRun {
		return out, err
	}
	// Also where nothing changed: a run that was killed before it published is made good by the next.
	published, err := job.Publish(ctx, w)
	if err != nil {
		return out, fmt.Errorf("denominator: %w", err)
	}
	out.Snapshot = published.Path
	return out, nil
}

// read returns the rows of the list, or refuses it.
func (o ImportOptions) read() ([]record.Denominator, error) {
	table, err := job.ReadList(o.Path, o.Columns, "region", "year", "kind", "value", "source")
	if err != nil {
		return nil, err
	}
	known, err := regions.Embedded()
	if err != nil {
		return nil, err
	}
	l := listImport{ImportOptions: o, regions: known}
	var out []record.Denominator
	err = job.EachRow(o.Path, table.Rows, func(r sheet.Row) (string, error) {
		d, err := l.row(r)
		out = append(out, d)
		return fmt.Sprint(d.RegionCode, " ", d.Year, " ", d.Kind), err
	})
	return out, err
}

// listImport is a list on its way.
type listImport struct {
	ImportOptions
	regions *regions.Table
}

// row reads one row.
func (l listImport) row(r sheet.Row) (d record.Denominator, err error) {
	v := r.Values
	last := report.Shanghai(l.Store.Now()).Year()
	d.Year, err = strconv.Atoi(v["year"])
	if err != nil || d.Year < firstYear || d.Year > last {
		return d, job.Refuse(BadYear, "year", v["year"], "first", firstYear, "last", last)
	}
	place := cmp.Or(v["region_code"], v["region"])
	if place == "" {
		return d, job.Refuse(NoRegion)
	}
	region, err := page.FindRegion(l.regions, place, d.Year)
	if err != nil {
		return d, err
	}
	d.RegionCode = region.Code
	var ok bool
	if d.Kind, ok = l.Words[WordsKind][v["kind"]]; !ok {
		return d, job.Refuse(BadKind, "kind", v["kind"])
	}
	if d.Value, err = l.people(v, region); err != nil {
		return d, err
	}
	if d.Source = v["source"]; d.Source == "" {
		return d, job.Refuse(NoSource)
	}
	mark, ok := l.Words[WordsMark][cmp.Or(v["is_interpolated"], "no")]
	if !ok {
		return d, job.Refuse(BadMark, "mark", v["is_interpolated"])
	}
	d.IsInterpolated = mark == "yes"
	return d, nil
}

// people reads how many there are.
func (l listImport) people(v map[string]string, region regions.Region) (int64, error) {
	factor := int64(1)
	unit, ok := l.Words[WordsUnit][cmp.Or(v["unit"], "people")]
	if !ok {
		return 0, job.Refuse(BadUnit, "unit", v["unit"])
	}
	if unit == "ten_thousand" {
		factor = 10_000
	}
	value, err := report.ParseValue(v["value"])
	const most = 100_000_000_000 // more people than there will be; and the product below stays an integer
	if err != nil || value <= 0 || value > report.Whole(most/factor) || !(value * report.Value(factor)).IsWhole() {
		return 0, job.Refuse(BadValue, "value", v["value"])
	}
	people, err := strconv.ParseInt((value * report.Value(factor)).String(), 10, 64)
	if err != nil {
		return 0, job.Refuse(BadValue, "value", v["value"])
	}
	if people < fewest(region.Level) {
		return 0, job.Refuse(TooFew, "value", v["value"], "region", region.Name)
	}
	return people, nil
}
