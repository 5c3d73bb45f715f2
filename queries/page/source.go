package page

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
)

//go:embed sql/*.sql
var statements embed.FS

// Source runs a query: Session.Query of a snapshot, or QueryContext of the warehouse itself while it is written.
type Source func(ctx context.Context, query string, args ...any) (*sql.Rows, error)

// each runs a statement by its name and hands out its rows.
func (s Source) each(ctx context.Context, name string, row func(scan func(...any) error) error, args ...any) (err error) {
	text, err := statements.ReadFile("sql/" + name + ".sql")
	if err != nil {
		return err
	}
	rows, err := s(ctx, string(text), args...)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return rows.Err()
}
