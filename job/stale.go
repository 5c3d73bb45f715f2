package job

import (
	"context"
	"fmt"

	"gongkai/config/rules"
	"gongkai/ingest"
	"gongkai/internal/sqlfile"
)

// StaleReports counts the reports that an older parser or older rules read, and that a run with Stale reads again. Those who look
// at numbers are told: a value that the newer parser reads otherwise is there until then.
func StaleReports(ctx context.Context, source sqlfile.Source) (n int, err error) {
	set, err := rules.Embedded()
	if err != nil {
		return 0, err
	}
	if err := statements().One(ctx, source, "stale_report", []any{ingest.ParserVersion, set.Version}, &n); err != nil {
		return 0, fmt.Errorf("reports of an older parser: %w", err)
	}
	return n, nil
}
