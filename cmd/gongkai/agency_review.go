package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/rows"
)

// agencyReviewOptions are the flags of agency review.
type agencyReviewOptions struct {
	region string
	year   int
	why    string
	out    string
	asJSON bool
}

func newAgencyReview(a *app) *cobra.Command {
	var o agencyReviewOptions
	cmd := &cobra.Command{
		Use:  "review [--region R] [--year Y] [--why W] [--out FILE]",
		Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runAgencyReview(cmd.Context(), a, o) },
	}
	a.describe(cmd, "agency_review", 0, 1, 2, 10, 12)
	flags := cmd.Flags()
	a.addRegion(cmd, &o.region)
	flags.IntVar(&o.year, "year", 0, a.say.Text("flag.year"))
	flags.StringVar(&o.why, "why", "", a.say.Text("flag.review_why"))
	flags.StringVar(&o.out, "out", "", a.say.Text("flag.review_out"))
	flags.BoolVar(&o.asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runAgencyReview lists the reports that are in no total because something about them is not settled.
func runAgencyReview(ctx context.Context, a *app, o agencyReviewOptions) error {
	if o.why != "" && !slices.Contains(page.OpenWhys(), o.why) {
		return wrongUse(a.say.Text("usage.review_why", "whys", strings.Join(page.OpenWhys(), ", ")))
	}
	session, err := a.openSnapshot(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	if o.region, err = page.RegionCode(o.region, 0); err != nil {
		return err
	}
	list, err := page.ListOpenReports(ctx, session.Query, page.OpenReportOptions{Region: o.region, Year: o.year, Why: o.why})
	if err != nil {
		return err
	}
	switch {
	case o.out != "":
		return a.writeReview(list.Reports, o.out)
	case o.asJSON:
		return writeJSON(a.out, list)
	}
	a.showReview(list.Reports)
	return nil
}

// showReview prints them for people.
func (a *app) showReview(list []page.OpenReport) {
	counts := map[string]int{}
	for _, r := range list {
		counts[r.Why]++
		head := a.say.Text("review.head", "report", r.Report, "why", a.say.Text("review.why."+r.Why),
			"agency", a.orUnsettled(r.Agency), "region", a.orUnsettled(strings.TrimSpace(r.Region+" "+r.RegionCode)),
			"year", a.orUnsettled(yearText(r.Year)))
		a.printf("%s\n", rows.Printable(head))
		for _, line := range []string{r.Title, r.Path} {
			if line != "" {
				a.printf("    %s\n", rows.OneLine(line))
			}
		}
		for _, c := range r.Candidates {
			a.printf("    %s\n", rows.Printable(render.RegionCandidate(a.say, c)))
		}
		for _, e := range r.Evidence {
			if e.IsTakenOver() {
				a.printf("    %s\n", rows.Printable(render.TakenOver(a.say, r.Report, []string{e.Field}, e.Quote)))
			}
		}
	}
	if len(list) == 0 {
		a.printf("%s\n", a.say.Text("review.none"))
		return
	}
	var parts []string
	for _, why := range page.OpenWhys() {
		if counts[why] > 0 {
			parts = append(parts, a.say.Text("review.why."+why)+" "+strconv.Itoa(counts[why]))
		}
	}
	a.printf("%s\n", a.say.Text("review.count", "count", len(list), "whys", strings.Join(parts, ", ")))
}

// writeReview writes the list as a workbook or a CSV to be filled in.
func (a *app) writeReview(list []page.OpenReport, path string) error {
	var rows []map[string]string
	for _, r := range list {
		var candidates []string
		for _, c := range r.Candidates {
			candidates = append(candidates, render.RegionCandidate(a.say, c))
		}
		rows = append(rows, map[string]string{
			"report": r.Report, "open": a.say.Text("review.why." + r.Why), "title": oneLine(r.Title), "document": r.Path, "agency": r.Agency,
			"region": strings.TrimSpace(r.Region + " " + r.RegionCode), "year": yearText(r.Year), "candidates": strings.Join(candidates, "\n"),
		})
	}
	var content []byte
	var err error
	if strings.HasSuffix(strings.ToLower(path), ".csv") {
		content, err = reviewCSV(rows)
	} else {
		content, err = a.sheet(a.say.Text("sheet.review"), reviewColumns(), rows)
	}
	if err != nil {
		return err
	}
	if err := renameio.WriteFile(path, content, 0o666); err != nil {
		return err
	}
	a.printf("%s\n", a.say.Text("review.written", "count", len(rows), "path", path))
	return nil
}

// reviewCSV has the keys of the columns as its header, the same in both languages.
func reviewCSV(rows []map[string]string) ([]byte, error) {
	var keys []string
	for _, c := range reviewColumns() {
		keys = append(keys, c.key)
	}
	out := [][]string{keys}
	for _, row := range rows {
		line := make([]string, len(keys))
		for i, key := range keys {
			line[i] = row[key]
		}
		out = append(out, line)
	}
	var b bytes.Buffer
	b.WriteString("\ufeff") // without it a spreadsheet takes the Chinese for something else
	err := csv.NewWriter(&b).WriteAll(out)
	return b.Bytes(), err
}
