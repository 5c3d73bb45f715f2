package record

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// Withdrawal takes out what a batch brought, or one report in one document, or takes that back.
type Withdrawal struct {
	BatchID    int64
	VersionID  int64 // any version of the report in that document; 0 where a batch is meant
	Who        string
	Why        string // may be empty with Undo only
	Undo       bool
	RecordedAt time.Time
	DryRun     bool
}

// WithdrawalSummary says what a withdrawal means.
type WithdrawalSummary struct {
	Documents int  // that the batch was the first to bring: they are out however often they are read again; 0 for one report
	Reports   int  // versions that the batch brought, or that were read of the report
	Changed   bool // false where it stands already, just so
}

// Withdraw records that what a batch brought, or a report in a document, does not count any more, or that it counts again.
// Nothing is removed: it is a row of table withdrawal, of which the latest counts. It returns an error that wraps
// fault.ErrUsage for a batch or version that does not exist and where nobody or no reason is named.
func Withdraw(ctx context.Context, w Writer, o Withdrawal) (s WithdrawalSummary, err error) {
	name, state, id := "batch", "withdrawal_state", o.BatchID
	if o.VersionID != 0 {
		name, state, id = "version", "withdrawal_version", o.VersionID
	}
	defer fault.Wrap(&err, "withdraw %s %d", name, id)
	if strings.TrimSpace(o.Who) == "" || strings.TrimSpace(o.Why) == "" && !o.Undo {
		return s, fmt.Errorf("%w: a withdrawal needs somebody and a reason", fault.ErrUsage)
	}
	err = w.Transact(ctx, func(conn *sql.Conn) (bool, error) {
		var withdrawn bool
		var last int64
		err := statements.One(ctx, conn.QueryContext, state, []any{id}, &s.Documents, &s.Reports, &withdrawn, &last)
		if errors.Is(err, sql.ErrNoRows) {
			return false, fmt.Errorf("%w: there is no %s %d", fault.ErrUsage, name, id)
		}
		if err != nil {
			return false, err
		}
		if s.Changed = withdrawn == o.Undo; !s.Changed || o.DryRun {
			return false, nil
		}
		_, err = statements.Exec(ctx, conn, "withdrawal", sql.Named("batch_id", sql.NullInt64{Int64: o.BatchID, Valid: o.BatchID != 0}),
			sql.Named("version_id", sql.NullInt64{Int64: o.VersionID, Valid: o.VersionID != 0}),
			sql.Named("who", sqlfile.Clean(o.Who)), sql.Named("why", sqlfile.Optional(strings.TrimSpace(o.Why))),
			sql.Named("recorded_at", after(o.RecordedAt, last)), sql.Named("is_withdrawn", !o.Undo))
		return true, err
	})
	return s, err
}
