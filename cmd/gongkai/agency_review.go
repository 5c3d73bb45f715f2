package main

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/queries/page"
	"gongkai/render"
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
	return render.OpenReports(a.out, a.say, list.Reports)
}

// writeReview writes the list as a workbook or a CSV to be filled in.
func (a *app) writeReview(list []page.OpenReport, path string) (err error) {
	var content []byte
	if strings.HasSuffix(strings.ToLower(path), ".csv") {
		var text bytes.Buffer
		err = render.OpenReportCSV(&text, a.say, list)
		content = text.Bytes()
	} else {
		content, err = render.OpenReportSheet(a.say, list)
	}
	if err != nil {
		return err
	}
	return a.writeList(path, content, "review.written", "count", len(list), "path", path)
}
