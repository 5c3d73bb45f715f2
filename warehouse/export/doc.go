// Package export writes the warehouse as a folder of Parquet files that needs no warehouse to be read: the facts, the
// regional totals and the reference tables, under natural keys (agency, region_code, year, item …) and no internal ids.
//
// The invariants. The same snapshot gives the same bytes, whatever the threads: each file is one COPY in a total order,
// and neither the files nor manifest.json hold a time. A folder is there whole or not at all: it is written beside its
// place, forced to disk and renamed. Only an export that nobody added to is replaced; any other folder that holds
// something is refused.
//
// What is exported is data: a list of relations, each an SQL file over the views of package queries. The package
// repeats no rule of theirs.
//
//	manifest, err := export.Parquet(ctx, db, "out", export.Options{Generator: "gongkai 1.0", SchemaVersion: 1})
package export
