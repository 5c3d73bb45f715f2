// Package warehouse keeps every report in one DuckDB file: it opens and migrates the file, loads batches of
// documents, knows which files were read before, and publishes snapshots for readers.
//
// The invariants. Tables only grow: a correction is a new version beside the old one, never an edit. A batch is one
// transaction, all there or not at all, so a killed run leaves whole batches. Loading the same documents again with
// the same parser, rules and settled identity writes nothing, not even a row about the run. Ids that leave the
// warehouse (agency, report, finding) are hashes of what they name, the same in any warehouse; the others are dense
// and given by the single writer in the order of the batch, so the result does not depend on how many workers read.
//
// It refuses a second writer, a file that a newer version wrote, a database that is no warehouse, a batch of more
// than 1,000 documents, and a report that has one indicator twice, which a sum would count twice. It knows no file
// format, no rule and no view: package queries installs the views.
//
//	w, err := warehouse.Create(ctx, warehouse.Options{Path: "gongkai.duckdb"})
//	run := w.BeginRun(ctx, warehouse.RunInfo{StartedAt: now, Command: "ingest", ParserVersion: "1", RulesVersion: "1"})
//	summary, err := run.Load(ctx, warehouse.Batch{Documents: documents, RecordedAt: now})
//	snapshot, err := w.Publish(ctx)
package warehouse
