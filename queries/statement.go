package queries

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
)

// statements are what the package asks and writes by itself, beside the views.
//
//go:embed between/*.sql restatement/*.sql subtotal/*.sql
var statements embed.FS

// statement returns a file of statements by its path without the ending, as subtotal/store.
func statement(name string) (string, error) {
	text, err := statements.ReadFile(name + ".sql")
	return string(text), err
}

// executor is a connection or a transaction.
type executor interface {
	querier
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// execute runs a statement by its name.
func execute(ctx context.Context, on executor, name string, args ...any) (sql.Result, error) {
	text, err := statement(name)
	if err != nil {
		return nil, err
	}
	result, err := on.ExecContext(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return result, nil
}

// scanOne asks a statement by its name for its one row.
func scanOne(ctx context.Context, on querier, name string, args []any, to ...any) error {
	text, err := statement(name)
	if err != nil {
		return err
	}
	if err := on.QueryRowContext(ctx, text, args...).Scan(to...); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
