package load

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
)

// temporary is DuckDB's catalogue of a connection's temporary tables.
const temporary = "temp"

// addRow appends one row; a nil is NULL.
type addRow func(values ...driver.Value) error

// appendRows fills a table of a catalogue ("" for the warehouse) in its column order, inside conn's transaction.
func appendRows(conn *sql.Conn, catalogue, table string, fill func(add addRow) error) error {
	return conn.Raw(func(dc any) error {
		appender, err := duckdb.NewAppender(dc.(driver.Conn), catalogue, "main", table)
		if err != nil {
			return err
		}
		return errors.Join(fill(appender.AppendRow), appender.Close())
	})
}

// appendEach is appendRows with a row for each of a list, by its place in it.
func appendEach[T any](conn *sql.Conn, catalogue, table string, list []T, row func(slot int, of T) []driver.Value) error {
	return appendRows(conn, catalogue, table, func(add addRow) error {
		for slot, of := range list {
			values := row(slot, of)
			if err := add(values...); err != nil {
				return fmt.Errorf("row %v: %w", values[0], err)
			}
		}
		return nil
	})
}
