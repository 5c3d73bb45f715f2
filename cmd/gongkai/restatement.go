package main

import (
	"context"
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/internal/report"
	"gongkai/queries"
	"gongkai/rows"
)

// restatementOptions are the flags of restatement.
type restatementOptions struct {
	since   string
	reading reading
	region  string
	year    int
	format  string
	asJSON  bool
}

// restatementSummary is what `restatement --json` prints.
type restatementSummary struct {
	Since  string `json:"since"`
	Until  string `json:"until"`
	Values string `json:"values"`
	queries.Restatement
}

func newRestatement(a *app) *cobra.Command {
	var o restatementOptions
	cmd := &cobra.Command{
		Use: "restatement --since DAY [--as-of DAY] [--region R] [--year Y] [--format table|json|csv]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.asJSON {
				o.format = "json"
			}
			switch o.format {
			case "table", "csv", "json":
			default:
				return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "table, csv, json"))
			}
			summary, err := runRestatement(cmd.Context(), a, o)
			if err != nil {
				return err
			}
			return a.showRestatement(summary, o.format)
		},
	}
	a.describe(cmd, "restatement", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	flags.StringVar(&o.since, "since", "", a.say.Text("flag.since"))
	a.addReading(cmd, &o.reading)
	a.addRegion(cmd, &o.region)
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.year"))
	flags.StringVar(&o.format, "format", "table", a.say.Text("flag.sql_format"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runRestatement compares what the views answer at the ends of two days.
func runRestatement(ctx context.Context, a *app, o restatementOptions) (restatementSummary, error) {
	var out restatementSummary
	since, err := time.Parse(time.DateOnly, o.since)
	if err != nil {
		return out, wrongUse(a.say.Text("usage.since", "day", o.since))
	}
	if o.region, err = a.regionFilter(o.region, o.year); err != nil {
		return out, err
	}
	options, err := a.options(o.reading)
	if err != nil {
		return out, err
	}
	span := queries.Span{Since: dateOf(since), Until: options.AsOf, Region: o.region, Year: o.year}
	if span.Until.IsZero() {
		span.Until = dateOf(a.now().In(time.FixedZone("Asia/Shanghai", 8*60*60)))
	}
	if !span.Since.Time().Before(span.Until.Time()) {
		return out, wrongUse(a.say.Text("usage.since_before", "since", span.Since, "until", span.Until))
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return out, err
	}
	defer session.Close()
	if err := a.knownFilters(ctx, session.Query, o.region, ""); err != nil {
		return out, err
	}
	out = restatementSummary{Since: span.Since.String(), Until: span.Until.String(), Values: o.reading.values}
	out.Restatement, err = session.Restated(ctx, span)
	return out, err
}

func dateOf(t time.Time) report.Date {
	return report.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// showRestatement prints the totals first, then the cells.
func (a *app) showRestatement(s restatementSummary, format string) error {
	switch format {
	case "json":
		return writeJSON(a.out, s)
	case "csv":
		return a.restatementCSV(s)
	}
	if len(s.Totals)+len(s.Cells) == 0 {
		a.printf("%s\n", a.say.Text("restatement.none", "since", s.Since, "until", s.Until))
		return nil
	}
	words := func(keys ...string) []string {
		var out []string
		for _, k := range keys {
			out = append(out, a.say.Text("restatement."+k))
		}
		return out
	}
	totals := rows.Table{
		Header: words("year", "region", "basis", "preferred", "code", "earlier", "value", "difference", "cause"),
		Right:  map[int]bool{0: true, 5: true, 6: true, 7: true},
	}
	for _, t := range s.Totals {
		preferred := a.say.Text("restatement.is_" + strconv.FormatBool(t.Preferred))
		if t.WasPreferred != t.Preferred {
			preferred = a.say.Text("restatement.is_"+strconv.FormatBool(t.WasPreferred)) + " → " + preferred
		}
		totals.Add(strconv.Itoa(t.Year), t.RegionCode+" "+t.RegionName, a.say.Text("basis."+t.Basis), preferred, t.Code,
			orNone(t.Earlier), orNone(t.Value), orEmpty(t.Difference), a.causeNames(t.Causes))
	}
	cells := rows.Table{
		Header: words("year", "region", "agency", "code", "earlier", "value", "difference", "cause"),
		Right:  map[int]bool{0: true, 4: true, 5: true, 6: true},
	}
	for _, c := range s.Cells {
		cells.Add(strconv.Itoa(c.Year), c.RegionCode, printable(c.Agency), c.Code, orNone(c.Earlier), orNone(c.Value), orEmpty(c.Difference), a.causeNames(c.Cause))
	}
	for _, part := range []struct {
		title string
		grid  rows.Table
		rows  int
	}{{"restatement.totals", totals, len(s.Totals)}, {"restatement.cells", cells, len(s.Cells)}} {
		a.printf("%s\n", a.say.Text(part.title, "count", part.rows, "since", s.Since, "until", s.Until))
		if part.rows == 0 {
			continue
		}
		if err := part.grid.Write(a.out); err != nil {
			return err
		}
	}
	return nil
}

// restatementCSV prints a line a total or cell. The header and the causes are the same in both languages.
func (a *app) restatementCSV(s restatementSummary) error {
	rows := [][]string{{
		"kind", "year", "region_code", "name", "basis", "was_preferred", "preferred", "code", "earlier_value", "value", "difference", "causes",
	}}
	for _, t := range s.Totals {
		rows = append(rows, []string{
			"total", strconv.Itoa(t.Year), t.RegionCode, t.RegionName, t.Basis, strconv.FormatBool(t.WasPreferred), strconv.FormatBool(t.Preferred),
			t.Code, orEmpty(t.Earlier), orEmpty(t.Value), orEmpty(t.Difference), t.Causes,
		})
	}
	for _, c := range s.Cells {
		rows = append(rows, []string{
			"cell", strconv.Itoa(c.Year), c.RegionCode, c.Agency, "", "", "", c.Code, orEmpty(c.Earlier), orEmpty(c.Value), orEmpty(c.Difference), c.Cause,
		})
	}
	return csv.NewWriter(a.out).WriteAll(rows)
}

// orNone shows a missing value as what it is, and not as an empty cell or zero.
func orNone(s *string) string {
	if s == nil {
		return "NULL"
	}
	return *s
}

// causeNames names causes in the language chosen.
func (a *app) causeNames(list string) string {
	var out []string
	for _, c := range strings.Split(list, ", ") {
		out = append(out, a.say.Text("cause."+c))
	}
	return strings.Join(out, a.either("、", ", "))
}
