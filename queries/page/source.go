package page

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"

	"gongkai/internal/sqlfile"
)

//go:embed sql/*.sql
var files embed.FS

// Source runs a query: Session.Query of a snapshot, or QueryContext of the warehouse itself while it is written.
type Source func(ctx context.Context, query string, args ...any) (*sql.Rows, error)

// each runs a statement by its name and hands out its rows.
func (s Source) each(ctx context.Context, name string, row func(scan func(...any) error) error, args ...any) error {
	return statements().Each(ctx, sqlfile.Source(s), name, row, args...)
}

// texts runs a statement whose columns are all texts.
func (s Source) texts(ctx context.Context, name string, args ...any) (_ [][]string, err error) {
	text, err := statements().Text(name)
	if err != nil {
		return nil, err
	}
	rows, err := s(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var out [][]string
	for rows.Next() {
		row := make([]string, len(columns))
		pointers := make([]any, len(columns))
		for i := range row {
			pointers[i] = &row[i]
		}
		if err := rows.Scan(pointers...); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, row)
	}
	return out, rows.Err()
}

// statements are the files of sql/.
func statements() sqlfile.Catalogue { return sqlfile.New(files, "sql") }
