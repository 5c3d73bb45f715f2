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
