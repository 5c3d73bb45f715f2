package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// sqlOptions are the flags of sql.
type sqlOptions struct {
	format  string
	file    string
	reading reading
}

func newSQL(a *app) *cobra.Command {
	var o sqlOptions
	cmd := &cobra.Command{
		Use:  "sql [--format table|json|csv] [QUERY]",
		RunE: func(cmd *cobra.Command, args []string) error { return runSQL(cmd.Context(), a, o, args) },
	}
	a.describe(cmd, "sql", 0, 1, 2, 10, 12)
	cmd.Flags().StringVar(&o.format, "format", "table", a.say.Text("flag.sql_format"))
	cmd.Flags().StringVarP(&o.file, "file", "f", "", a.say.Text("flag.sql_file"))
	a.addReading(cmd, &o.reading)
	a.setting(cmd.Flags(), "timeout", "sql.timeout", a.say.Text("flag.timeout"))
	return cmd
}

// runSQL runs one query on the current snapshot and prints its rows.
func runSQL(ctx context.Context, a *app, o sqlOptions, args []string) error {
	var printer rowPrinter
	switch o.format {
	case "table":
		printer = &tableRows{w: a.out, terminal: a.outTerminal}
	case "json":
		printer = &jsonRows{w: a.out}
	case "csv":
		printer = newCSVRows(a.out)
	default:
		return wrongUse(a.say.Text("usage.format", "format", o.format, "formats", "table, json, csv"))
	}
	query, err := a.query(o, args)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, a.settings().SQL.Timeout)
	defer cancel()
	session, err := a.openReading(ctx, o.reading)
	if err != nil {
		return err
	}
	defer session.Close()
	rows, err := session.Query(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	return printRows(rows, printer)
}

// query finds the text of the query: the argument, the file, or what comes through standard input.
func (a *app) query(o sqlOptions, args []string) (string, error) {
	var text []byte
	var err error
	switch {
	case len(args) > 1:
		return "", wrongUse(a.say.Text("usage.one_query"))
	case len(args) == 1 && o.file != "":
		return "", wrongUse(a.say.Text("usage.two_queries"))
	case len(args) == 1:
		text = []byte(args[0])
	case o.file != "":
		text, err = os.ReadFile(o.file)
		if err != nil {
			return "", wrongUse(a.say.Text("usage.no_such_path", "path", o.file))
		}
	case !a.inTerminal:
		if text, err = io.ReadAll(a.in); err != nil {
			return "", fmt.Errorf("read the query: %w", err)
		}
	}
	if strings.TrimSpace(string(text)) == "" {
		return "", wrongUse(a.say.Text("usage.no_query"))
	}
	return string(text), nil
}

// rowPrinter prints the rows of a query.
type rowPrinter interface {
	head(columns []column) error
	row(values []any) error
	close() error
}

// column is a column of a result. Kind is DuckDB's name of its type.
type column struct{ name, kind string }

// isNumber reports whether the values are numbers, which stand at the right in a table.
func (c column) isNumber() bool {
	switch c.kind {
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
		"UHUGEINT", "FLOAT", "DOUBLE":
		return true
	}
	return strings.HasPrefix(c.kind, "DECIMAL")
}

// printRows hands the rows to the printer. Rows are printed as they come except in a table, whose widths need all.
func printRows(rows *sql.Rows, p rowPrinter) error {
	types, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	columns := make([]column, len(types))
	for i, t := range types {
		columns[i] = column{t.Name(), t.DatabaseTypeName()}
	}
	if err := p.head(columns); err != nil {
		return err
	}
	values := make([]any, len(columns))
	pointers := make([]any, len(columns))
	for i := range values {
		pointers[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(pointers...); err != nil {
			return err
		}
		if err := p.row(values); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return p.close()
}
