// Package load brings what was read into a warehouse: batches of documents with their reports, and the reference data that they
// refer to. It also says which files were read before, so that a run can leave them alone.
//
// The invariants. A batch is one transaction, all there or not at all, so a killed run leaves whole batches. Loading the same
// documents again with the same parser, rules and settled identity writes nothing, not even a row about the run. What hangs on a
// version is never edited: another reading of the same document is a new version. Ids that stay inside are dense and given in the
// order of the batch, so the result does not depend on how many workers read.
//
// It refuses a batch of more than 1,000 documents, a code that the warehouse does not know, and a report that has one indicator
// twice, which a sum would count twice.
//
//	err := load.SyncReference(ctx, w, load.Reference{Forms: forms, Rules: rules, Regions: regions})
//	run := load.Begin(w, load.RunInfo{StartedAt: now, Command: "ingest", ParserVersion: "1", RulesVersion: "1"})
//	summary, err := run.Load(ctx, load.Batch{Documents: documents, RecordedAt: now})
package load

import (
	"context"
	"database/sql"
	"embed"

	"gongkai/internal/sqlfile"
)

// Writer is the warehouse that is loaded.
type Writer interface {
	// Transact runs f in a transaction, which is kept where f returns true and no error. The connection is the same in every
	// call: temporary tables belong to it.
	Transact(ctx context.Context, f func(conn *sql.Conn) (commit bool, err error)) error
}

//go:embed sql/*.sql
var files embed.FS

// statements are what the package asks and writes.
var statements = sqlfile.New(files, "sql")
