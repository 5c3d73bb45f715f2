package page

import (
	"context"

	"gongkai/internal/fault"
	"gongkai/queries"
)

// Restatement is what the views answer otherwise at the end of a day than at that of an earlier one.
type Restatement struct {
	Since  string `json:"since"`
	Until  string `json:"until"`
	Values string `json:"values"` // published, adjusted
	queries.Restatement
}

// Restater compares two days: a session, which is left at the later of them.
type Restater interface {
	Restated(ctx context.Context, span queries.Span) (queries.Restatement, error)
}

// ReadRestatement compares two days. The values say what the session shows.
func ReadRestatement(ctx context.Context, session Restater, span queries.Span, values string) (r Restatement, err error) {
	defer fault.Wrap(&err, "restated from %s to %s", span.Since, span.Until)
	r = Restatement{Since: span.Since.String(), Until: span.Until.String(), Values: values}
	r.Restatement, err = session.Restated(ctx, span)
	return r, err
}
