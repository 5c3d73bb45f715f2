package main

import (
	"context"
	"regexp"

	"gongkai/job/register"
	"gongkai/queries"
	"gongkai/queries/page"
	"gongkai/render"
)

// runExplainReport prints what a report is taken for, with the words that this rests on.
func runExplainReport(ctx context.Context, a *app, o explainOptions) error {
	if err := a.oneOf(&o.format, o.asJSON, "text", "markdown", "json"); err != nil {
		return err
	}
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	version, err := a.versionOf(ctx, session, o)
	if err != nil {
		return err
	}
	e, err := page.ExplainReport(ctx, session.Query, version)
	if err != nil {
		return err
	}
	if o.format == "json" {
		return writeJSON(a.out, e)
	}
	return render.ReportExplanation(a.out, a.say, &e, a.style(o.format))
}

// versionOf finds the one report that is meant: by its document, else by its body.
func (a *app) versionOf(ctx context.Context, session *queries.Session, o explainOptions) (int64, error) {
	if !regexp.MustCompile(`^[0-9a-f]{6,64}(#[0-9]+)?$`).MatchString(o.report) {
		return page.FindReport(ctx, session.Query, page.ReportQuery{Agency: o.report, Region: o.region, Year: o.year})
	}
	return register.Version(ctx, session.Query, o.report)
}
