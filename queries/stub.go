package queries

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"gongkai/internal/sqlfile"
)

// createViews creates the views and what stands on them, with few bindings. DuckDB binds a view by binding all that it stands on,
// and the roll-ups stand on a dozen others: creating 78 views and their 29 aliases one on the other took 3.4 s. So each view
// is bound once against stand-ins of those below it, views of the same columns and types without rows, and gives way to its own
// stand-in; on them stand the aliases; then the views come back from the top down, each while those below it are
// stand-ins still.
func createViews(ctx context.Context, tx *sql.Tx, at places, views []placedView, above func() error) error {
	for i := range views {
		v := &views[i]
		if v.isThin {
			if err := v.thin(ctx, tx, at); err != nil {
				return fmt.Errorf("table of view %s: %w", v.Name, err)
			}
		}
		if err := create(ctx, tx, *v); err != nil {
			return err
		}
		stub, err := stubOf(ctx, tx, *v)
		if err != nil {
			return fmt.Errorf("view %s: %w", v.name(), err)
		}
		if _, err := tx.ExecContext(ctx, stub); err != nil {
			return fmt.Errorf("stand-in of view %s: %w", v.name(), err)
		}
	}
	if err := above(); err != nil {
		return err
	}
	for i := len(views) - 1; i >= 0; i-- {
		if err := create(ctx, tx, views[i]); err != nil {
			return err
		}
	}
	return nil
}

func create(ctx context.Context, tx *sql.Tx, v placedView) error {
	if _, err := tx.ExecContext(ctx, v.SQL); err != nil {
		return fmt.Errorf("view %s: %w", v.name(), err)
	}
	return nil
}

// stubOf returns the statement that replaces a view by one of the same columns and types without rows.
func stubOf(ctx context.Context, tx *sql.Tx, v placedView) (string, error) {
	columns, err := columnsOf(ctx, tx.QueryContext, v.schema, v.Name)
	if err != nil {
		return "", err
	}
	var parts []string
	for _, c := range columns {
		parts = append(parts, "CAST(NULL AS "+c.Kind+") AS "+identifier(c.Name))
	}
	return "CREATE OR REPLACE VIEW " + v.name() + " AS SELECT " + strings.Join(parts, ", ") + " LIMIT 0", nil
}

// columnsOf returns the columns of a view in their order.
func columnsOf(ctx context.Context, source sqlfile.Source, schema, view string) (columns []Column, err error) {
	// duckdb_columns would list the columns of all views for each of them.
	rows, err := source(ctx, "SELECT name, type FROM pragma_table_info(?) ORDER BY cid", schema+"."+identifier(view))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c Column
		if err := rows.Scan(&c.Name, &c.Kind); err != nil {
			return nil, err
		}
		columns = append(columns, c)
	}
	return columns, rows.Err()
}
