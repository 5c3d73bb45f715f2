// Package warehouse keeps every report in one DuckDB file: it makes the file, migrates and opens it, and hands out the one
// connection that writes.
//
// The invariants. There is one writer: whatever writes goes through Transact, whatever copies the file through Checkpointed, and they
// wait for each other. Tables only grow: a correction is a new row beside the old one, never an edit. What a transaction wrote is all
// there or not at all. A file is used with just the schema that this program writes, or not at all.
//
// It refuses a second writer, a file that a newer version wrote, and a database that is no warehouse. What is written is the matter
// of the packages below: load brings documents and reference data in, record what people decide, release what a year comes to;
// snapshot shows the file to readers and backs it up, export writes it in other formats, archive keeps the documents, key makes the
// ids. None of them knows a file format, a rule or a view: package queries installs the views.
//
//	w, err := warehouse.Create(ctx, warehouse.Options{Path: "gongkai.duckdb"})
//	err = w.Transact(ctx, func(conn *sql.Conn) (bool, error) { … })
package warehouse
