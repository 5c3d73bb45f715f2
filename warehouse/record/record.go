// Package record writes down what people decide and what the program did: verdicts on findings with the corrections that they call
// for, who a body is and who must report, which document is whose, what is withdrawn, and what a schedule ran.
//
// The invariants. Nothing is overwritten or removed: each decision is a new row, of which the latest counts, at a time that no
// earlier row has, also where a clock was set back. Every decision has a person and, but for taking one back, a reason. One that
// stands already is not written again. What is recorded together is there together or, after an error, not at all.
//
//	summary, err := record.Rule(ctx, w, record.Review{Rulings: rulings, RecordedAt: now})
//	entered, err := record.Enter(ctx, w, record.Entries{Who: "张三", RecordedAt: now, Aliases: aliases})
package record

import (
	"context"
	"database/sql"
	"embed"
	"encoding/json"
	"fmt"
	"time"

	"gongkai/internal/sqlfile"
)

// Writer is the warehouse that is written to.
type Writer interface {
	// Transact runs f in a transaction, which is kept where f returns true and no error.
	Transact(ctx context.Context, f func(conn *sql.Conn) (commit bool, err error)) error
}

//go:embed sql/*.sql
var files embed.FS

// statements are what the package asks and writes.
var statements = sqlfile.New(files, "sql")

// insert runs a statement with rows as its first parameter, a JSON list: one statement, however many. It returns how many it wrote.
func insert(ctx context.Context, conn *sql.Conn, name string, rows any, args ...any) (int, error) {
	encoded, err := json.Marshal(rows)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	result, err := statements.Exec(ctx, conn, name, append([]any{sqlfile.Clean(string(encoded))}, args...)...)
	if err != nil {
		return 0, err
	}
	written, err := result.RowsAffected()
	return int(written), err
}

// nextTime returns the time of a new row, to the microsecond: now, or just after the last row that a statement knows of.
func nextTime(ctx context.Context, conn *sql.Conn, clock string, now time.Time) (time.Time, error) {
	var last sql.NullInt64
	err := statements.One(ctx, conn.QueryContext, clock, nil, &last)
	return after(now, last.Int64), err
}

// after returns now, or the microsecond after last (in microseconds since 1970). Were the clock set back, the newest decision would
// not be the latest and would not count.
func after(now time.Time, last int64) time.Time {
	now = now.UTC().Truncate(time.Microsecond)
	if earliest := time.UnixMicro(last + 1).UTC(); earliest.After(now) {
		return earliest
	}
	return now
}
