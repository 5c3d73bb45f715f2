package queries

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"gongkai/config/table"
)

// comment is one line of comments.csv: what a table, view or column means. A line without a table is for every table and
// view that has the column and no line of its own for it, so that the same word means the same thing everywhere.
type comment struct{ table, column, zh, en string }

// text is the COMMENT in the database.
func (c comment) text() string { return c.zh + " | " + c.en }

// object is a table, view or column of the warehouse.
type object struct {
	schema, table, column string // column is empty for the table itself
	isView                bool
}

// applyComments puts a COMMENT on every table, view and column.
func applyComments(ctx context.Context, tx *sql.Tx, comments []comment) error {
	objects, err := listObjects(ctx, tx)
	if err != nil {
		return err
	}
	for _, o := range objects {
		c, ok := find(comments, o)
		if !ok {
			continue // a table of a newer migration; a test names it
		}
		if _, err := tx.ExecContext(ctx, o.statement(c.text())); err != nil {
			return fmt.Errorf("comment on %s %s: %w", o.table, o.column, err)
		}
	}
	return nil
}

func (o object) statement(text string) string {
	text = literal(text)
	switch {
	case o.column != "":
		return "COMMENT ON COLUMN " + o.schema + "." + identifier(o.table) + "." + identifier(o.column) + " IS " + text
	case o.isView:
		return "COMMENT ON VIEW " + o.schema + "." + identifier(o.table) + " IS " + text
	}
	return "COMMENT ON TABLE " + o.schema + "." + identifier(o.table) + " IS " + text
}

// find returns the comment of an object: its own line before the line that all share.
func find(comments []comment, o object) (comment, bool) {
	shared, found := comment{}, false
	for _, c := range comments {
		if c.column != o.column {
			continue
		}
		if c.table == o.table {
			return c, true
		}
		if c.table == "" && o.column != "" {
			shared, found = c, true
		}
	}
	return shared, found
}

// listObjects lists tables before views, what is in main before what is internal, each with its columns in their order.
func listObjects(ctx context.Context, q interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
},
) ([]object, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT t.table_schema, t.table_name, c.column_name, t.table_type = 'VIEW'
		FROM information_schema.tables t
		JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name
			AND c.table_catalog = t.table_catalog
		WHERE t.table_schema IN ('main', '`+internalSchema+`') AND t.table_name <> '`+setView+`' AND t.table_catalog = current_database()
		ORDER BY t.table_type = 'VIEW', t.table_schema DESC, t.table_name, c.ordinal_position`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var objects []object
	for rows.Next() {
		var o object
		if err := rows.Scan(&o.schema, &o.table, &o.column, &o.isView); err != nil {
			return nil, err
		}
		if n := len(objects); n == 0 || objects[n-1].table != o.table {
			objects = append(objects, object{schema: o.schema, table: o.table, isView: o.isView})
		}
		objects = append(objects, o)
	}
	return objects, rows.Err()
}

// literal returns s as an SQL text.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func readComments() ([]comment, error) {
	rows, err := table.Read(files, "comments.csv", "table", "column", "zh", "en")
	if err != nil {
		return nil, err
	}
	var comments []comment
	for _, row := range rows {
		if row[2] == "" || row[3] == "" {
			return nil, fmt.Errorf("comments.csv: %s %s lacks a language", row[0], row[1])
		}
		comments = append(comments, comment{table: row[0], column: row[1], zh: row[2], en: row[3]})
	}
	return comments, nil
}
