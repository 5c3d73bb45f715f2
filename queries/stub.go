package queries

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// createViews creates the views and what stands on them, with few bindings. DuckDB binds a view by binding all that it stands on,
// and the roll-ups stand on a dozen others: creating 78 views and their 29 aliases one on the other took 3.4 s. So each view
// is bound once against stand-ins of those below it, views of the same columns and types without rows, and gives way to its own
// stand-in; on them stand the aliases; then the views come back from the top down, each while those below it are
// stand-ins still.
func createViews(ctx context.Context, tx *sql.Tx, views []View, above func() error) error {
	for _, v := range views {
		if err := create(ctx, tx, v); err != nil {
			return err
		}
		stub, err := stubOf(ctx, tx, v.Name)
		if err != nil {
			return fmt.Errorf("view %s: %w", v.Name, err)
		}
		if _, err := tx.ExecContext(ctx, stub); err != nil {
			return fmt.Errorf("stand-in of view %s: %w", v.Name, err)
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

func create(ctx context.Context, tx *sql.Tx, v View) error {
	if _, err := tx.ExecContext(ctx, v.SQL); err != nil {
		return fmt.Errorf("view %s: %w", v.Name, err)
	}
	return nil
}

// stubOf returns the statement that replaces a view by one of the same columns and types without rows.
func stubOf(ctx context.Context, tx *sql.Tx, view string) (string, error) {
	rows, err := tx.QueryContext(ctx, `SELECT column_name, data_type FROM duckdb_columns()
		WHERE database_name = current_database() AND schema_name = 'main' AND table_name = ? ORDER BY column_index`, view)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var columns []string
	for rows.Next() {
		var name, kind string
		if err := rows.Scan(&name, &kind); err != nil {
			return "", err
		}
		columns = append(columns, "CAST(NULL AS "+kind+") AS "+identifier(name))
	}
	return "CREATE OR REPLACE VIEW " + identifier(view) + " AS SELECT " + strings.Join(columns, ", ") + " LIMIT 0", rows.Err()
}
