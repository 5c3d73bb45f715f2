//go:build !duckdb_arrow

package load

import (
	"context"
	"database/sql"
)

// newLoader returns the loader of a build without tags: it copies each cell into a temporary table.
func newLoader() loader { return appenderLoader{} }

type appenderLoader struct{}

func (appenderLoader) load(ctx context.Context, conn *sql.Conn, cells *cellColumns, insert string) error {
	if _, err := statements.Exec(ctx, conn, "staged_cell"); err != nil {
		return err
	}
	err := appendRows(conn, temporary, "packed_cell", func(add addRow) error {
		for i := range cells.len() {
			what := int64(cells.indicator[i])<<38 | int64(cells.page[i])<<23 | int64(cells.grid[i])<<8 | int64(cells.state[i])
			place := int64(cells.row[i])<<15 | int64(cells.column[i])
			// The driver writes an int64 into a DECIMAL column as it stands, in millionths: no big.Int a cell.
			if err := add(cells.version[i], cells.value[i], cells.raw(i), what, place); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, insert); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "DROP VIEW staged_cell; DROP TABLE packed_cell")
	return err
}

func (c *cellColumns) raw(i int) string { return string(c.rawText[c.rawEnd[i]:c.rawEnd[i+1]]) }
