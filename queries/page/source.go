package page

import (
	"context"
	"embed"
	"errors"
	"fmt"

	"gongkai/internal/sqlfile"
)

//go:embed sql/*.sql
var files embed.FS

// Source runs a query: Session.Query of a snapshot, or QueryContext of the warehouse itself while it is written.
type Source = sqlfile.Source

// texts runs a statement whose columns are all texts.
func texts(ctx context.Context, source Source, name string, args ...any) (_ [][]string, err error) {
	text, err := statements().Text(name)
	if err != nil {
		return nil, err
	}
	rows, err := source(ctx, text, args...)
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

func statements() sqlfile.Catalogue { return sqlfile.New(files, "sql") }
