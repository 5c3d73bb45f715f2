package load

import (
	"context"
	"database/sql"
)

// loader hands the cells of a batch to DuckDB as the relation staged_cell of conn, inside its open transaction, and
// runs insert on it. The build tag duckdb_arrow picks the implementation; the result is the same.
type loader interface {
	load(ctx context.Context, conn *sql.Conn, cells *cellColumns, insert string) error
}
