package main

import (
	"context"
	_ "embed"
	"fmt"

	"gongkai/config/rules"
	"gongkai/ingest"
)

//go:embed sql/stale_report.sql
var staleReportSQL string

// staleReports counts the reports that an older parser or older rules read, and that ingest --stale reads again. Those who look
// at numbers are told: a value that the newer parser reads otherwise is there until then.
func staleReports(ctx context.Context, source querySource) (int, error) {
	set, err := rules.Embedded()
	if err != nil {
		return 0, err
	}
	n, err := number(ctx, source, staleReportSQL, ingest.ParserVersion, set.Version)
	if err != nil {
		return 0, fmt.Errorf("reports of an older parser: %w", err)
	}
	return n, nil
}

// staleNotice says that there are some, on the output for people or beside what programs read; nothing where there are none.
func (a *app) staleNotice(count int, say func(format string, args ...any)) {
	if count > 0 {
		say("%s", a.say.Text("stale.reports", "count", count))
	}
}
