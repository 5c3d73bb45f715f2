package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// nation is the folder of the invented nation and of its warehouse, which tables and export share.
const nation = "nation"

// raise makes the nation and its warehouse, once in a run.
func (w *watch) raise(ctx context.Context) error {
	if _, err := os.Stat(filepath.Join(w.work, nation)); err == nil {
		return nil
	}
	if err := os.Mkdir(filepath.Join(w.work, nation), 0o777); err != nil {
		return err
	}
	invent := []string{"synth", "--reports", "1000", "--years", "2022-2024", "--errors", "0.05", "--seed", "1", "--out", "n"}
	if _, err := w.must(ctx, nation, invent...); err != nil {
		return err
	}
	if _, err := w.must(ctx, nation, "ingest", "n/reports"); err != nil {
		return err
	}
	_, err := w.must(ctx, nation, "rollup", "--year", "2023")
	return err
}

// columnsOf asks for every table and view with its columns but moments and what depends on the day of the run, in the order of names;
// those with Chinese names are the same views.
// once more.
const columnsOf = `SELECT CASE WHEN schema_name = 'main' THEN table_name ELSE schema_name || '.' || table_name END AS name,
	string_agg('"' || column_name || '"', ', ' ORDER BY column_index)
FROM duckdb_columns() WHERE schema_name IN ('main', 'internal') AND NOT internal
  AND data_type NOT LIKE 'TIMESTAMP%' AND column_name <> 'days_late'
GROUP BY name HAVING regexp_matches(name, '^[a-z_.]+$') ORDER BY name`

// partOf is what is asked of a view that has more rows than a result may have.
func partOf(name string) string {
	if name == "reconciliation_member" {
		return " WHERE item = 'received'"
	}
	return ""
}

// writeTables keeps what every table and view of the nation's warehouse holds.
func writeTables(ctx context.Context, w *watch) error {
	if err := w.raise(ctx); err != nil {
		return err
	}
	list, err := w.must(ctx, nation, "sql", "--format", "csv", columnsOf)
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(bytes.NewReader(list)).ReadAll()
	if err != nil {
		return err
	}
	for _, row := range rows[1:] {
		file := filepath.Join(w.work, nation, "table.csv")
		query := fmt.Sprintf("SELECT %s FROM %s%s ORDER BY ALL", row[1], row[0], partOf(row[0]))
		if _, err := w.must(ctx, nation, "sql", "--timeout", "10m", "--output", "table.csv", query); err != nil {
			return err
		}
		body, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := os.Remove(file); err != nil {
			return err
		}
		if err := w.keep("tables/"+row[0]+".csv", body); err != nil {
			return err
		}
	}
	return nil
}

// writeExport keeps the hashes of an export in every format, and its CSV files, in which a difference can be seen.
func writeExport(ctx context.Context, w *watch) error {
	if err := w.raise(ctx); err != nil {
		return err
	}
	args := "export --out data --format parquet,csv,xlsx,arrow --lang en"
	if _, err := w.must(ctx, nation, strings.Fields(args)...); err != nil {
		return err
	}
	sums, err := os.ReadFile(filepath.Join(w.work, nation, "data", "SHA256SUMS"))
	if err != nil {
		return err
	}
	return w.keep("export/SHA256SUMS", sums)
}
